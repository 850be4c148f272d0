/** Descending sets in a week table. */
import type { Schedule, SessionDose, SetSpec } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const daysAWeek = (exact: number): Schedule => ({ kind: 'weekly', perDay: 1, perWeek: { exact } });

function row(from: number, to: number, days: number, ...reps: number[]): SessionDose {
  const sets = reps.map((exact): SetSpec => ({ count: 1, reps: { exact }, contraction: 'eccentric' }));
  return { weeks: { from, to }, sets, schedule: daysAWeek(days) };
}

export const NORDIC_HAMSTRING: PublishedProgramme = {
  title: 'Nordic hamstring exercise in six weeks',
  source: 'Delahunt 2016, as tabulated in Cuthbert 2019, Sports Medicine 50:83–99, table 2',
  verified: true,
  readAt: [
    'pmc.ncbi.nlm.nih.gov/articles/PMC6942028/table/Tab2: sets, reps and days of each week, 340 reps in all, 57 a week',
    'ostrc.no news on Mjølsnes 2004: the exercise loads the hamstrings while they lengthen',
  ],
  phases: [],
  groups: [],
  items: [
    {
      exercise: 'Nordic hamstring exercise',
      dosage: {
        side: 'both_together',
        sessions: [
          row(1, 1, 1, 5, 5),
          row(2, 2, 2, 6, 6),
          row(3, 3, 3, 6, 6, 6),
          row(4, 4, 3, 8, 8, 8),
          row(5, 6, 3, 12, 10, 8),
        ],
      },
    },
  ],
};
