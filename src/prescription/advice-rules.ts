/**
 * Whether advice may be given now, and for how long it stands. Pure: the facts come in, a decision or a refusal comes
 * out. What the patient then sees is not decided here but by the gate.
 */
import { AppError, type FieldFault } from '../http/errors';
import { assertFreshEnough, type FreshnessLimits, type PlanLevel } from './freshness';

/** A signed assessment or screen of the episode that was not entered in error. */
export interface SignedAssessment {
  id: string;
  kind: 'full' | 'nothing_new';
  /** ISO day in the clinic's time zone. */
  seenOn: string;
  suitable: boolean;
}

/** What must be known of the patient and the asker before anything is advised. */
export interface AdviceFacts {
  /** By profession, registration and today's date. */
  issuerIsEntitled: boolean;
  hasOpenHold: boolean;
  isDischarged: boolean;
  episodeIsClosed: boolean;
  /** Newest first. */
  signed: readonly SignedAssessment[];
  limits: FreshnessLimits;
  today: string;
}

/** What an issued version rests on. */
export interface Footing {
  assessmentId: string;
  screenId: string | null;
}

/**
 * Refuses what no freshness can mend: somebody not entitled, an open hold, a discharged patient, a closed episode, or a
 * latest assessment that found exercise not suitable. Source: the owner's rule "only to patients seen and assessed, if
 * they are appropriate".
 */
export function assertAdviceMayStand(facts: AdviceFacts): void {
  if (!facts.issuerIsEntitled) throw new AppError('prescription.not_entitled');
  if (facts.isDischarged) throw new AppError('prescription.patient_discharged');
  if (facts.episodeIsClosed) throw new AppError('episode.closed');
  if (facts.hasOpenHold) throw new AppError('prescription.on_hold');
  if (facts.signed[0]?.suitable === false) throw new AppError('prescription.found_unsuitable');
}

/**
 * What a new version of this level rests on. Throws what `assertAdviceMayStand` throws, and assessment.missing,
 * assessment.too_old or assessment.nothing_new_needed as `assertFreshEnough` decides.
 */
export function footingFor(level: PlanLevel, facts: AdviceFacts): Footing {
  assertAdviceMayStand(facts);
  const full = facts.signed.find((one) => one.kind === 'full');
  const nothingNew = facts.signed.find((one) => one.kind === 'nothing_new');
  // even a reduction stands on an assessment: without one that holds, the gate would show nothing
  if (!full) throw new AppError('assessment.missing');
  assertFreshEnough(
    level,
    { fullScreenOn: full.seenOn, nothingNewOn: nothingNew?.seenOn ?? null },
    facts.limits,
    facts.today,
  );
  const renewed = nothingNew !== undefined && nothingNew.seenOn >= full.seenOn;
  return { assessmentId: full.id, screenId: renewed ? nothingNew.id : null };
}

/**
 * An extension goes on at the same level after a recorded contact, and that contact is its "nothing new": only the age
 * of the full assessment is asked.
 */
export function assertMayExtend(facts: AdviceFacts): void {
  assertAdviceMayStand(facts);
  const full = facts.signed.find((one) => one.kind === 'full');
  assertFreshEnough(
    'same',
    { fullScreenOn: full?.seenOn ?? null, nothingNewOn: facts.today },
    facts.limits,
    facts.today,
  );
}

export interface AdviceDates {
  startsOn: string;
  reviewOn: string;
  adviceUntil: string;
}

/** Longest time from the first day to the last; then somebody must look again. */
export const ADVICE_DAYS_MAX = 365;

/**
 * The three days of an issue or an extension, with what was not said filled in: from today, as before if there was a
 * plan, and closing the clinic's number of days after the review.
 */
export function adviceDates(
  asked: Partial<AdviceDates>,
  before: Partial<{ [K in keyof AdviceDates]: string | null }>,
  daysAfterReview: number,
  today: string,
): AdviceDates {
  const startsOn = asked.startsOn ?? today;
  const reviewOn = asked.reviewOn ?? before.reviewOn;
  if (!reviewOn) throw refusedDay('reviewOn', 'Say when you will look at this plan again.');
  const kept = asked.reviewOn === undefined ? before.adviceUntil : undefined;
  const adviceUntil = asked.adviceUntil ?? kept ?? addDays(reviewOn, daysAfterReview);
  if (startsOn < today) throw refusedDay('startsOn', 'A plan cannot begin in the past.');
  if (asked.reviewOn !== undefined && reviewOn < startsOn) {
    throw refusedDay('reviewOn', 'The review cannot come before the plan begins.');
  }
  if (adviceUntil < reviewOn) throw refusedDay('adviceUntil', 'The advice cannot end before its review.');
  if (adviceUntil < today) throw refusedDay('adviceUntil', 'The advice would have ended already.');
  if (adviceUntil > addDays(startsOn, ADVICE_DAYS_MAX)) {
    throw refusedDay('adviceUntil', `Advice stands for at most ${ADVICE_DAYS_MAX} days.`);
  }
  return { startsOn, reviewOn, adviceUntil };
}

/**
 * A reduction needs no fresh assessment, so it must not keep a plan alive: one repetition less every few weeks would
 * otherwise be advice without end. Throws prescription.reduced_not_longer.
 */
export function assertNotProlonged(
  level: PlanLevel,
  dates: AdviceDates,
  adviceUntilBefore: string | null,
): void {
  if (level === 'reduced' && adviceUntilBefore !== null && dates.adviceUntil > adviceUntilBefore) {
    throw new AppError('prescription.reduced_not_longer');
  }
}

function refusedDay(field: keyof AdviceDates, detail: string): AppError {
  const fault: FieldFault = { pointer: `/${field}`, code: 'prescription.dates', detail };
  return new AppError('request.invalid', undefined, [fault]);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
