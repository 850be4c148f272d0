import { Client } from 'pg';
import { dose } from './dose';
import { furnish, furnishCommonGround } from './furnishing';

/**
 * The named people that every test speaks of. They are put into the template database once, by SQL as the owner,
 * so that no test depends on another feature working; each has a session from the start.
 */
const NORTH = '10000000-0000-4000-8000-000000000001';
const SOUTH = '20000000-0000-4000-8000-000000000001';

const TWICE_FIVE = JSON.stringify(dose({ count: 2, reps: { exact: 5 } }, { perWeek: { exact: 5 } }));

const id = (clinic: 1 | 2, kind: string, n: number): string =>
  `${clinic}0000000-0000-4000-8000-${kind}${String(n).padStart(12 - kind.length, '0')}`;

interface StaffMember {
  name: string;
  clinic: 1 | 2;
  n: number;
  roles: ('admin' | 'clinician' | 'desk')[];
  profession?: string;
  registered?: boolean;
  /** Shares the account of another member of staff: the same person in two clinics. */
  account?: string;
  activeTo?: string;
}

const STAFF = {
  rivera: {
    name: 'Dr Maya Rivera',
    clinic: 1,
    n: 1,
    roles: ['clinician'],
    profession: 'chiropractor',
    registered: true,
  },
  kaya: {
    name: 'Deniz Kaya',
    clinic: 1,
    n: 2,
    roles: ['clinician'],
    profession: 'physiotherapist',
    registered: true,
  },
  novak: {
    name: 'Petra Novak',
    clinic: 1,
    n: 3,
    roles: ['clinician'],
    profession: 'sports_massage_therapist',
  },
  dale: { name: 'Robin Dale', clinic: 1, n: 4, roles: ['desk'] },
  adams: { name: 'Chris Adams', clinic: 1, n: 5, roles: ['admin'] },
  solo: {
    name: 'Dr Sol Olsen',
    clinic: 1,
    n: 6,
    roles: ['admin', 'clinician', 'desk'],
    profession: 'chiropractor',
    registered: true,
  },
  lind: {
    name: 'Dr Ida Lind',
    clinic: 1,
    n: 7,
    roles: ['clinician'],
    profession: 'osteopath',
    registered: true,
  },
  gone: {
    name: 'Dr Lee Gone',
    clinic: 1,
    n: 8,
    roles: ['clinician'],
    profession: 'chiropractor',
    registered: true,
    activeTo: '2020-12-31',
  },
  osei: {
    name: 'Dr Kofi Osei',
    clinic: 2,
    n: 1,
    roles: ['clinician'],
    profession: 'chiropractor',
    registered: true,
  },
  sadie: { name: 'Sadie Marsh', clinic: 2, n: 2, roles: ['desk'] },
  southAdmin: { name: 'Alex South', clinic: 2, n: 3, roles: ['admin'] },
  lindSouth: {
    name: 'Dr Ida Lind',
    clinic: 2,
    n: 4,
    roles: ['clinician'],
    profession: 'osteopath',
    registered: true,
    account: 'lind',
  },
} as const satisfies Record<string, StaffMember>;

const PATIENTS = {
  ann: { name: 'Ann Allen', clinic: 1, n: 1, born: '1961-04-12', advised: true },
  ben: { name: 'Ben Brook', clinic: 1, n: 2, born: '1984-09-30', advised: false },
  dot: { name: 'Dot Drew', clinic: 1, n: 3, born: '1950-01-05', advised: true },
  cai: { name: 'Cai Cole', clinic: 2, n: 1, born: '1990-02-28', advised: true },
} as const;

/** Cara was let in by ann; gil is written down as a guardian of cai, a grown man, whose attorney he is. */
const CARERS = {
  cara: { name: 'Cara Allen', clinic: 1, n: 1, of: 'ann', kind: 'let_in' },
  gil: { name: 'Gil Cole', clinic: 2, n: 1, of: 'cai', kind: 'guardian' },
} as const;

export type CarerName = keyof typeof CARERS;
export type StaffName = keyof typeof STAFF;
export type PatientName = keyof typeof PATIENTS;
export type PersonName = StaffName | PatientName | CarerName;

/** What a test needs to know of a person: their ids, and the session they come with. */
export interface Person {
  id: string;
  clinicId: string;
  sessionId: string;
  name: string;
  /** Of a patient their own id, of a carer that of whom they look after; null for staff. */
  patientId: string | null;
}

const clinicOf = (clinic: 1 | 2): string => (clinic === 1 ? NORTH : SOUTH);

export const people = Object.fromEntries([
  ...Object.entries(STAFF).map(([key, s]) => [key, person('a', 'b', s)]),
  ...Object.entries(PATIENTS).map(([key, p]) => [
    key,
    { ...person('c', 'd', p), patientId: person('c', 'd', p).id },
  ]),
  ...Object.entries(CARERS).map(([key, k]) => [
    key,
    { ...person('ca', 'cb', k), patientId: person('c', 'd', PATIENTS[k.of]).id },
  ]),
]) as Record<PersonName, Person>;

function person(row: string, session: string, who: { clinic: 1 | 2; n: number; name: string }): Person {
  return {
    id: id(who.clinic, row, who.n),
    sessionId: id(who.clinic, session, who.n),
    clinicId: clinicOf(who.clinic),
    name: who.name,
    patientId: null,
  };
}

/** The advice that ann, dot and cai live with: ids of the rows it is made of. */
export function adviceOf(name: 'ann' | 'dot' | 'cai') {
  const { clinic, n } = PATIENTS[name];
  return {
    episodeId: id(clinic, 'e1', n),
    assessmentId: id(clinic, 'e2', n),
    prescriptionId: id(clinic, 'e3', n),
    versionId: id(clinic, 'e4', n),
    itemIds: [1, 2, 3].map((place) => id(clinic, 'e5', n * 10 + place)),
  };
}

/** One exercise of each clinic's own, and its video. */
export const ownExercise = {
  north: { id: id(1, 'f1', 1), videoId: id(1, 'f2', 1) },
  south: { id: id(2, 'f1', 1), videoId: id(2, 'f2', 1) },
};

export const EMAIL_OF = (name: StaffName): string => `${name.toLowerCase()}@clinic.example`;

export async function insertCast(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const run = (sql: string, values: unknown[] = []) => owner.query(sql, values);
  try {
    await run('begin');
    for (const [clinicId, name] of [
      [NORTH, 'North Clinic'],
      [SOUTH, 'South Clinic'],
    ]) {
      await run(
        `insert into portal.clinic (id, name, address, phone, email, booking_url, time_zone)
         values ($1, $2, '1 High Street, London', '020 7946 0000', 'desk@clinic.example',
           'https://clinic.example/book', 'Europe/London')`,
        [clinicId, name],
      );
    }
    for (const key of Object.keys(STAFF) as StaffName[]) await insertStaff(run, key, STAFF[key]);
    for (const key of Object.keys(PATIENTS) as PatientName[]) await insertPatient(run, key);
    for (const key of Object.keys(CARERS) as CarerName[]) await insertCarer(run, key);
    await furnishBothClinics(run);
    await run('commit');
  } finally {
    await owner.end();
  }
}

type Run = (sql: string, values?: unknown[]) => Promise<unknown>;

async function furnishBothClinics(run: Run): Promise<void> {
  const { rivera, dale, adams, novak, ann, dot, osei, sadie, southAdmin, lindSouth, cai } = people;
  const north = { clinician: rivera.id, desk: dale.id, admin: adams.id, invited: novak.id, patient: ann.id };
  const south = {
    clinician: osei.id,
    desk: sadie.id,
    admin: southAdmin.id,
    invited: lindSouth.id,
    patient: cai.id,
  };
  await furnishCommonGround(run);
  // what their plans gave rise to has long been sent
  await run('delete from portal.mail');
  await run('delete from jobs.job');
  await furnish(run, { clinicId: NORTH, ...north, other: dot, advice: adviceOf('dot') });
  await furnish(run, { clinicId: SOUTH, ...south, other: cai, advice: adviceOf('cai') });
}

/** argon2id of nothing anybody knows: the cast signs in by its sessions; sign-in tests set passwords themselves. */
const NO_PASSWORD =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

async function insertStaff(run: Run, key: StaffName, s: StaffMember): Promise<void> {
  const own = id(s.clinic, 'ac', s.n);
  const account = s.account
    ? id(STAFF[s.account as StaffName].clinic, 'ac', STAFF[s.account as StaffName].n)
    : own;
  if (!s.account) {
    await run('insert into portal.account (id, email, password_hash) values ($1, $2, $3)', [
      own,
      EMAIL_OF(key),
      NO_PASSWORD,
    ]);
  }
  const { id: staffId, clinicId, sessionId } = people[key];
  await run(
    `insert into portal.staff (id, clinic_id, account_id, name, email, profession, registration_body,
       registration_number, active_from, active_to, roles)
     values ($1, $2, $3, $4, $5, $6, $7, $8, '2020-01-01', $9, $10)`,
    [
      staffId,
      clinicId,
      account,
      s.name,
      EMAIL_OF((s.account as StaffName) ?? key),
      s.profession ?? null,
      s.registered ? 'A register' : null,
      s.registered ? `R${s.n}` : null,
      s.activeTo ?? null,
      s.roles,
    ],
  );
  await run(
    `insert into portal.session (id, clinic_id, staff_id, device, expires_at) values ($1, $2, $3, 'test', 'infinity')`,
    [sessionId, clinicId, staffId],
  );
  if (key === 'rivera' || key === 'osei')
    await insertOwnExercise(run, key === 'rivera' ? 'north' : 'south', people[key]);
}

async function insertOwnExercise(run: Run, where: 'north' | 'south', by: Person): Promise<void> {
  const { id: exerciseId, videoId } = ownExercise[where];
  await run(
    `insert into portal.exercise (id, clinic_id, code, name, summary, pillar, muscles, equipment, position, steps,
       mistakes, traits, default_dosage, published_at, published_by, traits_reviewed_on, traits_reviewed_by)
     values ($1, $2, $3, $4, 'Made by this clinic.', 'stretch', '{glutes}', '{mat}', 'supine',
       '{"Lie down.","Stretch gently."}', '{"Do not bounce."}', '{supine,floor_transfer}', $6, portal.portal_now(), $5,
       current_date, $5)`,
    [exerciseId, by.clinicId, `${where}_own`, `Stretch of the ${where}`, by.id, TWICE_FIVE],
  );
  await run(
    `insert into portal.exercise_video (id, clinic_id, exercise_id, provider, ref, title, language, captions)
     values ($1, $2, $3, 'file', $4, 'Placeholder, not a real video', 'en', true)`,
    [videoId, by.clinicId, exerciseId, `https://videos.example.org/placeholder-${where}.mp4`],
  );
}

async function insertPatient(run: Run, key: PatientName): Promise<void> {
  const p = PATIENTS[key];
  const { id: patientId, clinicId, sessionId } = people[key];
  const clinician = p.clinic === 1 ? people.rivera : people.osei;
  await run(
    `insert into portal.patient (id, clinic_id, name, date_of_birth, email, phone, responsible_staff_id)
     values ($1, $2, $3, $4, $5, '07700 900000', $6)`,
    [patientId, clinicId, p.name, p.born, `${key}@home.example`, clinician.id],
  );
  await run(
    `insert into portal.session (id, clinic_id, patient_id, device, expires_at) values ($1, $2, $3, 'test', 'infinity')`,
    [sessionId, clinicId, patientId],
  );
  if (p.advised) await insertAdvice(run, key as 'ann' | 'dot' | 'cai', clinician);
  if (key === 'dot') {
    await run(
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ($1, $2, $3, 'moved away')`,
      [clinicId, patientId, clinician.id],
    );
  }
}

async function insertCarer(run: Run, key: CarerName): Promise<void> {
  const { name, kind } = CARERS[key];
  const { id: carerId, clinicId, sessionId, patientId } = people[key];
  const staffId = kind === 'guardian' ? people.osei.id : null;
  await run(
    `insert into portal.carer (id, clinic_id, patient_id, kind, name, evidence, evidence_kind, let_in_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[carerId, clinicId, patientId, kind, name],
      ...[staffId && 'The registered power seen.', staffId && 'attorney', staffId],
    ],
  );
  await run(
    `insert into portal.session (id, clinic_id, patient_id, carer_id, device, expires_at)
     values ($1, $2, $3, $4, 'test', 'infinity')`,
    [sessionId, clinicId, patientId, carerId],
  );
  await run(
    `insert into portal.video_consent (clinic_id, patient_id, provider, session_id, given_at, withdrawn_at)
     values ($1, $2, 'vimeo', $3, portal.portal_now() - interval '2 days', portal.portal_now() - interval '1 day')`,
    [clinicId, patientId, sessionId],
  );
}

async function insertAdvice(run: Run, key: 'ann' | 'dot' | 'cai', clinician: Person): Promise<void> {
  const { id: patientId, clinicId } = people[key];
  const rx = adviceOf(key);
  const at = [clinicId, patientId];
  await run(
    `insert into portal.episode (id, clinic_id, patient_id, title, opened_on, opened_by)
     values ($3, $1, $2, 'Low back, after running', current_date - 2, $4)`,
    [...at, rx.episodeId, clinician.id],
  );
  await run(
    `insert into portal.assessment (id, clinic_id, patient_id, episode_id, kind, seen_on, contact, presentations,
       screen, suitable, drafted_by, signed_at, signed_by)
     values ($3, $1, $2, $4, 'full', current_date, 'in_person', '[{"kind":"muscle_spasm"}]',
       '{"kind":"attested","recordNumber":"CARD-17"}', true, $5, portal.portal_now(), $5)`,
    [...at, rx.assessmentId, rx.episodeId, clinician.id],
  );
  await run(
    `insert into portal.prescription (id, clinic_id, patient_id, episode_id) values ($3, $1, $2, $4)`,
    [...at, rx.prescriptionId, rx.episodeId],
  );
  await run(
    `insert into portal.prescription_version (id, clinic_id, patient_id, prescription_id, episode_id, number,
       assessment_id, drafted_by) values ($3, $1, $2, $4, $5, 1, $6, $7)`,
    [...at, rx.versionId, rx.prescriptionId, rx.episodeId, rx.assessmentId, clinician.id],
  );
  const exercise = ownExercise[clinicId === NORTH ? 'north' : 'south'].id;
  for (const [index, itemId] of rx.itemIds.entries()) {
    await run(
      `insert into portal.prescription_item (id, clinic_id, version_id, place, exercise_id, name, pillar, position,
         equipment, steps, mistakes, traits, dosage, dose_sentence, why, video_provider, video_ref,
         video_embed_url, video_watch_url, video_title, video_language, video_captions)
       values ($1, $2, $3, $4, $5, $6, 'stretch', 'supine', '{mat}', '{"Lie down."}', '{"Do not bounce."}',
         '{supine}', $7, 'Do 5, rest, then do 5 again. Once a day, 5 days a week.', 'It eases your back.',
         'file', 'https://videos.example.org/placeholder.mp4', 'https://videos.example.org/placeholder.mp4',
         'https://videos.example.org/placeholder.mp4', 'Placeholder, not a real video', 'en', true)`,
      [
        itemId,
        clinicId,
        rx.versionId,
        index + 1,
        exercise,
        `${people[key].name} exercise ${index + 1}`,
        TWICE_FIVE,
      ],
    );
  }
  await run(
    `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, starts_on,
       week_one_on, review_on, advice_until)
     values ($1, $2, $3, 'issued', $4, current_date, current_date, current_date + 14, current_date + 42)`,
    [clinicId, rx.prescriptionId, rx.versionId, clinician.id],
  );
  await run(
    `insert into portal.advice_confirmation (clinic_id, patient_id, episode_id) values ($1, $2, $3)`,
    [clinicId, patientId, rx.episodeId],
  );
}
