/** Every hour of the waking day, and 3 to 4 times a day. */
import type { Dosage, Schedule, SetSpec } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const HOURLY: Schedule = { kind: 'every_n_hours', everyHours: 1, from: '08:00', until: '22:00' };
const DAILY: Schedule = { kind: 'weekly', perDay: 3, perDayMax: 4, perWeek: { exact: 7 } };

const left = (set: SetSpec, schedule: Schedule): Dosage => ({
  side: 'left',
  sessions: [{ sets: [set], schedule }],
});

const TEN: SetSpec = { count: 1, reps: { exact: 10 } };
const TEN_HELD: SetSpec = { ...TEN, holdSeconds: { exact: 5 } };

export const AFTER_KNEE_REPLACEMENT: PublishedProgramme = {
  title: 'Total knee replacement exercises',
  source: 'North Bristol NHS Trust, Total knee replacement exercises',
  verified: true,
  readAt: [
    'nbt.nhs.uk/taxonomy/term/31?page=12: ankle pumps 10 times, quickly, every hour awake; the others 3 to 4 times a day: ' +
      'bracing held for 5 s, 10 times; bending 10 times; leg raise held for 5 s, 10 times; stretch held for 30 s',
  ],
  chosen: ['The left knee.', 'Awake from 08:00 to 22:00.'],
  notEntered: [
    '"Repeating each exercise up to 10 times" beside "Repeat 10 times" of each.',
    'For at least 6 weeks.',
  ],
  phases: [],
  groups: [],
  items: [
    {
      exercise: 'Ankle pump',
      dosage: {
        ...left({ ...TEN, tempo: { word: 'fast' } }, HOURLY),
        side: 'both_together',
      },
    },
    { exercise: 'Knee bracing', dosage: left(TEN_HELD, DAILY) },
    { exercise: 'Knee bend on a sliding sheet', dosage: left(TEN, DAILY) },
    { exercise: 'Straight leg raise', dosage: left(TEN_HELD, DAILY) },
    { exercise: 'Knee stretch', dosage: left({ count: 1, holdSeconds: { exact: 30 } }, DAILY) },
  ],
};
