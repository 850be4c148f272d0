/**
 * Both ends of what was written as an amount, and sums of such. Absent, up to, and as many as possible are read here, once,
 * so that totals, comparisons and checks agree about them.
 */
import type { Amount, SetSpec } from './dosage';

/** From `min` to `max`, both included; equal where nothing is left open. */
export interface Span {
  min: number;
  max: number;
}

export const NOTHING: Span = { min: 0, max: 0 };

export const exactly = (value: number): Span => ({ min: value, max: value });

/** Expects an amount without faults: exact, or from min to max. */
export function spanOf(amount: Amount): Span {
  const { exact, min = 0, max = 0 } = amount;
  return exact === undefined ? { min, max } : exactly(exact);
}

/** The same for a field that may be absent: absent is nothing at all. */
export const spanOr0 = (amount: Amount | undefined): Span => (amount ? spanOf(amount) : NOTHING);

/**
 * The reps of one set: 1 where only a hold, a time or a distance is given; "up to 12" begins at 1; as many as possible ends
 * at Infinity, unless it is capped.
 */
export function repsOf({ reps }: Pick<SetSpec, 'reps'>): Span {
  if (!reps) return exactly(1);
  if (reps.upTo !== undefined) return { min: 1, max: reps.upTo };
  if (reps.asManyAsPossible) return { min: 1, max: reps.atMost ?? Infinity };
  return spanOf(reps);
}

export const plus = (...spans: readonly Span[]): Span => ({
  min: spans.reduce((sum, { min }) => sum + min, 0),
  max: spans.reduce((sum, { max }) => sum + max, 0),
});

/** None of something endless is none. */
export const times = (a: Span, b: Span): Span => ({
  min: a.min && b.min && a.min * b.min,
  max: a.max && b.max && a.max * b.max,
});

/** From the lowest to the highest of all. */
export const hull = (spans: readonly Span[]): Span => ({
  min: Math.min(...spans.map(({ min }) => min)),
  max: Math.max(...spans.map(({ max }) => max)),
});
