/** Exercises on some days, walks on the days between. */
import type { Dosage, Side } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const exercise = (side: Side, reps: number): Dosage => ({
  side,
  sessions: [
    {
      sets: [{ count: 1, reps: { exact: reps } }],
      schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, restDaysBetween: 1 },
    },
  ],
});

export const OTAGO_WALKING: PublishedProgramme = {
  title: 'Otago Exercise Programme: the movements it begins with, and the walk',
  source: 'Campbell and Robertson, Otago Exercise Programme; booklets after it',
  verified: true,
  readAt: [
    'docslib.org/doc/9307985: head, neck, back, trunk and ankle movements, how often each; 3 times a week, a rest day between',
    'roh.nhs.uk, otago-strength-and-balance-exercises: walks on the days between; 2 minutes of marching before and after',
    'physio-pedia.com/Otago_Exercise_Programme: walks of 30 minutes',
  ],
  chosen: ['Marching on the spot is entered as walking.'],
  notEntered: [
    'Strength and balance exercises: the copies that were read do not give their numbers.',
    'A walk may be divided into three.',
  ],
  phases: [],
  groups: [],
  items: [
    { exercise: 'Head movements', dosage: exercise('each_side', 5) },
    { exercise: 'Neck movements', dosage: exercise('not_applicable', 5) },
    { exercise: 'Back extension', dosage: exercise('not_applicable', 5) },
    { exercise: 'Trunk movements', dosage: exercise('each_side', 5) },
    { exercise: 'Ankle movements', dosage: exercise('each_side', 10) },
    {
      exercise: 'Walk',
      dosage: {
        side: 'not_applicable',
        sessions: [
          {
            intervals: {
              warmUp: { mode: 'walk', seconds: { exact: 120 } },
              steps: [{ mode: 'walk', seconds: { exact: 1800 } }],
              coolDown: { mode: 'walk', seconds: { exact: 120 } },
            },
            schedule: { kind: 'between', perDay: 1, betweenPlace: 1 },
          },
        ],
      },
    },
  ],
};
