/**
 * The tables that move, as the catalogue has them: which columns, in which order, and what refers to what. Reads no row.
 */
import type { Client } from 'pg';
import { type Moves, WHAT_MOVES } from './what-moves';

export interface Column {
  name: string;
  /** As Postgres calls it. */
  type: string;
  isNullable: boolean;
  /** An exercise, which may be one of the starter library. */
  isExercise: boolean;
  /** The table whose row it names. */
  refersTo: string | null;
  /** All that may stand there, where a check lists it. */
  oneOf: string[] | null;
}

export interface MovingTable {
  name: string;
  said: Moves;
  /** Of a line, in its order. */
  columns: Column[];
  /** Of other tables that move; the rows of these come in first, or at once. */
  refersTo: string[];
}

interface Found {
  name: string;
  columns: Column[];
  refersTo: string[];
}

const TABLES = /* sql */ `
  with refs as (
    select r.conrelid, r.confrelid, r.conkey from pg_constraint r
    where r.connamespace = 'portal'::regnamespace and r.contype = 'f')
  select c.relname as name,
    coalesce((select jsonb_agg(jsonb_build_object(
        'name', a.attname,
        'type', format_type(a.atttypid, a.atttypmod),
        'isNullable', not a.attnotnull,
        'isExercise', exists (select from refs where refs.conrelid = c.oid and refs.conkey = array[a.attnum]
          and refs.confrelid = 'portal.exercise'::regclass),
        -- the last of a composite key is the row's own id; the others say whose it is
        'refersTo', (select f.relname from refs join pg_class f on f.oid = refs.confrelid
          where refs.conrelid = c.oid and refs.conkey[cardinality(refs.conkey)] = a.attnum limit 1),
        'oneOf', (select to_jsonb(array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g') m))
          from pg_constraint k
          where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
            and pg_get_constraintdef(k.oid) ~ ('^CHECK \\(\\(' || a.attname || ' (= ANY|<@) \\(?ARRAY\\[[^\\]]*\\]\\)?\\)\\)$')
          limit 1)
      ) order by a.attnum)
      from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.attname <> 'clinic_id'), '[]') as columns,
    array(select distinct f.relname::text from refs join pg_class f on f.oid = refs.confrelid
      where refs.conrelid = c.oid and f.oid <> c.oid) as "refersTo"
  from pg_class c
  where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r'
  order by c.relname collate "C"`;

/** By name. Throws a sentence for people when the database has a table of which nothing was decided, or lacks one. */
export async function movingTables(owner: Pick<Client, 'query'>): Promise<MovingTable[]> {
  const { rows } = await owner.query<Found>(TABLES);
  const here = new Set(rows.map(({ name }) => name));
  const odd =
    rows.find(({ name }) => !Object.hasOwn(WHAT_MOVES, name))?.name ??
    Object.keys(WHAT_MOVES).find((name) => !here.has(name));
  if (odd !== undefined)
    throw new Error(`Nothing was decided of whether the table ${odd} moves with a clinic.`);
  return rows.flatMap(({ name, columns, refersTo }) => {
    const decision = WHAT_MOVES[name];
    if (!decision || !('moves' in decision)) return [];
    const { without = {} } = decision.moves;
    return {
      name,
      said: decision.moves,
      columns: columns.filter((column) => !Object.hasOwn(without, column.name)),
      refersTo: refersTo.filter((other) => 'moves' in (WHAT_MOVES[other] ?? {})),
    };
  });
}

/** Tables that refer to each other stand together; every group refers to itself and to groups before it only. */
export function inOrderOfReference(tables: readonly MovingTable[]): MovingTable[][] {
  const reaches = new Map(tables.map(({ name }) => [name, reachableFrom(name, tables)]));
  const left = [...tables];
  const groups: MovingTable[][] = [];
  while (left.length > 0) {
    const placed = new Set(groups.flat().map(({ name }) => name));
    const groupOf = ({ name }: MovingTable) =>
      left.filter(
        (other) =>
          other.name === name || (reaches.get(name)?.has(other.name) && reaches.get(other.name)?.has(name)),
      );
    const next = left.map(groupOf).find((group) => {
      const within = new Set(group.map(({ name }) => name));
      return group.every(({ refersTo }) => refersTo.every((name) => placed.has(name) || within.has(name)));
    }) as MovingTable[];
    groups.push(next);
    for (const table of next) left.splice(left.indexOf(table), 1);
  }
  return groups;
}

function reachableFrom(name: string, tables: readonly MovingTable[]): Set<string> {
  const reached = new Set<string>();
  const go = (from: string): void => {
    for (const next of tables.find((table) => table.name === from)?.refersTo ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      go(next);
    }
  };
  go(name);
  return reached;
}
