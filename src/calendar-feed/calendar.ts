/** Days as a calendar that other programs read (RFC 5545). Pure but for the stamp that the library puts on it. */
import { createEvents, type DateArray, type EventAttributes } from 'ics';
import { addDays } from '../calendar/days';

/** Said of every day alike: a calendar is shared with families and employers. */
const TITLE = 'Reminder';

/** `feedId` makes each day's entry the same one whenever it is asked for. */
export function calendarOf(days: readonly string[], feedId: string): string {
  const events = days.map((day): EventAttributes => ({
    uid: `${day}-${feedId}`,
    title: TITLE,
    start: asDate(day),
    end: asDate(addDays(day, 1)),
    busyStatus: 'FREE',
    transp: 'TRANSPARENT',
  }));
  const { value, error } = createEvents(events, {
    productId: '-//Reminders//Reminders//EN',
    calName: 'Reminders',
    method: 'PUBLISH',
  });
  if (error || !value) throw error ?? new Error('The calendar could not be written.');
  return value;
}

const asDate = (day: string): DateArray => day.split('-').map(Number) as DateArray;
