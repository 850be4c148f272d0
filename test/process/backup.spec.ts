/**
 * `npm run backup` and `npm run restore`, as the operator: of the demo while its server runs and people write, into an empty
 * folder and into an empty database of one's own. What comes out is what went in, with everything that guards it; and whatever
 * is wrong with a backup or with where it shall go, nothing is left behind.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Manifest } from '../../src/backup/manifest';
import { DEMO_SIGN_INS } from '../../src/demo/make-demo';
import { DEMO_PASSWORD } from '../../src/demo/people';
import { clip } from '../support/clip';
import { freshDatabase, type TestDatabase } from '../support/database';
import { query } from './launched';
import { Program, SERVER } from './program';

/** Postgres' own, with nothing in it. */
const EMPTY = 'template0';
/** What a restore changes: sessions and mails end, reminders begin anew, and the audit says so. */
const CHANGED = ['audit_entry', 'mail', 'reminder', 'session'];

let room: string;
let own: TestDatabase;
let address: string;
let clipId: string;
const inRoom = (name: string) => join(room, name);
const servers: Program[] = [];

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'portal-backup-'));
  // so that Postgres, who is another user when root tests, finds its files in the folders themselves
  chmodSync(room, 0o711);
  own = await freshDatabase(EMPTY);
  address = await serve('source');
  clipId = await film();
}, 90_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.terminate()));
  await own.drop();
  for (const name of readdirSync(room)) {
    const files = inRoom(join(name, 'postgres'));
    if (existsSync(files)) rmSync(dirname(realpathSync(files)), { recursive: true, force: true });
  }
  rmSync(room, { recursive: true, force: true });
});

async function serve(name: string): Promise<string> {
  const env = { PORTAL_DATA_DIR: inRoom(name), PORT: '0', PUBLIC_URL: 'http://localhost' };
  const server = new Program(SERVER, env);
  servers.push(server);
  return server.address();
}

/** Answers what it said and how it ended. */
async function run(command: 'backup' | 'restore', args: string[], env: NodeJS.ProcessEnv = {}) {
  const program = new Program(`backup/${command}-command.ts`, env, args);
  const code = await program.ended;
  return { code, output: program.output, complaint: program.complaint };
}

async function ask(at: string, method: string, path: string, said: { token?: string; body?: object } = {}) {
  const isBytes = Buffer.isBuffer(said.body);
  const response = await fetch(`${at}/api/v1${path}`, {
    method,
    headers: {
      ...(said.body ? { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' } : {}),
      ...(said.token ? { authorization: `Bearer ${said.token}` } : {}),
    },
    body: isBytes ? new Uint8Array(said.body as Buffer) : said.body && JSON.stringify(said.body),
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
}

async function signIn(at: string): Promise<string> {
  const body = { email: 'rivera@north.example', password: DEMO_PASSWORD };
  return (await ask(at, 'POST', '/session', { body })).body.tokens.accessToken;
}

/** A small clip of the clinic; answers its id. */
async function film(): Promise<string> {
  const token = await signIn(address);
  const bytes = clip('h264-aac.mp4');
  const said = { kind: 'video', bytes: bytes.length, title: 'Heel raise', language: 'en' };
  const { body } = await ask(address, 'POST', '/media', { token, body: said });
  expect((await ask(address, 'PUT', `/media/${body.id}/content`, { token, body: bytes })).status).toBe(200);
  return body.id;
}

/** What somebody of the demo reads, by the secret of their link as the first start wrote it down. */
async function routineOf(name: string, at: string): Promise<string> {
  const signIns = readFileSync(join(inRoom('source'), DEMO_SIGN_INS), 'utf8');
  const [, secret, dateOfBirth] = new RegExp(`${name} +live +(\\S+) +(\\S+)`).exec(signIns) as string[];
  const session = await ask(at, 'POST', '/patient-session', { body: { secret, dateOfBirth } });
  const { status, text } = await ask(at, 'GET', '/routine', { token: session.body.accessToken });
  expect(status).toBe(200);
  return text;
}

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(inRoom(name), 'manifest.json'), 'utf8'));

const ownerUrlOf = (name: string): string => {
  const { owner } = JSON.parse(readFileSync(join(inRoom(name), 'secrets.json'), 'utf8'));
  const port = readFileSync(join(inRoom(name), 'port'), 'utf8');
  return `postgres://portal_owner:${owner}@127.0.0.1:${port}/portal`;
};

const countsOf = async (url: string): Promise<Record<string, number>> => {
  const tables = await query(
    url,
    `select tablename as name from pg_tables where schemaname = 'portal' order by 1`,
  );
  const counts = tables.map(
    ({ name }) => `select '${name}' as name, count(*)::int as rows from portal."${name}"`,
  );
  const rows = await query(url, counts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count as number]));
};

/** Rights without the order in which they were given: a second migration gives some of them again. */
const rightsIn = (column: string): string =>
  `array(select unnest(${column})::text collate "C" as one order by one)`;

/** Who sees what, and what draws consequences: all that the catalogue says of it. */
const GUARDS = `
  select 'policy' as what, p::text as said from pg_policies p where schemaname = 'portal'
  union all select 'table', concat_ws(' ', relname, relrowsecurity, relowner::regrole, ${rightsIn('relacl')})
    from pg_class where relnamespace = 'portal'::regnamespace
  union all select 'function', concat_ws(' ', oid::regprocedure, prosecdef, ${rightsIn('proacl')}, md5(btrim(prosrc)))
    from pg_proc where pronamespace = 'portal'::regnamespace
  union all select 'trigger', concat_ws(' ', tgenabled, pg_get_triggerdef(t.oid)) from pg_trigger t
    join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'portal'::regnamespace and not tgisinternal
  union all select 'reference sleeps', t.tgrelid::regclass::text from pg_trigger t where tgisinternal and tgenabled <> 'O'
  union all select 'constraint', concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'portal'::regnamespace
  union all select 'version', v::text from portal.schema_version() v order by 1, 2`;

it('backs up while the server runs and people write', async () => {
  const token = await signIn(address);
  // one that waits, one that a postman has in hand
  await query(
    ownerUrlOf('source'),
    `insert into portal.mail (clinic_id, kind, to_address, send_after, tries)
     select c.id, 'plan_changed', 'ann.allen@example.com', now() + interval '1 hour', tries
     from portal.clinic c, generate_series(0, 1) as tries where c.name like 'North%'`,
  );
  let isOver = false;
  let registered = 0;
  const write = async (): Promise<void> => {
    while (!isOver) {
      const body = { name: `Writer ${registered}`, dateOfBirth: '1980-01-01' };
      if ((await ask(address, 'POST', '/patients', { token, body })).status === 201) registered++;
    }
  };
  const writing = Promise.all([write(), write()]);
  const before = await countsOf(ownerUrlOf('source'));
  const taken = await run('backup', ['--to', inRoom('one')], { PORTAL_DATA_DIR: inRoom('source') });
  isOver = true;
  await writing;
  const after = await countsOf(ownerUrlOf('source'));

  expect(taken).toMatchObject({ code: 0, complaint: '' });
  const { tables, media } = manifestOf('one');
  const total = tables.reduce((sum, { rows }) => sum + rows, 0).toLocaleString('en-GB');
  expect(taken.output).toContain(`${inRoom('one')}: ${total} rows of ${tables.length} tables`);
  expect(taken.output).toContain('1 files of media');
  expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(after).sort());
  const kept = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
  expect(registered).toBeGreaterThan(5);
  expect(kept.patient).toBeGreaterThanOrEqual(before.patient!);
  expect(kept.patient).toBeLessThan(after.patient!);
  expect(media).toMatchObject({ where: 'folder', named: 1, absent: 0, files: 1 });

  // readable by nobody else, and under no other name
  expect(readdirSync(room).sort()).toEqual(['one', 'source']);
  for (const name of ['.', 'tables', 'manifest.json', 'tables/patient.copy.gz', `media/${mediaFile()}`]) {
    expect([name, statSync(join(inRoom('one'), name)).mode & 0o077]).toEqual([name, 0]);
  }
  const trail = await query(
    ownerUrlOf('source'),
    `select distinct actor_role from portal.audit_entry where action = 'backup.taken'`,
  );
  expect(trail).toEqual([{ actor_role: 'portal_owner' }]);
  expect(await run('backup', ['--to', inRoom('one')], { PORTAL_DATA_DIR: inRoom('source') })).toEqual({
    code: 1,
    output: '',
    complaint: `${inRoom('one')} is there already: a backup gets a folder of its own.\n`,
  });
}, 60_000);

const mediaFile = (): string =>
  /media\/(.+)$/m.exec(readFileSync(join(inRoom('one'), 'media.sha256'), 'utf8'))?.[1] as string;

it('restores into an empty folder, and a second backup is the same', async () => {
  mkdirSync(inRoom('restored'));
  const restored = await run('restore', ['--from', inRoom('one'), '--to', inRoom('restored')]);
  expect(restored).toMatchObject({ code: 0, complaint: '' });
  for (const step of ['Checking', 'Writing', 'Comparing']) {
    expect(restored.output).toMatch(new RegExp(`^${step}: (\\d+) of \\1 tables, [\\d.]+ MB$`, 'm'));
  }
  expect(restored.output).toMatch(/^[1-9]\d* sessions were ended/m);
  expect(restored.output).toMatch(/^([2-9]|\d\d+) mails that waited then are not sent/m);
  expect(readdirSync(room).sort()).toEqual(['one', 'restored', 'source']);

  // no server runs there: the backup starts its Postgres and stops it again
  const again = await run('backup', ['--to', inRoom('two')], { PORTAL_DATA_DIR: inRoom('restored') });
  expect(again).toMatchObject({ code: 0, complaint: '' });
  expect(existsSync(join(inRoom('restored'), 'postgres', 'postmaster.pid'))).toBe(false);
  const [one, two] = [manifestOf('one'), manifestOf('two')];
  const others = ({ tables }: Manifest) => tables.filter(({ name }) => !CHANGED.includes(name));
  expect(others(two)).toEqual(others(one));
  const clinics = one.tables.find(({ name }) => name === 'clinic')!.rows;
  const rowsOf = ({ tables }: Manifest) => Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
  expect(rowsOf(two)).toEqual({ ...rowsOf(one), audit_entry: rowsOf(one).audit_entry! + clinics });
  expect(two.media).toEqual(one.media);
  expect(two.sequences.find(({ name }) => name.startsWith('audit_entry'))).not.toEqual(undefined);
}, 60_000);

it('serves what was restored, with the gate and everything else that guards it', async () => {
  const there = await serve('restored');
  expect(await query(ownerUrlOf('restored'), GUARDS)).toEqual(await query(ownerUrlOf('source'), GUARDS));
  for (const name of ['Ann Allen', 'Kim Kerr']) {
    const here = await routineOf(name, address);
    expect(here).toContain('Glute bridge');
    expect(await routineOf(name, there)).toBe(here);
  }
  const token = await signIn(there);
  expect(
    (await ask(there, 'POST', '/patients', { token, body: { name: 'New', dateOfBirth: '1980-01-01' } }))
      .status,
  ).toBe(201);
  const { body } = await ask(there, 'GET', `/media/${clipId}`, { token });
  expect(body.status).toBe('usable');
  const kept = createHash('sha256').update(readFileSync(join(inRoom('restored'), 'media', mediaFile())));
  const [said] = await query(ownerUrlOf('source'), 'select sha256 from portal.media');
  expect(kept.digest('hex')).toBe(said!.sha256);
}, 60_000);

it('ends every session, and sends no mail that waited', async () => {
  const url = ownerUrlOf('restored');
  const { takenAt } = manifestOf('one');
  const [alive] = await query(
    url,
    `select (select count(*)::int from portal.session where created_at <= '${takenAt}' and ended_at is null) as sessions,
       (select count(*)::int from portal.mail where created_at <= '${takenAt}' and sent_at is null and dropped_at is null
          and bounced_at is null) as mails`,
  );
  expect(alive).toEqual({ sessions: 0, mails: 0 });
  const dropped = await query(url, `select id from portal.mail where dropped_because = 'restored'`);
  expect(dropped.length).toBeGreaterThanOrEqual(2);
  const outbox = join(inRoom('restored'), 'outbox');
  const sent = existsSync(outbox) ? readdirSync(outbox) : [];
  expect(dropped.filter(({ id }) => sent.includes(`${id}.eml`))).toEqual([]);
  expect(
    await query(
      url,
      `select count(distinct clinic_id)::int as clinics from portal.audit_entry where action = 'backup.restored'`,
    ),
  ).toEqual([{ clinics: 2 }]);
});

it('restores into an empty database of one’s own, once, and backs that up too', async () => {
  const env = { OWNER_DATABASE_URL: own.ownerUrl, MEDIA_DIR: inRoom('own-media') };
  const restore = () => run('restore', ['--from', inRoom('one')], env);
  const first = await restore();
  expect(first).toMatchObject({ code: 0, complaint: '' });
  const counts = await countsOf(own.ownerUrl);
  expect(existsSync(join(inRoom('own-media'), mediaFile()))).toBe(true);
  const onMedia = `${inRoom('own-media')} holds media already: nothing is put among them. Name an empty folder in MEDIA_DIR.\n`;
  expect(await restore()).toEqual({ code: 1, output: '', complaint: onMedia });
  env.MEDIA_DIR = inRoom('other-media');
  const onRows = 'The database is not empty: a clinic or an account is in it. Nothing is ever put over it.\n';
  expect(await restore()).toEqual({ code: 1, output: '', complaint: onRows });
  expect(await countsOf(own.ownerUrl)).toEqual(counts);

  const withoutMedia = await run('backup', ['--to', inRoom('three')], env);
  expect(withoutMedia).toMatchObject({ code: 1, complaint: expect.stringContaining('none of them is in') });
  expect(existsSync(inRoom('three')) || existsSync(inRoom('three.unfinished'))).toBe(false);
  env.MEDIA_DIR = inRoom('own-media');
  expect(await run('backup', ['--to', inRoom('three')], env)).toMatchObject({ code: 0 });
  expect(manifestOf('three').tables.map(({ rows }) => rows)).toEqual(Object.values(counts));
}, 60_000);

/** A copy of the backup in which something is wrong. */
function spoilt(name: string, spoil: (folder: string, manifest: Manifest) => void): string {
  const folder = inRoom(name);
  cpSync(inRoom('one'), folder, { recursive: true });
  const manifest = manifestOf(name);
  spoil(folder, manifest);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

/** The table without its last row, and a manifest that knows of it. */
function forgetLast(folder: string, manifest: Manifest, name: string): void {
  const file = join(folder, 'tables', `${name}.copy.gz`);
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').slice(0, -2);
  const rows = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  writeFileSync(file, gzipSync(rows));
  const sha256 = createHash('sha256').update(rows).digest('hex');
  Object.assign(
    manifest.tables.find((table) => table.name === name)!,
    {
      rows: lines.length,
      bytes: rows.length,
      sha256,
    },
  );
}

function flipMiddle(file: string): void {
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
  writeFileSync(file, bytes);
}

it('refuses what is damaged, missing, of another version or not empty, and leaves nothing', async () => {
  const table = (folder: string, name: string) => join(folder, 'tables', `${name}.copy.gz`);
  mkdirSync(inRoom('full'));
  writeFileSync(inRoom('full/notes.txt'), 'mine');
  const to = (name: string) => ['--to', inRoom(name)];
  const cases: [string[], RegExp][] = [
    [[], /^Name the backup, and where to:/],
    [
      ['--from', inRoom('nowhere'), ...to('a')],
      /nowhere is no complete backup: .*manifest\.json cannot be read \(ENOENT\)\.$/,
    ],
    [
      ['--from', spoilt('flipped', (folder) => flipMiddle(table(folder, 'audit_entry'))), ...to('b')],
      /^The backup is damaged: tables\/audit_entry\.copy\.gz (is not what was written|cannot be read)\.$/,
    ],
    [
      ['--from', spoilt('lost', (folder) => rmSync(table(folder, 'hold'))), ...to('c')],
      /^The backup is damaged: tables\/hold\.copy\.gz is missing\.$/,
    ],
    [
      ['--from', spoilt('clip', (folder) => flipMiddle(join(folder, 'media', mediaFile()))), ...to('d')],
      /^The backup is damaged: media\/kept\/.* is not what was written\.$/,
    ],
    [
      [
        '--from',
        spoilt('older', (_, { schema }) => (schema.lastMigration = 'CreateTrace20261122100300')),
        ...to('e'),
      ],
      /^The backup is of version CreateTrace20261122100300, this software of \w+: restore it with the software of its own/,
    ],
    [
      ['--from', spoilt('shorter', (_, { tables }) => tables.pop()), ...to('f')],
      /^The backup and this software do not know the same tables: worker_seen/,
    ],
    [
      ['--from', inRoom('one'), ...to('full')],
      /full is not empty: a restore makes a folder and is never put over one\.$/,
    ],
    [['--from', inRoom('one'), ...to('source')], /source is not empty/],
    // all checksums are right, but a patient is not there whom others refer to
    [
      ['--from', spoilt('torn', (folder, manifest) => forgetLast(folder, manifest, 'clinic')), ...to('g')],
      /^Nothing was restored: .* violates foreign key constraint/,
    ],
  ];
  for (const [args, sentence] of cases) {
    const { code, complaint } = await run('restore', args);
    expect([complaint.trimEnd(), code]).toEqual([expect.stringMatching(sentence), 1]);
  }
  const left = readdirSync(room).filter((name) => /^[a-g](\.|$)|unfinished/.test(name));
  expect([left, readdirSync(inRoom('full'))]).toEqual([[], ['notes.txt']]);
}, 60_000);

it('leaves a database of one’s own as empty as it was when it fails', async () => {
  const other = await freshDatabase(EMPTY);
  const env = { OWNER_DATABASE_URL: other.ownerUrl, MEDIA_DIR: inRoom('no-media') };
  const failed = await run('restore', ['--from', inRoom('torn')], env);
  expect(failed).toMatchObject({ code: 1, complaint: expect.stringContaining('violates foreign key') });
  expect(
    await query(other.ownerUrl, `select from pg_namespace where nspname in ('portal', 'history', 'jobs')`),
  ).toEqual([]);
  expect(existsSync(inRoom('no-media'))).toBe(false);
  await other.drop();
}, 60_000);

it('says of a logo too that its bytes are missing', async () => {
  const { body: admin } = await ask(address, 'POST', '/session', {
    body: { email: 'adams@north.example', password: DEMO_PASSWORD },
  });
  const { accessToken: token } = admin.tokens;
  const url = `${address}/api/v1/clinic/logo`;
  const sent = await fetch(url, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'if-match': (
        await fetch(`${address}/api/v1/clinic`, { headers: { authorization: `Bearer ${token}` } })
      ).headers.get('etag')!,
    },
    body: new Uint8Array(clip('small.png')),
  });
  expect(sent.status).toBe(200);
  const [logo] = await query(
    ownerUrlOf('source'),
    'select logo_key as key from portal.clinic where logo_key is not null',
  );
  rmSync(join(inRoom('source'), 'media', 'kept', logo!.key as string));
  const taken = await run('backup', ['--to', inRoom('logo')], { PORTAL_DATA_DIR: inRoom('source') });
  expect(taken).toMatchObject({ code: 0, complaint: '' });
  expect(taken.output).toContain('1 of 2 videos and pictures are missing or damaged');
});
