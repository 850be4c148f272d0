/**
 * `npm run export-clinic` and `npm run import-clinic`, as the operator: one clinic out of a database of two, into another database
 * where a third is at home. What comes out there is what came out here, patients see what they saw, and nothing else has moved.
 */
import {
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
import { asOwner, everythingOf, filesOf, idsOf, secretsOf } from './moved';
import { Program } from './program';
import { faultyExports, NOBODY } from './spoilt-export';

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
  const { headers: clinic } = await source.as('adams').get('/clinic').expect(200);
  await source
    .as('adams')
    .put('/clinic/logo')
    .set('if-match', clinic.etag as string)
    .type('application/octet-stream')
    .send(clip('small.png'))
    .expect(200);
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

const linesOf = (folder: string, name: string): Record<string, unknown>[] =>
  readFileSync(join(inRoom(folder), `${name}.jsonl`), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

it('takes all of one clinic out, nothing of another, and no secret', async () => {
  const taken = await run('export', ['north clinic', inRoom('one')], atSource());
  expect(taken).toMatchObject({ code: 0, complaint: '' });
  const tables = await asOwner(source, movingTables);
  expect(taken.output).toMatch(/\/one: [\d,]+ lines in \d+ files of North Clinic, as of \d{4}-/);
  expect(taken.output).toContain(` lines in ${tables.length + 1} files of `);
  expect(taken.output).toContain('2 files of media');
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
    /^North Clinic is here, as [0-9a-f-]{36}: [\d,]+ lines, equal to the export, and 2 files of media\.$/m,
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
    for (const path of ['/today', '/own-clinician', '/reminders', '/own-adherence', '/clinic/look'])
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
    const logo = (stage: Stage) =>
      stage.as('ann').get('/clinic/logo').buffer(true).parse(asBytes).expect(200);
    expect((await logo(place)).body).toEqual((await logo(source)).body);

    await place.work();
    expect(place.outbox.letters).toEqual([]);
    // here it would have been
    await source.work();
    expect(source.outbox.to('ann@home.example').length).toBeGreaterThan(0);
  } finally {
    await place.close();
  }
}, 60_000);

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
  const about = { northId, filmId, patient: east.patient, exercise: east.exercise };
  const cases = faultyExports(inRoom('one'), inRoom, about);
  for (const [folder, sentence] of cases) {
    expect(await importFrom(folder, null, emptied)).toMatch(sentence);
  }
  // only founded, but somebody began; their own files stay, whichever clinic was named by mistake
  const theirs = join(inRoom('refused-media'), 'kept', east.clinicId, NOBODY);
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
