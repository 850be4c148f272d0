/** What puts something on the worklist: of each rule a case that fires, one that just does not, and one that was heard before. */
import { ALERT_KINDS, ALERT_RULES, dueAt } from '../../src/alert/alert-rules';
import { ALERT_STANDINGS, ALERT_STEPS, nextStanding, standingOf } from '../../src/alert/alert-lifecycle';
import { whyInWords } from '../../src/alert/alert-words';
import { Heard, type HeardBefore } from '../../src/alert/occasion';
import { noChange, reviewDue, type RunningPlan } from '../../src/alert/review-due';
import { painAboveBaseline, sorerMornings, USUAL_THRESHOLD } from '../../src/alert/rising-pain';
import { type AnsweredYes, movedSymptoms, redFlagYes, unsureHow } from '../../src/alert/said-at-once';
import { fallenSilent, type Following, type PlanDay } from '../../src/alert/silence';
import { baselineFor, sessionReports, type Told } from '../../src/alert/told';
import { DEFAULT_STRETCHES } from '../../src/opening-hours/opening-hours';
import { standInFor, toldAtOnce } from '../../src/opening-hours/stand-in';
import { dayN, mornings, sessions, timeOn, told } from '../support/told';

const NEVER: HeardBefore = { lastAt: null, closedAt: null };
const openSince = (day: number): HeardBefore => ({ lastAt: timeOn(day), closedAt: null });
const closedOn = (day: number): HeardBefore => ({ lastAt: null, closedAt: timeOn(day) });

describe('the table of rules', () => {
  it('has each kind once, an order without gaps, and a source', () => {
    expect(ALERT_RULES.map(({ kind }) => kind).sort()).toEqual([...ALERT_KINDS]);
    expect(ALERT_RULES.map(({ urgency }) => urgency).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(ALERT_RULES.every(({ source }) => source.includes('section 6'))).toBe(true);
    expect(ALERT_RULES.filter(({ escalates }) => escalates).map(({ kind }) => kind)).toEqual(['A1', 'A3']);
    expect(ALERT_RULES.filter(({ toldAtOnce: told }) => told).map(({ kind }) => kind)).toEqual(['A1']);
    expect(ALERT_RULES.filter(({ weighs }) => weighs).map(({ kind }) => kind)).toEqual(['A2', 'A6', 'A8']);
  });

  // 2026-11-27 is a Friday
  it.each([
    ['A1', '2026-11-30T12:00:00.000Z'],
    ['A2', '2026-11-30T17:00:00.000Z'],
    ['A3', '2026-11-27T17:00:00.000Z'],
    ['A4', '2026-12-01T17:00:00.000Z'],
    ['A5', '2026-11-30T17:00:00.000Z'],
  ] as const)('%s from Friday at four is due at %s', (kind, due) => {
    const working = { stretches: DEFAULT_STRETCHES, closed: [], timeZone: 'Europe/London' };
    expect(dueAt(kind, new Date('2026-11-27T16:00:00Z'), working).toISOString()).toBe(due);
  });
});

describe('the baseline', () => {
  it('is the assessment’s until there are three reports, then their median', () => {
    const reports = sessionReports(sessions(6, 2, 4, 9, 9));
    expect([0, 2, 3, 4].map((place) => baselineFor(place, reports, 3))).toEqual([
      { value: 3, from: 'assessment' },
      { value: 3, from: 'assessment' },
      { value: 4, from: 'first_reports' },
      { value: 4, from: 'first_reports' },
    ]);
    expect(baselineFor(2, reports, null)).toEqual({ value: null, from: 'none' });
  });

  it('takes the worst of a session for one report, and the newer of what was corrected', () => {
    const slip = told(1, { pain: 8 });
    const all = [...sessions(2), told(0, { pain: 5, itemId: 'item 2' }), slip];
    expect(sessionReports(all).map(({ pain }) => pain)).toEqual([5, 8]);
    const mended = [told(1, { pain: 3, corrects: slip.id }), ...all];
    expect(sessionReports(mended).map(({ pain }) => pain)).toEqual([5, 3]);
  });
});

describe('A2, pain above the baseline', () => {
  const found = (diary: Told[], assessed: number | null, heard = NEVER, threshold = USUAL_THRESHOLD) =>
    painAboveBaseline(diary, assessed, threshold, heard).map(({ facts }) => [facts.because, facts.pain]);
  const rise = ['above_baseline', [5, 5]];

  it.each<[string, Told[], number | null, HeardBefore, unknown[]]>([
    ['2 above on two running', sessions(3, 3, 3, 5, 5), 3, NEVER, [rise]],
    ['2 above once', sessions(3, 3, 3, 5, 4), 3, NEVER, []],
    ['1 above, ever so often', sessions(3, 3, 3, 4, 4, 4), 3, NEVER, []],
    ['2 above, but not running', sessions(3, 3, 3, 5, 4, 5), 3, NEVER, []],
    ['running over a day of which nothing is known', sessions(3, 3, 3, 5, null, 5), 1, NEVER, [rise]],
    ['against the assessment at first', sessions(5, 5), 3, NEVER, [rise]],
    ['1 above the assessment', sessions(4, 4), 3, NEVER, []],
    ['newly above 5', sessions(4, 4, 4, 4, 6), 4, NEVER, [['over_limit', [6]]]],
    ['at 5', sessions(4, 4, 4, 4, 5), 4, NEVER, []],
    ['above 5 as ever', sessions(6, 6, 6, 6, 7), 6, NEVER, []],
    ['above 5 with nothing to hold it against', sessions(6), null, NEVER, [['over_limit', [6]]]],
    ['at 5 with nothing to hold it against', sessions(5, 5), null, NEVER, []],
    ['rose once and fell again, told late', sessions(3, 3, 3, 7, 2), 3, NEVER, [['over_limit', [7]]]],
    ['counted already', sessions(3, 3, 3, 5, 5), 3, openSince(4), []],
    ['once more while it is open', sessions(3, 3, 3, 5, 5, 5), 3, openSince(4), [rise]],
    ['closed since', sessions(3, 3, 3, 5, 5), 3, closedOn(4), []],
    ['one after it was closed', sessions(3, 3, 3, 5, 5, 5), 3, closedOn(4), []],
    ['two after it was closed', sessions(3, 3, 3, 5, 5, 5, 5), 3, closedOn(4), [rise]],
  ])('%s', (_, diary, assessed, heard, expected) => expect(found(diary, assessed, heard)).toEqual(expected));

  it('comes late: what was told days after counts from when it arrived', () => {
    const late = told(3, { pain: 8, receivedAt: timeOn(9) });
    expect(found([...sessions(3, 3, 3, null, 3), late], 3, closedOn(5))).toEqual([['over_limit', [8]]]);
    expect(found([...sessions(3, 3, 3, null, 3), late], 3, closedOn(9))).toEqual([]);
  });

  it('counts a session once, whatever else is told of it later, and hears what makes it worse', () => {
    const first = told(3, { pain: 8 });
    const later = (pain: number, more: Partial<Told> = {}) =>
      told(3, { pain, itemId: 'item 2', receivedAt: timeOn(5), ...more });
    const diary = (...more: Told[]) => [...sessions(3, 3, 3), first, ...more];
    for (const heard of [openSince(4), closedOn(4)]) {
      expect(found(diary(later(0)), 3, heard)).toEqual([]);
      expect(found(diary(later(9)), 3, heard)).toEqual([]);
      expect(found(diary(later(8, { corrects: first.id, itemId: 'item 1' })), 3, heard)).toEqual([]);
      // by itself, in a session of its own: the same sitting as others of its kind
      const [one, other] = [
        later(7, { id: 'x', sessionId: 'x', receivedAt: timeOn(3) }),
        later(7, { id: 'y', sessionId: 'y' }),
      ];
      expect(found([...sessions(3, 3, 3), one, other], 3, heard)).toEqual([]);
      // what was harmless when the clinic last heard of it
      expect(found([...sessions(3, 3, 3, 3), later(8)], 3, heard)).toEqual([['over_limit', [8]]]);
    }
    expect(
      found([...sessions(3, 3, 3, 5, 5), told(4, { pain: 5, receivedAt: timeOn(6) })], 3, openSince(5)),
    ).toEqual([]);
  });

  it('asks the patient’s own numbers', () => {
    const own = { aboveBaseline: 3, over: 7 };
    expect(found(sessions(4, 4, 4, 6, 6), 4, NEVER, own)).toEqual([]);
    expect(found(sessions(4, 4, 4, 7, 7), 4, NEVER, own)).toEqual([['above_baseline', [7, 7]]]);
    expect(found(sessions(4, 4, 4, 8), 4, NEVER, own)).toEqual([['over_limit', [8]]]);
  });

  it('keeps which baseline it used, and nothing depends on the order in which entries come', () => {
    const diary = sessions(3, 4, 3, 5, 6);
    const [one] = painAboveBaseline(diary, 2, USUAL_THRESHOLD, NEVER);
    expect(one?.facts).toMatchObject({ baseline: 3, baselineFrom: 'first_reports', pain: [5, 6], by: 2 });
    expect(painAboveBaseline([...diary].reverse(), 2, USUAL_THRESHOLD, NEVER)).toEqual([one]);
  });
});

describe('A6, sorer mornings', () => {
  it.each<[string, Told[], HeardBefore, number]>([
    ['above on two running', mornings(2, 2, 2, 3, 3), NEVER, 1],
    ['above on one', mornings(2, 2, 2, 3, 2), NEVER, 0],
    ['as ever', mornings(2, 2, 2, 2, 2), NEVER, 0],
    ['running three days apart', mornings(2, 2, 2, 3, null, null, 3), NEVER, 1],
    ['four days apart', mornings(2, 2, 2, 3, null, null, null, 3), NEVER, 0],
    ['sore from the first day on', mornings(4, 4), NEVER, 1],
    ['above how sessions are', [...sessions(1, 1, 1), ...mornings(3, 3, 3, 3, 3)], NEVER, 1],
    ['counted already', mornings(2, 2, 2, 3, 3), openSince(4), 0],
    ['closed since', mornings(2, 2, 2, 3, 3), closedOn(4), 0],
    ['two after it was closed', mornings(2, 2, 2, 3, 3, 3, 3), closedOn(4), 1],
  ])('%s', (_, diary, heard, times) => expect(sorerMornings(diary, 2, heard)).toHaveLength(times));

  it('holds a morning against the lower of what mornings and sessions were', () => {
    const baselines = (diary: Told[]) => sorerMornings(diary, 5, NEVER).map(({ facts }) => facts.baseline);
    expect(baselines([...sessions(1, 1, 1), ...mornings(3, 3, 3, 3, 3)])).toEqual([1]);
    expect(baselines([...sessions(4, 4, 4), ...mornings(2, 2, 2, 3, 3)])).toEqual([2]);
    expect(baselines([...sessions(4, 4, 4), ...mornings(3, 3, 3, 3, 3)])).toEqual([]);
  });

  it('says nothing where there is nothing to hold it against', () => {
    expect(sorerMornings(mornings(4, 4), null, NEVER)).toEqual([]);
  });
});

describe('A5, unsure how', () => {
  const unsure = (day: number, fields: Partial<Told> = {}) =>
    told(day, { notDoneBecause: 'unsure_how', ...fields });
  it.each<[string, Told[], HeardBefore, number]>([
    ['twice for one exercise', [unsure(1), unsure(3)], NEVER, 1],
    ['once each for two', [unsure(1), unsure(3, { itemId: 'item 2' })], NEVER, 0],
    ['twice in one session', [unsure(1), unsure(1)], NEVER, 0],
    ['once, and once forgot', [unsure(1), unsure(3, { notDoneBecause: 'forgot' })], NEVER, 0],
    ['counted already', [unsure(1), unsure(3)], openSince(3), 0],
    ['once more while it is open', [unsure(1), unsure(3), unsure(5)], openSince(3), 1],
    ['once after it was closed', [unsure(1), unsure(3), unsure(5)], closedOn(3), 0],
    ['twice after it was closed', [unsure(1), unsure(3), unsure(5), unsure(7)], closedOn(3), 1],
  ])('%s', (_, diary, heard, times) => {
    const before = heard === NEVER ? [] : [{ kind: 'A5' as const, key: 'item 1', ...heard }];
    expect(unsureHow(diary, new Heard(before))).toHaveLength(times);
  });
});

describe('A1, a red flag answered yes', () => {
  const answered = (more: Partial<AnsweredYes> = {}): AnsweredYes => ({
    checkInId: 'check-in 1',
    level: 'emergency',
    yes: ['CES-2'],
    confirmed: [],
    takenBack: [],
    ...more,
  });

  it('is heard without being confirmed, and without a yes it is not', () => {
    expect(redFlagYes(answered())).toMatchObject({
      kind: 'A1',
      facts: { codes: ['CES-2'], confirmed: false },
    });
    expect(redFlagYes(answered({ yes: [] }))).toBeNull();
  });

  it('is one for a check-in, whatever is said of it later, and another for another', () => {
    const keys = [
      answered(),
      answered({ confirmed: ['CES-2'] }),
      answered({ takenBack: ['CES-2'] }),
      answered({ checkInId: 'check-in 2' }),
    ].map((one) => redFlagYes(one)?.key);
    expect(keys).toEqual(['check-in 1', 'check-in 1', 'check-in 1', 'check-in 2']);
  });

  it.each<[Partial<AnsweredYes>, string]>([
    [{}, 'Answered yes, and did not take it back: CES-2.'],
    [{ confirmed: ['CES-2'] }, 'Answered yes, and confirmed it: CES-2.'],
    [{ takenBack: ['CES-2'] }, 'Answered yes, and said that it was a slip: CES-2.'],
    [
      { confirmed: ['CES-2'], takenBack: ['CES-2'] },
      'Answered yes, and confirmed it: CES-2. Then said that it was a slip: CES-2.',
    ],
    [
      { yes: ['CES-2', 'CES-4', 'FX'], confirmed: ['CES-4'], takenBack: ['FX'] },
      'Answered yes, and confirmed it: CES-4. Answered yes, and did not take it back: CES-2. ' +
        'Answered yes, and said that it was a slip: FX.',
    ],
  ])('with %j says what was said last, and nothing else', (more, words) => {
    expect(whyInWords('A1', redFlagYes(answered(more))!.facts)).toBe(words);
  });
});

describe('A3, symptoms that spread', () => {
  it.each<[string, Partial<Told>, string | null]>([
    ['further down', { spread: 'further_down' }, 'item 1'],
    ['numb or weak', { spread: 'numb_or_weak' }, 'numb_or_weak'],
    ['further down on a morning', { spread: 'further_down', itemId: null }, 'next_morning'],
    ['none', { spread: 'none' }, null],
    ['not asked', {}, null],
  ])('%s', (_, fields, key) => {
    const heard = movedSymptoms(told(1, fields));
    expect(heard?.key ?? null).toBe(key);
    if (heard) expect(heard.facts).toMatchObject({ spread: fields.spread });
  });
});

describe('A4, fallen silent', () => {
  const day = (n: number, done = 0, declined = 0, due = 3): PlanDay => ({
    day: dayN(n),
    due,
    done,
    declined,
  });
  const plan = (fields: object = {}) => ({
    prescriptionId: 'rx',
    delivery: 'portal' as const,
    isOpen: true,
    openSince: dayN(0),
    days: [] as PlanDay[],
    ...fields,
  });
  const because = (fields: Partial<Following>, today: number, lastAt: Date | null = null) => {
    const following = { plans: [plan()], toldOn: [], closedOn: null, ...fields, today: dayN(today) };
    return fallenSilent(following, { lastAt }).map(({ facts }) => facts.because);
  };
  const missed = [plan({ days: [day(1, 0, 3), day(3, 0, 3), day(5, 0, 3)] })];
  const days = (...all: number[]) => all.map(dayN);

  it.each<[string, Partial<Following>, number, string[]]>([
    ['nothing since it began, on the eighth day', {}, 7, ['no_report']],
    ['nothing since it began, on the seventh', {}, 6, []],
    ['nothing for seven whole days', { toldOn: days(2) }, 10, ['no_report']],
    ['nothing for six', { toldOn: days(2) }, 9, []],
    ['on paper', { plans: [plan({ delivery: 'paper' })] }, 20, []],
    ['paused or held', { plans: [plan({ isOpen: false })] }, 20, []],
    ['not begun', { plans: [plan({ openSince: dayN(21) })] }, 20, []],
    ['opened again a week ago', { plans: [plan({ openSince: dayN(14) })] }, 20, []],
    ['opened again more than a week ago', { plans: [plan({ openSince: dayN(13) })] }, 20, ['no_report']],
    ['closed a week ago', { closedOn: dayN(13) }, 20, []],
    ['closed more than a week ago', { closedOn: dayN(12) }, 20, ['no_report']],
    ['nothing was due', { plans: [plan({ days: [day(1, 0, 0, 0), day(5, 0, 0, 0)] })] }, 8, []],
    ['something was due', { plans: [plan({ days: [day(1, 0, 0, 0), day(5)] })] }, 8, ['no_report']],
    ['three in a row not done', { plans: missed, toldOn: days(1, 3, 5) }, 6, ['not_done']],
    ['two in a row', { plans: [plan({ days: missed[0]!.days.slice(1) })], toldOn: days(3, 5) }, 6, []],
    [
      'one done between',
      { plans: [plan({ days: [day(1, 0, 3), day(3, 1, 2), day(5, 0, 3)] })], toldOn: days(1, 3, 5) },
      6,
      [],
    ],
    [
      'days of which nothing is known neither count nor break',
      {
        plans: [plan({ days: [day(1, 0, 3), day(2), day(3, 0, 3), day(4), day(5, 0, 3)] })],
        toldOn: days(1, 3, 5),
      },
      6,
      ['not_done'],
    ],
    ['unknown days alone', { plans: [plan({ days: [day(1), day(2), day(3)] })], toldOn: days(0) }, 4, []],
    [
      'days on which something else was told',
      { plans: [plan({ days: [day(1), day(2), day(3)] })], toldOn: days(1, 2, 3) },
      4,
      ['not_done'],
    ],
    [
      'today may still bring it',
      { plans: [plan({ days: [day(1), day(2), day(3)] })], toldOn: days(1, 2, 3) },
      3,
      [],
    ],
    ['closed since', { plans: missed, toldOn: days(1, 3, 5), closedOn: dayN(5) }, 6, []],
  ])('%s', (_, fields, today, expected) => expect(because(fields, today)).toEqual(expected));

  it('adds nothing while one is open', () => {
    expect(because({}, 20, timeOn(8))).toEqual([]);
    expect(because({ plans: missed, toldOn: days(1, 3, 5) }, 6, timeOn(1))).toEqual([]);
  });
});

describe('A7 and A8, what the calendar brings', () => {
  const plan: RunningPlan = {
    prescriptionId: 'rx',
    reviewOn: dayN(14),
    adviceUntil: dayN(42),
    isPaused: false,
    fullScreenOn: dayN(0),
  };
  const reasons = (fields: Partial<RunningPlan>, today: number, heard = new Heard(), sameLevelDays = 60) =>
    reviewDue({ ...plan, ...fields }, { sameLevelDays }, dayN(today), heard).map(
      ({ facts }) => facts.because,
    );

  it.each<[string, Partial<RunningPlan>, number, string[]]>([
    ['on the day of the review', {}, 14, []],
    ['the day after', {}, 15, ['review_passed']],
    ['paused', { isPaused: true }, 15, ['review_passed']],
    ['on the last day of the advice', {}, 42, ['review_passed']],
    ['after it', {}, 43, []],
    ['assessed at the limit', { fullScreenOn: dayN(-46) }, 14, []],
    ['assessed a day before', { fullScreenOn: dayN(-47) }, 14, ['assessment_too_old']],
    ['assessed long ago, paused', { fullScreenOn: dayN(-90), isPaused: true }, 14, []],
    ['not assessed', { fullScreenOn: null }, 14, []],
  ])('%s', (_, fields, today, expected) => expect(reasons(fields, today)).toEqual(expected));

  it('says each once for its day', () => {
    const key = `review rx ${dayN(14)}`;
    const heard = new Heard([{ kind: 'A7', key, ...closedOn(15) }]);
    expect(reasons({}, 20, heard)).toEqual([]);
    expect(reasons({ reviewOn: dayN(18) }, 20, heard)).toEqual(['review_passed']);
  });

  const nprs = (...pain: number[]) => ({
    instrument: 'NPRS' as const,
    points: pain.map((one, place) => ({ takenOn: dayN(7 * place), score: one, answers: { pain: one } })),
  });
  const psfs = (...scores: number[]) => ({
    instrument: 'PSFS' as const,
    points: scores.map((score, place) => ({
      takenOn: dayN(7 * place),
      score,
      answers: { activities: ['run', 'sit', 'lift'].map((activity) => ({ activity, score })) },
    })),
  });

  it.each<[string, Parameters<typeof noChange>[1], number, number]>([
    ['no change by the review', [nprs(6, 5)], 14, 1],
    ['worse', [nprs(5, 8)], 14, 1],
    ['just better', [nprs(6, 4)], 14, 0],
    ['function better, pain not', [nprs(6, 6), psfs(3, 5)], 14, 0],
    ['neither better', [nprs(6, 6), psfs(3, 4)], 14, 1],
    ['scored once', [nprs(6)], 14, 0],
    ['before the review', [nprs(6, 6)], 13, 0],
    ['after the advice', [nprs(6, 6)], 43, 0],
  ])('%s', (_, scores, today, times) =>
    expect(noChange(plan, scores, dayN(today), new Heard())).toHaveLength(times),
  );

  it('says it once for a review', () => {
    const heard = new Heard([{ kind: 'A8', key: `outcome rx ${dayN(14)}`, ...openSince(14) }]);
    expect(noChange(plan, [nprs(6, 6)], dayN(15), heard)).toEqual([]);
  });
});

describe('the life of an alert', () => {
  it.each([
    ['open', 'acknowledgement', 'acknowledged'],
    ['open', 'closing', 'closed'],
    ['acknowledged', 'acknowledgement', 'alert.acknowledged_already'],
    ['acknowledged', 'closing', 'closed'],
    ['closed', 'acknowledgement', 'alert.closed'],
    ['closed', 'closing', 'alert.closed'],
  ] as const)('%s, %s: %s', (from, step, to) => {
    if (to.startsWith('alert.')) expect(() => nextStanding(from, step)).toThrow(to);
    else expect(nextStanding(from, step)).toBe(to);
  });

  it('names every standing and step, and reads a row', () => {
    expect(ALERT_STANDINGS.length * ALERT_STEPS.length).toBe(6);
    const [at, none] = [timeOn(1), null];
    expect(standingOf({ acknowledgedAt: none, closedAt: none })).toBe('open');
    expect(standingOf({ acknowledgedAt: at, closedAt: none })).toBe('acknowledged');
    expect(standingOf({ acknowledgedAt: at, closedAt: at })).toBe('closed');
  });
});

describe('who stands in', () => {
  const cover = (staffId: string, coveredBy: string, from = 0, to = 9) => ({
    staffId,
    coveredBy,
    from: dayN(from),
    to: dayN(to),
  });
  const base = {
    responsibleId: 'a',
    covers: [],
    backupId: 'z',
    activeIds: ['a', 'b', 'c', 'z'],
    today: dayN(5),
  };
  it.each<[string, Partial<Parameters<typeof standInFor>[0]>, string | null]>([
    ['the cover', { covers: [cover('a', 'b')] }, 'b'],
    ['on the last day', { covers: [cover('a', 'b', 0, 5)] }, 'b'],
    ['a cover that is over', { covers: [cover('a', 'b', 0, 4)] }, 'z'],
    ['a cover that has not begun', { covers: [cover('a', 'b', 6)] }, 'z'],
    ['a cover who left', { covers: [cover('a', 'x')] }, 'z'],
    ['a cover who is away too', { covers: [cover('a', 'b'), cover('b', 'a')] }, 'z'],
    ['somebody else’s cover', { covers: [cover('c', 'b')] }, 'z'],
    ['no cover', {}, 'z'],
    ['the backup is who did not answer', { backupId: 'a' }, null],
    ['the backup is away', { covers: [cover('z', 'b')] }, null],
    ['no backup', { backupId: null }, null],
    ['nobody is responsible', { responsibleId: null }, 'z'],
  ])('%s', (_, fields, to) => expect(standInFor({ ...base, ...fields })).toBe(to));

  it.each<[string, Partial<Parameters<typeof toldAtOnce>[0]>, string[]]>([
    ['whoever is responsible, and the backup', {}, ['a', 'z']],
    ['whoever stands in', { covers: [cover('a', 'b')] }, ['b', 'z']],
    ['whoever is back', { covers: [cover('a', 'b', 0, 4)] }, ['a', 'z']],
    ['the backup, where who stands in is away too', { covers: [cover('a', 'b'), cover('b', 'c')] }, ['z']],
    ['the backup, where who is responsible left', { responsibleId: 'x' }, ['z']],
    ['the backup, where nobody is responsible', { responsibleId: null }, ['z']],
    ['one person once', { backupId: 'a' }, ['a']],
    ['no backup who is away', { covers: [cover('z', 'b')] }, ['a']],
    ['no backup who left', { backupId: 'x' }, ['a']],
    ['everybody, where neither is here', { responsibleId: 'x', backupId: null }, ['a', 'b', 'c', 'z']],
    ['everybody, where both are away', { covers: [cover('a', 'x'), cover('z', 'x')] }, ['a', 'b', 'c', 'z']],
    ['nobody, where nobody is here', { activeIds: [] }, []],
  ])('is told at once: %s', (_, fields, told) => expect(toldAtOnce({ ...base, ...fields })).toEqual(told));
});

describe('why, in words', () => {
  it.each<[Parameters<typeof whyInWords>[0], object, RegExp]>([
    ['A1', { codes: ['CES-2'] }, /CES-2/],
    [
      'A2',
      {
        because: 'above_baseline',
        pain: [5, 6],
        days: ['2026-11-05'],
        baseline: 3,
        baselineFrom: 'first_reports',
      },
      /5, then 6.*baseline 3, median/,
    ],
    ['A2', { because: 'over_limit', pain: [7], over: 5, baseline: null }, /above 5: 7.*no baseline/],
    ['A3', { spread: 'numb_or_weak' }, /numbness or weakness/],
    ['A4', { because: 'no_report', lastReportOn: '2026-11-05' }, /last on 2026-11-05.*How can we help/],
    ['A4', { ownPause: true }, /paused the plan themself.*How can we help/],
    ['A4', { because: 'not_done', days: ['2026-11-05'] }, /not done.*How can we help/],
    ['A5', { times: 2, days: [] }, /Unsure how/],
    ['A6', { pain: [4, 4], baseline: 2, baselineFrom: 'assessment' }, /please decide/],
    ['A7', { because: 'review_passed', reviewOn: '2026-11-05' }, /2026-11-05/],
    ['A7', { because: 'assessment_too_old', assessedOn: '2026-11-05', limitDays: 60 }, /60 days/],
    ['A7', { because: 'video_gone' }, /video/],
    ['A8', { changes: [{ instrument: 'NPRS', difference: 1 }] }, /NPRS \+1/],
  ])('%s %j', (kind, facts, says) => expect(whyInWords(kind, facts as never)).toMatch(says));

  it.each(ALERT_KINDS)('%s says its trigger where the facts are not understood', (kind) => {
    const trigger = ALERT_RULES.find((rule) => rule.kind === kind)!.trigger;
    for (const facts of [{}, { codes: 4, pain: 'x', changes: [], because: 'other' }]) {
      expect(whyInWords(kind, facts)).toBe(trigger);
    }
  });
});
