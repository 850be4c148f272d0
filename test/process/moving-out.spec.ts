/**
 * `npm run export-clinic` and `npm run import-clinic`, as the operator: one clinic out of a database of two, into another database
 * where a third is at home. What comes out there is what came out here, patients see what they saw, and nothing else has moved.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { foundClinic } from '../../src/clinic/found-clinic';
import { migrate } from '../../src/db/migrate';
import { checkExport } from '../../src/moving-out/check-export';
import { importClinic } from '../../src/moving-out/import-clinic';
import { movingTables } from '../../src/moving-out/moving-tables';
import { storeOf } from '../../src/media/store/store-of';
import { guardsOf } from '../../src/backup/tables';
import { people, type PersonName } from '../support/cast';
import { clip } from '../support/clip';
import { freshDatabase, type TestDatabase } from '../support/database';
import { asBytes, film } from '../support/filming';
import { openStage, type Stage } from '../support/stage';
import { query, until } from './launched';
import { Program } from './program';

/** Postgres' own, with nothing in it. */
const EMPTY = 'template0';
const LINKS = { PUBLIC_URL: 'https://portal.example' };
/** All that a text can hold and a line could stumble over. */
const ODD = 'She said "no",\\n\nnot\tyet \\. \u2028 — Zoë 🦵 {} \\N';

let room: string;
let source: Stage;
let there: TestDatabase;
let northId: string;
let filmId: string;
const inRoom = (name: string): string => join(room, name);

beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'portal-moving-'));
  source = await openStage(undefined, { media: { folder: inRoom('media') } });
  northId = people.ann.clinicId;
  filmId = await film(source, 'rivera', 'video', clip('h264-aac.mp4'));
  await source.owner('update portal.addendum set note = $1', [ODD]);
  // the clinic leans on the starter library
  await source.owner(
    `with shared as (select id from portal.exercise where clinic_id is null and code = 'glute_bridge'),
       linked as (update portal.exercise e set harder_id = shared.id from shared where e.clinic_id = $1)
     insert into portal.favourite_exercise (clinic_id, staff_id, exercise_id) select $1, $2, id from shared`,
    [northId, people.rivera.id],
  );
  // a reminder that came due while nobody worked
  await source.owner(
    `insert into portal.reminder (clinic_id, patient_id, times, days, stop_secret, seen_to_at)
     values ($1, $2, array[to_char((now() - interval '20 minutes') at time zone 'Europe/London', 'HH24:MI')],
       '{monday,tuesday,wednesday,thursday,friday,saturday,sunday}', 'a secret to stop it', now() - interval '3 hours')`,
    [northId, people.ann.id],
  );
  // a mail that waits, and what an operator did
  await source.owner(
    `insert into portal.mail (clinic_id, kind, to_address, patient_id) values ($1, 'plan_changed', 'waits@home.example', $2)`,
    [northId, people.ann.id],
  );
  await source.owner(
    `insert into portal.audit_entry (clinic_id, actor_role, action) values ($1, 'portal_owner', 'backup.taken')`,
    [northId],
  );
  there = await freshDatabase(EMPTY);
  await migrate(there.ownerUrl);
  await asOwner(there, async (owner) => {
    const { clinicId } = await foundClinic(owner, ELSEWHERE, { name: 'Eve East', email: 'eve@east.example' });
    await owner.query(
      `insert into portal.patient (clinic_id, name, date_of_birth) values ($1, 'Pat East', '1970-01-01')`,
      [clinicId],
    );
    await owner.query(
      `insert into portal.exercise (clinic_id, code, name, summary, muscles, equipment, steps, mistakes, traits)
       values ($1, 'east_own', 'East', 'Theirs.', '{}', '{}', '{}', '{}', '{}')`,
      [clinicId],
    );
  });
}, 90_000);

const ELSEWHERE = {
  name: 'East Clinic',
  address: '2 East Road, Leeds',
  phone: '0113 496 0000',
  email: 'desk@east.example',
  timeZone: 'Europe/London',
};

afterAll(async () => {
  await source.close();
  await there.drop();
  rmSync(room, { recursive: true, force: true });
});

async function asOwner<T>(database: { ownerUrl: string }, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Answers what it said and how it ended. */
async function run(command: 'export' | 'import', args: string[], env: NodeJS.ProcessEnv) {
  const program = new Program(`moving-out/${command}-clinic-command.ts`, env, args);
  const code = await program.ended;
  return { code, output: program.output, complaint: program.complaint };
}

const atSource = () => ({ OWNER_DATABASE_URL: source.ownerUrl, MEDIA_DIR: inRoom('media') });
const atNewPlace = (database = there) => ({
  OWNER_DATABASE_URL: database.ownerUrl,
  MEDIA_DIR: inRoom('new-media'),
  ...LINKS,
});

/** Every file of an export by its name; of the manifest without its date. */
function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }) as string[];
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  return Object.fromEntries(
    files.map((name) => {
      const bytes = readFileSync(join(folder, name));
      if (name.startsWith('media/')) return [name, createHash('sha256').update(bytes).digest('hex')];
      return [name, bytes.toString().replace(/"exportedAt": "[^"]+"/, '')];
    }),
  );
}

const linesOf = (folder: string, name: string): Record<string, unknown>[] =>
  readFileSync(join(inRoom(folder), `${name}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** All that is there of a clinic, or of everybody, as one text for each table. */
async function everythingOf(url: string, clinic = 'true'): Promise<Record<string, string>> {
  const tables = await query(
    url,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'clinic_id'
     where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(string_agg(t::text, ',' order by t::text)) as sum from portal."${name}" t where ${clinic}`,
  );
  const rows = await query(url, sums.join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum as string]));
}

it('takes all of one clinic out, nothing of another, and no secret', async () => {
  const taken = await run('export', ['north clinic', inRoom('one')], atSource());
  expect(taken).toMatchObject({ code: 0, complaint: '' });
  const tables = await asOwner(source, movingTables);
  expect(taken.output).toMatch(/\/one: [\d,]+ lines in \d+ files of North Clinic, as of \d{4}-/);
  expect(taken.output).toContain(` lines in ${tables.length + 1} files of `);
  expect(taken.output).toContain('1 files of media');
  const files = filesOf(inRoom('one'));

  // of every table that moves there is something, or this test would say nothing of it
  expect(
    Object.keys(files)
      .filter((name) => name.endsWith('.jsonl'))
      .sort(),
  ).toEqual([...tables.map(({ name }) => `${name}.jsonl`), 'starter_exercise.jsonl'].sort());
  expect(Object.entries(files).filter(([name, text]) => name.endsWith('.jsonl') && text === '')).toEqual([]);
  const [counted] = await source.owner<{ patients: number; entries: number }>(
    `select (select count(*)::int from portal.patient where clinic_id = $1) as patients,
       (select count(*)::int from portal.log_entry where clinic_id = $1) as entries`,
    [northId],
  );
  expect(linesOf('one', 'patient')).toHaveLength(counted!.patients);
  expect(linesOf('one', 'log_entry')).toHaveLength(counted!.entries);
  expect(linesOf('one', 'addendum')[0]!.note).toBe(ODD);

  const whole = Object.values(files).join('\n');
  const foreign = await idsOf(source, `t.clinic_id = '${people.cai.clinicId}'`);
  expect(foreign.length).toBeGreaterThan(80);
  expect(foreign.filter((id) => whole.includes(id))).toEqual([]);
  expect(whole).not.toContain(people.cai.clinicId);
  // shared exercises are named by their code, and whose the rest is goes without saying
  const shared = await idsOf(source, 't.clinic_id is null', ['exercise']);
  expect(shared.filter((id) => whole.includes(id))).toEqual([]);
  expect(linesOf('one', 'favourite_exercise').map((line) => line.exercise_id)).toContain(
    'starter:glute_bridge',
  );
  expect(linesOf('one', 'exercise')[0]!.harder_id).toBe('starter:glute_bridge');
  expect(linesOf('one', 'starter_exercise').map(({ id, name }) => [id, name])).toEqual([
    ['starter:glute_bridge', 'Glute bridge'],
  ]);
  expect(linesOf('one', 'patient')[0]).not.toHaveProperty('clinic_id');
  expect(linesOf('one', 'clinic')[0]).toMatchObject({ name: 'North Clinic', time_zone: 'Europe/London' });
  expect(linesOf('one', 'patient')[0]!.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(linesOf('one', 'patient')[0]!.date_of_birth).toMatch(/^\d{4}-\d\d-\d\d$/);

  const secrets = await secretsOf(source);
  expect(secrets.length).toBeGreaterThan(20);
  expect(secrets.filter((secret) => whole.includes(secret))).toEqual([]);
  expect(linesOf('one', 'mail').map(({ to_address }) => to_address)).not.toContain('waits@home.example');
  expect(linesOf('one', 'audit_entry').map(({ action }) => action)).not.toContain('backup.taken');

  for (const name of ['.', 'media', 'manifest.json', 'patient.jsonl', 'README.md', `media/${filmId}`]) {
    expect([name, statSync(join(inRoom('one'), name)).mode & 0o077]).toEqual([name, 0]);
  }
  const trail = await source.owner(
    `select actor_role, clinic_id from portal.audit_entry where action = 'clinic.exported'`,
  );
  expect(trail).toEqual([{ actor_role: 'portal_owner', clinic_id: northId }]);
}, 60_000);

async function idsOf(database: { ownerUrl: string }, where: string, only?: string[]): Promise<string[]> {
  const tables = await query(
    database.ownerUrl,
    `select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
     join pg_attribute b on b.attrelid = c.oid and b.attname = 'clinic_id'
     where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r'`,
  );
  const names = tables.map(({ name }) => name as string).filter((name) => only?.includes(name) ?? true);
  const ids = await query(
    database.ownerUrl,
    names.map((name) => `select t.id::text as id from portal."${name}" t where ${where}`).join(' union all '),
  );
  return ids.map(({ id }) => id as string);
}

/** Of both clinics, as text and as bytes are written. */
async function secretsOf(database: { ownerUrl: string }): Promise<string[]> {
  const columns = await query(
    database.ownerUrl,
    `select c.relname as name, a.attname as column, a.atttypid = 'bytea'::regtype as bytes
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' and a.attnum > 0
       and (a.attname ~ '(secret|hash|public_key|credential_id|challenge|lookup)' and a.attname <> 'file_sha256'
         or c.relname in ('session', 'passkey') and a.attname = 'device')`,
  );
  const values = await query(
    database.ownerUrl,
    columns
      .map(
        ({ name, column, bytes }) =>
          `select ${bytes ? `encode(t."${column}", 'hex')` : `t."${column}"`} as one from portal."${name}" t`,
      )
      .join(' union '),
  );
  // what is said everywhere is no secret
  return values
    .map(({ one }) => one as string)
    .filter((one) => one !== null && !['test', '0000'].includes(one));
}

it('refuses a folder that is there, or was left behind, and a clinic that nobody knows', async () => {
  const refused = async (args: string[]) => {
    const { code, complaint } = await run('export', args, atSource());
    expect(code).toBe(1);
    return complaint.trimEnd();
  };
  expect(await refused(['North Clinic', inRoom('one')])).toBe(
    `${inRoom('one')} is there already: an export gets a folder of its own.`,
  );
  expect(await refused(['West Clinic', inRoom('west')])).toBe(
    'There is no clinic of the name or id "West Clinic"; there are:\n' +
      `  ${northId}  North Clinic\n  ${people.cai.clinicId}  South Clinic`,
  );
  expect(await refused(['North Clinic'])).toMatch(/^Name the clinic, by its name or id, and the folder/);

  // killed while it reads: another connection holds a table that it needs
  await asOwner(source, async (owner) => {
    await owner.query('begin');
    await owner.query('lock table portal.video_check in access exclusive mode');
    const program = new Program('moving-out/export-clinic-command.ts', atSource(), [
      northId,
      inRoom('killed'),
    ]);
    await until(() => existsSync(inRoom('killed.unfinished')));
    await program.kill();
    await owner.query('rollback');
  });
  expect(existsSync(inRoom('killed'))).toBe(false);
  expect(await refused([northId, inRoom('killed')])).toBe(
    `${inRoom('killed.unfinished')} is there: another export is being taken, or one was cut off. In that case remove it.`,
  );
  rmSync(inRoom('killed.unfinished'), { recursive: true });
}, 60_000);

it('founds the clinic at another place: equal when it moves out again, and its neighbour untouched', async () => {
  const before = await everythingOf(there.ownerUrl);
  const guards = await asOwner(there, guardsOf);

  // killed in the middle of writing, nothing is there
  await asOwner(there, async (owner) => {
    await owner.query('begin');
    await owner.query('lock table portal.mail in access exclusive mode');
    const program = new Program('moving-out/import-clinic-command.ts', atNewPlace(), [inRoom('one')]);
    await until(async () => {
      const waiting = await query(
        there.superuserUrl,
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
    await program.kill();
    await owner.query('rollback');
  });
  await until(async () => (await query(there.ownerUrl, MORE_THAN_ONE_CONNECTION)).length === 0);
  expect(await everythingOf(there.ownerUrl)).toEqual(before);
  rmSync(inRoom('new-media'), { recursive: true, force: true });

  const moved = await run('import', [inRoom('one')], atNewPlace());
  expect(moved).toMatchObject({ code: 0, complaint: '' });
  expect(moved.output).toMatch(
    /^North Clinic is here, as [0-9a-f-]{36}: [\d,]+ lines, equal to the export, and 1 files of media\.$/m,
  );
  const links = [...moved.output.matchAll(/^(.+), (\S+@\S+):\nhttps:\/\/portal\.example\/invitation#\S+$/gm)];
  expect(links.map(([, name]) => name)).toEqual(['Chris Adams', 'Dr Sol Olsen']);
  expect(await asOwner(there, guardsOf)).toBe(guards);

  const again = await run('export', ['North Clinic', inRoom('two')], {
    ...atNewPlace(),
  });
  expect(again).toMatchObject({ code: 0, complaint: '' });
  expect(filesOf(inRoom('two'))).toEqual(filesOf(inRoom('one')));
  const [clinic] = await query(there.ownerUrl, `select id from portal.clinic where name = 'North Clinic'`);
  expect(clinic!.id).not.toBe(northId);
  expect(await everythingOf(there.ownerUrl, `t.clinic_id is distinct from '${clinic!.id}'`)).toEqual(before);
  const trail = await query(
    there.ownerUrl,
    `select actor_role, action from portal.audit_entry where clinic_id = '${clinic!.id}' and actor_role !~ '^app_'
     order by action`,
  );
  expect(trail.map(({ action }) => action)).toEqual([
    'clinic.exported',
    'clinic.imported',
    'invitation.issued',
    'invitation.issued',
  ]);
}, 60_000);

const MORE_THAN_ONE_CONNECTION = `select from pg_stat_activity
  where datname = current_database() and application_name = 'portal-operator'`;

it('shows patients there exactly what they saw here, and mails nobody of what was', async () => {
  const [clinic] = await query(there.ownerUrl, `select id from portal.clinic where name = 'North Clinic'`);
  const place = await openStage(new URL(there.ownerUrl).pathname.slice(1), {
    media: { folder: inRoom('new-media') },
  });
  try {
    expect(await place.owner('select from portal.session')).toEqual([]);
    const clinicians: PersonName[] = ['rivera', 'dale'];
    for (const name of ['ann', 'ben', 'dot', ...clinicians] as PersonName[]) {
      const { id, sessionId, patientId } = people[name];
      if (!patientId) {
        await place.owner(
          `with opened as (insert into portal.account (email, password_hash) values ($2, 'none') returning id)
           update portal.staff set account_id = opened.id from opened where staff.id = $1`,
          [id, `${name}@new.example`],
        );
      }
      await place.owner(
        `insert into portal.session (id, clinic_id, staff_id, patient_id, device, expires_at)
         values ($1, $2, $3, $4, 'test', 'infinity')`,
        [sessionId, clinic!.id, patientId ? null : id, patientId],
      );
    }
    const differences: string[] = [];
    const compare = async (name: PersonName, path: string): Promise<unknown> => {
      const [here, now] = await Promise.all([source.as(name).get(path), place.as(name).get(path)]);
      if (here.status !== now.status || JSON.stringify(here.body) !== JSON.stringify(now.body)) {
        differences.push(`${name} ${path}: ${JSON.stringify(here.body)} but ${JSON.stringify(now.body)}`);
      }
      return here.body;
    };
    const shown = await compare('ann', '/routine');
    expect(JSON.stringify(shown)).toContain('Ann Allen exercise 3');
    for (const name of ['ben', 'dot'] as const) await compare(name, '/routine');
    for (const path of ['/today', '/own-clinician', '/reminders', '/own-adherence'])
      await compare('ann', path);
    for (const name of ['ann', 'ben', 'dot'] as const)
      await compare('rivera', `/patients/${people[name].id}`);
    await compare('rivera', '/templates');
    expect(differences).toEqual([]);

    const read = (stage: Stage) =>
      stage.as('rivera').get(`/media/${filmId}/content`).buffer(true).parse(asBytes).expect(200);
    const [here, now] = [await read(source), await read(place)];
    expect((now.body as Buffer).equals(here.body as Buffer)).toBe(true);
    expect(here.body).toHaveLength(clip('h264-aac.mp4').length);

    await place.work();
    expect(place.outbox.letters).toEqual([]);
    // here it would have been
    await source.work();
    expect(source.outbox.to('ann@home.example').length).toBeGreaterThan(0);
  } finally {
    await place.close();
  }
}, 60_000);

type Spoil = (folder: string) => void;

/** A copy of the export in which something is wrong, though its checksums are right. */
function spoilt(name: string, spoil: Spoil): string {
  const folder = inRoom(name);
  cpSync(inRoom('one'), folder, { recursive: true });
  spoil(folder);
  return folder;
}

const rewritten = (folder: string, name: string, change: (lines: string[]) => string[]): void => {
  const file = join(folder, `${name}.jsonl`);
  const lines = change(readFileSync(file, 'utf8').split('\n').slice(0, -1));
  const text = lines.map((line) => `${line}\n`).join('');
  writeFileSync(file, text);
  inManifest(folder, ({ files }) => {
    const said = files.find((one) => one.name === name)!;
    said.rows = lines.length;
    said.bytes = Buffer.byteLength(text);
    said.sha256 = createHash('sha256').update(text).digest('hex');
  });
};

interface Said {
  lastMigration: string;
  files: { name: string; rows: number; bytes: number; sha256: string }[];
}

function inManifest(folder: string, change: (manifest: Said) => void): void {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Said;
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}

/** The first line says something else. */
const saying =
  (name: string, more: Record<string, unknown>): Spoil =>
  (folder) =>
    rewritten(folder, name, ([first = '', ...rest]) => [
      JSON.stringify({ ...JSON.parse(first), ...more }),
      ...rest,
    ]);

it('refuses what is damaged, strange, foreign or there already, and leaves nothing', async () => {
  const database = await freshDatabase(new URL(there.ownerUrl).pathname.slice(1));
  const emptied = await freshDatabase(EMPTY);
  await migrate(emptied.ownerUrl);
  const east = await asOwner(emptied, async (owner) => {
    const founded = await foundClinic(owner, ELSEWHERE, { name: 'Eve East', email: 'eve@east.example' });
    const { rows } = await owner.query(
      `with p as (insert into portal.patient (clinic_id, name, date_of_birth) values ($1, 'Pat East', '1970-01-01') returning id)
       insert into portal.exercise (clinic_id, code, name, summary, muscles, equipment, steps, mistakes, traits)
       select $1, 'east_own', 'East', 'Theirs.', '{}', '{}', '{}', '{}', '{}' from p returning id, (select id from p) as patient`,
      [founded.clinicId],
    );
    return { ...founded, exercise: rows[0].id as string, patient: rows[0].patient as string };
  });
  const store = await storeOf({ folder: inRoom('refused-media') });
  const nowhere = { write: () => true, isTTY: false } as unknown as NodeJS.WriteStream;
  const importFrom = (folder: string, into: string | null, where: TestDatabase) =>
    asOwner(where, async (owner) => {
      const tables = await movingTables(owner);
      const checked = await checkExport(folder, tables);
      return importClinic(owner, { checked, tables, into, store, out: nowhere });
    }).then(
      () => 'It came in.',
      (fault: Error) => fault.message,
    );
  const before = await everythingOf(emptied.ownerUrl);
  const guards = await asOwner(emptied, guardsOf);
  mkdirSync(inRoom('nothing'));
  const stranger = '99999999-0000-4000-8000-000000000001';
  const cases: [string, RegExp][] = [
    [inRoom('nothing'), /nothing is no complete export: .*manifest\.json cannot be read \(ENOENT\)\.$/],
    [
      spoilt('older', (folder) =>
        inManifest(folder, (said) => (said.lastMigration = 'CreateTrace20261122100300')),
      ),
      /^The export is of version CreateTrace20261122100300, this software of \w+: both places need the same\.$/,
    ],
    [
      spoilt('flipped', (folder) => writeFileSync(join(folder, 'hold.jsonl'), '{}\n')),
      /^The export is damaged: hold\.jsonl is not what was written\.$/,
    ],
    [
      spoilt('lost', (folder) => rmSync(join(folder, 'hold.jsonl'))),
      /^The export is damaged: hold\.jsonl cannot be read\.$/,
    ],
    [
      spoilt('clip', (folder) => writeFileSync(join(folder, 'media', filmId), 'something else')),
      /^The export is damaged: media\/[0-9a-f-]{36} is not what was written\.$/,
    ],
    [
      spoilt('more', (folder) => writeFileSync(join(folder, 'session.jsonl'), '{}\n')),
      /^The export holds a file that it does not name: session\.jsonl\.$/,
    ],
    [
      spoilt('fewer', (folder) => inManifest(folder, (said) => said.files.splice(0, 1))),
      /^The export and this software do not know the same files: addendum\.jsonl\.$/,
    ],
    [
      spoilt('prose', (folder) => rewritten(folder, 'site', (lines) => [...lines, 'By the sea'])),
      /^site\.jsonl, line 2, is no JSON\.$/,
    ],
    [
      spoilt('list', (folder) => rewritten(folder, 'site', (lines) => [...lines, '[]'])),
      /^site\.jsonl, line 2, is no JSON object\.$/,
    ],
    [
      spoilt('short', (folder) => rewritten(folder, 'site', () => ['{}'])),
      /^site\.jsonl, line 1, does not say id\.$/,
    ],
    [
      spoilt('chatty', saying('site', { clinic_id: northId })),
      /^site\.jsonl, line 1, says "clinic_id", which nobody knows\.$/,
    ],
    [
      spoilt('foreign', saying('log_entry', { patient_id: east.patient })),
      /^log_entry\.jsonl, line 1, is of a patient who is not in patient\.jsonl\.$/,
    ],
    [
      spoilt('nobody', saying('addendum', { written_by: stranger })),
      /^addendum\.jsonl refers to something that is not in the export\. Key \(clinic_id, written_by\)/,
    ],
    [
      spoilt('theirs', saying('template_item', { exercise_id: east.exercise })),
      /^template_item\.jsonl refers to an exercise of another clinic\.$/,
    ],
    [
      spoilt('peep', saying('audit_entry', { patient_ids: [east.patient] })),
      /^audit_entry\.jsonl names a patient of another clinic\.$/,
    ],
    [
      spoilt('unknown', saying('rule_decision', { exercise_id: 'starter:somersault' })),
      /^The export refers to exercises that the starter library does not have here: somersault\.$/,
    ],
    [
      spoilt('impossible', saying('patient', { date_of_birth: '1980-02-31' })),
      /^patient\.jsonl says something that cannot be\. date\/time field value out of range/,
    ],
    [
      spoilt('forbidden', saying('clinic', { harder_days: 0 })),
      /^clinic\.jsonl says something that cannot be\. Failing row/,
    ],
    [
      spoilt('shuffled', (folder) => rewritten(folder, 'patient', (lines) => lines.toReversed())),
      /^patient\.jsonl would not come out again as it is: its lines were changed, or are out of order\.$/,
    ],
  ];
  for (const [folder, sentence] of cases) {
    expect(await importFrom(folder, null, emptied)).toMatch(sentence);
  }
  // only founded, but somebody began; their own files stay, whichever clinic was named by mistake
  const theirs = join(inRoom('refused-media'), 'kept', east.clinicId, stranger);
  mkdirSync(dirname(theirs), { recursive: true });
  writeFileSync(theirs, 'theirs');
  expect(await importFrom(inRoom('one'), east.clinicId, emptied)).toBe(
    'The clinic is not empty: it has rows in patient. An export is never put among what is there.',
  );
  expect(await everythingOf(emptied.ownerUrl)).toEqual(before);
  expect(await asOwner(emptied, guardsOf)).toBe(guards);

  // where it is already
  const held = await everythingOf(database.ownerUrl);
  expect(await importFrom(inRoom('one'), null, database)).toMatch(
    /^\w+\.jsonl: ids are taken here already, as if this export was imported before\. /,
  );
  const [moved] = await query(database.ownerUrl, `select id from portal.clinic where name = 'North Clinic'`);
  const kept = join(inRoom('refused-media'), 'kept', moved!.id as string, filmId);
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, 'as it was');
  expect(await importFrom(inRoom('one'), moved!.id as string, database)).toMatch(
    /^The clinic is not empty: /,
  );
  expect(await everythingOf(database.ownerUrl)).toEqual(held);
  expect([theirs, kept].map((file) => readFileSync(file, 'utf8'))).toEqual(['theirs', 'as it was']);
  for (const file of [theirs, kept]) rmSync(file);
  const left = readdirSync(inRoom('refused-media'), { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
  await Promise.all([database.drop(), emptied.drop()]);
}, 90_000);

it('moves into a clinic that was founded for it, in which nobody has been', async () => {
  const database = await freshDatabase(EMPTY);
  await migrate(database.ownerUrl);
  const { clinicId } = await asOwner(database, (owner) =>
    foundClinic(
      owner,
      { ...ELSEWHERE, name: 'North, new' },
      { name: 'Somebody', email: 'first@north.example' },
    ),
  );
  const env = { ...atNewPlace(database), MEDIA_DIR: inRoom('founded-media') };
  const touched = (sql: string) => asOwner(database, (owner) => owner.query(sql));
  await touched(
    `insert into portal.audit_entry (clinic_id, actor_role, action) values ('${clinicId}', 'app_visitor', 'x.y')`,
  );
  expect(await run('import', [inRoom('one'), '--into', 'North, new'], env)).toMatchObject({
    code: 1,
    complaint: expect.stringMatching(/^The clinic is not empty: its first admin has been in it\./),
  });
  await touched(`delete from portal.audit_entry where actor_role = 'app_visitor'`);

  const moved = await run('import', [inRoom('one'), '--into', 'North, new'], env);
  expect(moved).toMatchObject({ code: 0, complaint: '' });
  expect(moved.output).toContain(`North Clinic is here, as ${clinicId}`);
  const again = await run('export', [clinicId, inRoom('three')], env);
  expect(again).toMatchObject({ code: 0 });
  expect(filesOf(inRoom('three'))).toEqual(filesOf(inRoom('one')));
  expect(
    await query(database.ownerUrl, `select from portal.staff where email = 'first@north.example'`),
  ).toEqual([]);
  await database.drop();
}, 60_000);
