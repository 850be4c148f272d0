/**
 * Until when a request for the record has to be answered, and for how long the answer can be fetched. Pure.
 */
import { addDays } from '../calendar/days';

/** How long a released record lies ready, in days [our decision]. */
export const FETCH_DAYS = 30;

/**
 * One calendar month after the day on which it was asked: the same day of the next month, or its last day where there is none.
 * UK GDPR, Article 12(3), counted as the ICO's guidance counts [general knowledge, not verified]. That a month may end on a day
 * off, and could be made longer where a request is complex, is not made use of.
 */
export function dueOn(askedOn: string): string {
  const [year, month, day] = askedOn.split('-').map(Number) as [number, number, number];
  const firstOfNext = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return addDays(firstOfNext, Math.min(day, lastOfNext) - 1);
}
