/** Heel drops twice a day with added load, and a return to running that begins by criteria while they go on. */
import type { Dosage, SessionDose } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

const HEEL_DROP: Dosage = {
  side: 'left',
  sessions: [
    {
      sets: [
        {
          count: 3,
          reps: { exact: 15 },
          tempo: { word: 'slow' },
          contraction: 'eccentric',
          load: { kind: 'bodyweight' },
          assistance: 'other_leg',
          surface: 'step',
        },
      ],
      schedule: { kind: 'weekly', perDay: 2, perWeek: { exact: 7 } },
    },
  ],
  progression: {
    when: { painDuringAtMost: 0, weeksAtLevel: 1 },
    change: { kg: 5 },
    cap: { kg: 60 },
    decidedBy: 'patient_within_limits',
  },
};

function runThroughs(from: number, sets: number, times: number, days: number, slow: number): SessionDose {
  const one = {
    mode: 'run',
    metres: 80,
    intensity: { kind: 'percent_pace', value: { min: slow, max: slow + 10 } },
  } as const;
  return {
    weeks: { from, to: from },
    intervals: {
      warmUp: { mode: 'jog', seconds: { exact: 300 } },
      steps: [{ repeats: sets, steps: [{ repeats: times, steps: [one] }] }],
      surface: 'grass',
    },
    schedule: {
      kind: 'weekly',
      perDay: 1,
      perWeek: { exact: days },
      // three a week are "every second day"; of two a week nothing is said
      ...(days === 3 && { restDaysBetween: 1 }),
    },
  };
}

export const HEEL_DROPS_AND_RUNNING: PublishedProgramme = {
  title: 'Eccentric heel drops and return to running',
  source: 'Praet 2019, Nutrients 11:76, table A2; the heel drops after Alfredson 1998',
  verified: true,
  readAt: [
    'pmc.ncbi.nlm.nih.gov/articles/PMC6356409/table/nutrients-11-00076-t0A2: 3 × 15, twice a day, 7 days a week, knee ' +
      'straight and knee bent, 5 kg a week up to 60 kg; review at 4 weeks; run-throughs by sets, times, metres, pace, days',
    'forum.charliefrancis.com thread 45610: that this is 180 reps a day, 1260 a week',
  ],
  chosen: ['The left leg.', 'One week for each line of run-throughs, as 20 % a week allows.'],
  notEntered: [
    'Hop pain "less than 1–2/10" is entered as no more than 2.',
    'There should be no pain by the third run-through. If pain is up overall: a week of rest, then again.',
    'The stored copy ends at 4 sets of 7.',
  ],
  phases: [
    { name: 'Heel drops', begins: 'week', weeks: { from: 1 } },
    {
      name: 'Return to running',
      begins: 'criteria',
      weeks: { from: 5, to: 9 },
      entryCriteria: ['you have done the heel drops for 4 weeks', 'hopping hurts no more than 2 out of 10'],
    },
  ],
  groups: [],
  items: [
    { exercise: 'Heel drop', variation: 'knee straight', phase: 'Heel drops', dosage: HEEL_DROP },
    { exercise: 'Heel drop', variation: 'knee bent', phase: 'Heel drops', dosage: HEEL_DROP },
    {
      exercise: 'Run-throughs',
      phase: 'Return to running',
      dosage: {
        side: 'not_applicable',
        sessions: [
          runThroughs(1, 3, 5, 2, 50),
          runThroughs(2, 3, 6, 2, 50),
          runThroughs(3, 4, 5, 2, 50),
          runThroughs(4, 4, 6, 3, 55),
          runThroughs(5, 4, 7, 3, 55),
        ],
        progression: {
          when: { weeksAtLevel: 1 },
          change: { nextWeekRow: true },
          cap: { percentPerWeek: 20 },
          decidedBy: 'clinician',
        },
      },
    },
  ],
};
