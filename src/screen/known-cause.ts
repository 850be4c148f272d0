/**
 * When "long-standing, of a known cause, unchanged" lowers a red flag. A half-said cause lowers nothing, and neither does one
 * that a new sign contradicts.
 */
import { DateTime } from 'luxon';
import { addDays } from '../calendar/days';
import type { Circumstances } from './flag-condition';
import type { KnownLowers } from './grade';
import type { KnownCause, ScreenContext } from './screen';

/** What is still to be said of a known cause. */
export function missingOf(known: Partial<KnownCause>): ('since' | 'cause' | 'unchanged')[] {
  const missing: ('since' | 'cause' | 'unchanged')[] = [];
  if (!known.since) missing.push('since');
  if (!known.cause?.trim()) missing.push('cause');
  if (known.unchanged !== true) missing.push('unchanged');
  return missing;
}

/** Why the known cause that was said does not lower the item, as the end of a sentence; null: it does. */
export function obstacleTo(
  lowering: KnownLowers,
  known: Partial<KnownCause>,
  of: Circumstances,
): string | null {
  const {
    seenOn,
    onsetOn,
    neuroNormal,
    neuroWorse,
    saddleNormal = of.answers['CES-2']?.answer === 'no',
  } = of.context;
  if (!isComplete(known)) return 'it is not said completely';
  if (neuroWorse) return 'the examination is worse than the one before';
  if (of.signs.some((sign) => lowering.unless.includes(sign))) return 'a sign contradicts it';
  const before = lowering.before === 'visit' ? seenOn : onsetOn;
  if (!before)
    return lowering.before === 'visit' ? 'the day of the visit is missing' : 'the onset is missing';
  if (known.since > monthsBefore(before, lowering.months)) {
    const what = lowering.before === 'visit' ? 'the visit' : 'the onset of this episode';
    return `it began less than ${lowering.months} months before ${what}`;
  }
  if (lowering.investigated && !(known.investigatedOn && known.investigatedOn >= known.since)) {
    return 'no investigation since it began is recorded';
  }
  // at a repeat visit what was examined and decided on stands, unless this visit found otherwise
  const stands = of.decidedEarlier && neuroNormal !== false && saddleNormal !== false;
  if (lowering.examinedNormal && !stands && !(neuroNormal && saddleNormal)) {
    return 'saddle sensation and the neurological examination are not recorded as normal';
  }
  return null;
}

/**
 * Whether something is old enough not to count as new: for more than 14 days, and since before the last visit [GIRFT national
 * cauda equina pathway]. What was said by half is not.
 */
export function isLongStanding(
  known: Partial<KnownCause> | undefined,
  { seenOn, lastSeenOn }: Pick<ScreenContext, 'seenOn' | 'lastSeenOn'>,
): boolean {
  if (!known || !isComplete(known) || seenOn === null) return false;
  const newest = addDays(seenOn, -15);
  return known.since <= newest && (lastSeenOn === undefined || known.since <= lastSeenOn);
}

const isComplete = (known: Partial<KnownCause>): known is KnownCause => missingOf(known).length === 0;

const monthsBefore = (day: string, months: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).minus({ months }).toISODate() as string;
