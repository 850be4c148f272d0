/** How many sessions a plan expects in a period. */
import * as fc from 'fast-check';
import type { Schedule } from '../../src/dosage/dosage';
import { timesAWeek } from '../../src/dosage/how-often';
import { dayNumber, isoDay } from '../../src/calendar/days';
import { dueBetween } from '../../src/schedule/due-sessions';
import { type Expected, expectedBetween, expectedInAll } from '../../src/schedule/expected';
import type { ScheduledPlan } from '../../src/schedule/plan-weeks';
import {
  anyEveryNDays,
  anyFixed,
  anyPlan,
  anySpacedWeekly,
  anyWeekdays,
  anyWeekly,
} from '../support/any-schedule';
import { everyDays, hours, item, of, plan, weekdays, weekly } from '../support/scheduled-plan';

const MON_THU = weekdays('monday', 'thursday');
const HOURLY = hours(2, '08:00', '20:00');
const inPhase = (begins: 'week' | 'criteria', from: number, to: number) => ({
  phase: { name: 'Build', begins, weeks: { from, to } },
});

describe('a whole plan', () => {
  it.each<[string, ScheduledPlan, number]>([
    ['3 a week for 8 weeks', of(weekly(3)), 24],
    ['twice a day, every day', of(weekly(7, { perDay: 2 })), 112],
    ['2 to 3 a week: the lower end', of(weekly(2, { perWeek: { min: 2, max: 3 } })), 16],
    ['2 to 3 a day: the lower end', of(weekly(3, { perDay: 2, perDayMax: 3 })), 48],
    ['Mondays and Thursdays', of(MON_THU), 16],
    ['every 3 days of 56', of(everyDays(3)), 19],
    ['every 2 hours from 8 to 20', of(HOURLY), 7 * 56],
    ['as needed', of({ kind: 'as_needed', perDay: 5 }), 0],
    ['optional', plan([item([{ schedule: weekly(3) }], { isOptional: true })]), 0],
    [
      'heavy once and light twice a week',
      plan([
        item([
          { name: 'heavy', schedule: weekly(1) },
          { name: 'light', schedule: weekly(2) },
        ]),
      ]),
      24,
    ],
    [
      'a week table: 2, 2, then 4 a week',
      plan([
        item([
          { schedule: weekly(2), weeks: { from: 1, to: 2 } },
          { schedule: weekly(4), weeks: { from: 3 } },
        ]),
      ]),
      2 * 2 + 6 * 4,
    ],
    ['a phase of weeks 3 to 5', plan([item([{ schedule: weekly(3) }], inPhase('week', 3, 5))]), 9],
    ['a phase not yet begun', plan([item([{ schedule: weekly(3) }], inPhase('criteria', 1, 3))]), 0],
    [
      'a phase begun by criteria on a Thursday',
      plan([item([{ schedule: weekly(3) }], inPhase('criteria', 1, 3))], {
        phasesBegun: [{ name: 'Build', on: '2026-01-15' }],
      }),
      9,
    ],
    [
      'one begun too late for all of its weeks',
      plan([item([{ schedule: weekly(7) }], inPhase('criteria', 1, 3))], {
        phasesBegun: [{ name: 'Build', on: '2026-02-26' }],
      }),
      4,
    ],
    [
      'between days of choice',
      plan([
        item([{ schedule: weekly(3) }]),
        item([{ schedule: { kind: 'between', perDay: 1, betweenPlace: 1 } }], { place: 2 }),
      ]),
      8 * 7,
    ],
    [
      'a leap year, every day',
      of(weekly(7), { weekOneOn: '2028-01-01', startsOn: '2028-01-01', adviceUntil: '2028-12-31' }),
      366,
    ],
  ])('%s', (_, asked, expected) => {
    expect(expectedInAll(asked).sessions).toBe(expected);
  });

  it('says it for each item in order of place', () => {
    const asked = plan([
      item([{ schedule: weekly(3) }], { place: 2 }),
      item([{ schedule: weekly(2) }], { place: 3, isOptional: true }),
      item([{ schedule: MON_THU }], { place: 1 }),
    ]);
    expect(expectedInAll(asked)).toEqual({
      sessions: 40,
      items: [
        { place: 1, sessions: 16 },
        { place: 2, sessions: 24 },
        { place: 3, sessions: 0 },
      ],
    });
  });
});

describe('a part of it', () => {
  // 12 days, so week 1 begins as many later
  const paused = { closed: [{ from: '2026-01-14', to: '2026-01-25' }], weekOneOn: '2026-01-17' };
  it.each<[string, ScheduledPlan, string, string, number]>([
    ['3 a week, by the end of Tuesday', of(weekly(3)), '2026-01-12', '2026-01-13', 0],
    ['by the end of Wednesday', of(weekly(3)), '2026-01-12', '2026-01-14', 1],
    ['by the end of Friday', of(weekly(3)), '2026-01-12', '2026-01-16', 2],
    ['by the end of Sunday', of(weekly(3)), '2026-01-12', '2026-01-18', 3],
    ['the rest of the week after Wednesday', of(weekly(3)), '2026-01-15', '2026-01-18', 2],
    ['7 days from a Thursday on', of(weekly(3)), '2026-01-15', '2026-01-21', 3],
    ['28 days from a Thursday on', of(weekly(3)), '2026-01-15', '2026-02-11', 12],
    [
      'a plan that begins on Friday: the share of three days',
      of(weekly(3), { startsOn: '2026-01-09' }),
      '2026-01-05',
      '2026-01-11',
      1,
    ],
    [
      'a plan that ends on Tuesday',
      of(weekly(3), { adviceUntil: '2026-01-13' }),
      '2026-01-12',
      '2026-01-18',
      0,
    ],
    ['one day of once a week', of(weekly(1)), '2026-01-12', '2026-01-12', 0],
    ['a pause of 12 days, 3 a week', of(weekly(3), paused), '2026-01-12', '2026-01-25', 0],
    ['the same, every day', of(weekly(7), paused), '2026-01-12', '2026-01-25', 2],
    ['the same, on Mondays and Thursdays', of(MON_THU, paused), '2026-01-12', '2026-01-29', 3],
    [
      'a hold that has no end',
      of(weekly(7), { closed: [{ from: '2026-01-14', to: null }] }),
      '2026-01-05',
      '2026-03-01',
      9,
    ],
    [
      'two pauses',
      of(weekly(7), {
        closed: [...paused.closed, { from: '2026-01-28', to: '2026-01-29' }],
        weekOneOn: '2026-01-19',
      }),
      '2026-01-12',
      '2026-02-01',
      2 + 2 + 3,
    ],
    ['the weeks after a pause, 3 a week', of(weekly(3), paused), '2026-01-31', '2026-02-13', 6],
    [
      'the weeks of a table, over a pause within them',
      plan([item([{ schedule: weekly(7), weeks: { from: 2, to: 3 } }])], paused),
      '2026-01-05',
      '2026-03-01',
      14,
    ],
    ['before the plan', of(weekly(7)), '2025-12-01', '2026-01-04', 0],
    ['after it', of(weekly(7)), '2026-03-02', '2026-12-31', 0],
    ['no days at all', of(weekly(3)), '2026-01-16', '2026-01-12', 0],
    [
      'waking hours on the day the clocks change',
      of(HOURLY, { adviceUntil: '2026-12-31' }),
      '2026-03-29',
      '2026-03-29',
      7,
    ],
    [
      'round the clock on that day: an hour less',
      of(hours(1, '00:00', '23:00'), { adviceUntil: '2026-12-31' }),
      '2026-03-28',
      '2026-03-30',
      24 + 23 + 24,
    ],
    [
      'round the clock in autumn: an hour more',
      of(hours(1, '00:00', '23:00'), { adviceUntil: '2026-12-31' }),
      '2026-10-24',
      '2026-10-26',
      24 + 25 + 24,
    ],
  ])('%s', (_, asked, from, to, expected) => {
    expect(expectedBetween(asked, from, to).sessions).toBe(expected);
  });
});

const add = (a: Expected, b: Expected): Expected => ({
  sessions: a.sessions + b.sessions,
  items: a.items.map(({ place, sessions }, i) => ({
    place,
    sessions: sessions + (b.items[i]?.sessions ?? NaN),
  })),
});

describe('for every plan', () => {
  const anyPeriod = fc.tuple(fc.integer({ min: -20, max: 200 }), fc.nat(60), fc.nat(60));

  it('parts add up to the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(anyPlan(), anyPeriod, (asked, [after, one, two]) => {
        const from = dayNumber(asked.startsOn) + after;
        const between = (first: number, last: number) => expectedBetween(asked, isoDay(first), isoDay(last));
        const parts = add(between(from, from + one), between(from + one + 1, from + one + two));
        expect(between(from, from + one + two)).toEqual(parts);
        expect(parts.items.every(({ sessions }) => sessions >= 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('of fixed sessions the sum of the days is what is expected', () => {
    fc.assert(
      fc.property(anyPlan(anyFixed), (asked) => {
        const due = dueBetween(asked, asked.startsOn, asked.adviceUntil).flatMap(({ items }) =>
          items.flatMap(({ sessions }) => sessions.map((one) => (one.kind === 'fixed' ? one.due : NaN))),
        );
        expect(due.reduce((sum, one) => sum + one, 0)).toBe(expectedInAll(asked).sessions);
      }),
      { numRuns: 100 },
    );
  });

  it('the later days of a fixed week hold what is expected of them', () => {
    fc.assert(
      fc.property(anyPlan(anyFixed), fc.nat(60), (asked, after) => {
        const day = dayNumber(asked.startsOn) + after;
        for (const { place, sessions } of dueBetween(asked, isoDay(day), isoDay(day))[0]?.items ?? []) {
          if (sessions.length > 1 || sessions[0]?.kind !== 'fixed') continue;
          const { week, laterThisWeek } = sessions[0];
          const { items } = expectedBetween(asked, isoDay(day + 1), week.to);
          expect(items).toContainEqual({ place, sessions: laterThisWeek.due });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('nothing is expected beside the advice', () => {
    fc.assert(
      fc.property(anyPlan(), (asked) => {
        expect(expectedBetween(asked, '2020-01-01', '2040-01-01')).toEqual(expectedInAll(asked));
      }),
      { numRuns: 50 },
    );
  });

  const anyDays = fc.tuple(fc.nat(6), fc.nat(100));
  const unbroken = (schedule: Schedule, startsAfter = 0) =>
    of(schedule, { startsOn: isoDay(dayNumber('2026-01-05') + startsAfter), adviceUntil: '2026-12-31' });

  it('any 7 days of a week’s choice expect exactly the week', () => {
    fc.assert(
      fc.property(fc.oneof(anyWeekly, anySpacedWeekly, anyWeekdays), fc.nat(300), (schedule, after) => {
        const from = dayNumber('2026-01-05') + after;
        const { sessions } = expectedBetween(unbroken(schedule), isoDay(from), isoDay(from + 6));
        expect(sessions).toBe(timesAWeek(schedule).min);
      }),
      { numRuns: 300 },
    );
  });

  it('a week is expected to hold what the dose says of one', () => {
    fc.assert(
      fc.property(fc.oneof(anyWeekdays, anyEveryNDays), fc.nat(40), (schedule, week) => {
        const from = dayNumber('2026-01-05') + 7 * week;
        const { sessions } = expectedBetween(unbroken(schedule), isoDay(from), isoDay(from + 6));
        const { min, max } = timesAWeek(schedule);
        expect(sessions).toBeGreaterThanOrEqual(min);
        expect(sessions).toBeLessThanOrEqual(max);
      }),
      { numRuns: 200 },
    );
  });

  it('a cut week is asked for no more than its share, and for no more than its days', () => {
    fc.assert(
      fc.property(anyWeekly, anyDays, (schedule, [startsAfter, lasts]) => {
        const { min } = timesAWeek(schedule);
        const startsOn = dayNumber('2026-01-05') + startsAfter;
        const asked = of(schedule, { startsOn: isoDay(startsOn), adviceUntil: isoDay(startsOn + lasts) });
        for (const { day, items } of dueBetween(asked, asked.startsOn, asked.adviceUntil)) {
          const session = items[0]?.sessions[0];
          if (session?.kind !== 'flexible' || day !== session.week.from) continue;
          const open = session.openDays.length;
          const share = (min * open) / (7 - (schedule.restDays?.length ?? 0));
          expect(session.due).toBeLessThanOrEqual(share);
          expect(session.due).toBeGreaterThan(share - (schedule.perDay ?? 1));
          expect(session.due).toBeLessThanOrEqual(open * (schedule.perDay ?? 1));
          expect(expectedBetween(asked, session.week.from, session.week.to).sessions).toBe(session.due);
        }
      }),
      { numRuns: 200 },
    );
  });
});
