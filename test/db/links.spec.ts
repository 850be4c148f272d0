/**
 * No link leaves the clinic: every foreign key, found in the catalogue, is tried on a row of the clinic North with a row of
 * South, by a superuser, past every policy. A new foreign key is tried by itself; one that forgets the clinic fails here.
 */
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';

const NORTH = people.ann.clinicId;
const SOUTH = people.cai.clinicId;
const LINK_REFUSED = '23503';
/** What a row is, not what it points at. */
const OWN_KEY = ['clinic_id', 'id'];

interface Link {
  name: string;
  from: string;
  columns: string[];
  to: string;
  referred: string[];
  /** Whether rows over there are of a clinic. */
  to_clinic: boolean;
}

const LINKS = `
  select k.conname as name, f.relname as from, t.relname as to,
    (select array_agg(a.attname::text order by c.n) from unnest(k.conkey) with ordinality c (num, n)
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.num) as columns,
    (select array_agg(a.attname::text order by c.n) from unnest(k.confkey) with ordinality c (num, n)
       join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.num) as referred,
    t.relname = 'clinic'
      or exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'clinic_id') as to_clinic
  from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  where k.contype = 'f' and f.relnamespace = 'portal'::regnamespace
  order by 2, 1`;

/** The clinic's own column says where a row belongs; it is no link to another row. */
const isHome = (link: Link): boolean => link.to === 'clinic' && link.columns.join() === 'clinic_id';
/** How a link is told apart from others in what a test prints. */
const shown = (link: Link): string => `${link.from} (${link.columns.join(', ')}) to ${link.to}`;

/**
 * Only what holds links stays awake: checks are dropped, and the triggers that freeze what was signed or issued sleep, as
 * they would refuse for another reason and hide that the link itself is open.
 */
async function leaveOnlyLinks(scene: Scene): Promise<void> {
  await scene.arrange(`do $$ declare found record; begin
    for found in select conrelid::regclass as t, conname as name from pg_constraint
      where contype = 'c' and connamespace = 'portal'::regnamespace
    loop execute format('alter table %s drop constraint %I', found.t, found.name); end loop;
    for found in select tgrelid::regclass as t, tgname as name from pg_trigger
      where not tgisinternal and tgrelid::regclass::text ~ '^portal\\.' and tgname <> 'own_or_shared_exercise'
    loop execute format('alter table %s disable trigger %I', found.t, found.name); end loop;
  end $$`);
  await scene.arrange('set constraints all immediate');
}

/** Points one row of North at one of South; answers the SQLSTATE of the refusal, or what went wrong with the question. */
async function pointSouth(scene: Scene, link: Link): Promise<string> {
  const homeOf = (table: string) => (table === 'clinic' ? 'id' : 'clinic_id');
  const pairs = link.columns
    .map((column, n) => [column, link.referred[n] as string] as const)
    .filter(([column]) => !OWN_KEY.includes(column));
  const [there] = await scene.arrange<Record<string, unknown>>(
    `select * from portal.${link.to} where ${homeOf(link.to)} = $1 limit 1`,
    [SOUTH],
  );
  const [here] = await scene.arrange<{ id: string }>(
    `select id from portal.${link.from} where ${homeOf(link.from)} = $1 limit 1`,
    [NORTH],
  );
  if (!there || !here) return 'no row to try it on: see test/support/furnishing.ts';
  const setting = pairs.map(([column], n) => `${column} = $${n + 2}`).join(', ');
  return scene.undone(async () => {
    try {
      await scene.arrange(`update portal.${link.from} set ${setting} where id = $1`, [
        here.id,
        ...pairs.map(([, referred]) => there[referred]),
      ]);
      return 'accepted';
    } catch (thrown) {
      return String((thrown as { code?: string }).code);
    }
  });
}

describe('no link leaves the clinic', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const tried = (prepare: (scene: Scene) => Promise<unknown>) =>
    roles.inScene(async (scene) => {
      await prepare(scene);
      await leaveOnlyLinks(scene);
      const links = (await scene.arrange<Link>(LINKS)).filter((link) => link.to_clinic && !isHome(link));
      const answers: [string, string][] = [];
      for (const link of links) answers.push([shown(link), await pointSouth(scene, link)]);
      return answers;
    });

  it('by any foreign key', async () => {
    const answers = await tried(async () => undefined);
    expect(answers.length).toBeGreaterThan(40);
    expect(answers.filter(([, answer]) => answer !== LINK_REFUSED)).toEqual([]);
  });

  it('and a foreign key that forgets the clinic would be found', async () => {
    const answers = await tried((scene) =>
      scene.arrange('alter table portal.hold add column seen_by uuid references portal.staff (id)'),
    );
    expect(answers.filter(([, answer]) => answer !== LINK_REFUSED)).toEqual([
      ['hold (seen_by) to staff', 'accepted'],
    ]);
  });

  it('but for accounts, which are of no clinic', async () => {
    const homeless = await roles.inScene((scene) =>
      scene.arrange<Link>(LINKS).then((links) => links.filter((link) => !link.to_clinic).map(shown)),
    );
    expect(homeless).toEqual(['staff (account_id) to account']);
  });

  it('while a shared exercise, and one of the clinic’s own, may be prescribed', async () => {
    await roles.inScene(async (scene) => {
      await leaveOnlyLinks(scene);
      for (const whose of ['e.clinic_id is null', 'e.clinic_id = i.clinic_id']) {
        const moved = await scene.arrange(
          `update portal.prescription_item i set exercise_id = (select e.id from portal.exercise e where ${whose} limit 1)
           where i.clinic_id = $1 returning 1`,
          [NORTH],
        );
        expect(moved.length).toBeGreaterThan(0);
      }
    });
  });

  it('and every column that names a row is held by a foreign key, but in the trace of what happened', async () => {
    const loose = await roles.inScene((scene) =>
      scene.arrange<{ name: string }>(
        `select c.relname || '.' || a.attname as name from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p')
           and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) and a.attname <> 'id'
           and not exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid
             and a.attnum = any (k.conkey))
         order by 1`,
      ),
    );
    expect(loose.map((column) => column.name)).toEqual([
      'audit_entry.actor_id',
      'audit_entry.patient_ids',
      'audit_entry.session_id',
      'audit_entry.subject_ids',
      // the device's, of an entry that was not kept
      'heard_entry.entry_id',
      'idempotency_key.actor_id',
      'idempotency_key.patient_ids',
      // made on a device, and perhaps of what has not arrived yet
      'log_entry.corrects',
      'log_entry.session_id',
      // of any table that a merge moves
      'merged_row.row_id',
      'record_deleted.patient_id',
    ]);
  });
});
