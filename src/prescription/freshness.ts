/**
 * How fresh an assessment must be for what is asked of the patient. Reducing, removing and the easier step need none; the same
 * again needs an assessment that is not old and a word that nothing is new; more needs a full screen of these days. The limits
 * are the clinic's [design decision, to be approved by a registered clinician]. Dates are ISO days in the clinic's time zone;
 * no clock is read here.
 */
import { daysBetween } from '../calendar/days';
import { AppError } from '../http/errors';
import type { PlanLevel } from './plan-level';

/** In days; set per clinic. */
export interface FreshnessLimits {
  sameLevelDays: number;
  harderDays: number;
}

/** A "nothing new" screen may be by phone; it speaks for two weeks. */
export const NOTHING_NEW_DAYS = 14;

/** When the patient was last seen for this episode: by a full signed screen, and by a short "nothing new" one. */
export interface LastSeen {
  fullScreenOn: string | null;
  nothingNewOn: string | null;
}

/**
 * Passes when the patient was seen recently enough for this level. Throws `assessment.missing` (no full screen at all, or
 * only one dated after `onDay`), `assessment.too_old` or `assessment.nothing_new_needed`, with the dates. A full screen of
 * at most NOTHING_NEW_DAYS says by itself that nothing is new.
 */
export function assertFreshEnough(
  level: PlanLevel,
  seen: LastSeen,
  limits: FreshnessLimits,
  onDay: string,
): void {
  if (level === 'reduced') return;
  const fullScreenOn = notAfter(seen.fullScreenOn, onDay);
  if (fullScreenOn === null) {
    throw new AppError('assessment.missing', 'This episode has no full, signed assessment up to that day.');
  }
  const age = daysBetween(fullScreenOn, onDay);
  const limit = level === 'same' ? limits.sameLevelDays : limits.harderDays;
  if (isTooOldFor(fullScreenOn, limit, onDay)) {
    throw new AppError(
      'assessment.too_old',
      `The last full assessment was on ${fullScreenOn}, ${age} days before ${onDay}. ${ASKED_FOR[level]} needs one of at ` +
        `most ${limit} days.${level === 'new' ? '' : WITHOUT}`,
    );
  }
  if (level === 'same') assertNothingNew(fullScreenOn, notAfter(seen.nothingNewOn, onDay), onDay);
}

/** Whether a full assessment of that day no longer carries, on this one, what may rest on it for so many days. */
export function isTooOldFor(fullScreenOn: string, limitDays: number, onDay: string): boolean {
  return daysBetween(fullScreenOn, onDay) > limitDays;
}

const WITHOUT = ' Reducing or removing exercises, or taking an easier step, is possible without.';

const ASKED_FOR = {
  same: 'The same level again',
  harder: 'A harder plan',
  new: 'A new prescription',
} as const;

function assertNothingNew(fullScreenOn: string, nothingNewOn: string | null, onDay: string): void {
  const last = nothingNewOn !== null && nothingNewOn > fullScreenOn ? nothingNewOn : fullScreenOn;
  const age = daysBetween(last, onDay);
  if (age <= NOTHING_NEW_DAYS) return;
  throw new AppError(
    'assessment.nothing_new_needed',
    `The patient was last asked whether anything is new on ${last}, ${age} days before ${onDay}. Please ask again, by phone if you ` +
      `like: the same level needs an answer of at most ${NOTHING_NEW_DAYS} days.`,
  );
}

function notAfter(day: string | null, onDay: string): string | null {
  return day !== null && day <= onDay ? day : null;
}
