/** What was done of what was due: silence is unknown, rest is nothing, and what was done early counts where it was due. */
import * as fc from 'fast-check';
import {
  type Adherence,
  adherenceOver,
  type CountedDay,
  type Direction,
  painTrend,
} from '../../src/adherence/adherence';

/** Due, done and declined of a day, so many days ago. */
const ago = (days: number, due: number, done = 0, declined = 0): CountedDay => ({
  ...{ ago: days, due, done, declined },
  worstPain: null,
});
const told = (due: number, done: number, notDone = 0, unknown = 0, unknownDays = 0): Adherence => ({
  ...{ due, done, notDone, unknown, unknownDays },
});

describe('of seven days', () => {
  it.each<[string, CountedDay[], Adherence]>([
    ['nothing was asked', [], told(0, 0)],
    ['all was done', [ago(1, 2, 2), ago(2, 1, 1)], told(3, 3)],
    ['nobody said anything', [ago(1, 3), ago(2, 2)], told(5, 0, 0, 5, 2)],
    ['some of a day was done: the rest was not', [ago(1, 3, 1)], told(3, 1, 2)],
    ['all was declined', [ago(1, 3, 0, 3)], told(3, 0, 3)],
    ['one was declined, of the others nothing was said', [ago(1, 3, 0, 1)], told(3, 0, 3)],
    ['a day of rest', [ago(1, 0), ago(2, 1, 1)], told(1, 1)],
    ['something was done on a day of rest', [ago(1, 0, 2)], told(0, 0)],
    ['more was done than asked', [ago(1, 1, 3)], told(1, 1)],
    ['it was done before it was due', [ago(3, 0, 1), ago(1, 1)], told(1, 1)],
    ['it was done after', [ago(3, 1), ago(1, 0, 1)], told(1, 1)],
    ['one of two silent days was made up for', [ago(3, 1), ago(2, 1), ago(1, 0, 1)], told(2, 1, 0, 1, 1)],
    ['one part of a silent day was', [ago(3, 3), ago(1, 1, 2)], told(4, 2, 0, 2, 1)],
    [
      'silence is made up for before what was left undone',
      [ago(3, 1), ago(2, 2, 1), ago(1, 0, 1)],
      told(3, 2, 1),
    ],
    ['and then that', [ago(3, 1), ago(2, 2, 1), ago(1, 0, 2)], told(3, 3)],
    ['the oldest day', [ago(6, 1, 1)], told(1, 1)],
    ['the day before the oldest', [ago(7, 1, 1)], told(0, 0)],
    ['tomorrow', [ago(-1, 1)], told(0, 0)],
    ['today is not over', [ago(0, 3)], told(0, 0)],
    ['of today what was told', [ago(0, 3, 1, 1)], told(2, 1, 1)],
  ])('%s', (_what, days, expected) => {
    expect(adherenceOver([days], 7)).toEqual(expected);
  });
});

describe('of twenty-eight', () => {
  it.each<[string, CountedDay[][], Adherence]>([
    ['every day', [[ago(1, 1, 1), ago(27, 1)]], told(2, 1, 0, 1, 1)],
    ['not the day before', [[ago(28, 1)]], told(0, 0)],
    [
      'what was done in one week stands for none in another',
      [[ago(7, 1), ago(6, 0, 1)]],
      told(1, 0, 0, 1, 1),
    ],
    ['nor what was done of another plan', [[ago(2, 1)], [ago(2, 0, 1)]], told(1, 0, 0, 1, 1)],
    ['plans together', [[ago(2, 1, 1)], [ago(2, 2, 1)]], told(3, 2, 1)],
  ])('%s', (_what, plans, expected) => {
    expect(adherenceOver(plans, 28)).toEqual(expected);
  });
});

it('adds up, never counts rest against anybody, and does not depend on the order', () => {
  const anyDay = fc
    .tuple(fc.integer({ min: -2, max: 40 }), fc.nat(4), fc.nat(5), fc.nat(3))
    .map(([days, due, done, declined]) => ago(days, due, done, declined));
  const anyDays = fc.uniqueArray(anyDay, { selector: (day) => day.ago });
  fc.assert(
    fc.property(anyDays, (days) => {
      const found = adherenceOver([days], 28);
      expect(found.done + found.notDone + found.unknown).toBe(found.due);
      expect(Math.min(...Object.values(found))).toBeGreaterThanOrEqual(0);
      expect(adherenceOver([[...days].reverse()], 28)).toEqual(found);
      const rested = days.map((day) => ({ ...day, due: 0 }));
      expect(adherenceOver([rested], 28)).toEqual(told(0, 0));
    }),
  );
});

it.each<[number[], number[], number | null, [Direction, number, number, string] | null]>([
  [[5, 6, 7], [3, 3, 4], 8, [1, 6, 3, 'first_reports']],
  [[4, 5, 4], [3, 3, 4], 8, [0, 4, 3, 'first_reports']],
  [[5, 5, 5], [3, 3, 4], 8, [1, 5, 3, 'first_reports']],
  [[1, 9, 1], [3, 3, 4], 8, [-1, 1, 3, 'first_reports']],
  [[2, 2, 2, 9, 9], [4, 4], 4, [-1, 2, 4, 'assessment']],
  [[2, 2], [4, 4, 4], 4, null],
  [[2, 2, 2], [4, 4], null, null],
])('pain of %j after %j, assessed as %j', (reports, first, assessed, expected) => {
  const trend = painTrend(reports, first, assessed);
  expect(trend && [trend.direction, trend.recent, trend.baseline, trend.baselineFrom]).toEqual(expected);
});
