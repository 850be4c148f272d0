/** When a mail that could not be delivered is tried again. Pure; times are minutes. */

/** For how long a mail is tried, from the first time on. */
export const TRY_FOR_MINUTES = 2 * 24 * 60;
const LONGEST_PAUSE_MINUTES = 4 * 60;

/** `tries` that failed, at least one. Twice as long each time: after 1, 2, 4 … minutes, and at most four hours. */
export const pauseAfter = (tries: number): number =>
  Math.min(2 ** Math.min(tries - 1, 20), LONGEST_PAUSE_MINUTES);

/** null: it was tried for long enough. */
export function nextTry(firstTriedAt: Date, tries: number, now: Date): Date | null {
  const next = new Date(now.getTime() + pauseAfter(tries) * 60_000);
  return next.getTime() - firstTriedAt.getTime() > TRY_FOR_MINUTES * 60_000 ? null : next;
}
