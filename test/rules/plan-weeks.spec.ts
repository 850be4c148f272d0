/** In which weeks an item is done, and what the whole plan must refuse of its schedules. */
import * as fc from 'fast-check';
import type { Phase, Schedule, Weeks } from '../../src/dosage/dosage';
import { dayNumber, daysBetween, isoDay, weekdayOf } from '../../src/calendar/days';
import { checkPlanSchedule } from '../../src/schedule/check-plan-schedule';
import { dueBetween } from '../../src/schedule/due-sessions';
import { hasBegun, type ScheduledItem, type ScheduledPlan, weeksOfItem } from '../../src/schedule/plan-weeks';
import { anyPlan } from '../support/any-schedule';

const DAILY: Schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } };
const dosage = (...weeks: (Weeks | undefined)[]) => ({
  sessions: weeks.map((each) => ({ schedule: DAILY, ...(each && { weeks: each }) })),
});
const phase = (begins: Phase['begins'], from: number, to?: number): Phase => ({
  name: 'Build',
  begins,
  weeks: to === undefined ? { from } : { from, to },
});

describe('an item has begun', () => {
  const plan = { weekOneOn: '2026-03-02', phasesBegun: [{ name: 'Build', on: '2026-03-10' }] };
  it.each<[string, number, string | null, string, boolean]>([
    ['on its first day', 1, null, '2026-03-02', true],
    ['not on the day before', 1, null, '2026-03-01', false],
    ['in its week', 2, null, '2026-03-09', true],
    ['not in the one before', 2, null, '2026-03-08', false],
    ['when its phase has', 1, 'Build', '2026-03-10', true],
    ['not before', 1, 'Build', '2026-03-09', false],
    ['in its week of the phase', 2, 'Build', '2026-03-17', true],
    ['not in the week of the plan', 2, 'Build', '2026-03-16', false],
    ['not while its phase waits', 1, 'Return', '2027-01-01', false],
  ])('%s', (_, fromWeek, awaitsPhase, day, expected) => {
    expect(hasBegun({ fromWeek, awaitsPhase }, plan, day)).toBe(expected);
  });
});

describe('the weeks of an item', () => {
  it.each<[string, (Weeks | undefined)[], Phase | null, number, number | null, string | null]>([
    ['every week', [undefined], null, 1, null, null],
    ['from week 3 on', [{ from: 3 }], null, 3, null, null],
    ['weeks 2 to 4', [{ from: 2, to: 4 }], null, 2, 4, null],
    [
      'a week table',
      [
        { from: 1, to: 2 },
        { from: 3, to: 6 },
      ],
      null,
      1,
      6,
      null,
    ],
    [
      'a week table out of order',
      [
        { from: 3, to: 6 },
        { from: 2, to: 2 },
      ],
      null,
      2,
      6,
      null,
    ],
    ['a week table whose last row stays', [{ from: 1, to: 2 }, { from: 3 }], null, 1, null, null],
    ['a phase', [undefined], phase('week', 5, 8), 5, 8, null],
    ['a phase without end', [undefined], phase('week', 5), 5, null, null],
    ['weeks within a phase', [{ from: 2, to: 3 }], phase('week', 5, 8), 6, 7, null],
    ['weeks that the phase cuts off', [{ from: 3, to: 9 }], phase('week', 5, 8), 7, 8, null],
    ['the last week of a phase', [{ from: 4 }], phase('week', 5, 8), 8, 8, null],
    ['a phase by criteria', [undefined], phase('criteria', 1, 6), 1, 6, 'Build'],
    ['weeks within one by criteria', [{ from: 2 }], phase('criteria', 1, 6), 2, 6, 'Build'],
    ['one by criteria that was expected later', [{ from: 2 }], phase('criteria', 7, 12), 2, 6, 'Build'],
    ['one by criteria without end', [undefined], phase('criteria', 1), 1, null, 'Build'],
  ])('%s', (_, weeks, inPhase, fromWeek, toWeek, awaitsPhase) => {
    expect(weeksOfItem(dosage(...weeks), inPhase)).toEqual({ fromWeek, toWeek, awaitsPhase });
  });

  it.each([phase('week', 5, 8), phase('criteria', 1, 4)])(
    'are none once its phase has ended: %j',
    (inPhase) => {
      expect(weeksOfItem(dosage({ from: 5 }), inPhase)).toBeNull();
    },
  );
});

describe('days', () => {
  it.each([
    ['1969-12-31', 'wednesday'],
    ['1970-01-01', 'thursday'],
    ['2026-11-22', 'sunday'],
    ['2028-02-29', 'tuesday'],
    ['2100-03-01', 'monday'],
  ])('%s is a %s', (day, weekday) => {
    expect(weekdayOf(dayNumber(day))).toBe(weekday);
    expect(isoDay(dayNumber(day))).toBe(day);
  });
});

const daysClosedAfter = ({ closed = [] }: ScheduledPlan, day: string): number =>
  closed
    .filter(({ from, to }) => from > day && to !== null)
    .reduce((days, { from, to }) => days + daysBetween(from, to as string) + 1, 0);

it('an item is in force on no day on which the gate would not show it', () => {
  fc.assert(
    fc.property(anyPlan(), (plan) => {
      for (const { day, items } of dueBetween(plan, plan.startsOn, plan.adviceUntil)) {
        for (const { place } of items) {
          const item = plan.items.find((each) => each.place === place) as ScheduledItem;
          const weeks = weeksOfItem(item.dosage, item.phase);
          const begun = plan.phasesBegun.find(({ name }) => name === weeks?.awaitsPhase);
          const weekOne = weeks?.awaitsPhase ? begun?.on : plan.weekOneOn;
          expect(weekOne).toBeDefined();
          // what the gate counted from on that day: closures that came later had moved nothing yet
          const since = dayNumber(day) - (dayNumber(weekOne as string) - daysClosedAfter(plan, day));
          expect(since).toBeGreaterThanOrEqual(7 * ((weeks?.fromWeek ?? NaN) - 1));
          expect(since).toBeLessThan(7 * (weeks?.toWeek ?? Infinity));
        }
      }
    }),
    { numRuns: 60 },
  );
});

describe('what only the whole plan can tell of schedules', () => {
  const item = (place: number, schedule: Schedule, more: Partial<ScheduledItem> = {}): ScheduledItem => ({
    place,
    dosage: { sessions: [{ schedule }] },
    isOptional: false,
    phase: null,
    ...more,
  });
  const between = (betweenPlace: number): Schedule => ({ kind: 'between', perDay: 1, betweenPlace });
  const mondays = item(1, { kind: 'weekdays', perDay: 1, weekdays: ['monday'] });
  const at = '/sessions/0/schedule/betweenPlace';

  it.each<[string, ScheduledItem[], string[]]>([
    ['between Mondays', [mondays, item(2, between(1))], []],
    ['between days of choice', [item(1, { ...DAILY, perWeek: { exact: 6 } }), item(2, between(1))], []],
    ['between the days of no item', [mondays, item(2, between(3))], [`2 ${at}`]],
    ['between its own days', [mondays, item(2, between(2))], [`2 ${at}`]],
    ['between each other', [mondays, item(2, between(3)), item(3, between(2))], [`2 ${at}`, `3 ${at}`]],
    [
      'between what is done as needed',
      [item(1, { kind: 'as_needed', perDay: 3 }), item(2, between(1))],
      [`2 ${at}`],
    ],
    ['between what is done every day', [item(1, DAILY), item(2, between(1))], [`2 ${at}`]],
    [
      'between what is done every hour',
      [item(1, { kind: 'every_n_hours', everyHours: 2, from: '08:00', until: '20:00' }), item(2, between(1))],
      [`2 ${at}`],
    ],
    [
      'in the last week of its phase',
      [item(1, DAILY, { dosage: dosage({ from: 4 }), phase: phase('week', 5, 8) })],
      [],
    ],
    [
      'after its phase',
      [item(1, DAILY, { dosage: dosage({ from: 1, to: 4 }, { from: 5 }), phase: phase('week', 5, 8) })],
      ['1 /sessions/1/weeks'],
    ],
    [
      'in a phase without end',
      [item(1, DAILY, { dosage: dosage({ from: 50 }), phase: phase('week', 5) })],
      [],
    ],
  ])('%s', (_, items, expected) => {
    expect(checkPlanSchedule(items).map(({ place, pointer }) => `${place} ${pointer}`)).toEqual(expected);
  });

  it('has nothing against items that weeksOfItem has weeks for, and refuses the others', () => {
    const never = item(1, DAILY, { dosage: dosage({ from: 5 }), phase: phase('criteria', 1, 4) });
    expect(weeksOfItem(never.dosage, never.phase)).toBeNull();
    expect(checkPlanSchedule([never])).toHaveLength(1);
  });
});
