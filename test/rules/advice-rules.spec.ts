import {
  adviceDates,
  type AdviceFacts,
  assertAdviceMayStand,
  assertMayExtend,
  assertNotProlonged,
  footingFor,
  type SignedAssessment,
} from '../../src/prescription/advice-rules';

const full = (seenOn: string, suitable = true): SignedAssessment => ({
  id: `full ${seenOn}`,
  kind: 'full',
  seenOn,
  suitable,
});
const nothingNew = (seenOn: string, suitable = true): SignedAssessment => ({
  id: `screen ${seenOn}`,
  kind: 'nothing_new',
  seenOn,
  suitable,
});

const facts = (extra: Partial<AdviceFacts> = {}): AdviceFacts => ({
  issuerIsEntitled: true,
  hasOpenHold: false,
  isDischarged: false,
  episodeIsClosed: false,
  signed: [full('2026-11-20')],
  limits: { sameLevelDays: 60, harderDays: 14 },
  today: '2026-11-22',
  ...extra,
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'allowed';
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

describe('whether advice may stand', () => {
  it.each<[string, Partial<AdviceFacts>, string]>([
    ['all in order', {}, 'allowed'],
    ['somebody not entitled', { issuerIsEntitled: false }, 'prescription.not_entitled'],
    ['an open hold', { hasOpenHold: true }, 'prescription.on_hold'],
    ['a discharged patient', { isDischarged: true }, 'prescription.patient_discharged'],
    ['a closed episode', { episodeIsClosed: true }, 'episode.closed'],
    ['found unsuitable', { signed: [full('2026-11-21', false)] }, 'prescription.found_unsuitable'],
    [
      'a screen found unsuitable',
      { signed: [nothingNew('2026-11-21', false), full('2026-11-20')] },
      'prescription.found_unsuitable',
    ],
    [
      'unsuitable once, suitable since',
      { signed: [full('2026-11-22'), full('2026-11-20', false)] },
      'allowed',
    ],
  ])('%s', (_, extra, expected) => {
    expect(codeOf(() => assertAdviceMayStand(facts(extra)))).toBe(expected);
  });
});

describe('what a version rests on', () => {
  it('is the newest full assessment, and the screen that renewed it', () => {
    expect(footingFor('new', facts())).toEqual({ assessmentId: 'full 2026-11-20', screenId: null });
    const renewed = facts({ signed: [nothingNew('2026-11-21'), full('2026-10-20')] });
    expect(footingFor('same', renewed)).toEqual({
      assessmentId: 'full 2026-10-20',
      screenId: 'screen 2026-11-21',
    });
    const older = facts({ signed: [full('2026-11-21'), nothingNew('2026-11-01'), full('2026-10-01')] });
    expect(footingFor('same', older)).toEqual({ assessmentId: 'full 2026-11-21', screenId: null });
  });

  it('is missing without a full assessment, even for less', () => {
    expect(codeOf(() => footingFor('reduced', facts({ signed: [] })))).toBe('assessment.missing');
    expect(codeOf(() => footingFor('reduced', facts({ signed: [nothingNew('2026-11-22')] })))).toBe(
      'assessment.missing',
    );
  });

  it('never ages for less', () => {
    expect(codeOf(() => footingFor('reduced', facts({ signed: [full('2020-01-01')] })))).toBe('allowed');
  });
});

describe('an extension', () => {
  it.each([
    ['2026-09-23', 'allowed'],
    ['2026-09-22', 'assessment.too_old'],
  ])('with a full assessment of %s is %s', (seenOn, expected) => {
    expect(codeOf(() => assertMayExtend(facts({ signed: [full(seenOn)] })))).toBe(expected);
  });
  it('stops at a hold', () => {
    expect(codeOf(() => assertMayExtend(facts({ hasOpenHold: true })))).toBe('prescription.on_hold');
  });
});

describe('the days of an advice', () => {
  const today = '2026-11-22';
  const none = {};
  it('begin today and end the clinic’s days after the review', () => {
    expect(adviceDates({ reviewOn: '2026-12-06' }, none, 28, today)).toEqual({
      startsOn: '2026-11-22',
      reviewOn: '2026-12-06',
      adviceUntil: '2027-01-03',
    });
  });
  it('stay as they were when nothing is said', () => {
    const before = { startsOn: '2026-11-01', reviewOn: '2026-11-15', adviceUntil: '2026-12-13' };
    expect(adviceDates(none, before, 28, today)).toEqual({ ...before, startsOn: today });
  });
  it.each([
    ['no review', {}, '/reviewOn'],
    ['a start in the past', { startsOn: '2026-11-21', reviewOn: '2026-12-06' }, '/startsOn'],
    ['a review before the start', { startsOn: '2026-12-01', reviewOn: '2026-11-30' }, '/reviewOn'],
    ['an end before the review', { reviewOn: '2026-12-06', adviceUntil: '2026-12-05' }, '/adviceUntil'],
    ['more than a year', { reviewOn: '2026-12-06', adviceUntil: '2027-11-23' }, '/adviceUntil'],
  ])('refuse %s', (_, asked, pointer) => {
    try {
      adviceDates(asked, none, 28, today);
      throw new Error('was allowed');
    } catch (thrown) {
      expect((thrown as { errors?: { pointer: string }[] }).errors?.[0]?.pointer).toBe(pointer);
    }
  });
  it('allow exactly a year, and a review on the first day', () => {
    expect(adviceDates({ reviewOn: today, adviceUntil: '2027-11-22' }, none, 28, today).adviceUntil).toBe(
      '2027-11-22',
    );
  });
  it('refuse an old plan’s end that is over', () => {
    const before = { reviewOn: '2026-10-01', adviceUntil: '2026-11-21' };
    expect(codeOf(() => adviceDates(none, before, 28, today))).toBe('request.invalid');
  });
});

describe('less exercise', () => {
  const dates = { startsOn: '2026-11-22', reviewOn: '2026-12-06', adviceUntil: '2027-01-03' };
  it.each([
    ['reduced', '2027-01-02', 'prescription.reduced_not_longer'],
    ['reduced', '2027-01-03', 'allowed'],
    ['reduced', null, 'allowed'],
    ['same', '2027-01-02', 'allowed'],
  ] as const)('%s with an end of %s is %s', (level, before, expected) => {
    expect(codeOf(() => assertNotProlonged(level, dates, before))).toBe(expected);
  });
});
