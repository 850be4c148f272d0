/** Phases that overlap, and heavier and lighter days within one week. */
import type { Amount, Dosage, SessionDose, SetSpec, Surface } from '../../../src/dosage/dosage';
import type { PublishedItem, PublishedProgramme } from './programme';

interface Way {
  reps: Amount;
  side?: Dosage['side'];
  surface: Surface;
  more?: Partial<SetSpec>;
}

const threeSets = ({ reps, surface, more }: Way): SetSpec[] => [{ count: 3, reps, surface, ...more }];

const LEFT = { side: 'left', painPolicy: { kind: 'up_to_5' } } as const;

function everyDay(way: Way): Dosage {
  const schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } } as const;
  return { ...LEFT, ...(way.side && { side: way.side }), sessions: [{ sets: threeSets(way), schedule }] };
}

/** Every day, on 2 or 3 days of the week with more load. */
function heavierAndLighter(way: Way): Dosage {
  const session = (name: string, min: number, more: Partial<SetSpec>): SessionDose => ({
    name,
    sets: threeSets({ ...way, more: { ...way.more, ...more } }),
    schedule: { kind: 'weekly', perDay: 1, perWeek: { min, max: min + 1 } },
  });
  return {
    ...LEFT,
    sessions: [
      session('heavier', 2, { load: { kind: 'added', kg: 5 } }),
      session('lighter', 4, { load: { kind: 'bodyweight' } }),
    ],
  };
}

const TEN: Amount = { exact: 10 };
const FIFTEEN: Amount = { exact: 15 };
const LOWERING: Partial<SetSpec> = { contraction: 'eccentric' };

const inPhase = (phase: string, items: [string, Dosage][]): PublishedItem[] =>
  items.map(([exercise, dosage]) => ({ exercise, phase, dosage }));

const BOTH = 'both_together' as const;
const REBOUND: [string, Dosage] = [
  'Quick rebounding heel raise',
  everyDay({ reps: { exact: 20 }, surface: 'floor', more: { tempo: { word: 'fast' } } }),
];

export const ACHILLES_IN_PHASES: PublishedProgramme = {
  title: 'Heel raises in three phases for the Achilles tendon',
  source: 'Silbernagel, as tabulated in BMC Musculoskeletal Disorders 2021 (s12891-021-04553-6), table 1',
  verified: true,
  readAt: [
    'bmcmusculoskeletdisord.biomedcentral.com/articles/10.1186/s12891-021-04553-6/tables/1: phases 1 (weeks 1–2) and 2 ' +
      '(weeks 2–5), every day, sets and reps',
    'physio-pedia.com/Achilles_Tendinopathy_Toolkit:_Appendix_A: the same, and phase 3 (weeks 3–12): every day, with heavier ' +
      'load on 2 to 3 days a week',
  ],
  chosen: ['The left leg.', '5 kg of added weight on heavier days.', 'Rebounds on the floor.'],
  notEntered: [
    'Circulation exercises and plyometric training: no amount is given.',
    'Single-leg raises in phase 2 are 3 × 10 in the BMC table (entered) and 3 × 15 in the toolkit.',
    'Phase 4: the stored copies end before its doses.',
  ],
  phases: [
    { name: 'Phase 1', begins: 'week', weeks: { from: 1, to: 2 } },
    { name: 'Phase 2', begins: 'week', weeks: { from: 2, to: 5 } },
    { name: 'Phase 3', begins: 'week', weeks: { from: 3, to: 12 } },
  ],
  groups: [],
  items: [
    ...inPhase('Phase 1', [
      ['Heel raise', everyDay({ reps: { min: 10, max: 15 }, side: BOTH, surface: 'floor' })],
      ['Single-leg heel raise', everyDay({ reps: TEN, surface: 'floor' })],
      ['Sitting heel raise', everyDay({ reps: TEN, surface: 'chair' })],
      ['Eccentric heel raise', everyDay({ reps: TEN, surface: 'floor', more: LOWERING })],
    ]),
    ...inPhase('Phase 2', [
      ['Heel raise', everyDay({ reps: FIFTEEN, side: BOTH, surface: 'step' })],
      ['Single-leg heel raise', everyDay({ reps: TEN, surface: 'step' })],
      ['Sitting heel raise', everyDay({ reps: FIFTEEN, surface: 'chair' })],
      ['Eccentric heel raise', everyDay({ reps: FIFTEEN, surface: 'step', more: LOWERING })],
      REBOUND,
    ]),
    ...inPhase('Phase 3', [
      ['Single-leg heel raise', heavierAndLighter({ reps: FIFTEEN, surface: 'step' })],
      ['Sitting heel raise', everyDay({ reps: FIFTEEN, surface: 'chair' })],
      ['Eccentric heel raise', heavierAndLighter({ reps: FIFTEEN, surface: 'step', more: LOWERING })],
      REBOUND,
    ]),
  ],
};
