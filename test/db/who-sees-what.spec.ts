/**
 * The whole table of rights, found by trying, against who-sees-what.txt, which is reviewed like code: what a role may do
 * is what stands there, and a new table or function that is not in it fails. Nobody may reach another clinic's row,
 * whatever the file says. After a change that is meant: `UPDATE=1 npx jest test/db/who-sees-what`, and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { likeRowsFor, reopenTwins } from '../support/furnishing';
import { type Asker, type Reach, type Rights, rightsOn } from '../support/rights';

const FILE = join(__dirname, 'who-sees-what.txt');
const NORTH = people.ann.clinicId;
const SOUTH = people.cai.clinicId;
const WORKER = { ...people.adams, id: '', sessionId: '' };
const ASKERS: Asker[] = [
  { label: 'visitor', role: 'app_visitor', person: null },
  { label: 'ann', role: 'app_patient', person: people.ann },
  { label: 'cara', role: 'app_carer', person: people.cara },
  { label: 'rivera', role: 'app_clinician', person: people.rivera },
  { label: 'dale', role: 'app_desk', person: people.dale },
  { label: 'adams', role: 'app_admin', person: people.adams },
  { label: 'worker', role: 'app_worker', person: WORKER },
];
const HEAD = `Who sees and does what in the database, as each role: found by trying every table, with triggers asleep.
ann is a patient, cara looks after her, rivera is a clinician, dale at the desk and adams an admin, all of the clinic North;
the worker does what waits there, and nobody asks it to.
Numbers are rows of North; "shared" are rows of no clinic. Nobody reaches a row of the clinic South.
"inserts" names in brackets the columns in which such a row may not say what it likes.`;

/** Every block of the file by its first line. */
const reviewed = new Map(
  readFileSync(FILE, 'utf8')
    .trimEnd()
    .split('\n\n')
    .map((block) => [block.split('\n')[0]!, block]),
);
const isTable = (title: string) => /^\w+$/.test(title);

describe('who sees what', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const inScene = <T>(work: (scene: Scene) => Promise<T>) =>
    roles.inScene(async (scene) => {
      await likeRowsFor(scene.force, people.ann.id, people.dot.id);
      await reopenTwins(scene.force);
      return work(scene);
    });
  /** Views as on everybody’s day: no hold closes what they show. */
  const inViews = () => roles.inScene(viewBlocks);

  if (process.env.UPDATE) {
    it('is written down anew', async () => {
      const views = await inViews();
      const blocks = await inScene(async (scene) => {
        const tables: string[] = [];
        for (const table of await relations(scene, 'r')) tables.push((await tableBlock(scene, table)).block);
        return [HEAD, ...tables, ...views, await functionBlock(scene)];
      });
      writeFileSync(FILE, `${blocks.join('\n\n')}\n`);
    });
    return;
  }

  it('speaks of every table', async () => {
    expect([...reviewed.keys()].filter(isTable)).toEqual(await inScene((scene) => relations(scene, 'r')));
  });

  it.each([...reviewed.keys()].filter(isTable))('%s', async (table) => {
    await inScene(async (scene) => {
      const { block, lines } = await tableBlock(scene, table);
      expect(block).toBe(reviewed.get(table));

      for (const { asker, rights } of lines) {
        const foreign = reachesOf(rights).reduce((sum, reach) => sum + reach.foreign, 0);
        const { insertsForeign, movesAway, reachesUnread } = rights;
        const wall = {
          foreign,
          insertsForeign,
          movesAway,
          unread: reachesUnread.filter((home) => home !== 'own'),
        };
        expect([asker.label, wall]).toEqual([
          asker.label,
          { foreign: 0, insertsForeign: false, movesAway: false, unread: [] },
        ]);
        if (!asker.person) continue;
        const elsewhere = { ...asker, person: { ...asker.person, clinicId: SOUTH } };
        const there = await rightsOn(scene, table, elsewhere, NORTH);
        // through the other clinic's door not even one's own
        expect([asker.label, ...reachesOf(there).filter((reach) => reach.own > 0)]).toEqual([asker.label]);
        expect([asker.label, ...there.reachesUnread]).not.toContain('own');
      }
    });
  });

  it('views', async () => {
    const found = await inViews();
    expect(found).toEqual(
      [...reviewed].filter(([title]) => title.endsWith('(view)')).map(([, block]) => block),
    );
  });

  it('functions', async () => {
    const found = await inScene(functionBlock);
    expect(found).toBe([...reviewed.values()].at(-1));
  });

  it('is asked of tables that hold rows of both clinics', async () => {
    const bare = await inScene(async (scene) => {
      const found: string[] = [];
      for (const table of await relations(scene, 'r')) {
        const [rows] = await scene.arrange<{ north: boolean; south: boolean; apart: boolean }>(
          `select bool_or(t.clinic = $1) as north, bool_or(t.clinic = $2) as south, bool_and(t.clinic is null) as apart
           from (select coalesce(to_jsonb(r) ->> 'clinic_id', case when $3 = 'clinic' then to_jsonb(r) ->> 'id' end)
             as clinic from portal.${table} r) t`,
          [NORTH, SOUTH, table],
        );
        if (!rows?.apart && !(rows?.north && rows.south)) found.push(table);
      }
      return found;
    });
    expect(bare).toEqual([]);
  });
});

async function relations(scene: Scene, kind: 'r' | 'v'): Promise<string[]> {
  const found = await scene.arrange<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'portal'::regnamespace
       and relkind = any (case $1 when 'r' then '{r,p}'::"char"[] else '{v,m}' end) order by 1`,
    [kind],
  );
  return found.map((relation) => relation.name);
}

async function tableBlock(scene: Scene, table: string) {
  const lines: { asker: Asker; rights: Rights }[] = [];
  for (const asker of ASKERS) lines.push({ asker, rights: await rightsOn(scene, table, asker, NORTH) });
  const block = [
    table,
    ...lines.map(({ asker, rights }) => `  ${asker.label.padEnd(8)} ${sentence(rights)}`),
  ].join('\n');
  return { lines, block };
}

function sentence({ sees, seesOnly, updates, deletes, insertsPinned }: Rights): string {
  const says: string[] = [];
  if (sees) says.push(`sees ${rows(sees)}${seesOnly ? ` in ${seesOnly.join(' ')}` : ''}`);
  for (const { reach, columns } of updates) {
    says.push(`updates ${rows(reach)} in ${typeof columns === 'string' ? columns : columns.join(' ')}`);
  }
  if (deletes) says.push(`deletes ${rows(deletes)}`);
  if (insertsPinned) says.push(`inserts (${insertsPinned.join(' ')})`);
  return says.join('; ') || '-';
}

const rows = ({ own, shared }: Reach): string => (shared > 0 ? `${own} and ${shared} shared` : String(own));
const reachesOf = ({ sees, updates, deletes }: Rights): Reach[] =>
  [sees, deletes, ...updates.map((update) => update.reach)].filter((reach) => reach !== null);

async function viewBlocks(scene: Scene): Promise<string[]> {
  const blocks: string[] = [];
  for (const name of await relations(scene, 'v')) {
    const says: string[] = [];
    for (const { label, role, person } of ASKERS) {
      const sql = `select clinic_id from portal.${name}`;
      const { rows: seen } = await scene.as(role, person).attempt<{ clinic_id: string }>(sql);
      const strangers = seen?.some((row) => row.clinic_id !== NORTH) ? ', of another clinic too' : '';
      says.push(`  ${label.padEnd(8)} ${seen ? `sees ${seen.length}${strangers}` : '-'}`);
    }
    blocks.push([`${name} (view)`, ...says].join('\n'));
  }
  return blocks;
}

async function functionBlock(scene: Scene): Promise<string> {
  const functions = await scene.arrange<{ line: string }>(
    `select '  ' || p.proname || ': ' || coalesce(string_agg(r.rolname, ' ' order by r.rolname), '-') as line
     from pg_proc p
     left join pg_roles r on r.rolname = any ($1) and has_function_privilege(r.oid, p.oid, 'execute')
     where p.pronamespace = 'portal'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     group by p.oid, p.proname order by p.proname, p.oid`,
    [[...ASKERS.map((asker) => asker.role), 'portal_app', 'portal_worker']],
  );
  return ['functions, and who may call them', ...functions.map((one) => one.line)].join('\n');
}
