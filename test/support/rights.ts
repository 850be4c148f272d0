/**
 * Finds out by trying what somebody may do with the rows of a table: see, change, delete and insert. Triggers and foreign
 * keys are asleep, so that grants and policies alone answer; what the others forbid beyond has tests of its own.
 */
import { type Asking, type DbRole, DENIED, type Scene } from './as-role';
import type { Person } from './cast';
import { insertsOf } from './rights-to-insert';

export interface Asker {
  label: string;
  role: DbRole;
  person: Person | null;
}

/** How many rows, by whose they are: the clinic's of which we speak, another clinic's, or nobody's in particular. */
export interface Reach {
  own: number;
  foreign: number;
  shared: number;
}

export interface Rights {
  /** null: may not even ask. */
  sees: Reach | null;
  /** The columns, when they are not all. */
  seesOnly: string[] | null;
  updates: { columns: string[] | 'every column'; reach: Reach }[];
  deletes: Reach | null;
  /** null: may insert nothing; else the columns in which such a row may not say what it likes. */
  insertsPinned: string[] | null;
  insertsForeign: boolean;
  movesAway: boolean;
  /** Whose rows an update or a delete reaches that reads nothing, and so is held by its own policies alone. */
  reachesUnread: (keyof Reach)[];
}

export interface Column {
  name: string;
  type: string;
  is_key: boolean;
  is_written: boolean;
  may_select: boolean;
  may_insert: boolean;
  may_update: boolean;
  /** A policy on inserts of this role asks about it. */
  is_judged: boolean;
  /** What the policies on inserts of this role say, as SQL. */
  says: string | null;
}

export interface Row {
  key: string;
  home: keyof Reach;
  content: Record<string, unknown>;
}

export async function rightsOn(scene: Scene, table: string, asker: Asker, clinicId: string): Promise<Rights> {
  const columns = await columnsOf(scene, table, asker.role);
  const key = columns.find((column) => column.is_key)?.name as string;
  const home = columns.some((column) => column.name === 'clinic_id')
    ? 'clinic_id'
    : table === 'clinic'
      ? 'id'
      : 'null::uuid';
  const rows = await scene.arrange<Row>(
    `select ${key}::text as key, to_jsonb(t) as content,
       case when ${home} is null then 'shared' when ${home} = $1 then 'own' else 'foreign' end as home
     from portal.${table} t order by ${key}`,
    [clinicId],
  );
  const reachOf = (keys: string[]): Reach => {
    const reach = { own: 0, foreign: 0, shared: 0 };
    for (const row of rows) if (keys.includes(row.key)) reach[row.home] += 1;
    return reach;
  };
  const as = scene.as(asker.role, asker.person);
  const readable = columns.filter((column) => column.may_select).map((column) => column.name);
  const seen = await keysOf(as, `select ${key}::text as key from portal.${table}`);
  const deleted = await keysOf(as, `delete from portal.${table} returning ${key}::text as key`);
  return {
    sees: seen && reachOf(seen),
    seesOnly: readable.length < columns.length ? readable : null,
    updates: await updatesOf(as, table, key, columns, rows, reachOf),
    deletes: deleted && reachOf(deleted),
    ...(await insertsOf(as, table, asker, columns, rows, seen ?? [])),
    movesAway: await movesAway(as, table, home, columns, rows),
    reachesUnread: await reachesUnread(scene, as, table, key, columns, rows),
  };
}

async function columnsOf(scene: Scene, table: string, role: DbRole): Promise<Column[]> {
  return scene.arrange<Column>(
    `with judging as (
       select pol.oid, pg_get_expr(coalesce(pol.polwithcheck, pol.polqual), pol.polrelid) as says from pg_policy pol
       where pol.polrelid = $1::regclass and pol.polcmd in ('a', '*') and $2::regrole = any (pol.polroles)
     )
     select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey))
         as is_key,
       a.attgenerated = '' and a.attidentity <> 'a' as is_written,
       has_column_privilege($2, a.attrelid, a.attnum, 'select') as may_select,
       has_column_privilege($2, a.attrelid, a.attnum, 'insert') as may_insert,
       has_column_privilege($2, a.attrelid, a.attnum, 'update') as may_update,
       exists (select from judging j join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = j.oid
         where d.refobjid = a.attrelid and d.refobjsubid = a.attnum) as is_judged,
       (select string_agg(j.says, ' ') from judging j) as says
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attname`,
    [`portal.${table}`, role],
  );
}

async function keysOf(as: Asking, sql: string): Promise<string[] | null> {
  const { rows } = await as.attemptPastTriggers<{ key: string }>(sql);
  return rows?.map((row) => row.key) ?? null;
}

async function updatesOf(
  as: Asking,
  table: string,
  key: string,
  columns: Column[],
  rows: Row[],
  reachOf: (keys: string[]) => Reach,
): Promise<Rights['updates']> {
  const byReach = new Map<string, string[]>();
  for (const { name } of columns.filter((column) => column.may_update && column.is_written)) {
    const update = `update portal.${table} set ${name} = ${name}`;
    let changed = await keysOf(as, `${update} returning ${key}::text as key`);
    if (changed === null) {
      // a policy on the new row may refuse some of the rows only
      changed = [];
      for (const row of rows) {
        const one = await keysOf(
          as,
          `${update} where ${key}::text = '${row.key}' returning ${key}::text as key`,
        );
        changed.push(...(one ?? []));
      }
    }
    const reach = JSON.stringify(reachOf(changed));
    byReach.set(reach, [...(byReach.get(reach) ?? []), name]);
  }
  const written = columns.filter((column) => column.is_written).length;
  return [...byReach].map(([reach, names]) => ({
    reach: JSON.parse(reach) as Reach,
    columns: names.length === written ? 'every column' : names,
  }));
}

/** Whether a row of the asker's clinic can be given away to another. */
async function movesAway(
  as: Asking,
  table: string,
  home: string,
  columns: Column[],
  rows: Row[],
): Promise<boolean> {
  if (!columns.some((column) => column.name === home && column.may_update)) return false;
  const foreign = rows.find((row) => row.home === 'foreign')?.content[home];
  const { refused } = await as.attemptPastTriggers(
    `update portal.${table} set ${home} = '${String(foreign)}'`,
  );
  return refused !== DENIED;
}

/** With the rows of one clinic alone in the table, whatever an update or a delete reaches is theirs. */
async function reachesUnread(
  scene: Scene,
  as: Asking,
  table: string,
  key: string,
  columns: Column[],
  rows: Row[],
): Promise<(keyof Reach)[]> {
  const written = columns
    .filter((column) => column.may_update && column.is_written)
    .map((column) => column.name);
  const verbs = [
    `delete from portal.${table}`,
    ...written.map((name) => `update portal.${table} set ${name} = default`),
  ];
  const reached: (keyof Reach)[] = [];
  for (const home of ['own', 'foreign', 'shared'] as const) {
    const others = rows.filter((row) => row.home !== home).map((row) => row.key);
    await scene.undone(async () => {
      await scene.force(`delete from portal.${table} where ${key}::text = any ($1)`, [others]);
      for (const sql of verbs) {
        const { count, refused } = await as.attemptPastTriggers(sql);
        // another refusal comes from a constraint, which is asked only about a row that the policies let through
        if (count > 0 || (refused !== undefined && refused !== DENIED)) reached.push(home);
      }
    });
  }
  return [...new Set(reached)];
}
