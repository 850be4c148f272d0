/** Walking and running in intervals, a week table, and different runs within one week. */
import type { IntervalStep, SessionDose } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const run = (minutes: number): IntervalStep => ({ mode: 'run', seconds: { exact: 60 * minutes } });
const walk = (minutes: number): IntervalStep => ({ mode: 'walk', seconds: { exact: 60 * minutes } });
const over = (repeats: number, ...steps: IntervalStep[]): IntervalStep => ({ repeats, steps });

const briskly = (steps: IntervalStep[], totalSeconds?: number) => ({
  warmUp: { mode: 'brisk_walk', seconds: { exact: 300 } } as const,
  steps,
  ...(totalSeconds === undefined ? {} : { totalSeconds: { exact: totalSeconds } }),
});

function week(number: number, steps: IntervalStep[], totalSeconds?: number): SessionDose {
  return {
    weeks: { from: number, to: number },
    intervals: briskly(steps, totalSeconds),
    schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, restDaysBetween: 1 },
  };
}

function threeRuns(number: number, ...runs: IntervalStep[][]): SessionDose[] {
  return runs.map((steps, at) => ({
    name: `run ${at + 1}`,
    weeks: { from: number, to: number },
    intervals: briskly(steps),
    schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 1 }, restDaysBetween: 1 },
  }));
}

export const COUCH_TO_5K: PublishedProgramme = {
  title: 'Couch to 5K',
  source: 'NHS, nine weeks, from walking to 30 minutes of running',
  verified: true,
  readAt: [
    'st-clares.lancs.sch.uk/couch-to-5k (copy of the NHS page): every run of weeks 1 to 9',
    'nhs.com.in/tools/documents/antbits_dl/data/c25k/accessible: the same, weeks 1 to 9',
    'nhs.uk/better-health, couch-to-5k-running-plan: 9 weeks, 3 runs a week, a rest day between runs, a walk of 5 minutes ' +
      'before each run, 30 minutes of running at the end',
  ],
  notEntered: [
    'Weeks 1 and 2 are "alternate … for a total of 20 minutes": the last walk of week 2 is as long as those leave it.',
    'A week may be repeated until one feels ready.',
  ],
  phases: [],
  groups: [],
  items: [
    {
      exercise: 'Walk and run',
      dosage: {
        side: 'not_applicable',
        sessions: [
          week(1, [over(8, run(1), walk(1.5))], 25 * 60),
          week(2, [over(5, run(1.5), walk(2)), run(1.5), walk(1)], 25 * 60),
          week(3, [over(2, run(1.5), walk(1.5), run(3), walk(3))]),
          week(4, [run(3), walk(1.5), run(5), walk(2.5), run(3), walk(1.5), run(5)]),
          ...threeRuns(5, [run(5), walk(3), run(5), walk(3), run(5)], [run(8), walk(5), run(8)], [run(20)]),
          ...threeRuns(6, [run(5), walk(3), run(8), walk(3), run(5)], [run(10), walk(3), run(10)], [run(25)]),
          week(7, [run(25)]),
          week(8, [run(28)]),
          week(9, [run(30)]),
        ],
      },
    },
  ],
};
