/**
 * A clinic that worked with the first version: what it wrote then reads in the new form, means the same, and what patients were
 * told and clinicians signed is as it was.
 */
import * as fc from 'fast-check';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrationsInOrder } from '../../migrations/in-order';
import { migrate } from '../../src/db/migrate';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import type { Dosage } from '../../src/dosage/dosage';
import { totalsOf } from '../../src/dosage/dose-totals';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dose } from '../support/dose';

const OF_THE_FIRST_VERSION = 4;

/** A dose as the first version wrote it. */
interface OldDose {
  sets: number;
  reps?: number;
  repsMax?: number;
  repUnit?: 'repetition' | 'step';
  holdSeconds?: number;
  distanceMetres?: number;
  restSeconds?: number;
  perDay: number;
  perWeek: number;
  side: Dosage['side'];
  effortRpe?: number;
  tempo?: 'slow';
}

const WRITTEN: [OldDose, Dosage][] = [
  [{ sets: 3, reps: 10, perDay: 1, perWeek: 3, side: 'not_applicable' }, dose()],
  [
    { sets: 2, reps: 8, repsMax: 12, restSeconds: 0, perDay: 2, perWeek: 7, side: 'each_side' },
    dose(
      { count: 2, reps: { min: 8, max: 12 }, restAfterSet: { exact: 0 } },
      { perDay: 2, perWeek: { exact: 7 } },
      { side: 'each_side' },
    ),
  ],
  [
    { sets: 3, reps: 1, holdSeconds: 20, tempo: 'slow', effortRpe: 0, perDay: 1, perWeek: 7, side: 'left' },
    dose(
      {
        reps: { exact: 1 },
        holdSeconds: { exact: 20 },
        tempo: { word: 'slow' },
        effort: { scale: 'rpe_10', value: { exact: 0 } },
      },
      { perWeek: { exact: 7 } },
      { side: 'left' },
    ),
  ],
  [
    { sets: 3, distanceMetres: 20, perDay: 1, perWeek: 2, side: 'alternate' },
    dose({ reps: undefined, distanceMetres: 20 }, { perWeek: { exact: 2 } }, { side: 'alternate' }),
  ],
  [
    { sets: 1, reps: 10, repUnit: 'step', perDay: 1, perWeek: 3, side: 'right' },
    dose({ count: 1, repUnit: 'step' }, {}, { side: 'right' }),
  ],
];

/** Any that the first version took, but for numbers of reps a day that are refused as slips since. */
const anyOldDose = fc
  .record<OldDose>(
    {
      sets: fc.integer({ min: 1, max: 7 }),
      reps: fc.integer({ min: 2, max: 99 }),
      repsMax: fc.constant(100),
      holdSeconds: fc.integer({ min: 1, max: 20 }),
      restSeconds: fc.integer({ min: 0, max: 900 }),
      perDay: fc.integer({ min: 1, max: 2 }),
      perWeek: fc.integer({ min: 1, max: 7 }),
      side: fc.constantFrom('both_together', 'left', 'right', 'each_side', 'alternate', 'not_applicable'),
      effortRpe: fc.integer({ min: 0, max: 10 }),
      tempo: fc.constant('slow'),
    },
    { requiredKeys: ['sets', 'reps', 'perDay', 'perWeek', 'side'] },
  )
  .filter(({ sets, restSeconds }) => sets > 1 || restSeconds === undefined);

const CLINIC = '10000000-0000-4000-8000-000000000001';
const THERE = { clinic: CLINIC, staff: id('a'), patient: id('b'), episode: id('c'), assessment: id('d') };
const ADVICE = { exercise: id('e'), prescription: id('f'), issued: id('1'), draft: id('2') };
const BESIDE = { attested: id('3'), hold: id('4'), withoutDose: id('5'), shared: id('6') };
/** The next day in London. */
const LATE_EVENING = '2026-06-30T23:30:00Z';

function id(letter: string): string {
  return `10000000-0000-4000-8000-${letter.repeat(12)}`;
}

let database: TestDatabase;
let owner: Client;

beforeAll(async () => {
  database = await freshDatabase('template0');
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await migrateAsFarAsTheFirstVersion();
  await livesForAWhile();
  await migrate(database.ownerUrl);
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

async function migrateAsFarAsTheFirstVersion(): Promise<void> {
  await owner.query('create schema portal');
  await owner.query('create schema history');
  const history = new DataSource({
    type: 'postgres',
    url: database.ownerUrl,
    schema: 'history',
    migrations: migrationsInOrder.slice(0, OF_THE_FIRST_VERSION),
    migrationsTableName: 'migration',
    installExtensions: false,
  });
  await history.initialize();
  try {
    await history.runMigrations({ transaction: 'each' });
  } finally {
    await history.destroy();
  }
}

const SAMPLED = fc.sample(anyOldDose, { numRuns: 100, seed: 23 });
const ALL = [...WRITTEN.map(([old]) => old), ...SAMPLED];

/** One plan that runs and a draft beside it, each with every dose; an exercise of the clinic's own. */
async function livesForAWhile(): Promise<void> {
  const { clinic, staff, patient, episode, assessment } = THERE;
  const { exercise, prescription, issued, draft } = ADVICE;
  await owner.query(
    `insert into portal.clinic (id, name, address, phone, email, time_zone)
     values ($1, 'North Clinic', '1 High Street', '020 7946 0000', 'desk@clinic.example', 'Europe/London')`,
    [clinic],
  );
  await owner.query(
    `insert into portal.staff (id, clinic_id, name, email, profession, registration_body, registration_number,
       active_from, roles)
     values ($2, $1, 'Dr Rivera', 'r@clinic.example', 'chiropractor', 'A register', 'R1', '2026-01-01', '{clinician}')`,
    [clinic, staff],
  );
  await owner.query(
    `insert into portal.patient (id, clinic_id, name, date_of_birth, responsible_staff_id)
     values ($2, $1, 'Ann Allen', '1961-04-12', $3)`,
    [clinic, patient, staff],
  );
  await owner.query(
    `insert into portal.episode (id, clinic_id, patient_id, title, opened_on, opened_by)
     values ($3, $1, $2, 'Low back', '2026-03-02', $4)`,
    [clinic, patient, episode, staff],
  );
  await owner.query(
    `insert into portal.assessment (id, clinic_id, patient_id, episode_id, kind, seen_on, contact, presentations, screen,
       findings, suitable, drafted_by, signed_at, signed_by)
     values ($4, $1, $2, $3, 'full', '2026-03-02', 'in_person', '[{"kind":"arthritic_ache"}]', $6, 'Stiff in the morning.',
       true, $5, portal.portal_now(), $5)`,
    [
      clinic,
      patient,
      episode,
      assessment,
      staff,
      { kind: 'answered', answers: { 'CES-1': 'no', FX: 'declined' } },
    ],
  );
  await owner.query(
    `insert into portal.assessment (id, clinic_id, patient_id, episode_id, kind, seen_on, contact, presentations, screen,
       suitable, drafted_by, signed_at, signed_by)
     values ($4, $1, $2, $3, 'full', '2026-03-02', 'in_person', '[]', $6, true, $5, portal.portal_now(), $5)`,
    [clinic, patient, episode, BESIDE.attested, staff, { kind: 'attested', recordNumber: 'CARD-7' }],
  );
  for (const [code, own, of, dosage] of [
    ['own', exercise, clinic, ALL[0]],
    ['own_without_dose', BESIDE.withoutDose, clinic, null],
    ['shared', BESIDE.shared, null, null],
  ] as const) {
    await owner.query(
      `insert into portal.exercise (id, clinic_id, code, name, summary, pillar, muscles, equipment, position, steps, mistakes,
         traits, default_dosage, published_at, published_by)
       values ($2, $1, $6, 'Own', 'Made here.', 'stretch', '{calves}', '{wall}', 'standing', '{Stand.}', '{Leaning.}',
         '{}', $3, $5, $4)`,
      [of, own, dosage, of && staff, LATE_EVENING, code],
    );
  }
  await owner.query(
    `insert into portal.prescription (id, clinic_id, patient_id, episode_id) values ($4, $1, $2, $3)`,
    [clinic, patient, episode, prescription],
  );
  for (const [number, version] of [issued, draft].entries()) {
    await owner.query(
      `insert into portal.prescription_version (id, clinic_id, patient_id, episode_id, prescription_id, number, assessment_id,
         drafted_by)
       values ($7, $1, $2, $3, $4, $6, $8, $5)`,
      [clinic, patient, episode, prescription, staff, number + 1, version, number === 0 ? assessment : null],
    );
    await owner.query(
      `insert into portal.prescription_item (clinic_id, version_id, place, exercise_id, name, pillar, position, equipment,
         steps, mistakes, traits, dosage, dose_sentence, why)
       select $1, $2, place, $3, 'Own', 'stretch', 'standing', '{wall}', '{Stand.}', '{Leaning.}', '{}', dosage,
         'As it was told.', 'It helps.'
       from jsonb_array_elements($4::jsonb) with ordinality as written (dosage, place)`,
      [clinic, version, exercise, JSON.stringify(ALL)],
    );
  }
  await owner.query(
    `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, starts_on,
       review_on, advice_until)
     values ($1, $2, $3, 'issued', $4, '2026-03-02', '2026-03-16', '2026-04-13')`,
    [clinic, prescription, issued, staff],
  );
  await owner.query(
    `insert into portal.hold (id, clinic_id, patient_id, assessment_id, flags, opened_by, because)
     values ($3, $1, $2, $4, '{CES-2}', $5, 'The saddle is numb.')`,
    [clinic, patient, BESIDE.hold, assessment, staff],
  );
}

const dosagesOf = async (version: string): Promise<Dosage[]> =>
  (
    await owner.query<{ dosage: Dosage }>(
      `select dosage from portal.prescription_item where version_id = $1 order by place`,
      [version],
    )
  ).rows.map(({ dosage }) => dosage);

it.each([
  ['issued', ADVICE.issued],
  ['draft', ADVICE.draft],
])('puts every dose of the %s version into the new form', async (_, version) => {
  const dosages = await dosagesOf(version);
  expect(dosages).toHaveLength(ALL.length);
  expect(dosages.slice(0, WRITTEN.length)).toEqual(WRITTEN.map(([, dosage]) => dosage));
  expect(dosages.flatMap(checkDosage)).toEqual([]);
});

it('asks for as many reps as before', async () => {
  const dosages = await dosagesOf(ADVICE.issued);
  const reps = dosages.map((dosage) => totalsOf(dosage, 1).sessions[0]!.reps);
  expect(reps).toEqual(
    ALL.map(({ sets, reps: fewest = 1, repsMax: most = fewest, side }) => {
      const done = sets * (side === 'each_side' ? 2 : 1);
      return { min: fewest * done, max: most * done };
    }),
  );
});

it('leaves what the patient was told and what is issued as it was', async () => {
  const { rows } = await owner.query(
    `select distinct dose_sentence, is_optional, is_comfort, from_week, to_week, awaits_phase from portal.prescription_item`,
  );
  expect(rows).toEqual([
    {
      dose_sentence: 'As it was told.',
      is_optional: false,
      is_comfort: false,
      from_week: 1,
      to_week: null,
      awaits_phase: null,
    },
  ]);
  const plan = await owner.query(
    `select standing, live_version_id, week_one_on::text, starts_on::text from portal.prescription`,
  );
  expect(plan.rows).toEqual([
    {
      standing: 'issued',
      live_version_id: ADVICE.issued,
      week_one_on: '2026-03-02',
      starts_on: '2026-03-02',
    },
  ]);
  await expect(
    owner.query(`update portal.prescription_item set why = 'Another' where version_id = $1`, [ADVICE.issued]),
  ).rejects.toThrow('an issued version does not change');
});

it('keeps answers, notes and signature of an assessment', async () => {
  const { rows } = await owner.query(
    `select screen, notes, findings, carried, signed_by from portal.assessment where id = $1`,
    [THERE.assessment],
  );
  expect(rows).toEqual([
    {
      screen: { kind: 'answered', answers: { 'CES-1': { answer: 'no' }, FX: { answer: 'declined' } } },
      notes: 'Stiff in the morning.',
      findings: {},
      carried: {},
      signed_by: THERE.staff,
    },
  ]);
  await expect(
    owner.query(`update portal.assessment set notes = 'Another' where id = $1`, [THERE.assessment]),
  ).rejects.toThrow('a signed assessment does not change');
});

it('leaves a screen that was done elsewhere as it was attested', async () => {
  const { rows } = await owner.query(`select screen, findings, notes from portal.assessment where id = $1`, [
    BESIDE.attested,
  ]);
  expect(rows).toEqual([{ screen: { kind: 'attested', recordNumber: 'CARD-7' }, findings: {}, notes: null }]);
});

it('keeps a hold open, with its flags and without grades that nobody stored', async () => {
  const { rows } = await owner.query(
    `select flags, grades, because, assessment_id, resolved_at from portal.hold where id = $1`,
    [BESIDE.hold],
  );
  expect(rows).toEqual([
    {
      flags: ['CES-2'],
      grades: [],
      because: 'The saddle is numb.',
      assessment_id: THERE.assessment,
      resolved_at: null,
    },
  ]);
});

it('takes the review of an exercise’s traits from whoever published it, on the clinic’s day', async () => {
  const { rows } = await owner.query(
    `select code, default_dosage, traits_reviewed_by, traits_reviewed_on::text from portal.exercise
     where id = any($1) order by code`,
    [[ADVICE.exercise, BESIDE.withoutDose, BESIDE.shared]],
  );
  const byStaff = { traits_reviewed_by: THERE.staff, traits_reviewed_on: '2026-07-01' };
  expect(rows).toEqual([
    { code: 'own', default_dosage: dose(), ...byStaff },
    { code: 'own_without_dose', default_dosage: null, ...byStaff },
    { code: 'shared', default_dosage: null, traits_reviewed_by: null, traits_reviewed_on: '2026-06-30' },
  ]);
});
