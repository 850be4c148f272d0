/** The shared exercises follow the starter library, whenever and by how many at once it is loaded. */
import { Client } from 'pg';
import { migrate } from '../../src/db/migrate';
import { loadStarterLibrary } from '../../src/exercise/load-starter-library';
import { readStarterLibrary } from '../../src/exercise/starter-library';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let owner: Client;
beforeAll(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const shared = async (): Promise<Record<string, unknown>[]> =>
  (
    await owner.query(
      `select e.*, easier.code as easier, harder.code as harder from portal.exercise e
       left join portal.exercise easier on easier.id = e.easier_id
       left join portal.exercise harder on harder.id = e.harder_id
       where e.clinic_id is null order by e.code`,
    )
  ).rows;

it('holds every entry as it is written, published', async () => {
  const rows = await shared();
  const expected = readStarterLibrary().sort((a, b) => (a.code < b.code ? -1 : 1));
  expect(rows.map(({ code }) => code)).toEqual(expected.map(({ code }) => code));
  for (const [index, entry] of expected.entries()) {
    expect(rows[index]).toMatchObject({
      name: entry.name,
      summary: entry.summary,
      pillar: entry.pillar,
      muscles: entry.targetMuscles,
      equipment: entry.equipment,
      position: entry.position,
      steps: entry.steps,
      mistakes: entry.commonMistakes,
      traits: entry.traits,
      easier: entry.easier,
      harder: entry.harder,
      default_dosage: entry.defaultDosage ?? null,
      published_at: expect.any(Date),
      retired_at: null,
    });
  }
});

it('touches nothing that says the same already', async () => {
  const before = await shared();
  await loadStarterLibrary(database.ownerUrl);
  expect(await shared()).toEqual(before);
});

it('puts right what differs, and keeps its id', async () => {
  const before = (await shared())[0]!;
  await owner.query(
    `update portal.exercise set name = 'Forged', easier_id = null, retired_at = now() where id = $1`,
    [before.id],
  );
  await loadStarterLibrary(database.ownerUrl);
  const { id, name, easier, retired_at } = (await shared())[0]!;
  expect({ id, name, easier, retired_at }).toEqual({
    id: before.id,
    name: before.name,
    easier: before.easier,
    retired_at: null,
  });
});

it('dates the review of traits that differ anew, and of those that do not as before', async () => {
  const [bird, camel] = ['bird_dog', 'cat_camel'];
  await owner.query(
    `update portal.exercise set traits_reviewed_on = '2020-01-01', name = 'Forged',
       traits = case code when $1 then '{}' else traits end
     where clinic_id is null and code = any($2)`,
    [bird, [bird, camel]],
  );
  await loadStarterLibrary(database.ownerUrl);
  const { rows } = await owner.query(
    `select code, traits_reviewed_on = (portal.portal_now() at time zone 'utc')::date as today from portal.exercise
     where clinic_id is null and code = any($1) order by code`,
    [[bird, camel]],
  );
  expect(rows).toEqual([
    { code: bird, today: true },
    { code: camel, today: false },
  ]);
});

it('retires what left the library, and only once', async () => {
  await owner.query(
    `insert into portal.exercise (code, name, summary, pillar, muscles, equipment, position, steps, mistakes, traits,
       traits_reviewed_on, published_at)
     values ('left_us', 'x', 'x', 'balance', '{}', '{}', 'standing', '{x}', '{x}', '{}', current_date, now())`,
  );
  await loadStarterLibrary(database.ownerUrl);
  const retired = async () => (await shared()).filter(({ retired_at }) => retired_at !== null);
  expect(await retired()).toMatchObject([{ code: 'left_us', revision: 2 }]);
  await loadStarterLibrary(database.ownerUrl);
  expect(await retired()).toMatchObject([{ code: 'left_us', revision: 2 }]);
});

it('is loaded by two migrations at once', async () => {
  await owner.query('update portal.exercise set easier_id = null, harder_id = null');
  await owner.query(`delete from portal.exercise where code in ('walk_run', 'left_us')`);
  await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);
  expect(await shared()).toHaveLength(35);
});
