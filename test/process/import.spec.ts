/** `npm run import`, as the operator, on a database of one's own and on the embedded one, whether that runs or not. */
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Started } from './launch';
import { Launched, query } from './launched';
import { Program } from './program';

const EXCERPT = join(__dirname, '..', 'support', 'free-exercise-db', 'excerpt.json');
const TEMPLATE = join(__dirname, '..', '..', 'docs', 'exercise-template.csv');
const POWER_CLEAN = '  row 13 (Power_Clean): steps has 24 entries; there may be 20.\n';

let folder: string;
let dataDir: string;
let server: Launched;
let urls: Started;
let clinicId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portal-import-'));
  dataDir = mkdtempSync(join(tmpdir(), 'portal-import-'));
  await launch();
  const own = { OWNER_DATABASE_URL: urls.ownerUrl, PUBLIC_URL: 'https://portal.example' };
  expect(await new Program('db/migrate-command.ts', own).ended).toBe(0);
  const founding = new Program('clinic/found-clinic-command.ts', own, [
    ...['--name', 'North Clinic', '--address', '1 High Street, London', '--phone', '020 7946 0000'],
    ...['--email', 'desk@north.example', '--time-zone', 'Europe/London'],
    ...['--admin-name', 'Chris Adams', '--admin-email', 'adams@north.example'],
  ]);
  expect(await founding.ended).toBe(0);
  const [clinic] = await query(urls.ownerUrl, 'select id from portal.clinic');
  clinicId = clinic!.id as string;
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(dirname(realpathSync(join(dataDir, 'postgres'))), { recursive: true });
  for (const one of [dataDir, folder]) rmSync(one, { recursive: true, force: true });
});

async function launch(): Promise<void> {
  server = new Launched(dataDir, 'fast');
  urls = await server.started();
}

/** Answers what it said and how it ended. */
async function run(args: string[], env: NodeJS.ProcessEnv = { PORTAL_DATA_DIR: dataDir }) {
  const program = new Program('exercise/import/import-command.ts', env, args);
  const code = await program.ended;
  return { code, output: program.output, complaint: program.complaint };
}

const write = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const inLibrary = () =>
  query(
    urls.ownerUrl,
    `select origin_id as id, origin, origin_licence as licence, revision, published_at, traits_reviewed_on as reviewed
     from portal.exercise where clinic_id = '${clinicId}' order by origin_id`,
  );
const trail = () =>
  query(
    urls.ownerUrl,
    `select actor_role, cardinality(subject_ids) as exercises from portal.audit_entry
     where action = 'exercise.imported' and clinic_id = '${clinicId}' order by id`,
  );

it('says what is wrong, and with which clinics it could be done, and does nothing', async () => {
  const clinics = `There are:\n  ${clinicId}  North Clinic\n`;
  const nobody = '00000000-0000-4000-8000-000000000000';
  const bad = [
    [[], /^Name what the file is, the file, and the id of the clinic:/],
    [['yaml', EXCERPT, '--clinic', clinicId], /^Name what the file is/],
    [['csv', EXCERPT, 'and more', '--clinic', clinicId], /^Name what the file is/],
    [['csv', EXCERPT, '--clinics', clinicId], /^Unknown option '--clinics'/],
    [['csv', join(folder, 'none.csv'), '--clinic', clinicId], /none\.csv cannot be read: ENOENT/],
    [
      ['csv', write('latin.csv', Buffer.from('id,name,summary\n1,R\xfccken,x', 'latin1'))],
      /is not a text in UTF-8/,
    ],
    [['csv', EXCERPT], /^The first row names a column "\["/],
    [['free-exercise-db', TEMPLATE], /is not JSON/],
    [['free-exercise-db', write('object.json', '{}')], /holds no list of exercises/],
    [['free-exercise-db', EXCERPT], new RegExp(`^Say --clinic. ${clinics}$`)],
    [
      ['free-exercise-db', EXCERPT, '--clinic', 'North'],
      new RegExp(`^There is no clinic North. ${clinics}$`),
    ],
    [
      ['free-exercise-db', EXCERPT, '--clinic', nobody],
      new RegExp(`^There is no clinic ${nobody}. ${clinics}$`),
    ],
  ] as const;
  const answers = await Promise.all(bad.map(([args]) => run([...args])));
  expect(answers).toEqual(
    bad.map(([, sentence]) => ({ code: 1, output: '', complaint: expect.stringMatching(sentence) })),
  );
  expect(await inLibrary()).toEqual([]);
  expect(await trail()).toEqual([]);
}, 60_000);

it('imports beside a server that runs, names each faulty row, and a second time changes nothing', async () => {
  const first = await run(['free-exercise-db', EXCERPT, '--clinic', clinicId.toUpperCase()]);
  expect(first).toEqual({
    code: 0,
    complaint: '',
    output:
      '12 of 12 gone through\n' +
      `North Clinic: 13 read, 12 imported as drafts, 0 there already, 1 faulty.\n${POWER_CLEAN}` +
      'A clinician completes a draft, reviews its traits and publishes it.\n',
  });
  const rows = await inLibrary();
  expect(rows).toHaveLength(12);
  expect(rows[0]).toEqual({
    id: '3_4_Sit-Up',
    origin: 'free-exercise-db',
    licence: 'Unlicense',
    revision: 1,
    published_at: null,
    reviewed: null,
  });
  const second = await run(['free-exercise-db', EXCERPT, '--clinic', clinicId]);
  expect(second.output).toContain(
    `13 read, 0 imported as drafts, 12 there already, 1 faulty.\n${POWER_CLEAN}`,
  );
  expect(await inLibrary()).toEqual(rows);
  expect(await trail()).toEqual([
    { actor_role: 'portal_owner', exercises: 12 },
    { actor_role: 'portal_owner', exercises: 0 },
  ]);
}, 60_000);

it('imports when no server runs, by starting its Postgres and stopping it again', async () => {
  await server.stop();
  const both = await run(['csv', TEMPLATE, '--clinic', clinicId]);
  expect(both).toMatchObject({ code: 0, complaint: '' });
  expect(both.output).toContain('North Clinic: 1 read, 1 imported as drafts, 0 there already, 0 faulty.\n');
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  await launch();
  expect(await inLibrary()).toContainEqual(
    expect.objectContaining({
      id: 'K-001',
      origin: 'own-csv',
      licence: 'Own work of the clinic',
      reviewed: null,
    }),
  );
}, 60_000);

it('works as the owner that the environment names, and not as the API', async () => {
  const own = { OWNER_DATABASE_URL: urls.ownerUrl, PORTAL_DATA_DIR: folder };
  const { code, output } = await run(['csv', TEMPLATE, '--clinic', clinicId], own);
  expect([code, output]).toEqual([0, expect.stringContaining('0 imported as drafts, 1 there already')]);
  const asApi = await run(['csv', TEMPLATE, '--clinic', clinicId], { DATABASE_URL: urls.appUrl });
  expect(asApi).toMatchObject({ code: 1, complaint: expect.stringMatching(/^Set OWNER_DATABASE_URL:/) });
}, 60_000);

it('makes no database where there is none', async () => {
  const empty = join(folder, 'nothing');
  const { code, complaint } = await run(['csv', TEMPLATE, '--clinic', clinicId], { PORTAL_DATA_DIR: empty });
  expect([code, complaint]).toEqual([1, expect.stringContaining(`There is no database in ${empty} yet`)]);
  expect(existsSync(empty)).toBe(false);
});

it('imports all sound rows or, when the database fails midway, none', async () => {
  const rows = Array.from({ length: 250 }, (_, n) => `Z-${n + 100},Raise ${n},A raise.`);
  const table = write('many.csv', ['id,name,summary', ...rows].join('\n'));
  const before = await inLibrary();
  await query(
    urls.ownerUrl,
    `alter table portal.exercise add constraint but_one check (origin_id is distinct from 'Z-349')`,
  );
  const { code, output, complaint } = await run(['csv', table, '--clinic', clinicId]);
  expect([code, complaint]).toEqual([1, expect.stringMatching(/^Nothing was imported: .*but_one/)]);
  expect(output).toBe('');
  expect(await inLibrary()).toEqual(before);
  await query(urls.ownerUrl, 'alter table portal.exercise drop constraint but_one');
  expect((await run(['csv', table, '--clinic', clinicId])).output).toContain('250 imported as drafts');
}, 60_000);

it('refuses a database of another version', async () => {
  await query(urls.ownerUrl, `update history.always set hash = 'of another version'`);
  const { code, complaint } = await run(['csv', TEMPLATE, '--clinic', clinicId]);
  expect([code, complaint]).toEqual([
    1,
    expect.stringMatching(/^The database is not at the version of this software/),
  ]);
});
