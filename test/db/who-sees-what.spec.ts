/**
 * The whole table of rights, found by trying, against who-sees-what.txt, which is reviewed like code: what a role may do
 * is what stands there, and a new table or function that is not in it fails. No line may reach another clinic's row,
 * whatever the file says. After a change that is meant: `UPDATE=1 npx jest test/db/who-sees-what`, and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { type Asker, type Reach, type Rights, rightsOn } from '../support/rights';

const FILE = join(__dirname, 'who-sees-what.txt');
const NORTH = people.ann.clinicId;
const SOUTH = people.cai.clinicId;
const ASKERS: Asker[] = [
  { label: 'visitor', role: 'app_visitor', person: null },
  { label: 'ann', role: 'app_patient', person: people.ann },
  { label: 'rivera', role: 'app_clinician', person: people.rivera },
  { label: 'dale', role: 'app_desk', person: people.dale },
  { label: 'adams', role: 'app_admin', person: people.adams },
];

interface Line {
  table: string;
  asker: Asker;
  rights: Rights;
}

describe('who sees what', () => {
  let roles: RoleDatabase;
  let lines: Line[];
  beforeAll(async () => {
    roles = await openRoles();
    lines = await roles.inScene(async (scene) => {
      const all: Line[] = [];
      for (const table of await tablesOf(scene)) {
        for (const asker of ASKERS)
          all.push({ table, asker, rights: await rightsOn(scene, table, asker, NORTH) });
      }
      return all;
    });
  });
  afterAll(() => roles.close());

  it('is what was reviewed', async () => {
    const found = [HEAD, ...tableBlocks(lines), ...(await roles.inScene(otherBlocks))].join('\n\n') + '\n';
    if (process.env.UPDATE) writeFileSync(FILE, found);
    expect(found).toBe(readFileSync(FILE, 'utf8'));
  });

  it('reaches no row of another clinic, by any verb', () => {
    const reaching = lines.filter(
      ({ rights }) =>
        reachesOf(rights).some((reach) => reach.foreign > 0) || rights.insertsForeign || rights.movesAway,
    );
    expect(reaching.map(({ table, asker }) => `${table} by ${asker.label}`)).toEqual([]);
  });

  it('reaches not even one’s own rows through the other clinic’s door', async () => {
    const reaching = await roles.inScene(async (scene) => {
      const found: string[] = [];
      for (const { table, asker } of lines.filter(({ asker }) => asker.person)) {
        const person = { ...asker.person!, clinicId: SOUTH };
        const rights = await rightsOn(scene, table, { ...asker, person }, NORTH);
        if (reachesOf(rights).some((reach) => reach.own > 0)) found.push(`${table} by ${asker.label}`);
      }
      return found;
    });
    expect(reaching).toEqual([]);
  });

  it('is asked of tables that hold rows of both clinics', async () => {
    const bare = await roles.inScene(async (scene) => {
      const without: string[] = [];
      for (const table of await tablesOf(scene)) {
        const [rows] = await scene.arrange<{ own: boolean; foreign: boolean; apart: boolean }>(
          `select bool_or(t.clinic = $1) as own, bool_or(t.clinic <> $1) as foreign, bool_and(t.clinic is null) as apart
           from (select coalesce(to_jsonb(r) ->> 'clinic_id', case when $2 = 'clinic' then to_jsonb(r) ->> 'id' end)
             as clinic from portal.${table} r) t`,
          [NORTH, table],
        );
        if (!rows?.apart && !(rows?.own && rows.foreign)) without.push(table);
      }
      return without;
    });
    expect(bare).toEqual([]);
  });
});

const HEAD = `Who sees and does what in the database, as each role: found by trying every table, with triggers asleep.
ann is a patient, rivera a clinician, dale at the desk and adams an admin, all of the clinic North.
Numbers are rows of North, out of those that are there; "shared" are rows of no clinic.
"inserts" names in brackets what such a row may not say otherwise; nobody reaches the rows of South.`;

const tablesOf = async (scene: Scene): Promise<string[]> => {
  const tables = await scene.arrange<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'portal'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  return tables.map((table) => table.name);
};

function tableBlocks(lines: Line[]): string[] {
  const tables = [...new Set(lines.map((line) => line.table))];
  return tables.map((table) =>
    [table, ...lines.filter((line) => line.table === table).map((line) => sentence(line))].join('\n'),
  );
}

function sentence({ asker, rights }: Line): string {
  const says: string[] = [];
  if (rights.sees) says.push(`sees ${rows(rights.sees)}${only(rights.seesOnly)}`);
  for (const { reach, columns } of rights.updates) {
    says.push(`updates ${rows(reach)} in ${typeof columns === 'string' ? columns : columns.join(' ')}`);
  }
  if (rights.deletes) says.push(`deletes ${rows(rights.deletes)}`);
  if (rights.insertsPinned) says.push(`inserts (${rights.insertsPinned.join(' ')})`);
  return `  ${asker.label.padEnd(8)} ${says.join('; ') || '-'}`;
}

const reachesOf = ({ sees, updates, deletes }: Rights): Reach[] =>
  [sees, deletes, ...updates.map((update) => update.reach)].filter((reach) => reach !== null);
const rows = ({ own, shared }: Reach): string => (shared > 0 ? `${own} and ${shared} shared` : String(own));
const only = (columns: string[] | null): string => (columns ? ` in ${columns.join(' ')}` : '');

/** The views, and who may call which function. */
async function otherBlocks(scene: Scene): Promise<string[]> {
  const views = await scene.arrange<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'portal'::regnamespace and relkind in ('v', 'm') order by 1`,
  );
  const blocks: string[] = [];
  for (const { name } of views) {
    const says: string[] = [];
    for (const { label, role, person } of ASKERS) {
      const { rows: seen } = await scene
        .as(role, person)
        .attempt<{ n: string; foreign: boolean }>(
          `select count(*) as n, coalesce(bool_or(clinic_id <> $1), false) as foreign from portal.${name}`,
          [NORTH],
        );
      const reach = seen?.[0]?.foreign ? `${seen[0].n}, ANOTHER CLINIC'S AMONG THEM` : seen?.[0]?.n;
      says.push(`  ${label.padEnd(8)} ${reach === undefined ? '-' : `sees ${reach}`}`);
    }
    blocks.push([`${name} (view)`, ...says].join('\n'));
  }
  const functions = await scene.arrange<{ line: string }>(
    `select '  ' || p.proname || ': ' || coalesce(string_agg(r.rolname, ' ' order by r.rolname), '-') as line
     from pg_proc p
     left join pg_roles r on r.rolname = any ($1) and has_function_privilege(r.oid, p.oid, 'execute')
     where p.pronamespace = 'portal'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     group by p.oid, p.proname order by p.proname, p.oid`,
    [[...ASKERS.map((asker) => asker.role), 'portal_app', 'portal_worker']],
  );
  return [...blocks, ['functions, and who may call them', ...functions.map((one) => one.line)].join('\n')];
}
