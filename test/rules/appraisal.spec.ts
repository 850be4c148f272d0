/** What the rules say of a whole plan: everything, in order, once where once is enough, and what they could not know. */
import * as fc from 'fast-check';
import { appraise, verdictOf } from '../../src/appropriateness/appraisal';
import { FACTS } from '../../src/appropriateness/facts/facts';
import { type Level, LEVELS, type Opinion } from '../../src/appropriateness/rule-language';
import { type Trait, TRAITS } from '../../src/exercise/traits';
import type { Findings, MedicalHistory } from '../../src/finding/findings';
import {
  daysAgo,
  dose,
  type Found,
  item,
  known,
  no,
  planOf,
  TODAY,
  withHistory,
  yes,
} from '../support/appraised';

const opinion = (found: Found, ...items: Parameters<typeof planOf>): Opinion =>
  appraise(known(found), planOf(...items), null);
const inShort = ({ matches }: Opinion) => matches.map(({ level, ruleId, places }) => [level, ruleId, places]);
const UP_FROM_THE_FLOOR = { outlook: { floorTransferUnaided: 'yes' } } as const;

describe('appraise', () => {
  it('shows every rule that matches, the strictest first, the plan before its items', () => {
    const found: Found = {
      age: 70,
      painNprs: 8,
      history: { osteoporosis: yes, fragilityFractures: yes, falls: { inTwelveMonths: 3 }, glaucoma: yes },
    };
    expect(
      inShort(
        opinion(
          found,
          { traits: ['single_leg_balance'] },
          { traits: ['lumbar_flexion_loaded'] },
          { traits: ['head_below_heart', 'lumbar_flexion_end', 'floor_transfer'] },
        ),
      ),
    ).toEqual([
      ['HARD', 'R-OST1', [2]],
      ['STRONG', 'R-BAL', [1, 3]],
      ['STRONG', 'R-OST1', [3]],
      ['STRONG', 'R-EYE', [3]],
      ['CAUTION', 'R-SPA', [2, 3]],
    ]);
  });

  it('says of each why: the fact as it was found, its day, and the source', () => {
    const neuro = { legRaise: [{ side: 'left' as const, degrees: 30, reproducesLegPain: 'yes' as const }] };
    const found: Found = {
      seenOn: daysAgo(4),
      presentations: [{ kind: 'leg_pain_radicular', side: 'left' }],
      neuro,
    };
    const match = opinion(found, { traits: ['neural_tension'] }).matches.find(
      ({ ruleId }) => ruleId === 'R-NEU1',
    );
    expect(match).toEqual({
      ruleId: 'R-NEU1',
      ruleVersion: 1,
      level: 'STRONG',
      place: 1,
      exerciseId: 'exercise-1',
      places: [1],
      traits: ['neural_tension'],
      text: 'The nerve is irritable. Let it calm down before it is stretched or made to glide.',
      because: [
        { fact: 'leg_symptoms', words: 'pain down the leg, left', foundOn: daysAgo(4) },
        { fact: 'painful_leg_raise', words: 'SLR 30° left, reproduces the leg pain', foundOn: daysAgo(4) },
      ],
      source: 'general knowledge, not verified',
      verified: false,
      carries: false,
    });
  });

  it('says a caution once, and names the items', () => {
    const { matches } = opinion(
      withHistory('hypermobility'),
      { traits: ['hip_extension_end'] },
      {},
      { traits: ['lumbar_flexion_end'] },
    );
    expect(matches).toEqual([
      expect.objectContaining({
        ruleId: 'R-HYP',
        level: 'CAUTION',
        place: null,
        exerciseId: null,
        places: [1, 3],
      }),
    ]);
    expect(matches[0]?.traits).toEqual(['lumbar_flexion_end', 'hip_extension_end']);
  });

  it('takes of one rule about one item the strictest, and does not repeat the lesser beside it', () => {
    const found = withHistory('boneStress', { state: 'suspected' });
    expect(
      inShort(opinion(found, { traits: ['running', 'single_leg_balance'] }, { traits: ['supine'] })),
    ).toEqual([
      ['HARD', 'R-BSI', [1]],
      ['CAUTION', 'R-BSI', [2]],
    ]);
  });

  it('is carried only where everything it rests on is for life', () => {
    const carries = (found: Found, trait: Trait) =>
      opinion({ ...found, ...UP_FROM_THE_FLOOR }, { traits: [trait] }).matches[0]?.carries;
    expect(carries({ history: { osteoporosis: yes, fragilityFractures: no } }, 'lumbar_flexion_end')).toBe(
      true,
    );
    expect(carries({ history: { neuropathy: yes } }, 'single_leg_balance')).toBe(true);
    expect(carries({ history: { falls: { inTwelveMonths: 2 } } }, 'single_leg_balance')).toBe(false);
    expect(
      carries({ history: { retinalSurgery: { on: daysAgo(9) }, glaucoma: yes } }, 'head_below_heart'),
    ).toBe(false);
    expect(carries({ history: { latexAllergy: yes } }, 'latex_band')).toBe(false);
  });

  it('says nothing of an empty plan', () => {
    expect(
      opinion({ painNprs: 9, history: { pregnancy: { pregnant: 'yes', signs: ['bleeding'] } } }),
    ).toEqual({
      matches: [],
      unknown: [],
    });
  });

  it('never calls anything safe, in any of its words', () => {
    const words = JSON.stringify(Object.values(FACTS).map(({ says, question }) => [says, question]));
    expect(words).not.toMatch(/\bsafe/i);
  });
});

describe('what is not known', () => {
  it('is listed once per plan, with the rules that wanted it, and only where the plan does what they ask about', () => {
    const { unknown } = opinion(
      {},
      { traits: ['running'] },
      { traits: ['valsalva_heavy', 'lumbar_flexion_end'] },
    );
    expect(unknown.map(({ fact, ruleIds }) => [fact, ruleIds])).toEqual([
      ['fragility_fractures', ['R-OST1']],
      ['osteoporosis', ['R-OST2']],
      ['pregnancy_warning_sign', ['R-PRG0', 'R-PRG2']],
      ['pressure_very_high', ['R-BP1', 'R-BP2']],
      ['chest_surgery_within_12_weeks', ['R-CV2', 'R-OP1', 'R-HRN']],
    ]);
  });

  it('asks of a stretch of the calf for pregnancy and operations alone', () => {
    expect(opinion({}, {}).unknown.map(({ question }) => question)).toEqual([
      'Is the patient pregnant, in which week, and with which signs?',
      'Has there been an operation: of what, when, and was exercise cleared since?',
    ]);
  });

  it('is gone once it is answered', () => {
    const history: MedicalHistory = { surgery: [], pregnancy: { pregnant: 'no' } };
    expect(opinion({ history }, {}).unknown).toEqual([]);
  });

  it('is not what a rule already knows enough without', () => {
    const history = { fragilityFractures: yes, surgery: [], pregnancy: { pregnant: 'no' as const } };
    expect(opinion({ history }, { traits: ['lumbar_flexion_loaded'] }).unknown).toEqual([]);
  });
});

describe('verdictOf', () => {
  it.each<[string, Found, Trait[], string]>([
    [
      'a HARD',
      { history: { latexAllergy: yes, glaucoma: yes } },
      ['latex_band', 'head_below_heart'],
      'forbidden',
    ],
    [
      'a STRONG',
      { history: { glaucoma: yes, hypermobility: yes } },
      ['head_below_heart', 'hip_extension_end'],
      'needs_reason',
    ],
    ['a CAUTION', { history: { hypermobility: yes } }, ['hip_extension_end'], 'needs_acknowledgement'],
    [
      'an INFO',
      { history: { hernia: { answer: 'yes', place: 'hiatus' }, surgery: [], prolapseOrLeak: no } },
      ['trunk_isometric_high'],
      'no_rule_matched',
    ],
    ['nothing', {}, [], 'no_rule_matched'],
  ])('%s', (_, found, traits, verdict) => {
    expect(verdictOf(opinion(found, { traits }))).toBe(verdict);
  });
});

// ---- Whatever the patient and the plan ----------------------------------------------------------------------------

/** Findings each of which can only make things worse. */
const BURDENS: Partial<Findings & { painNprs: number; history: MedicalHistory }>[] = [
  ...(
    [
      ...[
        'osteoporosis',
        'fragilityFractures',
        'glaucoma',
        'stenosis',
        'parsInjury',
        'arthritisFlare',
        'achillesPain',
      ],
      ...[
        'hamstringTendonPain',
        'hypermobility',
        'positionalVertigo',
        'latexAllergy',
        'neuropathy',
        'vestibularLoss',
      ],
      ...[
        'heartDisease',
        'hypertension',
        'wristOrShoulder',
        'kneePainKneeling',
        'kneePainDeepBend',
        'prolapseOrLeak',
      ],
    ] as (keyof MedicalHistory)[]
  ).map((key) => ({ history: { [key]: yes } })),
  { history: { bloodPressure: [{ systolic: 182, diastolic: 100, on: TODAY }] } },
  { history: { falls: { inTwelveMonths: 3 } } },
  { history: { boneStress: { state: 'suspected' } } },
  { history: { cardiacEvent: { on: daysAgo(20) } } },
  { history: { hamstringTear: { on: daysAgo(3) } } },
  { history: { surgery: [{ region: 'spine', on: daysAgo(20) }] } },
  { history: { pregnancy: { pregnant: 'yes', weeks: 25, signs: ['bleeding'] } } },
  { history: { birth: { on: daysAgo(20) } } },
  { history: { hernia: { answer: 'yes', place: 'groin' } } },
  { painNprs: 8 },
  { direction: { flexion: 'peripheralises', extension: 'peripheralises' } },
  { irritability: { grade: 'high', locked: 'yes' } },
  { neuro: { roots: [{ root: 'S1', side: 'left', power: 3 }] } },
  { outlook: { floorTransferUnaided: 'no' } },
];

const burdened = (burdens: readonly (typeof BURDENS)[number][]): Found =>
  burdens.reduce<Found>(
    (found, burden) => ({ ...found, ...burden, history: { ...found.history, ...burden.history } }),
    {},
  );
const anyBurdens = fc.uniqueArray(fc.constantFrom(...BURDENS), { maxLength: 6 });
const anyPlan = fc
  .array(fc.uniqueArray(fc.constantFrom(...TRAITS), { maxLength: 5 }), { minLength: 1, maxLength: 5 })
  .map((plan) => planOf(...plan.map((traits) => ({ traits }))));
const severity = ({ matches }: Opinion): number => {
  const level: Level | undefined = matches[0]?.level;
  return level === undefined ? LEVELS.length : LEVELS.indexOf(level);
};

it('never says less for one more thing found', () => {
  fc.assert(
    fc.property(anyBurdens, fc.constantFrom(...BURDENS), anyPlan, (burdens, one, plan) => {
      const before = appraise(known(burdened(burdens)), plan, null);
      const after = appraise(known(burdened([...burdens.filter((other) => other !== one), one])), plan, null);
      expect(severity(after)).toBeLessThanOrEqual(severity(before));
    }),
  );
});

it('never lets a listed fact pass in silence: answered with yes it matches, or unanswered it is listed', () => {
  const LISTED: [keyof MedicalHistory, object, Trait][] = [
    ['osteoporosis', yes, 'lumbar_flexion_loaded'],
    ['latexAllergy', yes, 'latex_band'],
    ['pregnancy', { pregnant: 'yes', weeks: 30, signs: [] }, 'prone'],
    ['bloodPressure', [{ systolic: 190, diastolic: 120, on: TODAY }], 'running'],
    ['surgery', [{ region: 'spine', on: daysAgo(10) }], 'running'],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...LISTED), anyPlan, ([key, answer, trait], plan) => {
      const whole = [...plan, item([trait], { place: plan.length + 1, exerciseId: 'last' })];
      const asked = new Set(appraise(known({}), whole, null).unknown.flatMap(({ ruleIds }) => ruleIds));
      const matching = appraise(known(withHistory(key, answer)), whole, null).matches;
      expect(matching.some(({ places }) => places.includes(whole.length))).toBe(true);
      const ofLast = matching
        .filter(({ places }) => places.includes(whole.length))
        .map(({ ruleId }) => ruleId);
      expect(ofLast.some((ruleId) => asked.has(ruleId))).toBe(true);
    }),
  );
});

it('says the same of the same, and its order does not depend on luck', () => {
  fc.assert(
    fc.property(anyBurdens, anyPlan, (burdens, plan) => {
      const once = appraise(known(burdened(burdens)), plan, null);
      expect(appraise(known(burdened(burdens)), plan, null)).toEqual(once);
      const order = once.matches.map(({ level, place }) => [LEVELS.indexOf(level), place ?? 0]);
      expect(order).toEqual(order.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0)));
    }),
  );
});

it('is asked about a support only where one leg stands', () => {
  const found = withHistory('neuropathy');
  const supported = { traits: ['single_leg_balance' as const], dosage: dose({ assistance: 'pole' }) };
  expect(opinion(found, supported, {}).matches).toEqual([]);
});
