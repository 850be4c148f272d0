/**
 * What moves with a clinic is decided table by table, of the catalogue: a table that nobody thought of stops an export, a column
 * that sounds like a secret has to be named, and the page in docs/ says what an export says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { exportPage } from '../../src/moving-out/export-page';
import { inOrderOfReference, movingTables } from '../../src/moving-out/moving-tables';
import { WHAT_MOVES } from '../../src/moving-out/what-moves';
import { freshDatabase, type TestDatabase } from '../support/database';

const PAGE = join(__dirname, '../../docs/clinic-export.md');
/** Sound like secrets and are none, for a reason. */
const NO_SECRET = [
  'patient_import.file_sha256: of a file, to recognise it',
  'template_import.file_sha256: of a file, to recognise it',
  'mail.once_key: what kind of mail, and of whom',
  'alert.key: which alert of its kind',
  'text_approval.pair_hash: of two texts, to tell when one changed',
  'own_wording.english_hash: of a text, to tell when it changed',
];

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

it('decides of every table, and of no other', async () => {
  await expect(movingTables(owner)).resolves.toBeDefined();
  await owner.query('begin');
  await owner.query('create table portal.thought_of_by_nobody (id uuid primary key, clinic_id uuid)');
  await expect(movingTables(owner)).rejects.toThrow(
    'Nothing was decided of whether the table thought_of_by_nobody moves with a clinic.',
  );
  await owner.query('rollback');
  await owner.query('begin');
  await owner.query('drop table portal.worker_seen');
  await expect(movingTables(owner)).rejects.toThrow('of whether the table worker_seen moves');
  await owner.query('rollback');
});

it('names only columns that are there, and says why each stays', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' and a.attnum > 0`,
  );
  const there = rows.map(({ name }) => name);
  for (const [table, decision] of Object.entries(WHAT_MOVES)) {
    if ('stays' in decision) {
      expect([table, decision.stays.because]).toEqual([table, expect.stringMatching(/\w{3,}.*\.$/)]);
      continue;
    }
    for (const [column, { because }] of Object.entries(decision.moves.without ?? {})) {
      expect(there).toContain(`${table}.${column}`);
      expect(because).toMatch(/\w{3,}/);
    }
  }
});

it('lets no column along that sounds like a secret, or leads to somebody’s account', async () => {
  const tables = await movingTables(owner);
  const along = tables.flatMap(({ name, columns }) =>
    columns.map((column) => ({ of: `${name}.${column.name}`, ...column })),
  );
  const suspect = along.filter(
    ({ name, type }) =>
      /secret|hash|password|token|challenge|credential|public_key|(^|_)key$|lookup|account|storage/.test(
        name,
      ) || type === 'bytea',
  );
  expect(suspect.map(({ of }) => of).sort()).toEqual(NO_SECRET.map((said) => said.split(':')[0]).sort());
  expect(along.filter(({ name }) => name === 'clinic_id')).toEqual([]);
});

it('refers to nothing that stays, so that whatever moves out can move in', async () => {
  const tables = await movingTables(owner);
  const stays = Object.keys(WHAT_MOVES).filter((name) => 'stays' in WHAT_MOVES[name]!);
  const dangling = tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ refersTo }) => refersTo !== null && stays.includes(refersTo))
      .map((column) => `${name}.${column.name}`),
  );
  expect(dangling).toEqual([]);
});

it('puts what is referred to first, and what refers to each other together', async () => {
  const tables = await movingTables(owner);
  const groups = inOrderOfReference(tables).map((group) => group.map(({ name }) => name));
  expect(groups.flat().sort()).toEqual(tables.map(({ name }) => name).sort());
  expect(groups.filter(({ length }) => length > 1)).toEqual([['prescription', 'prescription_version']]);
  tables.forEach(({ name, refersTo }) => {
    const at = groups.findIndex((group) => group.includes(name));
    const later = refersTo.filter((other) => groups.findIndex((group) => group.includes(other)) > at);
    expect([name, later]).toEqual([name, []]);
  });
});

it('is told in docs/clinic-export.md, each file and each field', async () => {
  const page = exportPage(await movingTables(owner));
  if (process.env.UPDATE) writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
  expect(page).not.toMatch(/undefined|\[object/);
});
