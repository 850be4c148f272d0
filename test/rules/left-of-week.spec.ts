/** What is left of a week, once it is known what was done. */
import * as fc from 'fast-check';
import type { Schedule } from '../../src/dosage/dosage';
import { dayNumber, isoDay } from '../../src/calendar/days';
import { dueBetween } from '../../src/schedule/due-sessions';
import { leftOfWeek } from '../../src/schedule/left-of-week';
import type { ScheduledPlan } from '../../src/schedule/plan-weeks';
import { anySpacedWeekly, anyWeekly } from '../support/any-schedule';
import { of, only, weekdays, weekly } from '../support/scheduled-plan';

describe('what is left of a week', () => {
  const left = (schedule: Schedule, day: string, inWeek: number, today = 0, lastOn: string | null = null) => {
    const { due, allowed, today: now } = leftOfWeek(only(of(schedule), day), day, { inWeek, today, lastOn });
    return `${due} to ${allowed}, today ${now}`;
  };
  const MON = '2026-01-12';
  const TUE = '2026-01-13';
  const FRI = '2026-01-16';
  const SAT = '2026-01-17';
  const SUN = '2026-01-18';
  const range = weekly(2, { perWeek: { min: 2, max: 3 } });
  const spaced = weekly(3, { minRestHours: 48 });
  const everySecond = weekly(3, { restDaysBetween: 1 });

  it.each<[string, string, string]>([
    ['3 a week, none done on Monday', left(weekly(3), MON, 0), '3 to 3, today may'],
    ['none done on Friday: none to lose', left(weekly(3), FRI, 0), '3 to 3, today due'],
    ['none done on Saturday: one is lost', left(weekly(3), SAT, 0), '2 to 2, today due'],
    ['one done on Monday itself', left(weekly(3), MON, 1, 1, MON), '2 to 2, today no'],
    ['all done', left(weekly(3), FRI, 3, 0, MON), '0 to 0, today no'],
    ['more than asked', left(weekly(3), FRI, 4, 0, MON), '0 to 0, today no'],
    ['2 to 3 a week, two done', left(range, FRI, 2, 0, TUE), '0 to 1, today may'],
    ['2 to 3 a week, none done on Saturday', left(range, SAT, 0), '2 to 2, today due'],
    ['2 to 3 a week, none done on Sunday', left(range, SUN, 0), '1 to 1, today due'],
    ['twice a day, one of today done', left(weekly(3, { perDay: 2 }), MON, 1, 1, MON), '5 to 5, today may'],
    ['twice a day, one of Sunday done', left(weekly(3, { perDay: 2 }), SUN, 5, 1, SUN), '1 to 1, today due'],
    ['48 hours of rest, done yesterday', left(spaced, TUE, 1, 0, MON), '2 to 2, today no'],
    ['48 hours of rest, done last Sunday', left(spaced, MON, 0, 0, '2026-01-11'), '3 to 3, today no'],
    ['48 hours of rest, none done on Tuesday', left(spaced, TUE, 0), '3 to 3, today may'],
    ['48 hours of rest, none done on Wednesday', left(spaced, '2026-01-14', 0), '3 to 3, today due'],
    ['48 hours of rest, none done on Friday', left(spaced, FRI, 0), '2 to 2, today due'],
    ['48 hours of rest, one done on Thursday', left(spaced, SAT, 1, 0, '2026-01-15'), '1 to 1, today may'],
    ['a day of rest between, done yesterday', left(everySecond, TUE, 1, 0, MON), '2 to 2, today no'],
    ['a rest day', left(weekly(3, { restDays: ['tuesday'] }), TUE, 0), '3 to 3, today no'],
    ['fixed days, on one', left(weekdays('monday', 'friday'), MON, 0), '2 to 2, today due'],
    ['fixed days, done', left(weekdays('monday', 'friday'), MON, 1, 1, MON), '1 to 1, today no'],
    ['fixed days, the first missed', left(weekdays('monday', 'friday'), TUE, 0), '1 to 1, today no'],
    [
      'fixed days, twice to three times, twice done',
      left({ ...weekdays('monday'), perDay: 2, perDayMax: 3 }, MON, 2, 2),
      '0 to 1, today may',
    ],
    ['as needed', left({ kind: 'as_needed', perDay: 2 }, MON, 5, 1), '0 to 1, today may'],
    ['as needed, enough for today', left({ kind: 'as_needed', perDay: 2 }, MON, 5, 2), '0 to 0, today no'],
  ])('%s', (_, said, expected) => {
    expect(said).toBe(expected);
  });

  it('counts days where the week asks for days: twice on one is no second day', () => {
    const said = (asked: Schedule, perDay: number[], today: number) => {
      const session = only(of(asked), TUE);
      const inWeek = perDay.reduce((sum, times) => sum + times, 0);
      const { due, allowed } = leftOfWeek(session, TUE, {
        inWeek,
        perDay,
        today,
        lastOn: today > 0 ? TUE : MON,
      });
      return [due, allowed];
    };
    expect(said(weekly(3), [2], 2)).toEqual([2, 2]);
    expect(said(weekly(3), [10], 0)).toEqual([2, 2]);
    expect(said(weekly(3), [2, 1], 1)).toEqual([1, 1]);
    // once or twice a day: the second time is allowed, and takes no other day's place
    expect(said(weekly(3, { perDay: 1, perDayMax: 2 }), [2], 2)).toEqual([2, 4]);
    expect(said(weekly(3, { perDay: 2 }), [2, 1], 1)).toEqual([3, 3]);
  });

  /** Does it on days when it is due, and on those when it may be, as `keen` says day by day; answers what each week had. */
  const follow = (asked: ScheduledPlan, keen: boolean[]) => {
    const weeks = new Map<string, { due: number; allowed: number; done: number }>();
    let lastOn: string | null = null;
    for (const [i, { day, items }] of dueBetween(asked, asked.startsOn, asked.adviceUntil).entries()) {
      const session = items[0]?.sessions[0];
      if (session?.kind !== 'flexible') continue;
      const week = weeks.get(session.week.from) ?? { due: session.due, allowed: session.allowed, done: 0 };
      weeks.set(session.week.from, week);
      for (let today = 0; ; today++) {
        const { today: now } = leftOfWeek(session, day, { inWeek: week.done, today, lastOn });
        if (now === 'no' || (now === 'may' && !keen[i % keen.length])) break;
        week.done += 1;
        lastOn = day;
      }
    }
    return [...weeks.values()];
  };
  const anyKeenness = fc.array(fc.boolean(), { minLength: 1, maxLength: 10 });

  it('whoever does no more than what is due today, or more when they like, does what the week asks and not too much', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyWeekly, anySpacedWeekly),
        anyKeenness,
        fc.nat(6),
        fc.nat(60),
        (schedule, keen, after, lasts) => {
          const startsOn = isoDay(dayNumber('2026-01-05') + after);
          const asked = of(schedule, { startsOn, adviceUntil: isoDay(dayNumber(startsOn) + lasts) });
          for (const week of follow(asked, keen)) {
            expect(week.done).toBeGreaterThanOrEqual(week.due);
            expect(week.done).toBeLessThanOrEqual(week.allowed);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
