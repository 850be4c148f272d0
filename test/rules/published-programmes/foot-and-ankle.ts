/** A home programme for older people: strength and stretching, each with its own limit. */
import type { Dosage, Progression, SetSpec, Side } from '../../../src/dosage/dosage';
import type { PublishedProgramme } from './programme';

function dose(side: Side, set: SetSpec, progression?: Progression): Dosage {
  return {
    side,
    sessions: [
      {
        weeks: { from: 1, to: 26 },
        sets: [set],
        schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } },
      },
    ],
    ...(progression && { progression }),
  };
}

const moreRepsUpTo = (reps: number): Progression => ({
  when: { allSetsAtTop: true },
  change: { reps: 1 },
  cap: { reps },
  decidedBy: 'patient_within_limits',
});

const BAND: SetSpec = {
  count: 3,
  reps: { exact: 10 },
  load: { kind: 'band', band: { material: 'unknown', anchor: 'post' } },
};
const STRONGER_BAND: Progression = {
  when: { allSetsAtTop: true },
  change: { percentLoad: 10 },
  decidedBy: 'clinician',
};

export const FOOT_AND_ANKLE: PublishedProgramme = {
  title: 'Foot and ankle exercises to prevent falls',
  source: 'Spink 2008, BMC Geriatrics 8:30, table 1',
  verified: true,
  readAt: [
    'bmcgeriatr.biomedcentral.com/articles/10.1186/1471-2318-8-30/tables/1: dose and increments of each, 3 times a week for 6 ' +
      'months',
  ],
  chosen: [
    'The chair leg that holds the band is a post.',
    'One repetition more at a time; the next band as 10 % more load.',
    'Six months are 26 weeks; when to increase is when all sets are done in full.',
  ],
  notEntered: ['How far the bar is pulled back and how far one leans: increased, but by no number.'],
  phases: [],
  groups: [],
  items: [
    ...['clockwise', 'anticlockwise'].map((variation) => ({
      exercise: 'Ankle circles',
      variation,
      dosage: dose('each_side', { count: 1, reps: { exact: 10 } }),
    })),
    {
      exercise: 'Feet pulled up',
      dosage: dose(
        'both_together',
        { count: 1, reps: { exact: 3 }, holdSeconds: { exact: 10 }, contraction: 'isometric' },
        moreRepsUpTo(10),
      ),
    },
    { exercise: 'Foot turned in against a band', dosage: dose('each_side', BAND, STRONGER_BAND) },
    { exercise: 'Foot turned out against a band', dosage: dose('each_side', BAND, STRONGER_BAND) },
    {
      exercise: 'Heel raise',
      dosage: dose('both_together', { count: 3, reps: { exact: 10 } }, moreRepsUpTo(50)),
    },
    {
      exercise: 'Calf stretch',
      dosage: dose('each_side', { count: 3, holdSeconds: { exact: 20 }, surface: 'wall' }),
    },
    {
      exercise: 'Toes curled against a spring',
      dosage: dose('each_side', { count: 3, reps: { exact: 10 } }),
    },
    {
      exercise: 'Stones picked up with the toes',
      dosage: dose('each_side', { count: 2, reps: { exact: 20 } }),
    },
    { exercise: 'Big toe stretch', dosage: dose('both_together', { count: 3, holdSeconds: { exact: 20 } }) },
  ],
};
