/** What the rest of an assessment tells about its screen; each bound with the day or year beside it. */
import { type PatientSoFar, type ScreenedVisit, screenContextOf } from '../../src/assessment/screen-context';
import type {
  BodyRegion,
  ChartSide,
  Findings,
  MedicalHistory,
  Neuro,
  PregnancySign,
  RootFinding,
} from '../../src/finding/findings';
import type { RedFlagCode } from '../../src/screen/red-flags';
import { gradeScreen, holdCodes, type Screen } from '../../src/screen/screen';
import { known, screenOf, yes } from './red-flag-cases';

const visit: ScreenedVisit = {
  seenOn: '2026-11-20',
  presentations: [],
  findings: {},
  carried: {},
  screen: null,
};
const born = (dateOfBirth: string): PatientSoFar => ({ dateOfBirth });
const adult = born('1986-05-01');
const contextOf = (findings: Findings, more: Partial<ScreenedVisit> = {}, patient = adult) =>
  screenContextOf({ ...visit, findings, ...more }, patient);

it('knows nothing of silence', () => {
  const { recorded, contradicted, doubted, maternitySigns, ...said } = contextOf(
    {},
    { seenOn: null, presentations: null },
  );
  expect(said).toEqual({ seenOn: null, bothLegs: false });
  expect(doubted).toEqual({});
  expect(Object.values(recorded ?? {}).flat()).toEqual([]);
  expect(contradicted).toEqual({});
  expect(maternitySigns).toEqual([]);
});

it('knows both legs from the presentation, and the onset', () => {
  const presentations = [
    { kind: 'other' as const },
    { kind: 'leg_pain_radicular' as const, side: 'both' as const },
  ];
  const { bothLegs, onsetOn } = contextOf({ onset: { on: '2026-11-01' } }, { presentations });
  expect([bothLegs, onsetOn]).toEqual([true, '2026-11-01']);
  expect(contextOf({}, { presentations: [{ kind: 'leg_pain_radicular', side: 'left' }] }).bothLegs).toBe(
    false,
  );
});

it.each<[string, [BodyRegion, ChartSide][], boolean]>([
  ['a calf on both sides', [['calf', 'bilateral']], true],
  ['a calf on either side', [['calf', 'left'], ['calf', 'right']], true], // prettier-ignore
  ['a thigh and a foot', [['thigh_back', 'left'], ['foot', 'right']], true], // prettier-ignore
  ['one leg', [['calf', 'left'], ['foot', 'left']], false], // prettier-ignore
  ['both buttocks and a calf', [['buttock', 'bilateral'], ['calf', 'left']], false], // prettier-ignore
  ['the low back on both sides', [['lumbar', 'bilateral']], false],
])('knows both legs from the chart alone, whatever was presented: %s', (_, marks, bothLegs) => {
  const bodyChart = marks.map(([region, side]) => ({ region, side }));
  const context = contextOf({ bodyChart }, { presentations: [{ kind: 'muscle_spasm' }] });
  expect(context.bothLegs).toBe(bothLegs);
  expect(holdCodes(gradeScreen(screenOf({}), context))).toEqual(bothLegs ? ['CES-6'] : []);
});

it('counts the years of somebody born on 29 February as the rules do: to 1 March', () => {
  const isOld = (seenOn: string) =>
    contextOf({}, { seenOn }, born('1956-02-29')).recorded?.FX?.includes('age_70');
  expect([isOld('2026-02-28'), isOld('2026-03-01')]).toEqual([false, true]);
  const asks = (seenOn: string) =>
    contextOf({ onset: { firstEver: 'yes' } }, { seenOn }, born('1964-02-29')).contradicted?.AGE;
  expect([asks('2025-02-28'), asks('2025-03-01')]).toEqual([undefined, 'a first ever episode at 61']);
});

describe('the neurological examination', () => {
  const roots: RootFinding[] = (['left', 'right'] as const).flatMap((side) => [
    { root: 'L4', side, power: 5, touch: 'normal', reflex: 2 },
    { root: 'L5', side, power: 5, touch: 'normal' },
    { root: 'S1', side, power: 5, touch: 'normal', reflex: 2 },
  ]);
  const complete: Neuro = { roots, upperMotorSigns: 'no', saddleSensation: 'normal_tested' };
  const changed = (place: number, change: Partial<RootFinding>): Neuro => ({
    ...complete,
    roots: roots.map((one, at) => (at === place ? { ...one, ...change } : one)),
  });

  it.each<[string, Neuro | undefined, boolean | undefined]>([
    ['complete', complete, true],
    ['not done', undefined, undefined],
    ['not testable', { notTestable: true }, undefined],
    ['one side', { roots: roots.slice(0, 3) }, undefined],
    ['one root short', { roots: roots.slice(1) }, undefined],
    ['a root without power', changed(4, { power: undefined }), undefined],
    ['a root without touch', changed(4, { touch: undefined }), undefined],
    ['no reflex at all', { roots: roots.map((one) => ({ ...one, reflex: undefined })) }, undefined],
    ['power of 4', changed(1, { power: 4 }), false],
    ['reduced touch', changed(1, { touch: 'reduced' }), false],
    ['no reflex', changed(0, { reflex: 0 }), false],
    ['a weak reflex', changed(0, { reflex: 1 }), true],
    ['a clonic reflex', changed(0, { reflex: 4 }), false],
    ['one finding, and no more', { roots: [{ root: 'L5', side: 'left', power: 4 }] }, false],
    ['upper motor signs', { ...complete, upperMotorSigns: 'yes' }, false],
    ['an altered saddle', { ...complete, saddleSensation: 'altered' }, false],
    ['worse than last time', { ...complete, trend: 'worse' }, false],
  ])('%s', (_, neuro, normal) => {
    expect(contextOf({ neuro }).neuroNormal).toBe(normal);
  });

  it.each([
    ['normal_asked', true],
    ['normal_tested', true],
    ['altered', false],
    ['not_asked', undefined],
  ] as const)('saddle sensation %s', (saddleSensation, normal) => {
    expect(contextOf({ neuro: { saddleSensation } }).saddleNormal).toBe(normal);
  });

  it('a mark between the legs is not normal, whatever was asked or tested', () => {
    const bodyChart = [{ region: 'saddle' as const, side: 'left' as const }];
    expect(contextOf({ neuro: complete, bodyChart })).toMatchObject({
      neuroNormal: false,
      saddleNormal: false,
    });
    expect(contextOf({ bodyChart })).toMatchObject({ neuroNormal: false, saddleNormal: false });
  });

  it('that is worse today is so; that it was worse at an earlier visit is past', () => {
    const neuro: Neuro = { roots: [{ root: 'L5', side: 'left', power: 4 }], trend: 'worse' };
    const carried = { neuro: { foundOn: '2026-10-01', assessmentId: 'earlier' } };
    expect(contextOf({ neuro })).toMatchObject({
      neuroWorse: true,
      contradicted: { MOTOR: expect.any(String) },
    });
    expect(contextOf({ neuro }, { carried })).toMatchObject({ neuroWorse: undefined, contradicted: {} });
  });

  it('that was normal at an earlier visit says nothing of today; one that was not still counts', () => {
    const carried = { neuro: { foundOn: '2026-10-01', assessmentId: 'earlier' } };
    const { neuroNormal, saddleNormal } = contextOf({ neuro: complete }, { carried });
    expect([neuroNormal, saddleNormal]).toEqual([undefined, undefined]);
    expect(contextOf({ neuro: changed(0, { power: 4 }) }, { carried }).neuroNormal).toBe(false);
  });
});

describe('signs that are recorded', () => {
  const history = (said: MedicalHistory): Findings => ({ history: said });
  const ill = { answer: 'yes' as const };

  it.each<[string, RedFlagCode, string, Findings, Findings | null]>([
    [
      'osteoporosis',
      'FX',
      'osteoporosis',
      history({ osteoporosis: ill }),
      history({ osteoporosis: { answer: 'no' } }),
    ],
    ['bones that broke by little', 'FX', 'osteoporosis', history({ fragilityFractures: ill }), null],
    [
      'steroids for three months',
      'FX',
      'oral_steroids',
      history({ steroids: { ...ill, since: '2026-08-20' } }),
      history({ steroids: { ...ill, since: '2026-08-21' } }),
    ],
    ['steroids for who knows how long', 'FX', 'oral_steroids', history({ steroids: ill }), null],
    [
      'a mark at chest level',
      'FX',
      'thoracic_level',
      { bodyChart: [{ region: 'thoracic', side: 'central' }] },
      { bodyChart: [{ region: 'lumbar', side: 'central' }] },
    ],
    ['the same', 'CA', 'thoracic_pain', { bodyChart: [{ region: 'thoracic', side: 'central' }] }, null],
    [
      'a cancer of the last five years',
      'CA',
      'recent_cancer_treatment',
      history({ cancer: { ...ill, since: '2021-11-21' } }),
      history({ cancer: { ...ill, since: '2021-11-20' } }),
    ],
    [
      'a first episode at 51',
      'CA',
      'first_episode_over_50',
      { onset: { firstEver: 'yes', firstEverAtAge: 51 } },
      { onset: { firstEver: 'yes', firstEverAtAge: 50 } },
    ],
    ['low immunity', 'INF', 'low_immunity', history({ immunosuppression: ill }), history({ diabetes: ill })],
    [
      'begun at 34',
      'AXSPA',
      'onset_before_35',
      { onset: { firstEverAtAge: 34 } },
      { onset: { firstEverAtAge: 35 } },
    ],
    [
      'waking late',
      'AXSPA',
      'wakes_second_half',
      { behaviour: { wakesAtNight: 'second_half' } },
      { behaviour: { wakesAtNight: 'first_half' } },
    ],
    ['the buttock', 'AXSPA', 'buttock_pain', { bodyChart: [{ region: 'buttock', side: 'left' }] }, null],
    [
      'a hop that hurts',
      'BSI',
      'painful_hop',
      { functionTests: [{ test: 'hop', side: 'left', pain: 3 }] },
      { functionTests: [{ test: 'hop', side: 'left', pain: 2 }] },
    ],
    [
      'a stress fracture',
      'BSI',
      'past_stress_fracture',
      { running: { pastStressFracture: 'yes' } },
      { running: { pastStressFracture: 'unable' } },
    ],
    [
      'surgery within 12 weeks',
      'DVT',
      'recent_surgery',
      history({ surgery: [{ region: 'knee', on: '2026-08-29' }] }),
      history({ surgery: [{ region: 'knee', on: '2026-08-28' }] }),
    ],
    ['cancer', 'DVT', 'cancer', history({ cancer: ill }), history({ cancer: { answer: 'declined' } })],
    [
      'pregnancy',
      'DVT',
      'pregnancy',
      history({ pregnancy: { pregnant: 'yes' } }),
      history({ pregnancy: { pregnant: 'no' } }),
    ],
    [
      'a birth within 12 weeks',
      'DVT',
      'pregnancy',
      history({ birth: { on: '2026-08-29' } }),
      history({ birth: { on: '2026-08-28' } }),
    ],
    [
      'no birth',
      'DVT',
      'pregnancy',
      history({ birth: { on: '2026-09-29' } }),
      history({ birth: { none: true } }),
    ],
  ])('%s is told to %s', (_, code, sign, there, absent) => {
    expect(contextOf(there).recorded?.[code]).toContain(sign);
    if (absent) expect(contextOf(absent).recorded?.[code]).not.toContain(sign);
  });

  it.each<[string, string, string, RedFlagCode, string, boolean]>([
    ['70 on the day', '1956-11-20', 'no', 'FX', 'age_70', true],
    ['70 tomorrow', '1956-11-21', 'no', 'FX', 'age_70', false],
    ['16 on the day', '2010-11-20', 'no', 'AGE', 'under_16', false],
    ['16 tomorrow', '2010-11-21', 'no', 'AGE', 'under_16', true],
    ['first ever at 61', '1965-11-20', 'yes', 'AGE', 'first_ever_over_60', true],
    ['first ever at 60', '1965-11-21', 'yes', 'AGE', 'first_ever_over_60', false],
    ['not the first at 61', '1965-11-20', 'no', 'AGE', 'first_ever_over_60', false],
  ])('%s', (_, dateOfBirth, firstEver, code, sign, isThere) => {
    const onset = { firstEver: firstEver as 'yes' | 'no' };
    const { recorded } = contextOf({ onset }, {}, born(dateOfBirth));
    expect(recorded?.[code]?.includes(sign)).toBe(isThere);
  });

  it('of a hop that hurts a little are none; ticked by the clinician they count', () => {
    const context = contextOf({
      running: { pastStressFracture: 'yes' },
      functionTests: [{ test: 'hop', side: 'both', pain: 2 }],
    });
    const ids = (...signs: string[]) =>
      gradeScreen(screenOf({ BSI: yes(...signs) }), context).map(({ gradeId }) => gradeId);
    expect(ids('past_stress_fracture')).toEqual(['BSI.risk']);
    expect(ids('past_stress_fracture', 'painful_hop')).toEqual(['BSI.suspected', 'BSI.risk']);
  });

  it('make a minor fall of somebody of 78 a serious one, though nobody ticked the age', () => {
    const context = contextOf({}, {}, born('1948-01-01'));
    expect(holdCodes(gradeScreen(screenOf({ FX: yes('minor_trauma') }), context))).toEqual(['FX']);
  });
});

describe('a "no" that is unlikely', () => {
  const old = born('1948-01-01');
  const trauma = (on?: string): Findings => ({ onset: { mode: 'trauma', on } });
  const hop = (pain: number): Findings => ({ functionTests: [{ test: 'hop', side: 'left', pain }] });
  const cancer = (since: string, region: 'thoracic' | 'lumbar'): Findings => ({
    history: { cancer: { answer: 'yes', since } },
    bodyChart: [{ region, side: 'central' }],
  });

  const waking = (wakesAtNight: 'no' | 'first_half' | 'second_half'): Findings => ({
    ...cancer('2010-01-01', 'lumbar'),
    behaviour: { wakesAtNight },
  });

  it.each<[string, Findings, PatientSoFar, RedFlagCode[]]>([
    ['a fall at 78', trauma('2026-11-16'), old, ['FX']],
    ['a fall at 78, who knows when', trauma(), old, ['FX']],
    ['a fall at 78, within 12 weeks', trauma('2026-08-29'), old, ['FX']],
    ['a fall at 78, before that', trauma('2026-08-28'), old, []],
    ['a fall at 40', trauma('2026-11-16'), adult, []],
    ['a sudden onset at 78', { onset: { mode: 'sudden' } }, old, []],
    ['a cancer of long ago, pain at chest level', cancer('2010-01-01', 'thoracic'), adult, ['CA']],
    ['a cancer of long ago, pain lower down', cancer('2010-01-01', 'lumbar'), adult, []],
    ['a recent cancer', cancer('2024-01-01', 'lumbar'), adult, ['CA']],
    ['a cancer of long ago, waking early', waking('first_half'), adult, ['CA']],
    ['a cancer of long ago, waking late', waking('second_half'), adult, ['CA']],
    ['a cancer of long ago, sleeping', waking('no'), adult, []],
    ['waking, and no cancer', { behaviour: { wakesAtNight: 'second_half' } }, adult, []],
    ['low immunity', { history: { immunosuppression: { answer: 'yes' } } }, adult, ['INF']],
    ['immunity that was asked in vain', { history: { immunosuppression: { answer: 'unable' } } }, adult, []],
    ['a hop with pain of 3', hop(3), adult, ['BSI']],
    ['a hop with pain of 2', hop(2), adult, []],
  ])('%s', (_, findings, patient, codes) => {
    expect(Object.keys(contextOf(findings, {}, patient).doubted ?? {})).toEqual(codes);
  });
});

describe('a "no" that cannot stand', () => {
  const weak = (power: number): Findings => ({ neuro: { roots: [{ root: 'L5', side: 'left', power }] } });
  const worse = (found: Partial<RootFinding>): Findings => ({
    neuro: { roots: [{ root: 'S1', side: 'right', ...found }], trend: 'worse' },
  });
  const saddle = (quality?: 'numb' | 'ache'): Findings => ({
    bodyChart: [{ region: 'saddle', side: 'central', quality }],
  });
  const pregnant = (...signs: PregnancySign[]): Findings => ({
    history: { pregnancy: { pregnant: 'yes', weeks: 20, signs } },
  });

  it.each<[string, Findings, object]>([
    ['power 3', weak(3), { MOTOR: 'power 3 of 5 at L5, left' }],
    ['power 4', weak(4), {}],
    [
      'power 4, and worse',
      { neuro: { ...weak(4).neuro, trend: 'worse' } },
      { MOTOR: 'power 4 of 5 at L5, left, worse than before' },
    ],
    ['full power, and worse', { neuro: { ...weak(5).neuro, trend: 'worse' } }, {}],
    ['touch reduced', { neuro: { ...worse({ touch: 'reduced' }).neuro, trend: 'same' } }, {}],
    [
      'touch reduced, and worse',
      worse({ power: 5, touch: 'reduced' }),
      { MOTOR: 'touch reduced at S1, right, worse than before' },
    ],
    ['no reflex, and worse', worse({ reflex: 0 }), { MOTOR: 'reflex 0 at S1, right, worse than before' }],
    ['a weak reflex, and worse', worse({ power: 5, touch: 'normal', reflex: 1 }), {}],
    ['a numb mark between the legs', saddle('numb'), { 'CES-2': 'a mark between the legs, numb' }],
    ['an aching one', saddle('ache'), { 'CES-2': 'a mark between the legs, ache' }],
    ['one not said how', saddle(), { 'CES-2': 'a mark between the legs' }],
    ['chest pain in the pregnancy', pregnant('chest_pain'), { CARD: 'chest pain in the pregnancy' }],
    ['a swollen calf in it', pregnant('calf_swelling'), { DVT: 'a swollen calf in the pregnancy' }],
    ['bleeding in it, which no item asks for', pregnant('bleeding'), {}],
    ['an altered saddle', { neuro: { saddleSensation: 'altered' } }, { 'CES-2': 'saddle sensation altered' }],
    ['upper motor signs', { neuro: { upperMotorSigns: 'yes' } }, { CORD: 'upper motor signs' }],
    ['upper motor signs not tested', { neuro: { upperMotorSigns: 'not_asked' } }, {}],
  ])('beside %s', (_, findings, expected) => {
    expect(contextOf(findings).contradicted).toEqual(expected);
  });

  describe('in both legs', () => {
    const legs = (left: Partial<RootFinding>, right: Partial<RootFinding>, more: Neuro = {}): Findings => ({
      neuro: {
        roots: [
          { root: 'L4', side: 'left', ...left },
          { root: 'S1', side: 'right', ...right },
        ],
        ...more,
      },
    });
    const old = { since: '1970-06-01', cause: 'Polio.' };
    const told = 'power 3 of 5 at L4, left, and power 2 of 5 at S1, right';
    const ces3 = (findings: Findings, more: Partial<ScreenedVisit> = {}, patient = adult) =>
      contextOf(findings, more, patient).contradicted?.['CES-3'];

    it.each<[string, Findings, string | undefined]>([
      ['power 3 and 2', legs({ power: 3 }, { power: 2 }), told],
      ['power 3 and 4', legs({ power: 3 }, { power: 4 }), undefined],
      [
        'power 4 and 4, and worse',
        legs({ power: 4 }, { power: 4 }, { trend: 'worse' }),
        'power 4 of 5 at L4, left, and power 4 of 5 at S1, right',
      ],
      ['power 4 and 4', legs({ power: 4 }, { power: 4 }, { trend: 'same' }), undefined],
      ['power 2 on one side', weak(2), undefined],
      ['power 2 at L2', legs({ root: 'L2', power: 2 }, { power: 2 }), undefined],
      ['power 3 and 2 since childhood', legs({ power: 3 }, { power: 2 }, { known: old }), undefined],
      [
        'power 3 and 2 for a week',
        legs({ power: 3 }, { power: 2 }, { known: { ...old, since: '2026-11-13' } }),
        told,
      ],
      [
        'power 3 and 2 since childhood, and worse',
        legs({ power: 3 }, { power: 2 }, { known: old, trend: 'worse' }),
        told,
      ],
    ])('%s', (_, findings, expected) => {
      expect(ces3(findings)).toBe(expected);
    });

    it('a known cause may be said in the screen; since the last visit it is new', () => {
      const found = legs({ power: 3 }, { power: 2 });
      const screen = (since: string) =>
        screenOf({ MOTOR: { ...yes('power_3_or_less'), known: known(since) } });
      expect(ces3(found, { screen: screen('2020-01-01') })).toBeUndefined();
      expect(ces3(found, { screen: screen('2026-11-10') })).toBe(told);
      expect(ces3(found, { screen: screen('2020-01-01') }, { ...adult, lastSeenOn: '2019-12-31' })).toBe(
        told,
      );
    });

    it('holds, unless somebody answers', () => {
      const context = contextOf(legs({ power: 3 }, { power: 2 }));
      expect(holdCodes(gradeScreen(screenOf({}), context))).toEqual(['CES-3', 'MOTOR']);
    });
  });

  it('what was worse at an earlier visit is past, in touch as in power', () => {
    const carried = { neuro: { foundOn: '2026-10-01', assessmentId: 'earlier' } };
    expect(contextOf(worse({ touch: 'absent' }), { carried }).contradicted).toEqual({});
  });

  it('signs of no pregnancy are none', () => {
    const findings: Findings = { history: { pregnancy: { pregnant: 'no', signs: ['chest_pain'] } } };
    expect(contextOf(findings)).toMatchObject({ contradicted: {}, maternitySigns: [] });
  });

  it('a warning sign in pregnancy is told, and a light head that the midwife knows is not', () => {
    const { maternitySigns } = contextOf(
      pregnant('light_headed_on_standing_midwife_aware', 'dizzy_or_faint_at_rest'),
    );
    expect(maternitySigns).toEqual(['dizzy or faint at rest']);
  });

  it('beside an altered saddle may, where the change is said to be an old one', () => {
    const findings: Findings = { neuro: { saddleSensation: 'altered' } };
    const screen: Screen = screenOf({ 'CES-7': 'yes' });
    expect(contextOf(findings, { screen }).contradicted).toEqual({});
    expect(contextOf(saddle('numb'), { screen }).contradicted).toEqual({});
    expect(contextOf(findings, { screen: screenOf({ 'CES-7': 'declined' }) }).contradicted).toHaveProperty(
      'CES-2',
    );
  });

  it('beside an age', () => {
    expect(contextOf({}, {}, born('2012-01-01')).contradicted).toEqual({ AGE: 'aged 14' });
    const first = { onset: { firstEver: 'yes' as const } };
    expect(contextOf(first, {}, born('1960-01-01')).contradicted).toEqual({
      AGE: 'a first ever episode at 66',
    });
    expect(contextOf(first, {}, { dateOfBirth: null }).contradicted).toEqual({});
  });
});
