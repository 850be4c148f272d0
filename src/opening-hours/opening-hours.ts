/**
 * When a clinic is open in a week, as data, and what cannot be meant by it. Which days of the year it is closed besides, the
 * clinic enters itself: no public holiday is known here.
 */
import { type Weekday, WEEKDAYS } from '../calendar/days';
import type { FieldFault } from '../http/errors';

/** By the clock on the clinic's wall, `HH:MM`; `closes` may be 24:00. A weekday may have several. */
export interface OpenStretch {
  weekday: Weekday;
  opens: string;
  closes: string;
}

/** ISO days of the clinic, both included. */
export interface ClosedRange {
  from: string;
  to: string;
}

/** What a clinic that has entered nothing is taken to keep [our decision; no source]. */
export const DEFAULT_STRETCHES: readonly OpenStretch[] = WEEKDAYS.slice(0, 5).map((weekday) => ({
  weekday,
  opens: '09:00',
  closes: '17:00',
}));

export const STRETCHES_MAX = 42;
/** A holiday is not longer than this. */
export const CLOSED_DAYS_MAX = 366;

/** Minutes from 00:00. */
export const minuteOf = (time: string): number => 60 * Number(time.slice(0, 2)) + Number(time.slice(3));

/** Pointers begin at the list. */
export function stretchFaults(stretches: readonly OpenStretch[]): FieldFault[] {
  return stretches.flatMap((stretch, place) => {
    if (minuteOf(stretch.closes) <= minuteOf(stretch.opens)) {
      return [fault(`/${place}/closes`, 'opening_hours.order', 'It closes after it opens, on the same day.')];
    }
    const meets = stretches.slice(0, place).some((other) => overlap(other, stretch));
    return meets ? [fault(`/${place}`, 'opening_hours.overlap', 'The clinic is open then already.')] : [];
  });
}

function overlap(a: OpenStretch, b: OpenStretch): boolean {
  return (
    a.weekday === b.weekday &&
    minuteOf(a.opens) < minuteOf(b.closes) &&
    minuteOf(b.opens) < minuteOf(a.closes)
  );
}

const fault = (pointer: string, code: string, detail: string): FieldFault => ({ pointer, code, detail });
