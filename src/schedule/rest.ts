/**
 * Rest between sessions of one dose, and the room that it leaves. It is reckoned in whole days: 48 hours are two days from one
 * session to the next. What is left of the hours, and rest within a day, only a clock can tell when the time has come.
 */
import { type Weekday, WEEKDAYS } from '../calendar/days';
import type { Schedule } from '../dosage/dosage';

/** How many days there must be from one day with a session to the next: 1 where any two days may follow. */
export function daysToNext({ minRestHours = 0, restDaysBetween = 0 }: Schedule): number {
  return Math.max(1, Math.floor(minRestHours / 24), restDaysBetween + 1);
}

/** The most of these weekdays that can have a session week after week, so many days apart. */
export function roomInWeek(weekdays: readonly Weekday[], apart: number): number {
  if (apart === 1 || weekdays.length === 0) return weekdays.length;
  const days = WEEKDAYS.flatMap((weekday, i) => (weekdays.includes(weekday) ? [i] : []));
  const fortnight = [...days, ...days.map((day) => day + 7)];
  const weekFrom = (first: number) => fortnight.filter((day) => first <= day && day <= first + 7 - apart);
  return Math.max(1, ...days.map((first) => roomIn(weekFrom(first), apart)));
}

/** The most of these days, in order of time, that are so many days apart, the first not before `earliest`. */
export function roomIn(days: readonly number[], apart: number, earliest = -Infinity): number {
  let next = earliest;
  return days.filter((day) => {
    if (day < next) return false;
    next = day + apart;
    return true;
  }).length;
}
