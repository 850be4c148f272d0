/** Plans as short as a table needs them: eight whole weeks in London from Monday, 5 January 2026. */
import type { Weekday } from '../../src/calendar/days';
import type { Schedule, SessionDose } from '../../src/dosage/dosage';
import { type DueSession, dueOn } from '../../src/schedule/due-sessions';
import type { ScheduledItem, ScheduledPlan } from '../../src/schedule/plan-weeks';

export const item = (sessions: SessionDose[], more: Partial<ScheduledItem> = {}): ScheduledItem => ({
  place: 1,
  dosage: { sessions },
  isOptional: false,
  phase: null,
  ...more,
});

export const plan = (items: ScheduledItem[], more: Partial<ScheduledPlan> = {}): ScheduledPlan => ({
  timeZone: 'Europe/London',
  startsOn: '2026-01-05',
  weekOneOn: '2026-01-05',
  adviceUntil: '2026-03-01',
  items,
  phasesBegun: [],
  ...more,
});

/** A plan of one item that is always done alike. */
export const of = (schedule: Schedule, more: Partial<ScheduledPlan> = {}): ScheduledPlan =>
  plan([item([{ schedule }])], more);

/** Once a day on so many days a week. */
export const weekly = (exact: number, more: Partial<Schedule> = {}): Schedule => ({
  kind: 'weekly',
  perDay: 1,
  perWeek: { exact },
  ...more,
});

export const weekdays = (...days: Weekday[]): Schedule => ({ kind: 'weekdays', perDay: 1, weekdays: days });

export const everyDays = (n: number, more: Partial<Schedule> = {}): Schedule => ({
  kind: 'every_n_days',
  perDay: 1,
  everyDays: n,
  ...more,
});

export const hours = (everyHours: number, from: string, until: string): Schedule => ({
  kind: 'every_n_hours',
  everyHours,
  from,
  until,
});

/** What is due of an item that has exactly one session in force on the day. */
export function only(asked: ScheduledPlan, day: string, place = 1): DueSession {
  const sessions = dueOn(asked, day).items.find((each) => each.place === place)?.sessions ?? [];
  expect(sessions).toHaveLength(1);
  return sessions[0] as DueSession;
}
