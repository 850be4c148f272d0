/**
 * What a plan says besides exercises: treatment, fuel, recovery and activity are as much of a plan as the exercises are. In the
 * clinician's own words; nothing here is suggested, graded or ordered by the software. Pure.
 */
export const ADVICE_KINDS = [
  'treatment_booking',
  'fuel',
  'recovery',
  'sleep',
  'footwear',
  'activity',
] as const;
export type AdviceKind = (typeof ADVICE_KINDS)[number];

/** More than this nobody reads. */
export const ADVICE_MAX = 8;
export const ADVICE_TEXT_MAX = 500;

export interface GivenAdvice {
  kind: AdviceKind;
  text: string;
  /** https, or none. */
  address?: string | null;
  /** Between the clinician and the patient: no carer reads it, and no paper has it. */
  notForCarers?: boolean;
}

export interface AdviceChanges {
  added: GivenAdvice[];
  removed: GivenAdvice[];
}

/** What reads otherwise was taken out and put in anew; the order alone is no change. */
export function adviceChanges(before: readonly GivenAdvice[], after: readonly GivenAdvice[]): AdviceChanges {
  return { added: without(after, before), removed: without(before, after) };
}

/** Each of `others` takes away one that is the same. */
function without(list: readonly GivenAdvice[], others: readonly GivenAdvice[]): GivenAdvice[] {
  const left = [...others];
  return list.filter((one) => {
    const same = left.findIndex((other) => isSame(one, other));
    if (same >= 0) left.splice(same, 1);
    return same < 0;
  });
}

const isSame = (one: GivenAdvice, other: GivenAdvice): boolean =>
  one.kind === other.kind &&
  one.text === other.text &&
  (one.address ?? null) === (other.address ?? null) &&
  (one.notForCarers ?? false) === (other.notForCarers ?? false);
