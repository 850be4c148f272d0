/** What each answer weighs, case by case; that no row could vanish unnoticed; and that the catalogue is whole. */
import { type FlagCondition, FLAG_LEVELS, type FlagLevel } from '../../src/screen/grade';
import { RED_FLAG_CODES, RED_FLAG_ITEMS, type RedFlag } from '../../src/screen/red-flags';
import { gradeScreen, holdCodes, type Screen } from '../../src/screen/screen';
import { FLAG_CASES, type FlagCase, known, screenOf, VISIT, yes } from './red-flag-cases';

const graded = ({ answers, context }: FlagCase, items?: readonly RedFlag[]) =>
  gradeScreen(screenOf(answers), { ...VISIT, ...context }, items).map(({ gradeId }) => gradeId);

describe('a screen is graded', () => {
  it.each(FLAG_CASES.map((one) => [one.what, one] as const))('%s', (_, one) => {
    expect(graded(one)).toEqual(one.grades);
  });

  it('not at all, where it was done elsewhere', () => {
    expect(gradeScreen({ kind: 'attested', recordNumber: 'A-1' }, VISIT)).toEqual([]);
  });

  it('even where it was done elsewhere, when the examination says otherwise', () => {
    const context = { ...VISIT, bothLegs: true, contradicted: { MOTOR: 'power 3', AGE: 'aged 14' } };
    const flags = gradeScreen({ kind: 'attested', recordNumber: 'A-1' }, context);
    expect(flags.map(({ gradeId }) => gradeId)).toEqual(['CES-6.contradicted', 'MOTOR.contradicted']);
  });

  it('as HARD, where it was done elsewhere, of what makes a grave "no" unlikely', () => {
    const context = { ...VISIT, doubted: { BSI: 'a hop with pain of 9', FX: 'a fall at 78' } };
    const flags = gradeScreen({ kind: 'attested', recordNumber: 'A-1' }, context);
    expect(flags.map(({ gradeId }) => gradeId)).toEqual(['FX.contradicted', 'BSI.contradicted']);
  });

  it('beside a warning sign in pregnancy, which no item asks for, whatever the screen says', () => {
    const context = { ...VISIT, maternitySigns: ['bleeding', 'fluid loss'] };
    const screens: Screen[] = [screenOf({}), { kind: 'attested', recordNumber: 'A-1' }];
    for (const screen of screens) {
      const flags = gradeScreen(screen, context);
      expect(flags).toMatchObject([
        {
          code: 'PRG',
          gradeId: 'PRG.sign',
          level: 'HARD',
          route: 'maternity',
          opensHold: true,
          verified: false,
        },
      ]);
      expect(flags[0]?.because).toEqual(['bleeding', 'fluid loss']);
      expect(holdCodes(flags)).toEqual(['PRG']);
      expect(gradeScreen(screen, { ...VISIT, maternitySigns: [] })).toEqual([]);
    }
    expect(RED_FLAG_CODES).not.toContain('PRG');
  });

  it('and holds for what is HARD, but for bone stress, which acts through a rule of its own', () => {
    const everyYes = Object.fromEntries(RED_FLAG_CODES.map((code) => [code, 'yes' as const]));
    const strictest = (code: string) => RED_FLAG_ITEMS.find((item) => item.code === code)!.rows[0]!.level;
    const hard = RED_FLAG_CODES.filter((code) => strictest(code) === 'HARD' && code !== 'BSI');
    expect(holdCodes(gradeScreen(screenOf(everyYes), VISIT))).toEqual(hard);
    expect(RED_FLAG_CODES.filter((code) => !hard.includes(code))).toEqual(['AXSPA', 'BSI', 'VISC', 'AGE']);
  });

  it('with all that a page has to show', () => {
    expect(gradeScreen(screenOf({ FX: yes('minor_trauma', 'osteoporosis') }), VISIT)[0]).toEqual({
      code: 'FX',
      level: 'HARD',
      gradeId: 'FX.minor',
      text: 'A minor accident, with something that makes a fracture likely.',
      action: 'Arrange urgent imaging; do not load or manipulate the spine.',
      route: 'urgent_medical',
      source: 'G-care Gloucestershire, back pain pathway; the combination is our decision',
      verified: false,
      because: ['a minor accident or fall', 'osteoporosis'],
      opensHold: true,
      asksDecision: false,
      monitorWithinDays: undefined,
    });
  });

  it('saying why a known cause lowers, or why it does not', () => {
    const because = (since: string, investigatedOn?: string) =>
      gradeScreen(screenOf({ CORD: { ...yes('gait'), known: known(since, { investigatedOn }) } }), VISIT)[0]
        ?.because;
    expect(because('2020-01-01', '2020-02-01')).toEqual([
      'a new unsteady, stiff or clumsy walk',
      'polio in childhood, since 2020-01-01, unchanged',
    ]);
    expect(because('2020-01-01')?.at(-1)).toBe(
      'the known cause lowers nothing: no investigation since it began is recorded',
    );
    expect(because('2026-10-01', '2026-10-02')?.at(-1)).toBe(
      'the known cause lowers nothing: it began less than 3 months before the visit',
    );
  });
});

describe('somebody would notice', () => {
  const isNoticed = (items: readonly RedFlag[]): boolean =>
    FLAG_CASES.some((one) => graded(one, items).join() !== one.grades.join());
  const changed = (code: string, change: (item: RedFlag) => RedFlag): RedFlag[] =>
    RED_FLAG_ITEMS.map((item) => (item.code === code ? change(item) : item));

  it('nothing, while nothing is missing', () => {
    expect(isNoticed(RED_FLAG_ITEMS)).toBe(false);
  });

  it.each(RED_FLAG_CODES)('when %s is gone', (code) => {
    expect(isNoticed(RED_FLAG_ITEMS.filter((item) => item.code !== code))).toBe(true);
  });

  it.each(RED_FLAG_ITEMS.flatMap(({ code, rows }) => rows.map(({ id }) => [id, code])))(
    'when the row %s is gone',
    (id, code) => {
      const without = changed(code!, (item) => ({ ...item, rows: item.rows.filter((row) => row.id !== id) }));
      expect(isNoticed(without)).toBe(true);
    },
  );

  it.each(RED_FLAG_ITEMS.filter(({ knownLowers }) => knownLowers).map(({ code }) => code))(
    'when nothing lowers %s any more, or too little is asked of it',
    (code) => {
      expect(isNoticed(changed(code, (item) => ({ ...item, knownLowers: null })))).toBe(true);
      const asking = RED_FLAG_ITEMS.find((item) => item.code === code)!.knownLowers!;
      const less = [
        { months: asking.months - 1 },
        { months: asking.months + 1 },
        ...(asking.investigated ? [{ investigated: false }] : []),
        ...(asking.examinedNormal ? [{ examinedNormal: false }] : []),
        ...asking.unless.map((sign) => ({ unless: asking.unless.filter((one) => one !== sign) })),
      ];
      for (const one of less) {
        const lowering = { ...asking, ...one };
        expect([one, isNoticed(changed(code, (item) => ({ ...item, knownLowers: lowering })))]).toEqual([
          one,
          true,
        ]);
      }
    },
  );

  const weighed = RED_FLAG_ITEMS.flatMap(({ code, rows, signs }) =>
    signs
      .filter((sign) => rows.some((row) => signsIn(row.when).includes(sign.code)))
      .map((sign) => [code, sign.code]),
  );
  it.each(weighed)('when %s no longer weighs %s', (code, sign) => {
    const deaf = changed(code!, (item) => ({
      ...item,
      rows: item.rows.map((row) => ({ ...row, when: without(row.when, sign!) })),
    }));
    expect(isNoticed(deaf)).toBe(true);
  });
});

describe('the catalogue', () => {
  it('has these items, in this order; their codes never change', () => {
    expect(RED_FLAG_CODES.join(' ')).toBe(
      'CES-1 CES-2 CES-3 CES-4 CES-5 CES-6 CES-7 CORD MOTOR FX CA INF AXSPA VASC CARD BSI DVT VISC MH AGE',
    );
  });

  it('has rows with ids of their own, below their item’s code', () => {
    const ids = RED_FLAG_ITEMS.flatMap(({ rows, knownLowers }) =>
      [...rows, ...(knownLowers ? [knownLowers] : [])].map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const { code, rows, knownLowers } of RED_FLAG_ITEMS) {
      for (const { id } of [...rows, ...(knownLowers ? [knownLowers] : [])]) expect(id).toMatch(`${code}.`);
      for (const taken of ['unsaid', 'contradicted']) expect(ids).not.toContain(`${code}.${taken}`);
    }
  });

  it('names the strictest row of an item first, and knows what to do when it is left open', () => {
    const rank = (level: FlagLevel) => FLAG_LEVELS.indexOf(level);
    for (const item of RED_FLAG_ITEMS) {
      const ranks = item.rows.map(({ level }) => rank(level));
      expect([item.code, ranks]).toEqual([item.code, [...ranks].sort()]);
      for (const answer of ['declined', 'unable'] as const) {
        expect(gradeScreen(screenOf({ [item.code]: answer }), VISIT)).not.toEqual([]);
      }
    }
  });

  it('has only signs that weigh something, or say that they do not, and no condition on another', () => {
    for (const { code, signs, rows, knownLowers } of RED_FLAG_ITEMS) {
      const codes = signs.map((sign) => sign.code);
      expect(new Set(codes).size).toBe(codes.length);
      const used = new Set([...rows.flatMap((row) => signsIn(row.when)), ...(knownLowers?.unless ?? [])]);
      const silent = signs.filter((sign) => sign.contextOnly).map((sign) => sign.code);
      expect([code, [...used, ...silent].sort()]).toEqual([code, [...codes].sort()]);
    }
  });

  it('lowers nothing but what is HARD, and never without the word that it is unchanged', () => {
    for (const { code, rows, knownLowers } of RED_FLAG_ITEMS) {
      if (!knownLowers) continue;
      expect([code, rows[0]?.level, knownLowers.level]).toEqual([code, 'HARD', 'CAUTION']);
    }
  });

  it('asks a question, names a source, and marks what was not read there', () => {
    for (const item of RED_FLAG_ITEMS) {
      expect(item.question).toMatch(/\?/);
      expect(item.approvedBy).toBeNull();
      for (const said of [item, ...item.rows, ...(item.knownLowers ? [item.knownLowers] : [])]) {
        const source = said.source ?? item.source;
        expect(source).not.toBe('');
        if (/general knowledge|our decision/.test(source))
          expect([item.code, said.verified ?? item.verified]).toEqual([item.code, false]);
      }
    }
  });

  it('sends everybody who must not wait somewhere, and never calls anything safe', () => {
    for (const row of RED_FLAG_ITEMS.flatMap(({ rows }) => rows)) {
      if (row.level === 'HARD') expect([row.id, row.route]).not.toEqual([row.id, 'none']);
      expect(`${row.text} ${row.action}`).not.toMatch(/\bsafe\b/i);
    }
  });
});

function parts(condition: FlagCondition): readonly FlagCondition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('of' in condition) return condition.of;
  return 'not' in condition ? [condition.not] : [];
}

function signsIn(condition: FlagCondition): string[] {
  return 'sign' in condition ? [condition.sign] : parts(condition).flatMap(signsIn);
}

/** The condition as if nobody could ever tick that sign. */
function without(condition: FlagCondition, sign: string): FlagCondition {
  const rest = (list: readonly FlagCondition[]) => list.map((part) => without(part, sign));
  if ('sign' in condition) return condition.sign === sign ? { any: [] } : condition;
  if ('all' in condition) return { all: rest(condition.all) };
  if ('any' in condition) return { any: rest(condition.any) };
  if ('atLeast' in condition) return { atLeast: condition.atLeast, of: rest(condition.of) };
  if ('exactly' in condition) return { exactly: condition.exactly, of: rest(condition.of) };
  return 'not' in condition ? { not: without(condition.not, sign) } : condition;
}
