import type { Advice, NewColleague } from './visit';

/**
 * The people of the demo: two clinics, one person who works at both, and patients in every state that the gate knows.
 * All are invented. The password is for trying things on this machine and is made nowhere else.
 */
export const DEMO_PASSWORD = 'try things, on this machine only';

export interface DemoClinic {
  key: 'north' | 'south';
  name: string;
  address: string;
  phone: string;
  email: string;
  bookingUrl: string;
  timeZone: string;
  site: string;
  admin: { name: string; email: string };
  staff: NewColleague[];
}

const clinician = (name: string, email: string, profession: string, number: string): NewColleague => ({
  name,
  email,
  roles: ['clinician'],
  profession,
  registrationBody: 'A register of the demo',
  registrationNumber: number,
});

const IDA = clinician('Ida Lind', 'lind@both.example', 'osteopath', 'DEMO-4');

export const DEMO_CLINICS: DemoClinic[] = [
  {
    key: 'north',
    name: 'North Clinic (demo)',
    address: '1 High Street, London',
    phone: '020 7946 0000',
    email: 'desk@north.example',
    bookingUrl: 'https://north.example/book',
    timeZone: 'Europe/London',
    site: 'High Street',
    admin: { name: 'Chris Adams', email: 'adams@north.example' },
    staff: [
      clinician('Dr Maya Rivera', 'rivera@north.example', 'chiropractor', 'DEMO-1'),
      clinician('Deniz Kaya', 'kaya@north.example', 'physiotherapist', 'DEMO-2'),
      {
        name: 'Petra Novak',
        email: 'novak@north.example',
        roles: ['clinician'],
        profession: 'sports_massage_therapist',
      },
      { name: 'Robin Dale', email: 'dale@north.example', roles: ['desk'] },
      IDA,
    ],
  },
  {
    key: 'south',
    name: 'South Clinic (demo)',
    address: '2 Hill Road, Cardiff',
    phone: '029 2018 0000',
    email: 'desk@south.example',
    bookingUrl: 'https://south.example/book',
    timeZone: 'Europe/London',
    site: 'Hill Road',
    admin: { name: 'Dr Kofi Osei', email: 'osei@south.example' },
    staff: [IDA],
  },
];

/** A solo owner is admin, clinician and desk at once. */
export const SOLO = {
  roles: ['admin', 'clinician', 'desk'],
  profession: 'chiropractor',
  registrationBody: 'A register of the demo',
  registrationNumber: 'DEMO-3',
};

/** What became of a patient's plan. Each shows another side of the gate. */
export type Story =
  | 'live'
  | 'no plan'
  | 'draft'
  | 'not confirmed'
  | 'not started'
  | 'paused'
  | 'on hold'
  | 'lapsed'
  | 'ended'
  | 'discharged';

export interface DemoPatient {
  name: string;
  dateOfBirth: string;
  story: Story;
  /** Of the clinician who is responsible; the clinic's first one unless said. */
  responsible?: string;
}

/** She has had her plan for some days, told of them, has an e-mail address and somebody who looks after her. */
export const ANN = { name: 'Ann Allen', email: 'ann.allen@example.com', carer: 'Cara Allen', daysAgo: 5 };
const KAYA = 'kaya@north.example';

export const DEMO_PATIENTS: Record<DemoClinic['key'], DemoPatient[]> = {
  north: [
    { name: ANN.name, dateOfBirth: '1961-04-12', story: 'live' },
    { name: 'Ben Brook', dateOfBirth: '1984-09-30', story: 'no plan' },
    { name: 'Cleo Carr', dateOfBirth: '1977-11-02', story: 'draft', responsible: KAYA },
    { name: 'Dev Dutt', dateOfBirth: '1990-06-17', story: 'not confirmed' },
    { name: 'Eve Ellis', dateOfBirth: '1958-01-25', story: 'not started' },
    { name: 'Finn Ford', dateOfBirth: '1969-08-08', story: 'paused', responsible: KAYA },
    { name: 'Gus Gray', dateOfBirth: '1972-03-14', story: 'on hold' },
    { name: 'Hana Hope', dateOfBirth: '1981-12-05', story: 'lapsed' },
    { name: 'Ivo Ives', dateOfBirth: '1966-10-21', story: 'ended', responsible: KAYA },
    { name: 'Joy Judd', dateOfBirth: '1950-05-30', story: 'discharged' },
  ],
  south: [{ name: 'Kim Kerr', dateOfBirth: '1988-02-29', story: 'live' }],
};

/** What an ordinary visit finds in a runner; every part may be left out. */
export const DEMO_FINDINGS = {
  onset: { mode: 'after_run', firstEver: 'no' },
  bodyChart: [
    { region: 'lumbar', side: 'central', quality: 'ache', intensity: 4, constancy: 'intermittent' },
  ],
  behaviour: { aggravating: ['sitting', 'running'], easing: ['walking'], morningStiffnessMinutes: 15 },
  irritability: { grade: 'low', minutesToSettle: 20 },
  capacity: [
    { group: 'glutes', side: 'left', found: 'weak' },
    { group: 'hips', side: 'left', found: 'fatigues_early' },
    { group: 'hamstrings', side: 'both', found: 'fine' },
  ],
  running: { weeklyKmNow: 10, weeklyKmUsual: 30, longestRunKm: 6, targetEvent: 'A half marathon in spring' },
  history: { osteoporosis: { answer: 'no' }, surgery: [] },
  outlook: { floorTransferUnaided: 'yes', minutesADay: 15 },
};

/** Three for a runner's back; the doses are the starter library's, which await a registered clinician's approval. */
export const DEMO_ADVICE: Advice[] = [
  {
    exercise: 'Supine pelvic tilt',
    dosage: {
      side: 'not_applicable',
      sessions: [
        {
          sets: [{ count: 2, reps: { exact: 10 } }],
          schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } },
        },
      ],
    },
    why: 'It loosens your low back gently in the morning.',
  },
  {
    exercise: 'Glute bridge',
    dosage: {
      side: 'both_together',
      sessions: [
        {
          sets: [{ count: 3, reps: { exact: 10 } }],
          schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } },
        },
      ],
    },
    why: 'Strong glutes take work off your low back when you run.',
  },
  {
    exercise: 'Clamshell',
    dosage: {
      side: 'each_side',
      sessions: [
        {
          sets: [{ count: 3, reps: { exact: 12 } }],
          schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } },
        },
      ],
    },
    why: 'It keeps your hips level with every step.',
  },
];
