/** A circuit of twelve exercises, each for a time. */
import type { Dosage } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const THIRTY_SECONDS: Dosage = {
  side: 'not_applicable',
  sessions: [
    {
      sets: [{ count: 1, timeSeconds: { exact: 30 }, effort: { scale: 'rpe_10', value: { exact: 8 } } }],
      schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, restDaysBetween: 1 },
    },
  ],
};

const IN_ORDER = [
  'Jumping jacks',
  'Wall sit',
  'Push-up',
  'Abdominal crunch',
  'Step-up onto a chair',
  'Squat',
  'Triceps dip on a chair',
  'Plank',
  'High knees, running in place',
  'Lunge',
  'Push-up with rotation',
  'Side plank',
];

export const SEVEN_MINUTE_CIRCUIT: PublishedProgramme = {
  title: 'High-intensity circuit with body weight',
  source: 'Klika and Jordan 2013, ACSM’s Health & Fitness Journal 17(3)',
  verified: true,
  readAt: [
    'poughkeepsiejournal.com 2014/10/21: the twelve exercises in order, 30 s each, at most 10 s of rest, effort of 8 out of 10',
    'bodyworxfit.com/use-time-wisely: about 7 minutes a round, 2 to 3 rounds',
    'weartested.org/scientific-8-minute-power-workout: 12 exercises, 10 s between them, about 8 minutes',
  ],
  chosen: ['3 days a week, never on two days in a row.', 'No rest is stated between rounds.'],
  phases: [],
  groups: [{ name: 'A', kind: 'circuit', rounds: { min: 2, max: 3 }, restBetweenItemsSeconds: 10 }],
  items: IN_ORDER.map((exercise) => ({ exercise, group: 'A', dosage: THIRTY_SECONDS })),
};
