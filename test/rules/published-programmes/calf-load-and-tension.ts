/** A trial that prescribes time under tension, and says what it adds up to. */
import type { Dosage } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const RAISE: Dosage = {
  side: 'both_together',
  sessions: [
    {
      weeks: { from: 1, to: 12 },
      sets: [
        {
          count: 4,
          reps: { exact: 6 },
          tempo: { concentricSeconds: 3, eccentricSeconds: 3 },
          load: { kind: 'rep_max', reps: 6 },
          effort: { scale: 'reps_in_reserve', value: { exact: 0 } },
          range: { kind: 'degrees', fromDegrees: -15, toDegrees: 50 },
          restAfterSet: { exact: 120 },
        },
      ],
      schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, minRestHours: 48 },
    },
  ],
};

export const CALF_LOAD_AND_TENSION: PublishedProgramme = {
  title: 'Calf raises of high load and long tension',
  source: 'LOADIT trial protocol, Pilot and Feasibility Studies 2020 (s40814-020-00639-5), table 1, group 1',
  verified: true,
  readAt: [
    'pilotfeasibilitystudies.biomedcentral.com/articles/10.1186/s40814-020-00639-5/tables/1: 6 RM, 6 reps, 4 sets, 3 times a ' +
      'week for 12 weeks, 3 s up and 3 s down, no rest between reps, 2 min between sets, to failure, 15° up to 50° down, 48 h ' +
      'between sessions, seated and standing; 36 s a set, 288 s of tension, 16 min 48 s with rests',
  ],
  chosen: ['Angles count the foot pointing down as above 0.', 'Both legs together.'],
  phases: [],
  groups: [],
  items: ['Seated calf raise', 'Standing calf raise'].map((exercise) => ({ exercise, dosage: RAISE })),
};
