/** What each day asks, in one pass: the very numbers that a period of that one day expects, and together the whole plan. */
import * as fc from 'fast-check';
import { dayNumber, isoDay } from '../../src/calendar/days';
import { expectedBetween, expectedInAll } from '../../src/schedule/expected';
import { type AskedOfDay, expectedDays } from '../../src/schedule/expected-days';
import type { ScheduledPlan } from '../../src/schedule/plan-weeks';
import { anyPlan } from '../support/any-schedule';
import { everyDays, hours, item, of, plan, weekdays, weekly } from '../support/scheduled-plan';

const whole = (asked: ScheduledPlan) => expectedDays(asked, asked.startsOn, asked.adviceUntil);
const total = (days: Iterable<AskedOfDay>): number =>
  [...days].flatMap((day) => Object.values(day)).reduce((sum, sessions) => sum + sessions, 0);

describe('a day asks', () => {
  it.each<[string, ScheduledPlan, string, AskedOfDay | undefined]>([
    ['what is fixed on it', of(weekdays('monday')), '2026-01-05', { 1: 1 }],
    ['nothing on another', of(weekdays('monday')), '2026-01-06', undefined],
    ['the lower end of a day', of(weekly(7, { perDay: 2, perDayMax: 3 })), '2026-01-06', { 1: 2 }],
    ['its hours', of(hours(4, '08:00', '20:00')), '2026-01-06', { 1: 4 }],
    ['nothing of three a week on the second', of(weekly(3)), '2026-01-06', undefined],
    ['the first of three a week on the third', of(weekly(3)), '2026-01-07', { 1: 1 }],
    ['nothing before the advice', of(everyDays(2)), '2026-01-04', undefined],
    ['nothing after it', of(weekly(7)), '2026-03-02', undefined],
    [
      'nothing optional',
      plan([item([{ schedule: weekly(7) }], { isOptional: true })]),
      '2026-01-06',
      undefined,
    ],
    [
      'each item by its place',
      plan([item([{ schedule: weekly(7) }]), item([{ schedule: weekly(7, { perDay: 2 }) }], { place: 3 })]),
      '2026-01-06',
      { 1: 1, 3: 2 },
    ],
    [
      'nothing while it is closed',
      of(weekly(7), { closed: [{ from: '2026-01-06', to: '2026-01-08' }] }),
      '2026-01-08',
      undefined,
    ],
  ])('%s', (_what, asked, day, sessions) => {
    expect(whole(asked).get(day)).toEqual(sessions);
  });

  it('the very number that the period of that day expects', () => {
    fc.assert(
      fc.property(anyPlan(), fc.nat(40), fc.nat(60), (asked, before, length) => {
        const first = dayNumber(asked.startsOn) + before - 10;
        const days = expectedDays(asked, isoDay(first), isoDay(first + length));
        for (let day = first; day <= first + length; day++) {
          const { items } = expectedBetween(asked, isoDay(day), isoDay(day));
          const expected = items.filter(({ sessions }) => sessions > 0);
          expect(days.get(isoDay(day)) ?? {}).toEqual(
            Object.fromEntries(expected.map(({ place, sessions }) => [place, sessions])),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('and all days together what the whole plan expects', () => {
    fc.assert(
      fc.property(anyPlan(), (asked) => {
        expect(total(whole(asked).values())).toBe(expectedInAll(asked).sessions);
      }),
    );
  });
});
