/**
 * Whether advice may be given now, and for how long it stands. Pure: the facts come in, a decision or a refusal comes
 * out. What the patient then sees is not decided here but by the gate.
 */
import { isFoundUnsuitable } from '../assessment/suitability';
import { addDays, daysBetween } from '../calendar/days';
import { AppError, type FieldFault } from '../http/errors';
import type { Limits } from '../clinic/clinical-limits';
import { daysToMove } from '../schedule/closure';
import { assertFreshEnough, type FreshnessLimits, type LastSeen, NOTHING_NEW_DAYS } from './freshness';
import type { PlanDays, PlanLevel } from './plan-level';

/** A signed assessment or screen that was not entered in error. */
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
  /** Of this episode, newest first. */
  signed: readonly SignedAssessment[];
  /** Of all the patient's episodes, newest first: "not suitable" is a word about the person. */
  signedOfPatient: readonly SignedAssessment[];
  limits: FreshnessLimits;
}

/** What an issued version rests on. */
export interface Footing {
  assessmentId: string;
  /** The "nothing new" screen that renewed it, if one did. */
  screenId: string | null;
}

/**
 * Refuses what no freshness can mend: somebody not entitled, a discharged patient, a closed episode, an open hold, or a
 * finding that exercise is not suitable. Source: the owner's rule "only to patients seen and assessed, if they are
 * appropriate".
 */
export function assertAdviceMayStand(facts: AdviceFacts): void {
  if (!facts.issuerIsEntitled) throw new AppError('prescription.not_entitled');
  if (facts.isDischarged) throw new AppError('prescription.patient_discharged');
  if (facts.episodeIsClosed) throw new AppError('episode.closed');
  if (facts.hasOpenHold) throw new AppError('prescription.on_hold');
  // of the person anywhere, and in this episode by an assessment of this episode
  if (isFoundUnsuitable(facts.signedOfPatient) || isFoundUnsuitable(facts.signed)) {
    throw new AppError('prescription.found_unsuitable');
  }
}

/**
 * What a new version of this level rests on when it begins on `startsOn`: a plan for later must be as fresh on its first
 * day as one for today. Throws what `assertAdviceMayStand` throws, and assessment.missing, assessment.too_old or
 * assessment.nothing_new_needed as `assertFreshEnough` decides.
 */
export function footingFor(level: PlanLevel, facts: AdviceFacts, startsOn: string): Footing {
  assertAdviceMayStand(facts);
  const full = facts.signed.find((one) => one.kind === 'full');
  const nothingNew = facts.signed.find((one) => one.kind === 'nothing_new');
  // even a reduction stands on an assessment: without one that holds, the gate would show nothing
  if (!full) throw new AppError('assessment.missing');
  assertFreshEnough(level, lastSeen(facts), facts.limits, startsOn);
  const renewed = nothingNew?.suitable === true && nothingNew.seenOn >= full.seenOn;
  return { assessmentId: full.id, screenId: renewed ? nothingNew.id : null };
}

/** Whether what a version was issued on still stands: the gate shows nothing of one that does not. */
export function footingHolds(footing: Footing, facts: AdviceFacts): boolean {
  const holds = (id: string) => facts.signed.some((one) => one.id === id && one.suitable);
  return holds(footing.assessmentId) && (footing.screenId === null || holds(footing.screenId));
}

/**
 * A pause of up to two weeks, with the holds in a row with it, is taken back without further questions; after a longer one the
 * patient goes on at the same level, with what that asks. Throws prescription.footing_gone, and what `assertAdviceMayStand`
 * and `assertFreshEnough` throw.
 */
export function assertMayResume(footing: Footing, facts: AdviceFacts, closedOn: string, today: string): void {
  if (isLongPause(closedOn, today)) assertMayGoOnAsBefore(footing, facts, today);
  else assertMayGoOn(footing, facts);
}

/** What going on at the same level asks. Throws what `assertMayResume` throws. */
export function assertMayGoOnAsBefore(footing: Footing, facts: AdviceFacts, today: string): void {
  assertMayGoOn(footing, facts);
  assertFreshEnough('same', lastSeen(facts), facts.limits, today);
}

const isLongPause = (closedOn: string, today: string): boolean =>
  daysBetween(closedOn, today) > NOTHING_NEW_DAYS;

/** An extension goes on at the same level after a recorded contact, and that contact is its "nothing new". */
export function assertMayExtend(footing: Footing, facts: AdviceFacts, today: string): void {
  assertMayGoOn(footing, facts);
  assertFreshEnough('same', { ...lastSeen(facts), nothingNewOn: today }, facts.limits, today);
}

function assertMayGoOn(footing: Footing, facts: AdviceFacts): void {
  assertAdviceMayStand(facts);
  if (!footingHolds(footing, facts)) throw new AppError('prescription.footing_gone');
}

function lastSeen(facts: AdviceFacts): LastSeen {
  const newest = (kind: SignedAssessment['kind']) =>
    facts.signed.find((one) => one.kind === kind && one.suitable);
  return {
    fullScreenOn: newest('full')?.seenOn ?? null,
    nothingNewOn: newest('nothing_new')?.seenOn ?? null,
  };
}

export interface AdviceDates {
  startsOn: string;
  reviewOn: string;
  adviceUntil: string;
}

/** The plan as it stands: its days, null where there are none yet, and whether the patient is to follow it today. */
export interface PlanBefore {
  startsOn: string | null;
  reviewOn: string | null;
  adviceUntil: string | null;
  runs: boolean;
  /** The day on which week 1 of its week tables began; null where no version is live. */
  weekOneOn: string | null;
  /** Of a paused plan the day since which it is closed, by that pause and by holds in a row with it; else null. */
  closedOn: string | null;
}

/** As the clinic sets them, none looser than what is clinically set (clinic/clinical-limits.ts). In days. */
export type DateLimits = Pick<Limits, 'reviewWithinDays' | 'adviceDaysAfterReview' | 'adviceDays'>;

/**
 * The three days of an issue, with what was not said filled in: from today, the review as it was, and an end the clinic's
 * number of days after a new review. Less exercise does not move the end by itself. A review that was missed stays
 * missed: it only nudges. Less is never refused for days that stay as they were, should the clinic have become stricter since.
 * Throws request.invalid, naming the day.
 */
export function issueDates(
  asked: Partial<AdviceDates>,
  before: PlanBefore,
  level: PlanLevel,
  limits: DateLimits,
  today: string,
): AdviceDates {
  const startsOn = asked.startsOn ?? today;
  if (startsOn < today) throw refusedDay('startsOn', 'A plan cannot begin in the past.');
  if (startsOn > today && before.runs) {
    throw refusedDay(
      'startsOn',
      'A plan that runs is changed from today on: the old one ends with this issue.',
    );
  }
  const reviewOn = asked.reviewOn ?? before.reviewOn;
  if (reviewOn === null) throw refusedDay('reviewOn', 'Say when you will look at this plan again.');
  if (asked.reviewOn !== undefined && reviewOn < startsOn) {
    throw refusedDay('reviewOn', 'The review cannot come before the plan begins.');
  }
  const usualEnd = usualEndOf(reviewOn, startsOn, limits);
  const staysAsItWas =
    before.adviceUntil !== null &&
    (asked.reviewOn === undefined ||
      (level === 'reduced' && before.adviceUntil < usualEnd && before.adviceUntil >= reviewOn));
  const adviceUntil = asked.adviceUntil ?? (staysAsItWas ? (before.adviceUntil as string) : usualEnd);
  const kept = level === 'reduced' ? before : null;
  return possible({ startsOn, reviewOn, adviceUntil }, limits, today, kept);
}

/** A programme is not older than this when a version takes up its weeks. */
const WEEKS_TAKEN_UP_MAX = 104;

/** By how many days the weeks of a paused plan move on when it opens again on that day; of any other, none. */
export function daysClosed({ closedOn, startsOn }: PlanBefore, opensOn: string): number {
  return closedOn === null || startsOn === null ? 0 : daysToMove(closedOn, startsOn, opensOn);
}

/** Week 1 of a plan that simply goes on from that day; null where nothing is live. */
export function weekOneGoingOn(before: PlanBefore, opensOn: string): string | null {
  return before.weekOneOn === null ? null : addDays(before.weekOneOn, daysClosed(before, opensOn));
}

/**
 * The day on which week 1 of an issue begins: as it was, for a plan that goes on; else its first day. A pause that a new
 * version ends moves the weeks as a resumption does. Throws request.invalid on a day after the first, or years before it.
 */
export function weekOneOf(asked: string | undefined, before: PlanBefore, startsOn: string): string {
  const asItWas = weekOneGoingOn(before, startsOn) ?? startsOn;
  const weekOneOn = asked ?? (asItWas < startsOn ? asItWas : startsOn);
  if (weekOneOn > startsOn || daysBetween(weekOneOn, startsOn) > 7 * WEEKS_TAKEN_UP_MAX) {
    const detail = `Week 1 begins on the first day of the plan, or up to ${WEEKS_TAKEN_UP_MAX} weeks before it.`;
    const fault: FieldFault = { pointer: '/weekOneOn', code: 'prescription.dates', detail };
    throw new AppError('request.invalid', undefined, [fault]);
  }
  return weekOneOn;
}

/** How the days of an issue lie to those of the plan before, if that simply went on. */
export function planDays(weekOneOn: string, before: PlanBefore, startsOn: string): PlanDays {
  const asItWas = weekOneGoingOn(before, startsOn) ?? weekOneOn;
  return { apart: daysBetween(asItWas, weekOneOn), gone: daysBetween(weekOneOn, startsOn) };
}

/** The days of an extension: the first stays, the review is new. Throws request.invalid, naming the day. */
export function extensionDates(
  asked: { reviewOn: string; adviceUntil?: string },
  before: PlanBefore,
  limits: DateLimits,
  today: string,
): AdviceDates {
  const startsOn = before.startsOn ?? today;
  if (asked.reviewOn < today) throw refusedDay('reviewOn', 'The next review cannot be in the past.');
  const from = startsOn > today ? startsOn : today;
  const adviceUntil = asked.adviceUntil ?? usualEndOf(asked.reviewOn, from, limits);
  if (before.adviceUntil !== null && adviceUntil < before.adviceUntil) {
    throw refusedDay('adviceUntil', 'An extension does not end sooner: pause or withdraw the plan instead.');
  }
  return possible({ startsOn, reviewOn: asked.reviewOn, adviceUntil }, limits, today, null);
}

/** The clinic's number of days after the review, and no later than advice may stand there. */
function usualEndOf(reviewOn: string, from: string, limits: DateLimits): string {
  const [usual, last] = [addDays(reviewOn, limits.adviceDaysAfterReview), addDays(from, limits.adviceDays)];
  // where even the review comes too late, that is what is refused
  return usual <= last || last < reviewOn ? usual : last;
}

/** `kept`: days of a plan that may stay as they were, whatever the clinic's limits are by now. */
function possible(
  dates: AdviceDates,
  { reviewWithinDays, adviceDays }: DateLimits,
  today: string,
  kept: PlanBefore | null,
): AdviceDates {
  const { startsOn, reviewOn, adviceUntil } = dates;
  const from = startsOn > today ? startsOn : today;
  if (adviceUntil < reviewOn) throw refusedDay('adviceUntil', 'The advice cannot end before its review.');
  if (adviceUntil < from)
    throw refusedDay('adviceUntil', 'The advice would end before anybody could follow it.');
  const isLater = (day: string, before: string | null | undefined) => day > (before ?? '');
  if (reviewOn > addDays(from, reviewWithinDays) && isLater(reviewOn, kept?.reviewOn)) {
    throw refusedDay('reviewOn', `At your clinic the review is at most ${reviewWithinDays} days away.`);
  }
  if (adviceUntil > addDays(from, adviceDays) && isLater(adviceUntil, kept?.adviceUntil)) {
    throw refusedDay('adviceUntil', `Advice stands for at most ${adviceDays} days from now.`);
  }
  return dates;
}

/**
 * What freshness an issue asks. A reduction asks none, so it must not keep a plan alive or put one off: one repetition
 * less every few weeks would otherwise be advice without end. One that does, one that brings a plan forward, and one that
 * takes up a plan after a long pause, is asked what the same level is.
 */
export function levelAsked(
  level: PlanLevel,
  dates: AdviceDates,
  before: PlanBefore,
  today: string,
): PlanLevel {
  const prolongs = before.adviceUntil !== null && dates.adviceUntil > before.adviceUntil;
  const putsOff = before.startsOn !== null && dates.startsOn > before.startsOn && dates.startsOn > today;
  const bringsForward = before.startsOn !== null && dates.startsOn < before.startsOn;
  const wasLongAway = before.closedOn !== null && isLongPause(before.closedOn, today);
  return level === 'reduced' && (prolongs || putsOff || bringsForward || wasLongAway) ? 'same' : level;
}

/** A decision is looked at again on the day that was said with it; less exercise does not move that day. */
export function putsOffReview({ reviewOn }: AdviceDates, before: PlanBefore): boolean {
  return before.reviewOn !== null && reviewOn > before.reviewOn;
}

function refusedDay(field: keyof AdviceDates, detail: string): AppError {
  const fault: FieldFault = { pointer: `/${field}`, code: 'prescription.dates', detail };
  return new AppError('request.invalid', undefined, [fault]);
}
