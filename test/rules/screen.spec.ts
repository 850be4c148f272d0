/** When a red-flag screen may be signed, what is left open of it, and when it needs the clinician's own word. */
import { RED_FLAG_CODES, type RedFlagCode } from '../../src/screen/red-flags';
import {
  callsForAWord,
  gradeScreen,
  type Screen,
  type ScreenAnswer,
  type ScreenContext,
  type ScreenEntry,
  unsettled,
} from '../../src/screen/screen';
import { screenFaults } from '../../src/screen/screen-faults';
import { type Answers, known, screenOf, VISIT, yes } from './red-flag-cases';

const faults = (screen: Screen, context: ScreenContext = VISIT) =>
  screenFaults(screen, context, gradeScreen(screen, context)).map(({ pointer, code }) => [pointer, code]);
const attested: Screen = { kind: 'attested', recordNumber: 'A-1' };

describe('a screen may be signed', () => {
  it('with every item answered', () => {
    expect(faults(screenOf({}))).toEqual([]);
  });

  it.each(RED_FLAG_CODES)('not without %s, nor when it was not asked', (code) => {
    const { answers } = screenOf({}) as { answers: Record<RedFlagCode, ScreenEntry> };
    const { [code]: _, ...others } = answers;
    const fault = [[`/answers/${code}`, 'screen.not_answered']];
    expect(faults({ kind: 'answered', answers: others })).toEqual(fault);
    expect(faults(screenOf({ [code]: 'not_asked' }))).toEqual(fault);
  });

  it.each<ScreenAnswer>(['yes', 'no', 'declined', 'unable'])('with %s, which is an answer', (answer) => {
    expect(faults(screenOf({ 'CES-1': answer }))).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['an unknown answer', { CORD: { answer: 'maybe' } }, '/answers/CORD', 'screen.unknown_answer'],
    ['null for an entry', { CORD: null }, '/answers/CORD', 'screen.not_answered'],
    ['an answer that is null', { CORD: { answer: null } }, '/answers/CORD', 'screen.unknown_answer'],
    ['an unknown item', { GOUT: { answer: 'no' } }, '/answers/GOUT', 'screen.unknown_item'],
    [
      'a name for a pointer to escape',
      { 'a/b~c': { answer: 'no' } },
      '/answers/a~1b~0c',
      'screen.unknown_item',
    ],
  ])('not with %s', (_, said, pointer, code) => {
    const { answers } = screenOf({}) as { answers: object };
    expect(faults({ kind: 'answered', answers: { ...answers, ...said } })).toEqual([[pointer, code]]);
  });

  it('empty: every item is named', () => {
    expect(faults({ kind: 'answered', answers: {} })).toHaveLength(RED_FLAG_CODES.length);
  });

  it('attested with a record number only', () => {
    expect(faults(attested)).toEqual([]);
    expect(faults({ kind: 'attested', recordNumber: ' ' })).toEqual([
      ['/recordNumber', 'screen.record_number_missing'],
    ]);
  });
});

const INFLAMED = ['onset_before_35', 'wakes_second_half', 'better_with_movement', 'relative'];
const old = known('2020-01-01', { investigatedOn: '2020-02-01' });
const decision = { kind: 'not_significant', because: 'Unchanged for years.' } as const;

it.each<[string, Answers, string[][]]>([
  ['signs on a no', { INF: { answer: 'no', signs: ['fever'] } }, [['/answers/INF/signs', 'screen.stray']]],
  [
    'signs on what was declined',
    { CORD: { answer: 'declined', signs: ['gait'], decision } },
    [['/answers/CORD/signs', 'screen.stray']],
  ],
  ['a sign of another item', { INF: yes('major_trauma') }, [['/answers/INF/signs', 'screen.unknown_sign']]],
  ['no signs, said out loud', { INF: { answer: 'no', signs: [] } }, []],
  [
    'a known cause on a no',
    { MOTOR: { answer: 'no', known: old } },
    [['/answers/MOTOR/known', 'screen.stray']],
  ],
  [
    'a known cause where none lowers',
    { 'CES-1': { answer: 'yes', known: old } },
    [['/answers/CES-1/known', 'screen.stray']],
  ],
  ['a known cause that is complete', { MOTOR: { answer: 'yes', known: old, decision } }, []],
  [
    'a known cause that is empty',
    { MOTOR: { answer: 'yes', known: {} } },
    [
      ['/answers/MOTOR/known/since', 'screen.known_incomplete'],
      ['/answers/MOTOR/known/cause', 'screen.known_incomplete'],
      ['/answers/MOTOR/known/unchanged', 'screen.known_incomplete'],
    ],
  ],
  [
    'a cause of blanks',
    { MOTOR: { answer: 'yes', known: { ...old, cause: ' ' } } },
    [['/answers/MOTOR/known/cause', 'screen.known_incomplete']],
  ],
  [
    'a cause from after the visit',
    { MOTOR: { answer: 'yes', known: known('2026-11-21') } },
    [['/answers/MOTOR/known/since', 'screen.known_incomplete']],
  ],
  [
    'an investigation after the visit',
    { MOTOR: { answer: 'yes', known: known('2020-01-01', { investigatedOn: '2026-11-21' }), decision } },
    [['/answers/MOTOR/known/investigatedOn', 'screen.known_incomplete']],
  ],
  ['a decision on a no', { MH: { answer: 'no', decision } }, [['/answers/MH/decision', 'screen.stray']]],
])('%s', (_, answers, expected) => {
  expect(faults(screenOf(answers))).toEqual(expected);
});

describe('a decision', () => {
  const strain = yes('past_cancer', 'clear_strain');
  const of = (said: ScreenEntry['decision']) => faults(screenOf({ CA: { ...strain, decision: said } }));
  const at = '/answers/CA/decision';

  it.each<[string, Answers, RedFlagCode]>([
    ['an old cancer', { CA: strain }, 'CA'],
    ['what lowers a sign of the cord', { CORD: { answer: 'yes', known: old } }, 'CORD'],
    ['a grave question left open', { DVT: 'declined' }, 'DVT'],
    ['a question about sex that was declined', { 'CES-5': 'declined' }, 'CES-5'],
    ['an inner organ', { VISC: 'yes' }, 'VISC'],
    ['four signs of inflammation, though exercise may go on', { AXSPA: yes(...INFLAMED) }, 'AXSPA'],
    ['three of them', { AXSPA: yes(...INFLAMED.slice(1)) }, 'AXSPA'],
  ])('is asked for by %s', (_, answers, code) => {
    expect(faults(screenOf(answers))).toEqual([[`/answers/${code}/decision`, 'screen.undecided']]);
  });

  it.each<[string, Answers]>([
    ['what holds', { CA: yes('past_cancer', 'clear_strain', 'weight_loss') }],
    ['what is only to be known', { CA: yes('no_better_1_month') }],
    ['an open question of little weight', { VISC: 'declined' }],
    ['two signs of inflammation', { AXSPA: yes(...INFLAMED.slice(2)) }],
  ])('is not asked for by %s', (_, answers) => {
    expect(faults(screenOf(answers))).toEqual([]);
  });

  it.each<[string, RedFlagCode, ScreenEntry]>([
    ['an age', 'AGE', yes('under_16')],
    ['inflammation', 'AXSPA', yes(...INFLAMED)],
  ])('is asked for once in an episode, of %s', (_, code, entry) => {
    const screen = screenOf({ [code]: entry });
    expect(faults(screen)).toEqual([[`/answers/${code}/decision`, 'screen.undecided']]);
    expect(faults(screen, { ...VISIT, decidedEarlier: [code] })).toEqual([]);
  });

  it('on inflammation opens no hold, and is no CAUTION', () => {
    const [flag] = gradeScreen(screenOf({ AXSPA: yes(...INFLAMED) }), VISIT);
    expect(flag).toMatchObject({ level: 'INFO', asksDecision: true, opensHold: false });
    const decided = { kind: 'refer', because: 'To rheumatology.', on: '2026-12-20' } as const;
    expect(faults(screenOf({ AXSPA: { ...yes(...INFLAMED), decision: decided } }))).toEqual([]);
  });

  it('is not asked for where nothing is graded', () => {
    expect(screenFaults(screenOf({ CA: strain }), VISIT, [])).toEqual([]);
  });

  it.each<[string, ScreenEntry['decision'], string[]]>([
    ['to refer', { kind: 'refer', because: 'To the oncologist.' }, []],
    ['to investigate, with its day', { kind: 'investigate', because: 'A blood test.', on: '2027-03-01' }, []],
    ['to monitor until the 14th day', { kind: 'monitor', because: 'A clear strain.', on: '2026-12-04' }, []],
    [
      'to monitor until the 15th day',
      { kind: 'monitor', because: 'A clear strain.', on: '2026-12-05' },
      ['on'],
    ],
    ['to monitor until the visit', { kind: 'monitor', because: 'A clear strain.', on: '2026-11-20' }, ['on']],
    ['to monitor some day', { kind: 'monitor', because: 'A clear strain.' }, ['on']],
    ['without a reason', { kind: 'refer' }, ['because']],
    ['with a reason of blanks', { kind: 'refer', because: ' ' }, ['because']],
    ['of no kind', { because: 'So it is.' }, ['kind']],
    ['that says nothing', {}, ['kind', 'because']],
  ])('%s', (_, said, missing) => {
    expect(of(said)).toEqual(missing.map((name) => [`${at}/${name}`, 'screen.decision_incomplete']));
  });

  it('to monitor may lie further away where nothing sooner is asked', () => {
    const far = { kind: 'monitor', because: 'A cyst.', on: '2027-03-01' } as const;
    expect(faults(screenOf({ VISC: { answer: 'yes', decision: far } }))).toEqual([]);
  });
});

describe('a bare no', () => {
  const context = { ...VISIT, contradicted: { MOTOR: 'power 3 of 5 at L5, left', AGE: 'aged 14' } };

  it('cannot stand beside what was found', () => {
    expect(faults(screenOf({}), context)).toEqual([
      ['/answers/MOTOR', 'screen.contradicted'],
      ['/answers/AGE', 'screen.contradicted'],
    ]);
    expect(faults(screenOf({ MOTOR: 'yes', AGE: 'yes' }), { ...context, decidedEarlier: ['AGE'] })).toEqual(
      [],
    );
  });

  it('is said by an attested screen too, of what is grave', () => {
    expect(faults(attested, context)).toEqual([['/answers/MOTOR', 'screen.contradicted']]);
  });

  it('that is unlikely says why in its note; an attested screen has none, so it is asked here', () => {
    const unlikely = { ...VISIT, doubted: { CA: 'a cancer in the history' } };
    expect(faults(screenOf({}), unlikely)).toEqual([['/answers/CA/note', 'screen.contradicted']]);
    expect(faults(screenOf({ CA: { answer: 'no', note: ' ' } }), unlikely)).toHaveLength(1);
    expect(faults(screenOf({ CA: { answer: 'no', note: 'A basal-cell cancer.' } }), unlikely)).toEqual([]);
    expect(faults(attested, unlikely)).toEqual([['/answers/CA', 'screen.contradicted']]);
  });

  it('to pain in both legs says since when, if both are presented', () => {
    const both = { ...VISIT, bothLegs: true };
    expect(faults(screenOf({}), both)).toEqual([['/answers/CES-6', 'screen.contradicted']]);
    const since = (day: string) => screenOf({ 'CES-6': { answer: 'no', known: known(day) } });
    expect(faults(since('2026-11-05'), both)).toEqual([]);
    expect(faults(since('2026-11-06'), both)).toEqual([['/answers/CES-6', 'screen.contradicted']]);
  });
});

describe('what is left open', () => {
  it.each(RED_FLAG_CODES)('%s, declined or unable; not a yes', (code) => {
    expect(unsettled(screenOf({ [code]: 'declined' }))).toEqual([code]);
    expect(unsettled(screenOf({ [code]: 'unable' }))).toEqual([code]);
    expect(unsettled(screenOf({ [code]: 'yes' }))).toEqual([]);
  });

  it('is nothing, where nothing is', () => {
    expect([unsettled(screenOf({})), unsettled(attested)]).toEqual([[], []]);
  });

  it.each(RED_FLAG_CODES)('and a yes call for the clinician’s own word: %s', (code) => {
    expect(callsForAWord(screenOf({ [code]: 'yes' }))).toBe(true);
    expect(callsForAWord(screenOf({ [code]: 'declined' }))).toBe(code.startsWith('CES-'));
    expect(callsForAWord(screenOf({ [code]: 'unable' }))).toBe(code.startsWith('CES-'));
  });

  it('does not, where nothing is', () => {
    expect([callsForAWord(screenOf({})), callsForAWord(attested)]).toEqual([false, false]);
  });
});
