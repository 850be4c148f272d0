/**
 * When two records may be made one, confirmed to be one person's, and parted again. Pure. Our decisions, no source: the record that
 * lives on is one that is being looked after, nothing is merged into what has ended, what was merged last is taken back first, and
 * what was taken back is not confirmed any more.
 */
import type { ErrorCode } from '../http/errors';

export interface Standing {
  id: string;
  mergedIntoId: string | null;
  isDischarged: boolean;
  /** Asked for a copy of their record, and nobody has answered. */
  waitsForRecord: boolean;
}

/** Why not; null: they may. A discharge of the record that ends stays with it and keeps nothing of the other closed. */
export function notMergedBecause(from: Standing, into: Standing): ErrorCode | null {
  if (from.id === into.id) return 'merge.itself';
  if (from.mergedIntoId !== null) return 'merge.merged_already';
  if (into.mergedIntoId !== null) return 'merge.into_merged';
  if (into.isDischarged) return 'merge.into_discharged';
  // both are due by law, and one record has one request that waits
  if (from.waitsForRecord && into.waitsForRecord) return 'merge.both_asked';
  return null;
}

/** Why it cannot be said any more that the two are one person's; null: it may. */
export function notConfirmedBecause(merge: {
  reversedAt: Date | null;
  confirmedAt: Date | null;
}): ErrorCode | null {
  if (merge.reversedAt !== null) return 'merge.reversed_already';
  return merge.confirmedAt === null ? null : 'merge.confirmed_already';
}

/** Why not; null: they may. `into`: the record that lives on. */
export function notPartedBecause(
  merge: { reversedAt: Date | null },
  into: Pick<Standing, 'mergedIntoId'>,
): ErrorCode | null {
  if (merge.reversedAt !== null) return 'merge.reversed_already';
  return into.mergedIntoId === null ? null : 'merge.merged_on';
}
