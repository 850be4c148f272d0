/** One exercise in six levels, each in its own week, with the time under tension that the publication states. */
import type { SessionDose, SetSpec } from '../../../src/dosage/dosage';
import type { PublishedItem, PublishedProgramme } from './programme';

const week = (number: number, set: SetSpec): SessionDose => ({
  weeks: { from: number, to: number },
  sets: [set],
  schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 2 } },
});

const held = (count: number, reps: number): SetSpec => ({
  count,
  reps: { exact: reps },
  holdSeconds: { exact: 20 },
  contraction: 'isometric',
});

const moved = (count: number, reps: number): SetSpec => ({
  count,
  reps: { exact: reps },
  tempo: { concentricSeconds: 3, eccentricSeconds: 3 },
  contraction: 'mixed',
  assistance: 'partner',
});

function level(number: number, variation: string, sessions: SessionDose[]): PublishedItem {
  return {
    exercise: 'Copenhagen adduction',
    variation,
    level: number,
    dosage: { side: 'each_side', sessions },
  };
}

export const COPENHAGEN_IN_LEVELS: PublishedProgramme = {
  title: 'Modified progressive Copenhagen adduction',
  source: 'Polglass 2019, BMJ Open Sport & Exercise Medicine 5:e000570, table 1',
  verified: true,
  readAt: [
    'bmjopensem.bmj.com markup 138090: weeks, 2 sessions a week, sets, reps, time per repetition, time under tension per leg',
  ],
  phases: [],
  groups: [],
  items: [
    level(1, 'knee on a 30 cm box, lower knee on the floor', [week(1, held(2, 6))]),
    level(2, 'knee on a 30 cm box, lower leg lifted', [week(2, held(2, 6))]),
    level(3, 'foot on a 30 cm box, lower foot on the floor', [week(3, held(3, 6))]),
    level(4, 'foot on a 30 cm box, lower leg lifted', [week(4, held(3, 8))]),
    level(5, 'foot on a box as high as your hip', [week(5, held(3, 8))]),
    level(6, 'a partner holds your upper leg', [
      week(6, moved(3, 6)),
      week(7, moved(3, 8)),
      week(8, moved(3, 10)),
    ]),
  ],
};
