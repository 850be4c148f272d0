/** When a red-flag screen may be signed, and what holds the patient's exercises. */
import { RED_FLAG_CODES, RED_FLAG_ITEMS, type RedFlagCode } from '../../src/screen/red-flags';
import { holdCodes, type Screen, type ScreenAnswer, screenFaults, unsettled } from '../../src/screen/screen';

type Answers = Partial<Record<RedFlagCode, ScreenAnswer>>;
const allNo = Object.fromEntries(RED_FLAG_CODES.map((code) => [code, 'no'])) as Record<
  RedFlagCode,
  ScreenAnswer
>;
const screen = (answers: Answers): Screen => ({ kind: 'answered', answers: { ...allNo, ...answers } });

describe('the items', () => {
  it('are these, in this order, and their codes never change', () => {
    expect(RED_FLAG_CODES.join(' ')).toBe(
      'CES-1 CES-2 CES-3 CES-4 CES-5 CES-6 CES-7 CORD MOTOR FX CA INF VASC CARD BSI DVT VISC MH',
    );
  });

  it('each ask a question and name a source; what is general knowledge is not marked as verified', () => {
    for (const item of RED_FLAG_ITEMS) {
      expect(item.question).toMatch(/\?/);
      expect(item.source).not.toBe('');
      if (/general knowledge|our decision/.test(item.source))
        expect([item.code, item.verified]).toEqual([item.code, false]);
    }
  });
});

describe('screenFaults', () => {
  it('accepts a screen with every item answered', () => {
    expect(screenFaults(screen({}))).toEqual([]);
  });

  it.each(RED_FLAG_CODES)('refuses %s unanswered or not asked', (code) => {
    const { [code]: _, ...others } = allNo;
    const fault = [expect.objectContaining({ pointer: `/answers/${code}`, code: 'screen.not_answered' })];
    expect(screenFaults({ kind: 'answered', answers: others })).toEqual(fault);
    expect(screenFaults(screen({ [code]: 'not_asked' }))).toEqual(fault);
  });

  it.each<ScreenAnswer>(['yes', 'no', 'declined', 'unable'])('takes %s as an answer', (answer) => {
    expect(screenFaults(screen({ 'CES-5': answer }))).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['an unknown answer', { CORD: 'maybe' }, '/answers/CORD', 'screen.unknown_answer'],
    ['null', { CORD: null }, '/answers/CORD', 'screen.unknown_answer'],
    ['an unknown item', { AGE: 'no' }, '/answers/AGE', 'screen.unknown_item'],
    ['a name for a pointer to escape', { 'a/b~c': 'no' }, '/answers/a~1b~0c', 'screen.unknown_item'],
  ])('refuses %s', (_, answers, pointer, code) => {
    expect(screenFaults(screen(answers))).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('lists every fault of an empty screen', () => {
    expect(screenFaults({ kind: 'answered', answers: {} })).toHaveLength(RED_FLAG_CODES.length);
  });

  it('takes an attested screen only with a record number', () => {
    expect(screenFaults({ kind: 'attested', recordNumber: 'A-1' })).toEqual([]);
    const fault = [
      expect.objectContaining({ pointer: '/recordNumber', code: 'screen.record_number_missing' }),
    ];
    expect(screenFaults({ kind: 'attested', recordNumber: ' ' })).toEqual(fault);
  });
});

describe('what a screen found', () => {
  const CES: RedFlagCode[] = ['CES-1', 'CES-2', 'CES-3', 'CES-4', 'CES-5', 'CES-6', 'CES-7'];

  it('nothing: nothing unsettled, no hold; so too when attested', () => {
    for (const nothing of [screen({}), { kind: 'attested', recordNumber: 'A-1' } as const]) {
      expect([unsettled(nothing), holdCodes(nothing)]).toEqual([[], []]);
    }
  });

  it.each(RED_FLAG_CODES)('a yes to %s is positive and holds', (code) => {
    const found = screen({ [code]: 'yes' });
    expect([unsettled(found), holdCodes(found)]).toEqual([[], [code]]);
  });

  it.each(RED_FLAG_CODES)(
    'unable to answer %s is unsettled; it holds for cauda equina items only',
    (code) => {
      const found = screen({ [code]: 'unable' });
      const holds = CES.includes(code) ? [code] : [];
      expect([unsettled(found), holdCodes(found)]).toEqual([[code], holds]);
    },
  );

  it.each<[string, Answers, RedFlagCode[]]>([
    ['declined, the others no', { 'CES-5': 'declined' }, []],
    ['declined, CES-3 and CES-7 aside', { 'CES-5': 'declined', 'CES-3': 'yes' }, ['CES-3']],
    ['declined, urine not answered either', { 'CES-5': 'declined', 'CES-1': 'declined' }, ['CES-1', 'CES-5']],
    ['declined, numb between the legs', { 'CES-5': 'declined', 'CES-2': 'yes' }, ['CES-2', 'CES-5']],
    ['declined, bowel changed', { 'CES-5': 'declined', 'CES-4': 'yes' }, ['CES-4', 'CES-5']],
    ['declined, both legs', { 'CES-5': 'declined', 'CES-6': 'yes' }, ['CES-5', 'CES-6']],
    ['unable to answer', { 'CES-5': 'unable' }, ['CES-5']],
  ])('the question about sexual function %s', (_, answers, holds) => {
    expect(holdCodes(screen(answers))).toEqual(holds);
  });
});
