/**
 * The ground that benches stand on: an embedded Postgres of its own with many patients, each with a plan of six exercises, its
 * days and a diary. It is loaded once and kept in .data/bench-…, so that a second run begins at once; another size, another
 * version of the tables or another day is loaded anew. Ids follow from numbers, so that nobody has to look them up.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { KINDS } from './numbered.mjs';

const require = createRequire(import.meta.url);
require('../test/support/typescript.cjs');
const { startEmbeddedPostgres } = require('../src/db/embedded-postgres.ts');
const { migrate, expectedVersion } = require('../src/db/migrate.ts');

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Of whom a tenth are each clinician's. */
const PATIENTS_OF_CLINIC = 2000;
export const STAFF = 10;
const ITEMS = 6;
/** Each plan began so many days ago and ends in as many. */
const DAYS = 28;

/** What a bench was asked for: `--patients 100000 --logs 5000000 --scale 0.01`, and its own. */
export function asked(defaults) {
  const said = Object.fromEntries(
    process.argv
      .slice(2)
      .flatMap((word, i, all) => (word.startsWith('--') ? [[word.slice(2), Number(all[i + 1])]] : [])),
  );
  const { scale = 1, ...rest } = { ...defaults, ...said };
  return {
    ...rest,
    patients: Math.max(20, Math.round(rest.patients * scale)),
    logs: Math.max(1000, Math.round(rest.logs * scale)),
  };
}

const sqlId = (kind, n) => `('${KINDS[kind]}0000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

const clinicOf = (patient) => Math.ceil(patient / PATIENTS_OF_CLINIC);

export async function openGround({ patients, logs }) {
  const dataDir = join(root, '.data', `bench-${patients}-${logs}`);
  const today = new Date().toISOString().slice(0, 10);
  const sign = createHash('sha256')
    .update(JSON.stringify([expectedVersion(), readFileSync(fileURLToPath(import.meta.url), 'utf8'), today]))
    .digest('hex');
  const mark = join(dataDir, 'loaded');
  if (existsSync(dataDir) && !(existsSync(mark) && readFileSync(mark, 'utf8') === sign)) {
    rmSync(dataDir, { recursive: true, force: true });
  }
  const isLoaded = existsSync(mark);
  let postgres = await startEmbeddedPostgres({ dataDir, say: () => undefined, durable: true });
  if (!isLoaded) {
    const begun = performance.now();
    await migrate(postgres.ownerUrl);
    await asSuperuser(postgres, (run) => roomy(run));
    await postgres.stop();
    postgres = await startEmbeddedPostgres({ dataDir, say: () => undefined, durable: true });
    await asSuperuser(postgres, (run) => load(run, patients, logs));
    writeFileSync(mark, sign);
    console.error(
      `loaded ${patients} patients, ${logs} entries in ${Math.round((performance.now() - begun) / 1000)} s`,
    );
  }
  return { postgres, patients, logs, clinics: clinicOf(patients) };
}

export async function asSuperuser(postgres, work) {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(postgres.superuserUrl), { pathname: 'portal' }).href,
  });
  await client.connect();
  try {
    return await work((sql, values) => client.query(sql, values));
  } finally {
    await client.end();
  }
}

/** As a server of that size would be set; the rest is as Postgres comes. */
async function roomy(run) {
  await run(`alter system set shared_buffers = '1GB'`);
  await run(`alter system set max_wal_size = '4GB'`);
}

async function load(run, patients, logs) {
  const clinics = clinicOf(patients);
  const perPatient = Math.round(logs / patients);
  await run('set session_replication_role = replica');
  await run('set synchronous_commit = off');
  await run(`set timezone = 'Europe/London'`);
  await run(`set maintenance_work_mem = '256MB'`);
  const each = (columns, from, select) => run(`insert into portal.${from} (${columns}) ${select}`);
  const clinic = (n) => sqlId('clinic', `(${n} - 1) / ${PATIENTS_OF_CLINIC} + 1`);
  const staff = (n) =>
    sqlId('staff', `((${n} - 1) / ${PATIENTS_OF_CLINIC}) * ${STAFF} + (${n} - 1) % ${STAFF} + 1`);
  const P = `generate_series(1, ${patients}) n`;

  await each(
    'id, name, address, phone, email, booking_url, time_zone',
    'clinic',
    `select ${sqlId('clinic', 'n')}, 'Clinic ' || n, '1 High Street, London', '020 7946 0000', 'desk@clinic.example',
       'https://clinic.example/book', 'Europe/London' from generate_series(1, ${clinics}) n`,
  );
  const clinicOfStaff = sqlId('clinic', `(n - 1) / ${STAFF} + 1`);
  await each(
    'id, clinic_id, name, email, profession, registration_body, registration_number, active_from, roles',
    'staff',
    `select ${sqlId('staff', 'n')}, ${clinicOfStaff}, 'Clinician ' || n, n || '@clinic.example', 'chiropractor', 'GCC', n::text,
       current_date - 900, '{clinician}' from generate_series(1, ${clinics * STAFF}) n`,
  );
  await each(
    'id, clinic_id, staff_id, device, expires_at',
    'session',
    `select ${sqlId('staffSession', 'n')}, ${clinicOfStaff}, ${sqlId('staff', 'n')}, 'bench', now() + interval '1 year'
     from generate_series(1, ${clinics * STAFF}) n`,
  );
  await each(
    'id, clinic_id, name, date_of_birth, email, phone, responsible_staff_id',
    'patient',
    `select ${sqlId('patient', 'n')}, ${clinic('n')}, 'Patient ' || substr(md5(n::text), 1, 6) || ' ' || n,
       date '1940-01-01' + n % 20000, n || '@home.example', '020 7946 0000', ${staff('n')} from ${P}`,
  );
  await each(
    'id, clinic_id, patient_id, device, expires_at',
    'session',
    `select ${sqlId('session', 'n')}, ${clinic('n')}, ${sqlId('patient', 'n')}, 'bench', now() + interval '1 year' from ${P}`,
  );
  await each(
    'id, clinic_id, patient_id, title, opened_on, opened_by',
    'episode',
    `select ${sqlId('episode', 'n')}, ${clinic('n')}, ${sqlId('patient', 'n')}, 'Low back', current_date - ${DAYS}, ${staff('n')} from ${P}`,
  );
  await each(
    `id, clinic_id, patient_id, episode_id, kind, seen_on, contact, presentations, pain_nprs, screen, suitable, drafted_by,
       signed_at, signed_by`,
    'assessment',
    `select ${sqlId('assessment', 'n')}, ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('episode', 'n')}, 'full',
       current_date - ${DAYS}, 'in_person', '[{"kind":"arthritic_ache"}]', n % 8, '{"kind":"attested","recordNumber":"C-1"}', true,
       ${staff('n')}, now() - interval '${DAYS} days', ${staff('n')} from ${P}`,
  );
  await each(
    'id, clinic_id, patient_id, episode_id, standing, live_version_id, starts_on, week_one_on, review_on, advice_until',
    'prescription',
    `select ${sqlId('prescription', 'n')}, ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('episode', 'n')}, 'issued',
       ${sqlId('version', 'n')}, current_date - ${DAYS}, current_date - ${DAYS}, current_date + 14, current_date + ${DAYS} from ${P}`,
  );
  await each(
    'id, clinic_id, patient_id, prescription_id, episode_id, number, assessment_id, drafted_by, drafted_at',
    'prescription_version',
    `select ${sqlId('version', 'n')}, ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('prescription', 'n')}, ${sqlId('episode', 'n')}, 1,
       ${sqlId('assessment', 'n')}, ${staff('n')}, now() - interval '${DAYS} days' from ${P}`,
  );
  await each(
    'clinic_id, prescription_id, version_id, kind, at, by_staff_id, starts_on, week_one_on, review_on, advice_until',
    'prescription_transition',
    `select ${clinic('n')}, ${sqlId('prescription', 'n')}, ${sqlId('version', 'n')}, 'issued', now() - interval '${DAYS} days', ${staff('n')},
       current_date - ${DAYS}, current_date - ${DAYS}, current_date + 14, current_date + ${DAYS} from ${P}`,
  );
  await each(
    'clinic_id, patient_id, episode_id, confirmed_at',
    'advice_confirmation',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('episode', 'n')}, now() - interval '${DAYS} days' from ${P}`,
  );
  await each(
    'clinic_id, patient_id, prescription_id, version_id',
    'version_seen',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('prescription', 'n')}, ${sqlId('version', 'n')} from ${P} where n % 10 <> 0`,
  );
  await each(
    `id, clinic_id, version_id, place, exercise_id, name, pillar, position, equipment, steps, mistakes, traits, dosage,
       dose_sentence, why, is_comfort, video_provider, video_ref, video_embed_url, video_watch_url, video_title, video_language,
       video_captions`,
    'prescription_item',
    `select ${sqlId('item', `n * ${ITEMS} + k`)}, ${clinic('n')}, ${sqlId('version', 'n')}, k + 1, e.id, e.name, e.pillar, e.position,
       e.equipment, e.steps, e.mistakes, e.traits, e.default_dosage, 'Do 10, rest, then do 10 again. Once a day, every day.',
       'It makes your back stronger.', k = 0, 'youtube', 'x' || n, 'https://www.youtube-nocookie.com/embed/x', 'https://www.youtube.com/watch?v=x',
       e.name, 'en', true
     from ${P} cross join generate_series(0, ${ITEMS - 1}) k
     join (select x.*, row_number() over (order by code) - 1 as rank, count(*) over () as all_of_them
       from portal.exercise x where clinic_id is null and default_dosage is not null) e on e.rank = (n * 7 + k) % e.all_of_them`,
  );
  // some who agreed to a video, who were once held, discharged or stopped: so that each is asked of something
  await each(
    'clinic_id, patient_id, provider',
    'video_consent',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, 'youtube' from ${P} where n % 2 = 0`,
  );
  await each(
    'clinic_id, patient_id, opened_at, opened_by, because, resolved_at, resolved_by, resolution',
    'hold',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, now() - interval '40 days', ${staff('n')}, 'A fall', now() - interval '39 days',
       ${staff('n')}, 'Seen.' from ${P} where n % 20 = 0`,
  );
  await each(
    'clinic_id, patient_id, discharged_at, discharged_by, because, readmitted_at, readmitted_by',
    'discharge',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, now() - interval '90 days', ${staff('n')}, 'Better', now() - interval '60 days',
       ${staff('n')} from ${P} where n % 20 = 1`,
  );
  await each(
    'clinic_id, patient_id, prescription_id, item_id, until, because, day',
    'item_stop',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('prescription', 'n')}, ${sqlId('item', `n * ${ITEMS}`)}, 'tomorrow',
       'pain_over_limit', current_date - 9 from ${P} where n % 10 = 2`,
  );
  // two or three entries a day, on all but some days; one in nine says that it was not done
  const dayOf = `(current_date - 1 - ((k * (${DAYS} - n % 4)) / ${perPatient}))`;
  await each(
    `id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose, sets_done, reps_done, pain, effort,
       not_done_because, received_at`,
    'log_entry',
    `select ${sqlId('entry', `n::bigint * ${perPatient} + k`)}, ${clinic('n')}, ${sqlId('patient', 'n')}, 'item',
       ${dayOf} + interval '9 hours' + k * interval '1 minute', ${dayOf}, ${sqlId('entry', 'n')}, ${sqlId('prescription', 'n')},
       ${sqlId('item', `n * ${ITEMS} + k % ${ITEMS}`)}, 0, 2, 10, (n + k / 7) % 8, (n + k) % 10,
       case when (n + k) % 9 = 0 then 'time' end, ${dayOf} + interval '10 hours'
     from ${P} cross join generate_series(0, ${perPatient - 1}) k`,
  );
  await run('analyze portal.log_entry');
  await each(
    'clinic_id, patient_id, prescription_id, version_id, day, asked, due, done, declined, worst_pain',
    'plan_day',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('prescription', 'n')}, ${sqlId('version', 'n')}, d::date, '{"1":1,"2":1,"4":1}', 3,
       coalesce(told.done, 0), coalesce(told.declined, 0), told.worst_pain
     from ${P} cross join generate_series(current_date - ${DAYS}, current_date + ${DAYS}, interval '1 day') d
     left join (
       select prescription_id, day, count(*) filter (where not_done_because is null) as done,
         count(*) filter (where not_done_because is not null) as declined, max(pain) as worst_pain
       from portal.log_entry group by prescription_id, day
     ) told on told.prescription_id = ${sqlId('prescription', 'n')} and told.day = d::date
     order by n, d`,
  );
  await each(
    'clinic_id, patient_id, prescription_id, from_day, days, first_pains',
    'plan_tally',
    `select clinic_id, patient_id, prescription_id, min(day),
       array_agg((due << 20) | (done << 12) | (declined << 4) | coalesce(worst_pain + 1, 0) order by day),
       (array_agg(worst_pain order by day) filter (where worst_pain is not null))[1:3]
     from portal.plan_day group by clinic_id, prescription_id, patient_id`,
  );
  await each(
    'clinic_id, patient_id, prescription_id, kind, key, due_at, for_staff_id',
    'alert',
    `select ${clinic('n')}, ${sqlId('patient', 'n')}, ${sqlId('prescription', 'n')}, 'A4', 'silence', now() + interval '1 day', ${staff('n')}
     from ${P} where n % 8 = 0`,
  );
  await run('vacuum analyze');
  await run('checkpoint');
}
