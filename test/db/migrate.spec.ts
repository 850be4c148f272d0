/** Migrating an empty database: by two at once, as when two machines meet a new version, and again for nothing. */
import { Client } from 'pg';
import { expectedVersion, migrate } from '../../src/db/migrate';
import { freshDatabase, type TestDatabase } from '../support/database';

/** Postgres' own, with nothing in it. */
const EMPTY = 'template0';

let database: TestDatabase;
let owner: Client;

beforeAll(async () => {
  database = await freshDatabase(EMPTY);
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** What a migration makes; `xmin` tells a row that was written again as it was. */
const MADE = {
  history: 'select id, name, xmin from history.migration order by id',
  always: 'select hash from history.always',
  exercises: 'select id, code, revision, xmin from portal.exercise order by id',
  policies: `select * from pg_policies where schemaname = 'portal' order by tablename, policyname`,
  rights: `select relname, acl::text from pg_class, unnest(relacl) as acl
    where relnamespace = 'portal'::regnamespace order by 1, 2`,
};

async function made(): Promise<Record<string, object[]>> {
  const answers: [string, object[]][] = [];
  for (const [what, sql] of Object.entries(MADE)) answers.push([what, (await owner.query(sql)).rows]);
  return Object.fromEntries(answers);
}

it('succeeds for both of two at once, and a third changes nothing', async () => {
  await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);
  const first = await made();
  const { alwaysHash, lastMigration } = expectedVersion();
  expect(first.always).toEqual([{ hash: alwaysHash }]);
  expect(first.history?.at(-1)).toMatchObject({ name: lastMigration });
  for (const [what, rows] of Object.entries(first)) expect([what, rows.length]).not.toEqual([what, 0]);

  await migrate(database.ownerUrl);
  expect(await made()).toEqual(first);
});
