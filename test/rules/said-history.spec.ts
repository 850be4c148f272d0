/** The medical history over many sheets: what a later one is silent about stands, and since when it has been said. */
import { type Known, whatIsKnown } from '../../src/appropriateness/known';
import { factsOf, type FactId } from '../../src/appropriateness/facts/facts';
import type { BloodPressure, MedicalHistory, Pregnancy, Surgery } from '../../src/finding/findings';
import { asking, daysAgo, no, signed, TODAY, yes } from '../support/appraised';

/** Of so many days ago, newest first. */
const said = (...sheets: [number, MedicalHistory][]): Known =>
  whatIsKnown(
    sheets.map(([days, history]) => signed({ seenOn: daysAgo(days), history })),
    asking(30),
  );
const truth = (known: Known, id: FactId) => factsOf(known)(id).truth;

describe('blood pressure', () => {
  const reading = (systolic: number, days: number, rested: 'yes' | 'no' = 'yes'): BloodPressure => ({
    systolic,
    diastolic: 80,
    on: daysAgo(days),
    rested,
  });
  const isVeryHigh = (...sheets: BloodPressure[][]) =>
    truth(
      said(...sheets.map((bloodPressure, place): [number, MedicalHistory] => [place, { bloodPressure }])),
      'pressure_very_high',
    );

  it.each<[string, BloodPressure[][], string]>([
    ['an empty list after a high one', [[], [reading(200, 1)]], 'yes'],
    ['an older reading after a high one', [[reading(120, 150)], [reading(200, 1)]], 'yes'],
    ['a newer reading after a high one', [[reading(120, 0)], [reading(200, 1)]], 'no'],
    ['a newer high one after a normal one', [[reading(200, 0)], [reading(120, 1)]], 'yes'],
    ['the same day put right', [[reading(120, 1)], [reading(200, 1)]], 'no'],
    ['none at all', [[], []], 'unknown'],
  ])('%s', (_, sheets, expected) => {
    expect(isVeryHigh(...sheets)).toBe(expected);
  });

  it('of one day is the lower of its two, and not of two sheets', () => {
    expect(isVeryHigh([reading(200, 1), reading(190, 1)], [reading(150, 1)])).toBe('yes');
    expect(isVeryHigh([reading(200, 1), reading(150, 1)], [])).toBe('no');
  });

  it('says its day, and from when on it is too old', () => {
    const taken = (days: number) => [{ systolic: 165, diastolic: 95, on: daysAgo(days) }];
    const facts = (days: number) => {
      const fact = factsOf(said([0, { bloodPressure: taken(days) }]));
      return [fact('pressure_high'), fact('pressure_not_known')].map((one) => [one.truth, one.words]);
    };
    const recent = `blood pressure 165/95 on ${daysAgo(183)}`;
    expect(facts(183)).toEqual([
      ['yes', recent],
      ['no', recent],
    ]);
    expect(facts(184)).toEqual([
      ['unknown', 'not known'],
      ['yes', `blood pressure 165/95 on ${daysAgo(184)} is too old to count`],
    ]);
  });
});

describe('operations', () => {
  const fusion: Surgery = { region: 'spine', kind: 'fusion', on: daysAgo(20) };
  const knee: Surgery = { region: 'knee', kind: 'keyhole', on: daysAgo(2000) };
  const listed = (...sheets: Surgery[][]) =>
    said(...sheets.map((surgery, place): [number, MedicalHistory] => [place, { surgery }])).history.surgery
      ?.value;

  it.each<[string, Surgery[][], Surgery[]]>([
    ['another one is added', [[knee], [fusion]], [fusion, knee]],
    ['an empty list takes none out', [[], [fusion]], [fusion]],
    ['one that is said again is there once', [[fusion], [fusion]], [fusion]],
    ['the same kind on another day is another one', [[{ ...fusion, on: daysAgo(900) }], [fusion]], [fusion, { ...fusion, on: daysAgo(900) }]], // prettier-ignore
    ['another kind on that day is another one', [[{ ...fusion, kind: 'decompression' }], [fusion]], [fusion, { ...fusion, kind: 'decompression' }]], // prettier-ignore
    ['its kind may be said later', [[fusion], [{ region: 'spine', on: fusion.on }]], [fusion]],
    [
      'a clearance is added',
      [[{ ...fusion, clearedOn: TODAY }], [fusion]],
      [{ ...fusion, clearedOn: TODAY }],
    ],
    ['a restriction stands in silence', [[fusion], [{ ...fusion, restricted: 'yes' }]], [{ ...fusion, restricted: 'yes' }]], // prettier-ignore
    ['and is not lifted by a question asked in vain', [[{ ...fusion, restricted: 'unable' }], [{ ...fusion, restricted: 'yes' }]], [{ ...fusion, restricted: 'yes' }]], // prettier-ignore
    ['it ends when somebody says so', [[{ ...fusion, restricted: 'no' }], [{ ...fusion, restricted: 'yes' }]], [{ ...fusion, restricted: 'no' }]], // prettier-ignore
  ])('%s', (_, sheets, expected) => {
    expect(listed(...sheets)).toEqual(expected);
  });

  it('a fresh fusion still forbids after a sheet that names an old knee', () => {
    expect(truth(said([0, { surgery: [knee] }], [1, { surgery: [fusion] }]), 'spine_surgery_fresh')).toBe(
      'yes',
    );
  });
});

describe('a pregnancy', () => {
  const pregnant = (more: Omit<Pregnancy, 'pregnant'> = {}): MedicalHistory => ({
    pregnancy: { pregnant: 'yes', ...more },
  });
  const notPregnant: MedicalHistory = { pregnancy: { pregnant: 'no' } };

  it.each<[string, [number, MedicalHistory][], string]>([
    ['a sign', [[0, pregnant({ weeks: 20, signs: ['bleeding'] })]], 'yes'],
    ['a sign, and then silence', [[0, pregnant({ weeks: 20 })], [1, pregnant({ weeks: 20, signs: ['bleeding'] })]], 'yes'], // prettier-ignore
    [
      'a sign, and then none',
      [
        [0, pregnant({ signs: [] })],
        [1, pregnant({ signs: ['bleeding'] })],
      ],
      'no',
    ],
    ['a sign, and then nobody knew', [[0, { pregnancy: { pregnant: 'unable' } }], [1, pregnant({ signs: ['bleeding'] })]], 'yes'], // prettier-ignore
    ['a sign of one that is over', [[0, notPregnant], [1, pregnant({ signs: ['bleeding'] })]], 'no'], // prettier-ignore
    ['a sign of the one before', [[0, pregnant()], [9, notPregnant], [20, pregnant({ signs: ['bleeding'] })]], 'unknown'], // prettier-ignore
    ['a sign of 43 weeks ago', [[0, pregnant()], [301, pregnant({ signs: ['bleeding'] })]], 'unknown'], // prettier-ignore
    ['a sign before a birth', [[0, { ...pregnant(), birth: { on: daysAgo(90) } }], [100, pregnant({ signs: ['bleeding'] })]], 'unknown'], // prettier-ignore
    ['a sign in a new one after a birth', [[0, pregnant({ signs: ['bleeding'] })], [90, { birth: { on: daysAgo(90) } }], [200, pregnant()]], 'yes'], // prettier-ignore
    ['a sign, and then a birth', [[0, { birth: { on: daysAgo(1) } }], [9, pregnant({ signs: ['bleeding'] })]], 'no'], // prettier-ignore
  ])('%s', (_, sheets, expected) => {
    expect(truth(said(...sheets), 'pregnancy_warning_sign')).toBe(expected);
  });

  it('each field keeps its own day', () => {
    const { pregnancy } = said(
      [0, pregnant({ signs: [] })],
      [30, pregnant({ weeks: 12 })],
      [60, pregnant({ weeks: 8, signs: ['bleeding'] })],
    );
    expect(pregnancy).toEqual({
      pregnant: { value: 'yes', foundOn: daysAgo(60) },
      weeks: { value: 12, foundOn: daysAgo(30) },
      signs: { value: [], foundOn: TODAY },
    });
  });

  it('the weeks are counted on to today, in the words in which they were found', () => {
    const words = `pregnant, 10 weeks on ${daysAgo(42)}`;
    const known = said([42, pregnant({ weeks: 10 })]);
    expect(factsOf(known)('pregnant_after_16_weeks')).toMatchObject({ truth: 'no', words });
    const tomorrow = { ...asking(), today: daysAgo(-1) };
    const visit = signed({ seenOn: daysAgo(42), history: pregnant({ weeks: 10 }) });
    const fact = factsOf(whatIsKnown([visit], tomorrow))('pregnant_after_16_weeks');
    expect(fact).toMatchObject({ truth: 'yes', words });
  });

  it('weeks that a sheet sends again with something else are not of a new day', () => {
    const again = { ...pregnant({ weeks: 12, signs: [] }), latexAllergy: no };
    const known = said([0, again], [42, pregnant({ weeks: 12, signs: [] })]);
    expect(known.pregnancy.weeks).toEqual({ value: 12, foundOn: daysAgo(42) });
    expect(truth(known, 'pregnant_after_16_weeks')).toBe('yes');
    const counted = said([0, pregnant({ weeks: 16 })], [42, pregnant({ weeks: 12 })]);
    expect(truth(counted, 'pregnant_after_16_weeks')).toBe('no');
  });

  it('of which nobody said the week is after 16 weeks when it was said so long ago', () => {
    const after = (...days: number[]) =>
      factsOf(said(...days.map((one): [number, MedicalHistory] => [one, pregnant()])))(
        'pregnant_after_16_weeks',
      );
    expect(after(112).truth).toBe('unknown');
    expect(after(113)).toMatchObject({ truth: 'yes', words: `pregnant on ${daysAgo(113)}` });
    expect(after(0, 60, 113).truth).toBe('yes');
    expect(after(294).truth).toBe('yes');
    expect(after(295).truth).toBe('unknown');
  });

  it('nobody knows of it once it would be past 42 weeks', () => {
    const truths = (days: number) => {
      const known = said([days, pregnant({ weeks: 40, signs: [] })]);
      return (['pregnant', 'pregnant_after_16_weeks', 'pregnancy_warning_sign'] as const).map((id) =>
        truth(known, id),
      );
    };
    expect(truths(14)).toEqual(['yes', 'yes', 'no']);
    expect(truths(15)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('that there is none is believed for 12 weeks from when it was last said', () => {
    expect(truth(said([84, notPregnant]), 'pregnant')).toBe('no');
    expect(truth(said([85, notPregnant]), 'pregnant')).toBe('unknown');
    expect(truth(said([0, notPregnant], [85, notPregnant]), 'pregnant')).toBe('no');
  });
});

describe('since when', () => {
  it('is the day since which it has been said, and nothing else in between', () => {
    const since = (...sheets: [number, MedicalHistory][]) => said(...sheets).history.glaucoma?.foundOn;
    expect(since([0, { glaucoma: yes }], [5, { glaucoma: yes }])).toBe(daysAgo(5));
    expect(since([0, { glaucoma: yes }], [5, {}], [9, { glaucoma: yes }])).toBe(daysAgo(9));
    expect(since([0, { glaucoma: yes }], [5, { glaucoma: { answer: 'declined' } }], [9, { glaucoma: yes }])).toBe(daysAgo(9)); // prettier-ignore
    expect(since([0, { glaucoma: yes }], [5, { glaucoma: no }], [9, { glaucoma: yes }])).toBe(TODAY);
    expect(since([0, { glaucoma: { ...yes, managed: 'yes' } }], [5, { glaucoma: yes }])).toBe(TODAY);
  });

  it('is the last day for falls, which are counted back from it', () => {
    const falls = { falls: { inTwelveMonths: 2 } };
    const known = said([0, falls], [370, falls]);
    expect(known.history.falls?.foundOn).toBe(TODAY);
    expect(truth(known, 'repeated_or_harmful_falls')).toBe('yes');
  });
});

describe('what was taken over from an assessment that was entered in error since', () => {
  const latex = (answer: 'yes' | 'no'): MedicalHistory => ({ latexAllergy: { answer } });
  const before = signed({ seenOn: daysAgo(30), history: latex('yes') });
  const wrong = signed({ seenOn: daysAgo(10), history: latex('no') });
  const took = {
    ...signed({ history: latex('no'), presentations: [], neuro: { upperMotorSigns: 'no' }, painNprs: 3 }),
    carried: Object.fromEntries(
      (['history', 'presentations', 'neuro'] as const).map((part) => [
        part,
        { foundOn: wrong.seenOn, assessmentId: wrong.id },
      ]),
    ),
  };

  it('counts while that one stands', () => {
    const known = whatIsKnown([took, wrong, before], asking());
    expect(known.history.latexAllergy).toEqual({ value: no, foundOn: wrong.seenOn });
    expect(known).toMatchObject({
      presentations: { value: [] },
      neuro: { upperMotorSigns: { value: 'no' } },
    });
  });

  it('does not when it is gone: what was found before it does, and what was found at the visit itself', () => {
    const known = whatIsKnown([took, before], asking());
    expect(known.history.latexAllergy).toEqual({ value: yes, foundOn: before.seenOn });
    expect(known).toMatchObject({ presentations: null, neuro: {}, painNprs: { value: 3 } });
  });
});
