import {
  type AdviceFacts,
  assertAdviceMayStand,
  assertMayExtend,
  assertMayResume,
  daysClosed,
  extensionDates,
  footingFor,
  footingHolds,
  issueDates,
  levelAsked,
  type PlanBefore,
  planDays,
  type SignedAssessment,
  weekOneGoingOn,
  weekOneOf,
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

const today = '2026-11-22';
const LIMITS = { reviewWithinDays: 365, adviceDaysAfterReview: 28, adviceDays: 365 };

/** `signed` is of this episode; of the patient's other episodes only what `elsewhere` says, newer than all of it. */
const facts = (extra: Partial<AdviceFacts> = {}, elsewhere: SignedAssessment[] = []): AdviceFacts => {
  const signed = extra.signed ?? [full('2026-11-20')];
  return {
    issuerIsEntitled: true,
    hasOpenHold: false,
    isDischarged: false,
    episodeIsClosed: false,
    signedOfPatient: [...elsewhere, ...signed],
    limits: { sameLevelDays: 60, harderDays: 14 },
    ...extra,
    signed,
  };
};

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'allowed';
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

const pointerOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return 'allowed';
  } catch (thrown) {
    return (thrown as { errors?: { pointer: string }[] }).errors?.[0]?.pointer;
  }
};

const found = 'prescription.found_unsuitable';

describe('whether advice may stand', () => {
  it.each<[string, AdviceFacts, string]>([
    ['all in order', facts(), 'allowed'],
    ['somebody not entitled', facts({ issuerIsEntitled: false }), 'prescription.not_entitled'],
    ['an open hold', facts({ hasOpenHold: true }), 'prescription.on_hold'],
    ['a discharged patient', facts({ isDischarged: true }), 'prescription.patient_discharged'],
    ['a closed episode', facts({ episodeIsClosed: true }), 'episode.closed'],
    ['found unsuitable', facts({ signed: [full('2026-11-21', false)] }), found],
    [
      'found unsuitable on the phone',
      facts({ signed: [nothingNew('2026-11-21', false), full('2026-11-20')] }),
      found,
    ],
    [
      'unsuitable, then "nothing new"',
      facts({ signed: [nothingNew('2026-11-22'), full('2026-11-21', false)] }),
      found,
    ],
    [
      'suitable, unsuitable, then "nothing new"',
      facts({ signed: [nothingNew('2026-11-22'), full('2026-11-21', false), full('2026-11-01')] }),
      found,
    ],
    [
      'unsuitable, then a suitable full one',
      facts({ signed: [full('2026-11-22'), full('2026-11-20', false)] }),
      'allowed',
    ],
    ['found unsuitable in another episode', facts({}, [full('2026-11-21', false)]), found],
    [
      'unsuitable in this episode, lifted in another',
      facts({ signed: [full('2026-11-20', false)] }, [full('2026-11-21')]),
      found,
    ],
    [
      'unsuitable on the phone in this episode, lifted in another',
      facts({ signed: [nothingNew('2026-11-20', false), full('2026-11-01')] }, [full('2026-11-21')]),
      found,
    ],
    [
      'unsuitable in another episode, lifted there',
      facts({}, [full('2026-11-22'), full('2026-11-21', false)]),
      'allowed',
    ],
  ])('%s', (_, known, expected) => {
    expect(codeOf(() => assertAdviceMayStand(known))).toBe(expected);
  });
});

describe('what a version rests on', () => {
  it('is the newest full assessment, and the screen that renewed it', () => {
    expect(footingFor('new', facts(), today)).toEqual({ assessmentId: 'full 2026-11-20', screenId: null });
    const renewed = facts({ signed: [nothingNew('2026-11-21'), full('2026-10-20')] });
    expect(footingFor('same', renewed, today)).toEqual({
      assessmentId: 'full 2026-10-20',
      screenId: 'screen 2026-11-21',
    });
    const older = facts({ signed: [full('2026-11-21'), nothingNew('2026-11-01'), full('2026-10-01')] });
    expect(footingFor('same', older, today)).toEqual({ assessmentId: 'full 2026-11-21', screenId: null });
  });

  it('is missing without a full assessment, even for less', () => {
    expect(codeOf(() => footingFor('reduced', facts({ signed: [] }), today))).toBe('assessment.missing');
    const screened = facts({ signed: [nothingNew('2026-11-22')] });
    expect(codeOf(() => footingFor('reduced', screened, today))).toBe('assessment.missing');
  });

  it('is never one that found exercise unsuitable, though another episode lifted that', () => {
    const lifted = facts({ signed: [full('2026-11-20', false)] }, [full('2026-11-21')]);
    expect(codeOf(() => footingFor('reduced', lifted, today))).toBe(found);
  });

  it('never ages for less', () => {
    expect(codeOf(() => footingFor('reduced', facts({ signed: [full('2020-01-01')] }), today))).toBe(
      'allowed',
    );
  });

  it.each([
    ['2026-12-04', 'allowed'],
    ['2026-12-05', 'assessment.too_old'],
  ])('is as fresh on the first day as it would have to be today: %s is %s', (startsOn, expected) => {
    expect(codeOf(() => footingFor('new', facts(), startsOn))).toBe(expected);
  });
});

describe('the footing of what goes on', () => {
  const footing = { assessmentId: 'full 2026-11-01', screenId: 'screen 2026-11-20' };
  it.each([
    ['both stand', [nothingNew('2026-11-20'), full('2026-11-01')], true],
    ['the screen was in error', [full('2026-11-01')], false],
    ['the assessment was in error', [nothingNew('2026-11-20')], false],
    ['assessed again since', [full('2026-11-21'), nothingNew('2026-11-20'), full('2026-11-01')], true],
  ])('%s', (_, signed, expected) => {
    expect(footingHolds(footing, facts({ signed }))).toBe(expected);
    const resumed = codeOf(() => assertMayResume(footing, facts({ signed }), today, today));
    expect(resumed).toBe(expected ? 'allowed' : 'prescription.footing_gone');
  });
});

describe('a resumption', () => {
  const footing = { assessmentId: 'full 2026-10-01', screenId: null };
  it.each([
    ['2026-11-08', [full('2026-10-01')], 'allowed'],
    ['2026-11-07', [full('2026-10-01')], 'assessment.nothing_new_needed'],
    ['2026-11-07', [nothingNew('2026-11-21'), full('2026-10-01')], 'allowed'],
  ])('after a pause since %s', (closedOn, signed, expected) => {
    expect(codeOf(() => assertMayResume(footing, facts({ signed }), closedOn, today))).toBe(expected);
  });
});

describe('an extension', () => {
  it.each([
    ['2026-09-23', 'allowed'],
    ['2026-09-22', 'assessment.too_old'],
  ])('on a full assessment of %s is %s', (seenOn, expected) => {
    const footing = { assessmentId: `full ${seenOn}`, screenId: null };
    expect(codeOf(() => assertMayExtend(footing, facts({ signed: [full(seenOn)] }), today))).toBe(expected);
  });
  it('counts from the last full assessment, not from the one that it was issued on', () => {
    const footing = { assessmentId: 'full 2026-08-01', screenId: null };
    const signed = [full('2026-11-20'), full('2026-08-01')];
    expect(codeOf(() => assertMayExtend(footing, facts({ signed }), today))).toBe('allowed');
  });
  it('stops at a hold', () => {
    const footing = { assessmentId: 'full 2026-11-20', screenId: null };
    expect(codeOf(() => assertMayExtend(footing, facts({ hasOpenHold: true }), today))).toBe(
      'prescription.on_hold',
    );
  });

  const before = {
    startsOn: '2026-10-01',
    reviewOn: '2026-10-15',
    adviceUntil: '2026-11-12',
    runs: false,
    weekOneOn: null,
    closedOn: null,
  };
  it('keeps the first day, and ends the clinic’s days after the new review', () => {
    expect(extensionDates({ reviewOn: '2026-12-06' }, before, LIMITS, today)).toEqual({
      startsOn: '2026-10-01',
      reviewOn: '2026-12-06',
      adviceUntil: '2027-01-03',
    });
  });
  it.each([
    ['a review in the past', { reviewOn: '2026-11-21' }, before, '/reviewOn'],
    [
      'an end sooner than it was',
      { reviewOn: '2026-12-06', adviceUntil: '2026-12-31' },
      { ...before, adviceUntil: '2027-01-01' },
      '/adviceUntil',
    ],
    [
      'an end before the review',
      { reviewOn: '2026-12-06', adviceUntil: '2026-12-05' },
      before,
      '/adviceUntil',
    ],
    [
      'more than a year from now',
      { reviewOn: '2026-12-06', adviceUntil: '2027-11-23' },
      before,
      '/adviceUntil',
    ],
    [
      'an end before a first day that is still to come',
      { reviewOn: '2026-11-25', adviceUntil: '2026-11-29' },
      { ...before, startsOn: '2026-11-30' },
      '/adviceUntil',
    ],
  ])('refuses %s', (_, asked, was, pointer) => {
    expect(pointerOf(() => extensionDates(asked, was, LIMITS, today))).toBe(pointer);
  });
});

describe('the days of an issue', () => {
  const none = {
    startsOn: null,
    reviewOn: null,
    adviceUntil: null,
    runs: false,
    weekOneOn: null,
    closedOn: null,
  };
  const running = {
    startsOn: '2026-11-01',
    reviewOn: '2026-11-15',
    adviceUntil: '2026-12-13',
    runs: true,
    weekOneOn: null,
    closedOn: null,
  };

  it('begin today and end the clinic’s days after the review', () => {
    expect(issueDates({ reviewOn: '2026-12-06' }, none, 'new', LIMITS, today)).toEqual({
      startsOn: '2026-11-22',
      reviewOn: '2026-12-06',
      adviceUntil: '2027-01-03',
    });
  });
  it('stay as they were when nothing is said, a missed review too', () => {
    expect(issueDates({}, running, 'same', LIMITS, today)).toEqual({
      startsOn: today,
      reviewOn: '2026-11-15',
      adviceUntil: '2026-12-13',
    });
  });
  it('of a reduction keep the old end under a new review, when the review lies before it', () => {
    expect(issueDates({ reviewOn: '2026-12-06' }, running, 'reduced', LIMITS, today).adviceUntil).toBe(
      '2026-12-13',
    );
    expect(issueDates({ reviewOn: '2026-12-06' }, running, 'same', LIMITS, today).adviceUntil).toBe(
      '2027-01-03',
    );
    expect(issueDates({ reviewOn: '2026-12-14' }, running, 'reduced', LIMITS, today).adviceUntil).toBe(
      '2027-01-11',
    );
  });
  it.each([
    ['no review', {}, none, '/reviewOn'],
    ['a start in the past', { startsOn: '2026-11-21', reviewOn: '2026-12-06' }, none, '/startsOn'],
    ['a later start of a plan that runs', { startsOn: '2026-11-23' }, running, '/startsOn'],
    ['a review before the start', { startsOn: '2026-12-01', reviewOn: '2026-11-30' }, none, '/reviewOn'],
    ['an end before the review', { reviewOn: '2026-12-06', adviceUntil: '2026-12-05' }, none, '/adviceUntil'],
    ['more than a year', { reviewOn: '2026-12-06', adviceUntil: '2027-11-23' }, none, '/adviceUntil'],
    [
      'a start after the end that was kept',
      { startsOn: '2026-12-20' },
      {
        startsOn: '2026-12-01',
        reviewOn: '2026-12-05',
        adviceUntil: '2026-12-13',
        runs: false,
        weekOneOn: null,
        closedOn: null,
      },
      '/adviceUntil',
    ],
    [
      'an old end that is over',
      {},
      { ...running, adviceUntil: '2026-11-21', runs: false, weekOneOn: null, closedOn: null },
      '/adviceUntil',
    ],
  ])('refuse %s', (_, asked, before, pointer) => {
    expect(pointerOf(() => issueDates(asked, before, 'same', LIMITS, today))).toBe(pointer);
  });
  it('allow exactly a year, a review on the first day, and another start of a plan still to come', () => {
    expect(
      issueDates({ reviewOn: today, adviceUntil: '2027-11-22' }, none, 'new', LIMITS, today).adviceUntil,
    ).toBe('2027-11-22');
    const toCome = { ...running, startsOn: '2026-11-23', runs: false, weekOneOn: null, closedOn: null };
    expect(issueDates({ startsOn: '2026-11-25' }, toCome, 'same', LIMITS, today).startsOn).toBe('2026-11-25');
  });
});

describe('at a clinic that wants its reviews sooner', () => {
  const none = {
    startsOn: null,
    reviewOn: null,
    adviceUntil: null,
    runs: false,
    weekOneOn: null,
    closedOn: null,
  };
  const strict = { reviewWithinDays: 14, adviceDaysAfterReview: 7, adviceDays: 30 };
  const running = {
    ...none,
    startsOn: '2026-11-01',
    reviewOn: '2026-12-20',
    adviceUntil: '2027-01-17',
    runs: true,
  };

  it.each([
    ['2026-12-06', 'allowed'],
    ['2026-12-07', '/reviewOn'],
  ])('a first review on %s: %s', (reviewOn, pointer) => {
    expect(pointerOf(() => issueDates({ reviewOn }, none, 'new', strict, today))).toBe(pointer);
    expect(pointerOf(() => extensionDates({ reviewOn }, { ...none, startsOn: today }, strict, today))).toBe(
      pointer,
    );
  });
  it.each([
    ['2026-12-22', 'allowed'],
    ['2026-12-23', '/adviceUntil'],
  ])('advice until %s: %s', (adviceUntil, pointer) => {
    const asked = { reviewOn: '2026-12-06', adviceUntil };
    expect(pointerOf(() => issueDates(asked, none, 'new', strict, today))).toBe(pointer);
    expect(pointerOf(() => extensionDates(asked, { ...none, startsOn: today }, strict, today))).toBe(pointer);
  });
  it('counts from the first day of a plan that is still to come', () => {
    const asked = { startsOn: '2026-12-01', reviewOn: '2026-12-15' };
    expect(issueDates(asked, none, 'new', strict, today).adviceUntil).toBe('2026-12-22');
    expect(
      pointerOf(() => issueDates({ ...asked, reviewOn: '2026-12-16' }, none, 'new', strict, today)),
    ).toBe('/reviewOn');
  });
  it('ends advice no later than it may stand, where nobody says when', () => {
    const limits = { ...strict, adviceDaysAfterReview: 28 };
    expect(issueDates({ reviewOn: '2026-12-06' }, none, 'new', limits, today).adviceUntil).toBe('2026-12-22');
    expect(extensionDates({ reviewOn: '2026-12-06' }, none, limits, today).adviceUntil).toBe('2026-12-22');
  });
  it('a plan from before goes on with less, at days that stay as they were, and with nothing else', () => {
    const kept = { startsOn: today, reviewOn: '2026-12-20', adviceUntil: '2027-01-17' };
    expect(issueDates({}, running, 'reduced', strict, today)).toEqual(kept);
    expect(pointerOf(() => issueDates({}, running, 'same', strict, today))).toBe('/reviewOn');
    expect(pointerOf(() => issueDates({ reviewOn: '2026-12-21' }, running, 'reduced', strict, today))).toBe(
      '/reviewOn',
    );
    expect(
      pointerOf(() => issueDates({ adviceUntil: '2027-01-18' }, running, 'reduced', strict, today)),
    ).toBe('/adviceUntil');
  });
});

describe('what freshness is asked', () => {
  const before = {
    startsOn: '2026-11-01',
    reviewOn: '2026-11-15',
    adviceUntil: '2026-12-13',
    runs: true,
    weekOneOn: null,
    closedOn: null,
  };
  const dates = { startsOn: today, reviewOn: '2026-12-06', adviceUntil: '2026-12-13' };
  const later = { ...dates, startsOn: '2026-11-23' };
  it.each([
    ['reduced', dates, 'reduced'],
    ['reduced', { ...dates, adviceUntil: '2026-12-14' }, 'same'],
    ['reduced', later, 'same'],
    ['harder', { ...dates, adviceUntil: '2026-12-14' }, 'harder'],
  ] as const)('%s, %o: as %s', (level, asked, expected) => {
    expect(levelAsked(level, asked, before, today)).toBe(expected);
  });
  it.each([
    ['2026-11-08', 'reduced'],
    ['2026-11-07', 'same'],
  ])('a plan paused since %s is taken up with less as %s', (closedOn, expected) => {
    expect(levelAsked('reduced', dates, { ...before, runs: false, closedOn }, today)).toBe(expected);
  });
  it('a plan still to come that is brought forward is asked what the same level is', () => {
    const toCome = { ...before, startsOn: '2026-11-23', runs: false };
    expect(levelAsked('reduced', dates, toCome, today)).toBe('same');
    expect(levelAsked('reduced', dates, { ...toCome, startsOn: today }, today)).toBe('reduced');
  });
  it('a plan still to come may begin less on its own first day', () => {
    expect(levelAsked('reduced', later, { ...before, startsOn: '2026-11-23' }, today)).toBe('reduced');
  });
});

describe('week 1 of a version', () => {
  const nothing = {
    startsOn: null,
    reviewOn: null,
    adviceUntil: null,
    runs: false,
    weekOneOn: null,
    closedOn: null,
  };
  const running = { ...nothing, startsOn: '2026-11-01', runs: true, weekOneOn: '2026-11-01' };
  const paused = { ...running, runs: false, closedOn: '2026-11-12' };
  const toCome = { ...paused, startsOn: '2026-11-20', weekOneOn: '2026-11-20' };
  it.each<[what: string, asked: string | undefined, before: PlanBefore, startsOn: string, weekOneOn: string]>(
    [
      ['is the first day of a first one', undefined, nothing, '2026-11-25', '2026-11-25'],
      ['stays where it was', undefined, running, today, '2026-11-01'],
      ['moves on by the days of a pause', undefined, paused, today, '2026-11-11'],
      ['and by those until the plan opens again', undefined, paused, '2026-11-25', '2026-11-14'],
      ['of a pause before the first day by those after it', undefined, toCome, today, today],
      ['stays what the clinician says after a pause', '2026-11-01', paused, today, '2026-11-01'],
      ['never lies after the first day', undefined, { ...running, weekOneOn: '2026-12-01' }, today, today],
      ['is what the clinician says', '2026-11-15', running, today, '2026-11-15'],
      ['may begin anew', today, running, today, today],
      ['may lie two years back', '2024-11-24', nothing, today, '2024-11-24'],
    ],
  )('%s', (_what, asked, before, startsOn, weekOneOn) => {
    expect(weekOneOf(asked, before, startsOn)).toBe(weekOneOn);
  });
  it.each([['2026-11-23'], ['2024-11-23']])('is not on %s', (asked) => {
    expect(pointerOf(() => weekOneOf(asked, running, today))).toBe('/weekOneOn');
  });
  it.each<[weekOneOn: string, before: PlanBefore, apart: number, gone: number]>([
    ['2026-11-01', running, 0, 21],
    ['2026-11-07', running, 6, 15],
    ['2026-11-22', running, 21, 0],
    // a week sooner: what is now week 2 was week 1 then
    ['2026-10-25', running, -7, 28],
    ['2026-11-22', nothing, 0, 0],
    // a plan that goes on after its pause is where it was
    ['2026-11-11', paused, 0, 11],
    ['2026-11-18', paused, 7, 4],
    ['2026-11-01', paused, -10, 21],
  ])(
    'from %s on lies some days behind the one before, and some are gone',
    (weekOneOn, before, apart, gone) => {
      expect(planDays(weekOneOn, before, today)).toEqual({ apart, gone });
    },
  );

  it.each<[what: string, before: PlanBefore, opensOn: string, weekOneOn: string | null, days: number]>([
    ['a pause', paused, today, '2026-11-11', 10],
    ['none', running, today, '2026-11-01', 0],
    ['a pause of hours', { ...paused, closedOn: today }, today, '2026-11-01', 0],
    ['a pause that ends before the first day', toCome, '2026-11-19', '2026-11-20', 0],
    ['a pause that ends after it', toCome, today, today, 2],
    ['no plan', nothing, today, null, 0],
  ])('goes on after %s', (_what, before, opensOn, weekOneOn, days) => {
    expect(weekOneGoingOn(before, opensOn)).toBe(weekOneOn);
    expect(daysClosed(before, opensOn)).toBe(days);
  });
});
