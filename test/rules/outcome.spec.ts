/** Outcome measures: what can be scored, what a score is, and when a change is one that a patient would notice. */
import {
  answerFaults,
  type InstrumentCode,
  INSTRUMENT_CODES,
  INSTRUMENTS,
  instrumentOf,
  type OutcomeAnswers,
  scoreOf,
} from '../../src/outcome/instrument';
import { changeOver, type OutcomeChange, type OutcomePoint } from '../../src/outcome/outcome-series';

const run = (score: number) => ({ activity: 'Run 5 km', score });
const sit = (score: number) => ({ activity: 'Sit through a film', score });
const lift = (score: number) => ({ activity: 'Lift my son', score });

describe('the registry', () => {
  it('has each code once, with a source', () => {
    expect(INSTRUMENTS.map(({ code }) => code)).toEqual(INSTRUMENT_CODES);
    for (const { source, licenceNote } of INSTRUMENTS) expect(source && licenceNote).toBeTruthy();
  });

  it('brings questions of free instruments only: of all others nothing but a total can be recorded', () => {
    for (const { licence, asks } of INSTRUMENTS) expect(asks === 'total').toBe(licence === 'needed');
  });
});

describe('answers', () => {
  it.each<[code: InstrumentCode, answers: OutcomeAnswers, pointers: string[]]>([
    ['NPRS', { pain: 0 }, []],
    ['NPRS', { pain: 10 }, []],
    ['NPRS', { pain: 11 }, ['/pain']],
    ['NPRS', { pain: -1 }, ['/pain']],
    ['NPRS', { pain: 4.5 }, ['/pain']],
    ['NPRS', {}, ['/pain']],
    ['NPRS', { total: 4 }, ['/total', '/pain']],
    ['PSFS', { activities: [run(3), sit(4)] }, ['/activities']],
    ['PSFS', { activities: [run(3), sit(4), lift(0)] }, []],
    [
      'PSFS',
      { activities: [run(3), sit(4), { activity: ' run 5 KM ', score: 1 }] },
      ['/activities/2/activity'],
    ],
    [
      'PSFS',
      { activities: [1, 2, 3, 4, 5, 6].map((n) => ({ activity: `Thing ${n}`, score: n })) },
      ['/activities'],
    ],
    ['RMDQ', { total: 24 }, []],
    ['RMDQ', { total: 25 }, ['/total']],
    ['ODI', { total: 100 }, []],
    ['ODI', { total: 100, pain: 3 }, ['/pain']],
  ])('%s %j', (code, answers, pointers) => {
    expect(answerFaults(instrumentOf(code), answers).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it.each<[answers: OutcomeAnswers, score: number]>([
    [{ pain: 0 }, 0],
    [{ total: 17 }, 17],
    [{ activities: [run(3), sit(4), lift(0)] }, 2.33],
  ])('of %j score %d', (answers, score) => {
    expect(scoreOf(answers)).toBe(score);
  });
});

describe('a change', () => {
  const pain = (takenOn: string, score: number): OutcomePoint => ({
    takenOn,
    score,
    answers: { pain: score },
  });
  const scale = (takenOn: string, ...activities: { activity: string; score: number }[]): OutcomePoint => ({
    takenOn,
    score: scoreOf({ activities }),
    answers: { activities },
  });
  const total = (takenOn: string, score: number): OutcomePoint => ({
    takenOn,
    score,
    answers: { total: score },
  });

  it.each<
    [what: string, code: InstrumentCode, points: OutcomePoint[], change: Partial<OutcomeChange> | null]
  >([
    ['needs two scores', 'NPRS', [pain('2026-01-01', 6)], null],
    ['is none without any', 'NPRS', [], null],
    [
      'of 2 points of pain less is better',
      'NPRS',
      [pain('2026-01-01', 6), pain('2026-01-15', 4)],
      { difference: -2, verdict: 'better' },
    ],
    [
      'of 1 is not important',
      'NPRS',
      [pain('2026-01-01', 6), pain('2026-01-15', 5)],
      { difference: -1, verdict: 'no_important_change' },
    ],
    [
      'of 2 more is worse',
      'NPRS',
      [pain('2026-01-01', 4), pain('2026-01-15', 6)],
      { difference: 2, verdict: 'worse' },
    ],
    [
      'is from the first to the last',
      'NPRS',
      [pain('2026-01-01', 8), pain('2026-01-08', 2), pain('2026-01-15', 7)],
      { fromDay: '2026-01-01', toDay: '2026-01-15', difference: -1 },
    ],
    [
      'of activities is better upwards',
      'PSFS',
      [scale('2026-01-01', run(2), sit(4), lift(3)), scale('2026-01-15', run(5), sit(6), lift(4))],
      { difference: 2, verdict: 'better' },
    ],
    [
      'of activities counts those in common only',
      'PSFS',
      [
        scale('2026-01-01', run(2), sit(4), lift(3)),
        scale('2026-01-15', run(3), { activity: 'Dance', score: 10 }, { activity: 'Cook', score: 10 }),
      ],
      { difference: 1, verdict: 'no_important_change' },
    ],
    [
      'of activities with nothing in common is none',
      'PSFS',
      [scale('2026-01-01', run(2)), scale('2026-01-15', sit(9))],
      null,
    ],
    [
      'is not judged where no minimum is stated',
      'RMDQ',
      [total('2026-01-01', 20), total('2026-01-15', 2)],
      { difference: -18, verdict: 'not_known' },
    ],
  ])('%s', (_what, code, points, change) => {
    const found = changeOver(instrumentOf(code), points);
    if (change === null) expect(found).toBeNull();
    else expect(found).toMatchObject(change);
  });
});
