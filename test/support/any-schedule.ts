/** Random schedules that can be kept, and plans of them, for rules that must hold for every plan (fast-check). */
import * as fc from 'fast-check';
import type { Phase, Schedule, SessionDose, Weeks } from '../../src/dosage/dosage';
import { dayNumber, isoDay, WEEKDAYS } from '../../src/calendar/days';
import type { ClosedDays } from '../../src/schedule/closure';
import type { ScheduledItem, ScheduledPlan } from '../../src/schedule/plan-weeks';

/** With summer time and without, by the half-hour, at midnight, and one month of the year. */
export const ZONES = [
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Pacific/Kiritimati',
] as const;

const upTo = (max: number) => fc.integer({ min: 1, max });

const perDay = fc.oneof(
  fc.record({ perDay: upTo(3) }),
  fc.record({ perDay: upTo(3), perDayMax: fc.integer({ min: 4, max: 6 }) }),
);

const weekdaySet = (min: number, max: number) =>
  fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: min, maxLength: max });

export const anyWeekly: fc.Arbitrary<Schedule> = weekdaySet(0, 3).chain((restDays) => {
  const days = upTo(7 - restDays.length);
  const perWeek = fc.oneof(
    days.map((exact) => ({ exact })),
    fc
      .tuple(days, days)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  );
  return fc
    .tuple(perDay, perWeek)
    .map(([aDay, aWeek]) => ({ kind: 'weekly', ...aDay, perWeek: aWeek, restDays }));
});

/** Such as 3 a week with two days from one to the next, on any days. */
export const anySpacedWeekly: fc.Arbitrary<Schedule> = fc
  .tuple(upTo(3), fc.constantFrom(48, 60, 72, 96))
  .filter(([exact, minRestHours]) => exact * minRestHours <= 168)
  .map(([exact, minRestHours]) => ({ kind: 'weekly', perDay: 1, perWeek: { exact }, minRestHours }));

export const anyWeekdays: fc.Arbitrary<Schedule> = fc
  .tuple(perDay, weekdaySet(1, 7))
  .map(([aDay, weekdays]) => ({ kind: 'weekdays', ...aDay, weekdays }));

export const anyEveryNDays: fc.Arbitrary<Schedule> = fc
  .tuple(perDay, fc.integer({ min: 2, max: 10 }), weekdaySet(0, 2))
  .map(([aDay, everyDays, restDays]) => ({ kind: 'every_n_days', ...aDay, everyDays, restDays }));

const minuteOfDay = fc.integer({ min: 0, max: 1439 });
const onClock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Also round the clock, so that every change of the clocks falls into some waking day. */
export const anyEveryNHours: fc.Arbitrary<Schedule> = fc
  .tuple(upTo(12), minuteOfDay, minuteOfDay)
  .filter(([hours, from, until]) => until - from >= 60 * hours)
  .map(([everyHours, from, until]) => ({
    kind: 'every_n_hours',
    everyHours,
    from: onClock(from),
    until: onClock(until),
  }));

export const anyAsNeeded: fc.Arbitrary<Schedule> = upTo(6).map((most) => ({
  kind: 'as_needed',
  perDay: most,
}));

/** Whose days nobody chooses. */
export const anyFixed = fc.oneof(anyWeekdays, anyEveryNDays, anyEveryNHours);
export const anySchedule = fc.oneof(anyWeekly, anySpacedWeekly, anyFixed, anyAsNeeded);

/** For `between`, the place must be another's. */
const betweenOf = (betweenPlace: number): fc.Arbitrary<Schedule> =>
  fc.tuple(perDay, weekdaySet(0, 1)).map(([aDay, restDays]) => ({
    kind: 'between',
    ...aDay,
    betweenPlace,
    restDays,
  }));

const anyWeeks: fc.Arbitrary<Weeks> = fc
  .tuple(upTo(6), fc.option(fc.nat(6), { nil: undefined }))
  .map(([from, more]) => (more === undefined ? { from } : { from, to: from + more }));

const anyPhase: fc.Arbitrary<Phase> = fc.record({
  name: fc.constantFrom('Settle', 'Build'),
  begins: fc.constantFrom('week', 'criteria'),
  weeks: anyWeeks,
});

const anyDose = (schedule: fc.Arbitrary<Schedule>): fc.Arbitrary<SessionDose> =>
  fc.oneof(fc.record({ schedule }), fc.record({ schedule, weeks: anyWeeks }));

const anyItem = (place: number, schedule: fc.Arbitrary<Schedule>): fc.Arbitrary<ScheduledItem> =>
  fc.record({
    place: fc.constant(place),
    dosage: fc.record({ sessions: fc.array(anyDose(schedule), { minLength: 1, maxLength: 3 }) }),
    isOptional: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
    phase: fc.option(anyPhase),
  });

const FIRST_DAY = dayNumber('2026-01-01');

/**
 * Up to half a year long, from 2026 into 2028; three items, the last of which is done between the days of the first. Closed
 * up to three times, the last time perhaps still.
 */
export function anyPlan(schedule: fc.Arbitrary<Schedule> = anySchedule): fc.Arbitrary<ScheduledPlan> {
  return fc
    .record({
      timeZone: fc.constantFrom(...ZONES),
      weekOne: fc.nat(800).map((days) => FIRST_DAY + days),
      startsAfter: fc.oneof(fc.constant(0), fc.nat(20)),
      lasts: fc.nat(180),
      items: fc.tuple(anyItem(1, schedule), anyItem(2, schedule), anyItem(3, betweenOf(1))),
      begun: fc.option(fc.nat(60)),
      closures: fc.array(fc.record({ after: upTo(50), lasts: upTo(12) }), { maxLength: 2 }),
      closedAfter: fc.option(upTo(50), { freq: 2 }),
    })
    .map(({ timeZone, weekOne, startsAfter, lasts, items, begun, closures, closedAfter }) => ({
      timeZone,
      weekOneOn: isoDay(weekOne),
      startsOn: isoDay(weekOne + startsAfter),
      adviceUntil: isoDay(weekOne + startsAfter + lasts),
      items,
      phasesBegun: begun === null ? [] : [{ name: 'Build', on: isoDay(weekOne + begun) }],
      closed: closedFrom(weekOne + startsAfter, closures, closedAfter),
    }));
}

/** One after the other, `after` days apart. */
function closedFrom(
  first: number,
  closures: readonly { after: number; lasts: number }[],
  closedAfter: number | null,
): ClosedDays[] {
  const closed: ClosedDays[] = [];
  let open = first - 10;
  for (const { after, lasts } of closures) {
    closed.push({ from: isoDay(open + after), to: isoDay(open + after + lasts - 1) });
    open += after + lasts;
  }
  return closedAfter === null ? closed : [...closed, { from: isoDay(open + closedAfter), to: null }];
}
