/**
 * Days of the calendar as whole numbers (0 is 1 January 1970), so that a year of a plan is counted without a date object for
 * each day. Such a day is a date and has no length: how many hours it lasts is known to the clinic's clock alone.
 */
import { type Weekday, WEEKDAYS } from '../dosage/dosage';

const DAY_MS = 86_400_000;

/** Of an ISO day. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(day) / DAY_MS);
}

export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function weekdayOf(day: number): Weekday {
  // Day 0 was a Thursday, the fourth.
  return WEEKDAYS[(((day + 3) % 7) + 7) % 7] as Weekday;
}
