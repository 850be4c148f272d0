/** Descending sets of holds, on as many days as one can. */
import type { Dosage, Side } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const pyramid = (side: Side): Dosage => ({
  side,
  sessions: [
    {
      sets: [5, 3, 1].map((exact) => ({ count: 1, reps: { exact }, holdSeconds: { exact: 10 } })),
      schedule: { kind: 'weekly', perDay: 1, perWeek: { min: 3, max: 7 } },
    },
  ],
  progression: {
    when: { allSetsAtTop: true },
    change: { reps: 2 },
    cap: { reps: 7 },
    decidedBy: 'patient_within_limits',
  },
  stopRules: [{ kind: 'form_lost' }],
});

export const SPINE_STABILITY: PublishedProgramme = {
  title: 'Curl-up, side bridge and bird dog in descending sets',
  source: 'The exercises of McGill, as dosed in the handout of Adelaide Family Chiro',
  verified: true,
  readAt: [
    'adelaidefamilychiro.com/core-exercises: three sets of 5, 3 and 1, each held for 10 s; then 7, 5 and 3; daily, at least 3 ' +
      'days a week; stop the moment the form is not perfect',
  ],
  chosen: ['The side bridge and the bird dog are done on each side.'],
  phases: [],
  groups: [],
  items: [
    { exercise: 'Curl-up', dosage: pyramid('not_applicable') },
    { exercise: 'Side bridge', dosage: pyramid('each_side') },
    { exercise: 'Bird dog', dosage: pyramid('each_side') },
  ],
};
