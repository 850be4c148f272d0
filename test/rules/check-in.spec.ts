/**
 * When the full questions are asked, which of them, and what a yes says first: each rule as a table with its boundaries. That
 * the questions and the two lists are the same words is asked here too, and that the sentences around them are easy to read.
 */
import { CHECK_IN_TEXTS } from '../../src/check-in/check-in-wording';
import { codesIn, flagsOf, hasUrgent, QUESTIONS } from '../../src/check-in/questions';
import { urgentFor, wordMessage } from '../../src/check-in/replies';
import { type SignedSign, type SignsOnRecord, unanswered, whatToAsk } from '../../src/check-in/what-to-ask';
import { baselineOf, type DaysSoFar, type Report, whenToAsk } from '../../src/check-in/when-to-ask';
import { inNumbers, numbersOf } from '../../src/clinic/emergency-numbers';
import { englishIn } from '../../src/language/words';
import { EMERGENCY, URGENT } from '../../src/routine/wording';
import { SIGN_CODES, type SignCode, textsOf, WARNING_SIGNS } from '../../src/routine/warning-signs';
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import { readingGrade } from '../support/reading-grade';

const GB = englishIn(numbersOf('GB'));
const at = (day: number, hour = 9): Date => new Date(Date.UTC(2026, 2, day, hour));
const dayOf = (day: number): string => at(day).toISOString().slice(0, 10);

describe('the questions', () => {
  it('are the two lists, in their order and their words, and each once', () => {
    const texts = (level: string) => QUESTIONS.filter((one) => one.level === level).map(({ text }) => text);
    expect(texts('emergency')).toEqual(EMERGENCY.items);
    expect(texts('urgent')).toEqual(URGENT.items);
    expect(QUESTIONS.map(({ code }) => code)).toEqual(SIGN_CODES);
    expect(new Set(QUESTIONS.map(({ text }) => text)).size).toBe(QUESTIONS.length);
    expect([EMERGENCY.items.length, URGENT.items.length]).toEqual([7, 4]);
  });

  it('carry, of an emergency, the code of its red flag, and of the others none', () => {
    for (const { code, level } of WARNING_SIGNS) {
      expect(RED_FLAG_CODES.some((flag) => flag === code)).toBe(level === 'emergency');
    }
  });

  it('open a hold with flags of emergencies only, in the order of the lists', () => {
    expect(flagsOf(['NIGHT', 'CES-2', 'CARD', 'WEIGHT'])).toEqual(['CARD', 'CES-2']);
    expect(flagsOf(['NIGHT'])).toEqual([]);
    expect([hasUrgent(['CARD']), hasUrgent(['CARD', 'NIGHT'])]).toEqual([false, true]);
  });

  it('count a yes, and neither a no nor a "rather not say"', () => {
    expect(codesIn({ NIGHT: 'yes', 'CES-5': 'declined', CARD: 'yes', FX: 'no' })).toEqual(['CARD', 'NIGHT']);
  });

  it.each(Object.values(CHECK_IN_TEXTS).map((one) => [one.id, one.text] as const))(
    '%s reads at an age of 9 to 11 and promises nothing',
    (_, text) => {
      expect(text).not.toMatch(/\b(safe|safely|cure|cures|slipped|watch|soon)\b|!/i);
      expect(readingGrade(text)).toBeLessThan(6);
    },
  );
});

describe('what a yes says first', () => {
  it.each<[SignCode[], string[]]>([
    [[], []],
    [['NIGHT'], ['urgent']],
    [['CARD'], ['emergency']],
    [
      ['NIGHT', 'CES-1'],
      ['emergency', 'urgent'],
    ],
  ])('of %j is %j', (codes, levels) => {
    expect(urgentFor(codes, GB).map(({ level }) => level)).toEqual(levels);
    expect(urgentFor(codes, GB).flatMap(({ items }) => items)).toHaveLength(codes.length);
  });

  it('names the place to go by the list', () => {
    const [emergency, urgent] = urgentFor(SIGN_CODES, GB);
    expect(emergency?.title).toMatch(/A&E or call 999 now/);
    expect(urgent?.title).toMatch(/111 or your GP/);
    expect([emergency?.items, urgent?.items]).toEqual(
      (['emergency', 'urgent'] as const).map((level) =>
        textsOf(level).map((text) => inNumbers(text, numbersOf('GB'))),
      ),
    );
  });

  it.each([
    ['confirmed', 'everything', true, /on pause now.*call/],
    ['confirmed', 'today', true, /off for today/],
    ['confirmed', 'nothing', true, /call your clinic.*put your plan on pause/],
    ['taken_back', 'nothing', false, /by mistake/],
    ['taken_back', 'everything', true, /stays on pause.*call your clinic/],
    ['taken_back', 'today', true, /stays on pause.*call your clinic/],
  ] as const)('a sign %s that closed %s says so', (kind, closed, isConfirmed, says) => {
    expect(wordMessage(kind, closed, isConfirmed)).toMatch(says);
  });
});

describe('the full questions are asked', () => {
  const plan = { issuedAt: at(1), firstDay: dayOf(1) };
  const report = (pain: number | null, day: number, spreads = false): Report => ({
    at: at(day),
    pain,
    spreads,
  });
  const base: DaysSoFar = {
    today: dayOf(10),
    lastFull: { at: at(5), day: dayOf(5) },
    plans: [plan],
    reports: [],
    painAtAssessment: null,
  };
  const threes = [report(3, 2), report(3, 3), report(3, 4)];
  const full = (day: number, hour = 9) => ({ at: at(day, hour), day: dayOf(day) });

  it.each<[string, Partial<DaysSoFar>, string | null]>([
    ['not without a plan', { plans: [], lastFull: null }, null],
    ['not without a plan, though a week has passed', { plans: [], lastFull: full(1) }, null],
    ['at the first session', { lastFull: null }, 'first_session'],
    [
      'not when they were answered on the first day',
      { lastFull: full(5), plans: [{ issuedAt: at(5, 8), firstDay: dayOf(5) }] },
      null,
    ],
    [
      'when the plan came an hour after',
      { lastFull: full(5), plans: [{ issuedAt: at(5, 10), firstDay: dayOf(5) }] },
      'first_session',
    ],
    [
      'when they were answered the day before its first',
      { lastFull: full(5), plans: [{ issuedAt: at(4), firstDay: dayOf(6) }] },
      'first_session',
    ],
    [
      'at the first session of a second plan',
      { plans: [plan, { issuedAt: at(9), firstDay: dayOf(9) }] },
      'first_session',
    ],
    ['not after six days', { today: dayOf(11) }, null],
    ['after seven days', { today: dayOf(12) }, 'weekly'],
    ['not of a day to come', { lastFull: full(11) }, null],
    ['not when pain rose by one', { reports: [...threes, report(4, 6)] }, null],
    ['when pain rose by two', { reports: [...threes, report(5, 6)] }, 'pain_rose'],
    ['not when it had risen before they were answered', { reports: [...threes, report(9, 5)] }, null],
    [
      'when it rose above what the assessment found',
      { painAtAssessment: 4, reports: [report(6, 6)] },
      'pain_rose',
    ],
    ['not when it rose by one above that', { painAtAssessment: 4, reports: [report(5, 6)] }, null],
    ['not when nobody knows from what', { reports: [report(9, 6)] }, null],
    [
      'by the first three, not by the assessment',
      { painAtAssessment: 8, reports: [...threes, report(5, 6)] },
      'pain_rose',
    ],
    ['when it spread', { reports: [report(null, 6, true)] }, 'spread'],
    ['not when it had spread before', { reports: [report(null, 5, true)] }, null],
  ])('%s', (_, so, because) => {
    expect(whenToAsk({ ...base, ...so })).toEqual({ mode: because ? 'questions' : 'list', because });
  });

  it.each<[(number | null)[], number | null, number | null]>([
    [[], null, null],
    [[], 4, 4],
    [[2, 2], 4, 4],
    [[2, 6, 3], 4, 3],
    [[6, 2, 6, 0, 0], 4, 6],
    [[null, 2, null, 3, 1], null, 2],
  ])('with a baseline of reports %j and the assessment’s %s: %s', (pains, assessed, expected) => {
    const reports = pains.map((pain, nth) => report(pain, nth + 1));
    expect(baselineOf(reports, assessed)).toBe(expected);
  });
});

describe('a question is left out', () => {
  const seen: SignedSign = {
    assessmentId: 'a',
    episodeId: 'e',
    seenOn: dayOf(20),
    signedAt: at(20),
    code: 'CES-7',
    answer: 'yes',
    signs: [],
    knownSince: '2020-05-01',
    hasCause: true,
    isUnchanged: true,
    investigatedOn: '2020-06-01',
    hasDecision: false,
    isResolved: false,
    saddle: { neuro: { saddleSensation: 'altered' } },
  };
  const record = (signed: Partial<SignedSign>[], more: Partial<SignsOnRecord> = {}): SignsOnRecord => ({
    signed: signed.map((one) => ({ ...seen, ...one })),
    attestedAt: [],
    confirmed: [],
    numbAt: [],
    ...more,
  });
  const leftOut = (of: SignsOnRecord, asOf = at(25)): SignCode[] => {
    const asked = whatToAsk(of, asOf).map(({ code }) => code);
    return SIGN_CODES.filter((code) => !asked.includes(code));
  };
  const LEGS = { code: 'CES-6', answer: 'no' } as const;
  const weight = { code: 'CA', signs: ['weight_loss'], hasDecision: true } as const;

  it.each<[string, SignsOnRecord, SignCode[]]>([
    ['nothing, where nothing is recorded', record([]), []],
    ['saddle numbness of a known cause, investigated', record([{}]), ['CES-2']],
    [
      'marked in the chart',
      record([{ saddle: { bodyChart: [{ region: 'saddle', side: 'central' } as never] } }]),
      ['CES-2'],
    ],
    [
      'not of what CES-7 means but the saddle',
      record([{ saddle: { neuro: { saddleSensation: 'normal_tested' } } }]),
      [],
    ],
    ['not where nobody said since when', record([{ knownSince: null }]), []],
    ['not without a cause', record([{ hasCause: false }]), []],
    ['not where it is not said to be unchanged', record([{ isUnchanged: false }]), []],
    ['not where nobody looked into it', record([{ investigatedOn: null }]), []],
    ['not of the last 14 days', record([{ knownSince: dayOf(6) }]), []],
    ['of 15 days', record([{ knownSince: dayOf(5) }]), ['CES-2']],
    [
      'not since the last visit',
      record([{ knownSince: dayOf(3) }, { seenOn: dayOf(2), signedAt: at(2) }]),
      [],
    ],
    ['not of a "no"', record([{ answer: 'no' }]), []],
    ['not of an older screen than one that says no', record([{}, { answer: 'no', signedAt: at(21) }]), []],
    ['of a newer screen than one that says no', record([{}, { answer: 'no', signedAt: at(19) }]), ['CES-2']],
    ['not where a later screen attests nothing', record([{}], { attestedAt: [at(21)] }), []],
    ['where an earlier one did', record([{}], { attestedAt: [at(19)] }), ['CES-2']],
    [
      'not where the patient confirmed it since',
      record([{}], { confirmed: [{ code: 'CES-2', at: at(21) }] }),
      [],
    ],
    [
      'where they confirmed it before',
      record([{}], { confirmed: [{ code: 'CES-2', at: at(19) }] }),
      ['CES-2'],
    ],
    [
      'where they confirmed something else',
      record([{}], { confirmed: [{ code: 'NIGHT', at: at(21) }] }),
      ['CES-2'],
    ],
    ['not where numbness or weakness was reported since', record([{}], { numbAt: [at(21)] }), []],
    ['where that was before', record([{}], { numbAt: [at(19)] }), ['CES-2']],
    ['pain in both legs that is not new', record([LEGS]), ['CES-6']],
    ['not pain in both legs that is new', record([{ ...LEGS, answer: 'yes' }]), []],
    ['weight loss that was decided on', record([weight]), ['WEIGHT']],
    ['or whose hold was resolved', record([{ ...weight, hasDecision: false, isResolved: true }]), ['WEIGHT']],
    ['not what waits for either', record([{ ...weight, hasDecision: false }]), []],
    ['not another sign of that item', record([{ ...weight, signs: ['past_cancer'] }]), []],
    [
      'a changed shape that was looked at',
      record([{ code: 'FX', signs: ['new_deformity'], isResolved: true }]),
      ['SHAPE'],
    ],
    ['but never an accident', record([{ code: 'FX', signs: ['major_trauma'], isResolved: true }]), []],
    [
      'pain at night that was looked at',
      record([{ code: 'CA', signs: ['night_pain'], hasDecision: true }]),
      ['NIGHT'],
    ],
    [
      'or is part of a known pattern',
      record([{ code: 'AXSPA', signs: ['wakes_second_half'], hasDecision: true }]),
      ['NIGHT'],
    ],
  ])('%s', (_, of, codes) => {
    expect(leftOut(of)).toEqual(codes);
  });

  it('as the record stood then', () => {
    expect(leftOut(record([{}]), at(20, 8))).toEqual([]);
    expect(leftOut(record([{}]), at(20, 9))).toEqual(['CES-2']);
  });

  it('never of chest pain, bladder, bowel, sexual feeling, an accident or a temperature', () => {
    const all = RED_FLAG_CODES.flatMap((code) =>
      (['yes', 'no'] as const).map((answer) => ({
        code,
        answer,
        signs: ['weight_loss', 'new_deformity', 'night_pain', 'major_trauma', 'fever'],
        hasDecision: true,
        isResolved: true,
      })),
    );
    const out = all.flatMap((one) => leftOut(record([one])));
    expect(new Set(out)).toEqual(new Set(['CES-6', 'CES-2', 'WEIGHT', 'SHAPE', 'NIGHT']));
  });

  it('and is answered by yes, no or "rather not say", not by silence', () => {
    const asked = QUESTIONS.slice(0, 3);
    const missing = unanswered(asked, { CARD: 'declined', 'CES-6': 'no' }).map(({ code }) => code);
    expect(missing).toEqual(['CES-2']);
  });
});
