/**
 * Days of the calendar, written as ISO days ('YYYY-MM-DD') or, where many are counted, as whole numbers (0 is 1 January
 * 1970). Such a day is a date and has no length: how many hours it lasts is known to the clinic's clock alone
 * (schedule/clinic-clock.ts). No clock is read here; the caller says which day is today.
 */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Stretches of time by which the clinic's rules count, in days; whether the last day is within, each rule says. */
export const WEEKS_2 = 14;
export const WEEKS_6 = 42;
export const WEEKS_12 = 84;
export const HALF_A_YEAR = 183;
export const A_YEAR = 365;

const DAY_MS = 86_400_000;

/** Of an ISO day. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(day) / DAY_MS);
}

/** Of a day's number. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Of a day's number. */
export function weekdayOf(day: number): Weekday {
  // Day 0 was a Thursday, the fourth.
  return WEEKDAYS[(((day + 3) % 7) + 7) % 7] as Weekday;
}

/** Whole days from one ISO day to another, over every change of the clocks; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The ISO day so many days later, or earlier where `days` is negative. */
export function addDays(day: string, days: number): string {
  return isoDay(dayNumber(day) + days);
}
