/** A week table by what can just be lifted so many times. */
import type { Dosage, SessionDose } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const row = (from: number, to: number, reps: number): SessionDose => ({
  weeks: { from, to },
  sets: [
    {
      count: 4,
      reps: { exact: reps },
      load: { kind: 'rep_max', reps },
      restAfterSet: { min: 120, max: 180 },
    },
  ],
  schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } },
});

const TABLE: Dosage = {
  side: 'both_together',
  sessions: [row(1, 1, 15), row(2, 3, 12), row(4, 5, 10), row(6, 8, 8), row(9, 12, 6)],
};

export const HEAVY_SLOW_RESISTANCE: PublishedProgramme = {
  title: 'Heavy slow resistance for the patellar tendon',
  source: 'Kongsgaard 2009, as given by Drexel Medicine, Exercise Guide: Heavy Slow Resistance Training',
  verified: true,
  readAt: [
    'drexelmedicine.org, heavy-slow-resistance-training-for-patellar-tendinopathy: 3 sessions a week, three exercises, 4 sets, ' +
      '2–3 minutes of rest, 15 RM in week 1, 12 RM in weeks 2–3, 10 RM in weeks 4–5, 8 RM in weeks 6–8, 6 RM in weeks 9–12',
  ],
  notEntered: ['How slowly: the stored copy ends before it.'],
  phases: [],
  groups: [],
  items: ['Squat', 'Leg press', 'Hack squat'].map((exercise) => ({ exercise, dosage: TABLE })),
};
