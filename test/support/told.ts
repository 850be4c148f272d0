/** Diaries in a few words, for tests of what alerts find in them. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/calendar/days';
import type { Told } from '../../src/alert/told';

export const DAY_ONE = '2026-11-02';

/** Told on the nth day, 18:00 UTC, and received at once unless said. */
export function told(day: number, fields: Partial<Told> = {}): Told {
  const on = addDays(DAY_ONE, day);
  const at = new Date(`${on}T18:00:00Z`);
  return {
    id: randomUUID(),
    kind: 'item',
    at,
    day: on,
    receivedAt: at,
    sessionId: `session ${on}`,
    prescriptionId: 'rx',
    itemId: 'item 1',
    pain: null,
    notDoneBecause: null,
    spread: null,
    corrects: null,
    ...fields,
  };
}

/** One session a day with this pain; null is a day of which nothing is known. */
export const sessions = (...pain: (number | null)[]): Told[] =>
  pain.flatMap((one, day) => (one === null ? [] : [told(day, { pain: one })]));

/** The same for the mornings after. */
export const mornings = (...pain: (number | null)[]): Told[] =>
  pain.flatMap((one, day) =>
    one === null
      ? []
      : [
          told(day, {
            kind: 'next_morning',
            pain: one,
            sessionId: null,
            itemId: null,
            at: new Date(`${addDays(DAY_ONE, day)}T08:00:00Z`),
          }),
        ],
  );

export const dayN = (day: number): string => addDays(DAY_ONE, day);
export const timeOn = (day: number, time = '20:00'): Date => new Date(`${dayN(day)}T${time}:00Z`);
