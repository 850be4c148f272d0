/**
 * How often a schedule asks, as counts: sessions on a day, days in a week. On which days they fall is another question, and
 * needs a calendar.
 */
import { type Weekday, WEEKDAYS } from '../calendar/days';
import { exactly, type Span, spanOf, times } from './amount';
import type { Schedule } from './dosage';

/** Sessions on a day that has any. What is done as needed may be done not at all. */
export function timesADay({
  kind,
  perDay = 1,
  perDayMax,
  everyHours = 1,
  from = '',
  until = '',
}: Schedule): Span {
  if (kind === 'as_needed') return { min: 0, max: perDay };
  if (kind === 'every_n_hours') {
    return exactly(Math.floor((minutesOf(until) - minutesOf(from)) / (60 * everyHours)) + 1);
  }
  return { min: perDay, max: perDayMax ?? perDay };
}

/** Days with a session in seven days on end. `between` follows an item that is not known here, so it may be any number. */
export function daysAWeek(schedule: Schedule): Span {
  const { kind, perWeek = {}, weekdays = [], everyDays = 1, restDays = [] } = schedule;
  const open = 7 - restDays.length;
  if (kind === 'weekly') return spanOf(perWeek);
  if (kind === 'weekdays') return exactly(weekdays.length);
  if (kind === 'every_n_hours') return exactly(open);
  if (kind === 'every_n_days') return everyNthDay(everyDays, schedule);
  return { min: 0, max: open };
}

/** A week may begin on any of the days from one turn to the next. */
function everyNthDay(everyDays: number, { restDays = [] }: Schedule): Span {
  const counts = Array.from({ length: everyDays }, (_, begun) => {
    const due = WEEKDAYS.filter((day, index) => (begun + index) % everyDays === 0 && !restDays.includes(day));
    return due.length;
  });
  return { min: Math.min(...counts), max: Math.max(...counts) };
}

export const timesAWeek = (schedule: Schedule): Span => times(timesADay(schedule), daysAWeek(schedule));

/** Days from one of these weekdays to the next, where they lie closest, round the end of the week too; 7 for a single one. */
export function shortestGap(weekdays: readonly Weekday[]): number {
  const due = WEEKDAYS.flatMap((day, index) => (weekdays.includes(day) ? [index] : []));
  return Math.min(...due.map((day, index) => (due[index + 1] ?? (due[0] ?? 0) + 7) - day));
}

/** `HH:MM`, from 00:00 to 23:59. */
export const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Of a time by the clock, from midnight. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return 60 * hours + minutes;
}
