/**
 * One case for each way in which a red flag can be graded: what was answered (all else is "no"), what else was known, and every
 * row that then applies. Those beside a bound come in pairs. `red-flags.spec.ts` runs them, and takes rows away to see that
 * somebody would notice.
 */
import { RED_FLAG_CODES, type RedFlagCode } from '../../src/screen/red-flags';
import type { KnownCause, Screen, ScreenAnswer, ScreenContext, ScreenEntry } from '../../src/screen/screen';

export type Answers = Partial<Record<RedFlagCode, ScreenAnswer | ScreenEntry>>;

export interface FlagCase {
  what: string;
  answers: Answers;
  context?: Partial<ScreenContext>;
  /** Ids of the rows, in order. */
  grades: string[];
}

export const VISIT: ScreenContext = { seenOn: '2026-11-20', bothLegs: false };

/** Every item that is not named was answered no. */
export function screenOf(answers: Answers): Screen {
  const entries = RED_FLAG_CODES.map((code) => {
    const said = answers[code] ?? 'no';
    return [code, typeof said === 'string' ? { answer: said } : said];
  });
  return { kind: 'answered', answers: Object.fromEntries(entries) };
}

export const yes = (...signs: string[]): ScreenEntry => ({ answer: 'yes', signs });
export const known = (since: string, more: Partial<KnownCause> = {}): Partial<KnownCause> => ({
  since,
  cause: 'polio in childhood',
  unchanged: true,
  ...more,
});

const of = (
  what: string,
  answers: Answers,
  grades: string[],
  context?: Partial<ScreenContext>,
): FlagCase => ({ what, answers, grades, context });

const simple = (['CES-1', 'CES-2', 'CES-3', 'CES-4', 'CARD', 'MH', 'VISC'] as const).flatMap((code) => [
  of(`${code} yes`, { [code]: 'yes' }, [`${code}.yes`]),
  of(`${code} declined`, { [code]: 'declined' }, [`${code}.unsettled`]),
  of(`${code} unable to answer`, { [code]: 'unable' }, [`${code}.unsettled`]),
  of(`${code} not asked: no answer, so no grade`, { [code]: 'not_asked' }, []),
]);

const leftOpen = (
  ['CES-6', 'CES-7', 'CORD', 'MOTOR', 'FX', 'CA', 'INF', 'AXSPA', 'VASC', 'BSI', 'DVT', 'AGE'] as const
).flatMap((code) => [
  of(`${code} declined`, { [code]: 'declined' }, [`${code}.unsettled`]),
  of(`${code} unable to answer`, { [code]: 'unable' }, [`${code}.unsettled`]),
  of(`${code} not asked: no answer, so no grade`, { [code]: 'not_asked' }, []),
]);

const unsaid = (['FX', 'CA', 'INF', 'AXSPA', 'VASC', 'BSI', 'DVT', 'AGE'] as const).map((code) =>
  of(`${code} yes without a sign: the strictest level`, { [code]: 'yes' }, [`${code}.unsaid`]),
);

const sexualFunction = [
  of('sexual function changed', { 'CES-5': 'yes' }, ['CES-5.yes']),
  of('… unable to answer', { 'CES-5': 'unable' }, ['CES-5.unable']),
  of('… declined, all else no', { 'CES-5': 'declined' }, ['CES-5.declined_alone']),
  of('… declined, the power of both legs aside', { 'CES-5': 'declined', 'CES-3': 'yes' }, [
    'CES-3.yes',
    'CES-5.declined_alone',
  ]),
  of('… declined, urine too', { 'CES-5': 'declined', 'CES-1': 'declined' }, [
    'CES-1.unsettled',
    'CES-5.declined',
  ]),
  of('… declined, numb', { 'CES-5': 'declined', 'CES-2': 'yes' }, ['CES-2.yes', 'CES-5.declined']),
  of('… declined, bowel unable', { 'CES-5': 'declined', 'CES-4': 'unable' }, [
    'CES-4.unsettled',
    'CES-5.declined',
  ]),
  of('… declined, both legs', { 'CES-5': 'declined', 'CES-6': 'yes' }, ['CES-5.declined', 'CES-6.open']),
  of('… declined, legs not asked', { 'CES-5': 'declined', 'CES-6': 'not_asked' }, ['CES-5.declined']),
];

const clear: Partial<ScreenContext> = { neuroNormal: true };
const bothLegs = [
  of('new pain in both legs, not examined', { 'CES-6': 'yes' }, ['CES-6.open']),
  of('… all no, and examined normal', { 'CES-6': 'yes' }, ['CES-6.clear'], clear),
  of('… a finding in the examination', { 'CES-6': 'yes' }, ['CES-6.with_a_sign'], { neuroNormal: false }),
  of('… with numbness', { 'CES-6': 'yes', 'CES-2': 'yes' }, ['CES-2.yes', 'CES-6.with_a_sign'], clear),
  ...(['CES-1', 'CES-2', 'CES-3', 'CES-4'] as const).map((code) =>
    of(
      `… ${code} declined`,
      { 'CES-6': 'yes', [code]: 'declined' },
      [`${code}.unsettled`, 'CES-6.open'],
      clear,
    ),
  ),
  of('… CES-5 not asked', { 'CES-6': 'yes', 'CES-5': 'not_asked' }, ['CES-6.open'], clear),
  of('both legs presented, and a bare no', {}, ['CES-6.contradicted'], { bothLegs: true }),
  of('… for 15 days', { 'CES-6': { answer: 'no', known: known('2026-11-05') } }, [], { bothLegs: true }),
  of(
    '… for 14 days: that is new',
    { 'CES-6': { answer: 'no', known: known('2026-11-06') } },
    ['CES-6.contradicted'],
    {
      bothLegs: true,
    },
  ),
  of(
    '… since the last visit',
    { 'CES-6': { answer: 'no', known: known('2026-10-02') } },
    ['CES-6.contradicted'],
    {
      bothLegs: true,
      lastSeenOn: '2026-10-01',
    },
  ),
  of('… since the day of the last visit', { 'CES-6': { answer: 'no', known: known('2026-10-01') } }, [], {
    bothLegs: true,
    lastSeenOn: '2026-10-01',
  }),
  of(
    '… without a word that it is unchanged',
    {
      'CES-6': { answer: 'no', known: { since: '2020-01-01', cause: 'stenosis' } },
    },
    ['CES-6.contradicted'],
    { bothLegs: true },
  ),
];

const examined: Partial<ScreenContext> = { neuroNormal: true, saddleNormal: true, onsetOn: '2026-10-01' };
const stable = (since: string, ...signs: string[]): Answers => ({
  'CES-7': { ...yes(...signs), known: known(since) },
});
const stableChange = [
  of('a stable change', { 'CES-7': 'yes' }, ['CES-7.urgent']),
  of('… with or after the pain', { 'CES-7': yes('with_or_after_back_pain') }, ['CES-7.urgent']),
  of('… three months before the episode', stable('2026-07-01'), ['CES-7.known'], examined),
  of('… a day less', stable('2026-07-02'), ['CES-7.urgent'], examined),
  of(
    '… known, but it came with the pain',
    stable('2026-07-01', 'with_or_after_back_pain'),
    ['CES-7.urgent'],
    examined,
  ),
  of('… known, but of unknown cause', stable('2026-07-01', 'cause_unknown'), ['CES-7.urgent'], examined),
  of('… known, onset not recorded', stable('2026-07-01'), ['CES-7.urgent'], {
    ...examined,
    onsetOn: undefined,
  }),
  of('… known, not examined', stable('2026-07-01'), ['CES-7.urgent'], {
    ...examined,
    neuroNormal: undefined,
  }),
  of('… known, not examined again after a decision', stable('2026-07-01'), ['CES-7.known'], {
    ...examined,
    neuroNormal: undefined,
    decidedEarlier: ['CES-7'],
  }),
  of('… known, decided on, and not normal now', stable('2026-07-01'), ['CES-7.urgent'], {
    ...examined,
    neuroNormal: false,
    decidedEarlier: ['CES-7'],
  }),
  of('… known, decided on, and saddle altered now', stable('2026-07-01'), ['CES-7.urgent'], {
    ...examined,
    neuroNormal: undefined,
    saddleNormal: false,
    decidedEarlier: ['CES-7'],
  }),
  of('… known, not normal', stable('2026-07-01'), ['CES-7.urgent'], { ...examined, neuroNormal: false }),
  of('… known, saddle only asked', stable('2026-07-01'), ['CES-7.known'], {
    ...examined,
    saddleNormal: undefined,
  }),
  of('… known, saddle altered', stable('2026-07-01'), ['CES-7.urgent'], { ...examined, saddleNormal: false }),
  of(
    '… known, saddle neither asked nor tested',
    { ...stable('2026-07-01'), 'CES-2': 'not_asked' },
    ['CES-7.urgent'],
    {
      ...examined,
      saddleNormal: undefined,
    },
  ),
];

const investigated = (since: string, investigatedOn?: string) => known(since, { investigatedOn });
const longStanding = (['CORD', 'MOTOR'] as const).flatMap((code) => {
  const asKnown = (since: string, on?: string, ...signs: string[]): Answers => ({
    [code]: { ...yes(...signs), known: investigated(since, on) },
  });
  return [
    of(`${code} yes`, { [code]: 'yes' }, [`${code}.yes`]),
    of(`${code} known for three months, investigated`, asKnown('2026-08-20', '2026-09-01'), [
      `${code}.known`,
    ]),
    of(`${code} known for a day less`, asKnown('2026-08-21', '2026-09-01'), [`${code}.yes`]),
    of(`${code} known, not investigated`, asKnown('2020-01-01'), [`${code}.yes`]),
    of(`${code} investigated before it began`, asKnown('2020-01-01', '2019-12-31'), [`${code}.yes`]),
    of(`${code} known, the day of the visit missing`, asKnown('2020-01-01', '2020-02-01'), [`${code}.yes`], {
      seenOn: null,
    }),
    of(
      `${code} known, the cause not said`,
      { [code]: { ...yes(), known: { since: '2020-01-01', unchanged: true } } },
      [`${code}.yes`],
    ),
  ];
});
const drop = { ...yes('foot_drop'), known: investigated('2020-01-01', '2020-02-01') };
const worsening = { ...yes('worsening'), known: investigated('2020-01-01', '2020-02-01') };
const oldWeakness = { ...yes('power_3_or_less'), known: investigated('2020-01-01', '2020-02-01') };
const power = [
  of('an old weakness of 3', { MOTOR: oldWeakness }, ['MOTOR.known']),
  of('… and the foot dropped', { MOTOR: drop }, ['MOTOR.yes']),
  of('… and it grows', { MOTOR: worsening }, ['MOTOR.yes']),
  of('power 3 in the chart, no in the screen', {}, ['MOTOR.contradicted'], {
    contradicted: { MOTOR: 'power 3' },
  }),
  of('… and a note beside the no', { MOTOR: { answer: 'no', note: 'Effort.' } }, ['MOTOR.contradicted'], {
    contradicted: { MOTOR: 'power 3' },
  }),
  of('a hop that hurts, no in the screen', {}, ['BSI.contradicted'], { doubted: { BSI: 'a hop' } }),
  of('… and a note that it was the back', { BSI: { answer: 'no', note: 'The back.' } }, [], {
    doubted: { BSI: 'a hop' },
  }),
  of('an old weakness, worse in the examination', { MOTOR: oldWeakness }, ['MOTOR.yes'], {
    neuroWorse: true,
  }),
  of('… and yes in the screen', { MOTOR: 'yes' }, ['MOTOR.yes'], { contradicted: { MOTOR: 'power 3' } }),
];

const FX_RISKS = ['age_70', 'osteoporosis', 'oral_steroids'];
const fracture = [
  of('a major accident', { FX: yes('major_trauma') }, ['FX.major']),
  of('a new deformity', { FX: yes('new_deformity') }, ['FX.deformity']),
  of('a minor accident', { FX: yes('minor_trauma') }, ['FX.event']),
  of('sudden severe pain', { FX: yes('sudden_severe_pain') }, ['FX.event']),
  ...[...FX_RISKS, 'midline_tenderness', 'pain_7_on_movement'].map((risk) =>
    of(`a minor accident and ${risk}`, { FX: yes('minor_trauma', risk) }, ['FX.minor', 'FX.event']),
  ),
  of('a minor accident at chest level', { FX: yes('minor_trauma', 'thoracic_level') }, ['FX.event']),
  ...FX_RISKS.map((risk) =>
    of(`sudden severe pain and ${risk}`, { FX: yes('sudden_severe_pain', risk) }, ['FX.sudden', 'FX.event']),
  ),
  of('sudden severe pain and a tender bone', { FX: yes('sudden_severe_pain', 'midline_tenderness') }, [
    'FX.event',
  ]),
  of('sudden severe pain at chest level', { FX: yes('sudden_severe_pain', 'thoracic_level') }, ['FX.event']),
  of(
    'sudden severe pain at chest level with a tender bone',
    { FX: yes('sudden_severe_pain', 'thoracic_level', 'midline_tenderness') },
    ['FX.sudden', 'FX.event'],
  ),
  of('sudden severe pain of 7', { FX: yes('sudden_severe_pain', 'pain_7_on_movement') }, ['FX.event']),
  of('a risk, and no event said', { FX: yes('osteoporosis') }, ['FX.unsaid']),
  of('a minor accident, the age told by the record', { FX: yes('minor_trauma') }, ['FX.minor', 'FX.event'], {
    recorded: { FX: ['age_70'] },
  }),
  of('the age told by the record, and no', {}, [], { recorded: { FX: ['age_70'] } }),
];

const PAIN = [
  'pain_unexplained',
  'pain_not_easing',
  'night_pain',
  'unremitting_night_pain',
  'thoracic_pain',
  'no_better_4_weeks',
  'no_better_1_month',
];
const SERIOUS = ['weight_loss', 'unremitting_night_pain', 'unwell'];
const strained = (...signs: string[]): Answers => ({ CA: yes('past_cancer', 'clear_strain', ...signs) });
const cancer = [
  of('an old cancer, the pain not explained', { CA: yes('past_cancer') }, ['CA.earlier']),
  of('an old cancer and a clear strain', strained(), ['CA.old']),
  ...PAIN.filter((sign) => !SERIOUS.includes(sign)).map((sign) =>
    of(`… and ${sign}`, strained(sign), ['CA.earlier', 'CA.old', 'CA.weak']),
  ),
  ...PAIN.filter((sign) => !SERIOUS.includes(sign)).map((sign) =>
    of(
      `… the same for years, and ${sign}`,
      strained('same_for_years', sign),
      /^no_better/.test(sign) ? ['CA.old', 'CA.weak'] : ['CA.earlier', 'CA.old', 'CA.weak'],
    ),
  ),
  of('… the same for years, and weight loss', strained('same_for_years', 'weight_loss'), [
    'CA.earlier',
    'CA.serious',
    'CA.old',
  ]),
  of('… the same for years, and nothing explains it', { CA: yes('past_cancer', 'same_for_years') }, [
    'CA.earlier',
  ]),
  of(
    '… the same for years, treated lately',
    { CA: yes('recent_cancer_treatment', 'clear_strain', 'same_for_years') },
    ['CA.earlier', 'CA.old'],
  ),
  of('… and night pain that never lets up', strained('unremitting_night_pain'), [
    'CA.earlier',
    'CA.serious',
    'CA.old',
    'CA.weak',
  ]),
  of('… and weight loss', strained('weight_loss'), ['CA.earlier', 'CA.serious', 'CA.old']),
  of('… and unwell', strained('unwell'), ['CA.earlier', 'CA.serious', 'CA.old']),
  of('… and a first episode over 50', strained('first_episode_over_50'), ['CA.old', 'CA.weak']),
  of('cancer treated lately, and a clear strain', { CA: yes('recent_cancer_treatment', 'clear_strain') }, [
    'CA.earlier',
    'CA.old',
  ]),
  of('weight loss', { CA: yes('weight_loss') }, ['CA.serious']),
  of('night pain that never lets up', { CA: yes('unremitting_night_pain') }, ['CA.serious', 'CA.weak']),
  of('unwell', { CA: yes('unwell') }, ['CA.serious']),
  ...SERIOUS.flatMap((serious) =>
    ['no_better_1_month', 'first_episode_over_50'].map((weak) =>
      of(`${serious} and ${weak}`, { CA: yes(serious, weak) }, ['CA.combination', 'CA.serious', 'CA.weak']),
    ),
  ),
  of('two serious signs', { CA: yes('weight_loss', 'unwell') }, ['CA.combination', 'CA.serious']),
  of(
    'weight loss and four weeks, which is not more than a month',
    { CA: yes('weight_loss', 'no_better_4_weeks') },
    ['CA.serious', 'CA.weak'],
  ),
  of('two weak signs', { CA: yes('no_better_1_month', 'first_episode_over_50') }, ['CA.weak_two', 'CA.weak']),
  of(
    '… of which the age is weighed already',
    { CA: yes('no_better_1_month', 'first_episode_over_50'), AGE: yes('first_ever_over_60') },
    ['CA.weak', 'AGE.first_over_60'],
  ),
  of(
    'a serious sign and an age that is weighed already: still two',
    { CA: yes('weight_loss', 'first_episode_over_50'), AGE: yes('first_ever_over_60') },
    ['CA.combination', 'CA.serious', 'CA.weak', 'AGE.first_over_60'],
  ),
  of('no better after a month', { CA: yes('no_better_1_month') }, ['CA.weak']),
  of('a first episode over 50', { CA: yes('first_episode_over_50') }, ['CA.weak']),
  ...['pain_unexplained', 'pain_not_easing', 'night_pain', 'thoracic_pain', 'no_better_4_weeks'].map((sign) =>
    of(`${sign} without a cancer`, { CA: yes(sign) }, ['CA.weak']),
  ),
];

const infection = [
  of('fever', { INF: yes('fever') }, ['INF.fever']),
  of('unwell with it', { INF: yes('unwell') }, ['INF.fever']),
  ...['recent_infection', 'injected_drugs', 'low_immunity'].map((risk) =>
    of(`${risk} alone`, { INF: yes(risk) }, ['INF.risk']),
  ),
  of('fever and a risk', { INF: yes('fever', 'injected_drugs') }, ['INF.fever', 'INF.risk']),
];

const SPA = [
  'onset_before_35',
  'wakes_second_half',
  'buttock_pain',
  'better_with_movement',
  'better_with_nsaid',
  'relative',
  'arthritis',
  'enthesitis',
  'psoriasis',
];
const inflammation = SPA.flatMap((sign, place) => {
  const next = (count: number) => [...SPA, ...SPA].slice(place, place + count);
  return [
    of(`${sign} alone`, { AXSPA: yes(sign) }, ['AXSPA.few']),
    of(`${sign} and one more`, { AXSPA: yes(...next(2)) }, ['AXSPA.few']),
    of(`${sign} and two more`, { AXSPA: yes(...next(3)) }, ['AXSPA.blood_test']),
    of(`${sign} and three more`, { AXSPA: yes(...next(4)) }, ['AXSPA.refer']),
    ...[3, 4].map((count) =>
      of(`${count} from ${sign} on, decided earlier`, { AXSPA: yes(...next(count)) }, ['AXSPA.decided'], {
        decidedEarlier: ['AXSPA'],
      }),
    ),
  ];
});

const vessels = [
  ...['pulsing_mass', 'tearing_pain', 'collapse', 'unrepaired_with_new_pain'].map((sign) =>
    of(sign, { VASC: yes(sign) }, ['VASC.emergency']),
  ),
  ...['repaired_and_scanned', 'small_and_watched'].map((sign) =>
    of(sign, { VASC: yes(sign) }, ['VASC.watched']),
  ),
  of('watched, and tearing pain', { VASC: yes('small_and_watched', 'tearing_pain') }, [
    'VASC.emergency',
    'VASC.watched',
  ]),
];

const BONE_RISKS = ['load_jump', 'past_stress_fracture', 'low_energy'];
const bone = [
  of('a tender spot', { BSI: yes('focal_tenderness') }, ['BSI.suspected']),
  of('a painful hop', { BSI: yes('painful_hop') }, ['BSI.suspected']),
  of('bone pain at night', { BSI: yes('night_or_rest_pain') }, ['BSI.night']),
  ...BONE_RISKS.flatMap((risk) => [
    of(`bone pain at night and ${risk}`, { BSI: yes('night_or_rest_pain', risk) }, [
      'BSI.suspected',
      'BSI.night',
      'BSI.risk',
    ]),
    of(`${risk} alone`, { BSI: yes(risk) }, ['BSI.risk']),
    of(`all risks but ${risk}`, { BSI: yes(...BONE_RISKS.filter((one) => one !== risk)) }, [
      'BSI.risks',
      'BSI.risk',
    ]),
  ]),
];

const clot = [
  of('a swollen calf', { DVT: yes('swelling') }, ['DVT.suspected']),
  of('a painful calf', { DVT: yes('calf_pain') }, ['DVT.calf']),
  ...['immobility', 'recent_surgery', 'cancer', 'pregnancy', 'past_clot'].flatMap((risk) => [
    of(`a painful calf and ${risk}`, { DVT: yes('calf_pain', risk) }, ['DVT.suspected', 'DVT.calf']),
    of(`${risk}, and no calf said`, { DVT: yes(risk) }, ['DVT.unsaid']),
  ]),
];

const age = [
  of('a child', { AGE: yes('under_16') }, ['AGE.under_16']),
  of('a first episode at 62', { AGE: yes('first_ever_over_60') }, ['AGE.first_over_60']),
  ...['under_16', 'first_ever_over_60'].map((sign) =>
    of(`${sign}, decided at the last visit`, { AGE: yes(sign) }, ['AGE.decided'], {
      decidedEarlier: ['AGE'],
    }),
  ),
  of('a child, another item decided at the last visit', { AGE: yes('under_16') }, ['AGE.under_16'], {
    decidedEarlier: ['CA'],
  }),
];

export const FLAG_CASES: FlagCase[] = [
  of('nothing at all', {}, []),
  ...simple,
  ...leftOpen,
  ...unsaid,
  ...sexualFunction,
  ...bothLegs,
  ...stableChange,
  ...longStanding,
  ...power,
  ...fracture,
  ...cancer,
  ...infection,
  ...inflammation,
  ...vessels,
  ...bone,
  ...clot,
  ...age,
];
