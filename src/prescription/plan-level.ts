/**
 * What a new version asks of the patient beside the one that was live: the same, less, or more. Two doses of one exercise are
 * compared in dose-demand.ts and leeway.ts; how fresh an assessment each level needs is said in freshness.ts. Whatever
 * cannot be compared counts as more. No clock is read here: days come as numbers.
 */
import { spanOf, times } from '../dosage/amount';
import type { Dosage } from '../dosage/dosage';
import {
  bringsLoad,
  IN_THE_SAME_WEEK,
  isHarder,
  weeksToCompare,
  type WeeksHeld,
} from '../dosage/dose-demand';
import { type GoesRound, sessionsInWeek } from '../dosage/dose-totals';
import { findPlaces } from '../dosage/find-places';
import { timesAWeek } from '../dosage/how-often';
import { allowsMore } from '../dosage/leeway';
import { workingSeconds } from '../dosage/session-work';
import { LOAD_TRAITS, type Trait } from '../exercise/traits';
import { firstWeek } from '../schedule/plan-weeks';

/** One item of a plan, as far as its level goes. */
export interface PlanItem {
  exerciseId: string;
  variation?: string | null;
  /** Of the variation: the higher, the harder. */
  level?: number | null;
  /** Every easier exercise on this one's ladder, however many steps down, whichever side of the link names it. */
  easierIds: readonly string[];
  /** What the body does in it at this dose. */
  traits: readonly Trait[];
  /** As far as its phase lasts. */
  dosage: Dosage;
  /** Absent or null outside of a group. */
  group?: GoesRound | null;
  /** Days of its plan before its own week 1, which is that of its phase; Infinity while the phase awaits its criteria. */
  daysBefore?: number;
}

/** What a new version asks of the patient, compared with the one that was live before; `new` when there was none. */
export const PLAN_LEVELS = ['reduced', 'same', 'harder', 'new'] as const;
export type PlanLevel = (typeof PLAN_LEVELS)[number];

/** How the days of two plans lie. */
export interface PlanDays {
  /** From week 1 of the plan before, if that simply went on, to week 1 of the plan after. */
  apart: number;
  /** From week 1 of the plan after to its first day: weeks that are over are not compared. */
  gone: number;
}
const THE_SAME_DAYS: PlanDays = { apart: 0, gone: 0 };

/**
 * Harder: an item added (an exercise further up the ladder is one), one that comes sooner or need not wait for its criteria any
 * more, another variation or a higher level, more rounds or more time for them, a dose that asks or allows more, or a trait
 * that the former plan did not have. Reduced: nothing harder, and an item removed, put off or asked less of, or an easier step
 * taken.
 */
export function compareLevel(
  before: readonly PlanItem[] | null,
  after: readonly PlanItem[],
  days: PlanDays = THE_SAME_DAYS,
): PlanLevel {
  if (before === null) return 'new';
  const pairs = pairUp(before, after, days);
  if (pairs === null) return 'harder';
  const isReduced = pairs.some(([was, is]) => was.exerciseId !== is.exerciseId || asksLess(was, is, days));
  return isReduced || after.length < before.length ? 'reduced' : 'same';
}

/**
 * Each item after beside an item before that already asked as much, none used twice; null when that cannot be done. An
 * exercise may stand in a plan twice (another position, another dose for each side).
 */
function pairUp(
  before: readonly PlanItem[],
  after: readonly PlanItem[],
  days: PlanDays,
): [PlanItem, PlanItem][] | null {
  const knownTraits = new Set(before.flatMap((item) => item.traits));
  const once = (item: PlanItem) => ({ count: 1, item });
  const seats = findPlaces(after.map(once), before.map(once), (is, was) =>
    alreadyAsked(was.item, is.item, knownTraits, days),
  );
  return seats && after.map((is, index) => [before[seats[index]!.indexOf(1)]!, is]);
}

function alreadyAsked(was: PlanItem, is: PlanItem, knownTraits: ReadonlySet<Trait>, days: PlanDays): boolean {
  if (was.exerciseId === is.exerciseId) {
    const isKnown = is.traits.every((trait) => knownTraits.has(trait));
    return isKnown && !allowsMore(was.dosage, is.dosage) && !asksMore(was, is, days);
  }
  return (
    was.easierIds.includes(is.exerciseId) &&
    !allowsMore(was.dosage, is.dosage) &&
    isEasierStep(was, is, knownTraits, days)
  );
}

/** Of one exercise. */
function asksMore(was: PlanItem, is: PlanItem, days: PlanDays): boolean {
  return (
    isHigher(was, is) ||
    hasMoreRounds(was, is) ||
    hasMoreTime(was, is) ||
    beginsSooner(was, is, days) ||
    weeksHeld(was, is, days).some((weeks) => isHarder(was.dosage, is.dosage, weeks))
  );
}

/** The same, the other way round: of both, only the weeks still to come. */
function asksLess(was: PlanItem, is: PlanItem, days: PlanDays): boolean {
  const back: PlanDays = { apart: -days.apart, gone: days.gone + days.apart };
  const [weeks = IN_THE_SAME_WEEK] = weeksHeld(was, is, days);
  return (
    isHigher(is, was) ||
    hasMoreRounds(is, was) ||
    hasMoreTime(is, was) ||
    beginsSooner(is, was, back) ||
    isHarder(is.dosage, was.dosage, { apart: -weeks.apart, from: weeks.from + weeks.apart })
  );
}

/** A variation is words, so another one may be anything. */
function isHigher(was: PlanItem, is: PlanItem): boolean {
  const [before, after] = [was.level ?? null, is.level ?? null];
  if ((was.variation ?? null) !== (is.variation ?? null)) return true;
  return before === null || after === null ? before !== after : after > before;
}

function hasMoreRounds({ group: was }: PlanItem, { group: is }: PlanItem): boolean {
  const [before, after] = [roundsOf(was), roundsOf(is)];
  return after.min > before.min || after.max > before.max;
}

/** A limit that is gone leaves the rounds without one. */
function hasMoreTime({ group: was }: PlanItem, { group: is }: PlanItem): boolean {
  const [before, after] = [was?.timeCapSeconds, is?.timeCapSeconds];
  if (after !== undefined) return after > (before ?? 0);
  return before !== undefined && roundsOf(is).max > 1;
}

const roundsOf = (group: GoesRound | null = null) => spanOf(group?.rounds ?? { exact: 1 });

/** What was still to come, and comes sooner now. A plan begun sooner as a whole is not harder for that. */
function beginsSooner(was: PlanItem, is: PlanItem, { apart, gone }: PlanDays): boolean {
  const firstDay = ({ daysBefore = 0, dosage }: PlanItem) => daysBefore + 7 * (firstWeek(dosage) - 1);
  return firstDay(was) > Math.max(0, apart + gone) && firstDay(is) + apart < firstDay(was);
}

/** What awaits its criteria may begin at once, or when everything else has come to its end. */
function weeksHeld(was: PlanItem, is: PlanItem, { apart, gone }: PlanDays): WeeksHeld[] {
  const [before, after] = [was.daysBefore ?? 0, is.daysBefore ?? 0];
  if (before === Infinity) return [IN_THE_SAME_WEEK];
  const from = (daysBefore: number): WeeksHeld => ({
    apart: Math.floor((apart + daysBefore - before) / 7),
    from: 1 + Math.floor((gone - daysBefore) / 7),
  });
  return after === Infinity ? [from(gone), { apart: Infinity, from: 1 }] : [from(after)];
}

/** An easier exercise is often done more; more than twice the time is no longer an easier week. */
const EASIER_STEP_TIME_MAX = 2;

/**
 * The ladder says that the exercise is easier; this asks that the week is: at most twice the time of work, in a session and in
 * a week, neither sooner nor without end, and no load and no effort that was not there before [design decision, to be approved
 * by a registered clinician].
 */
function isEasierStep(was: PlanItem, is: PlanItem, knownTraits: ReadonlySet<Trait>, days: PlanDays): boolean {
  if (beginsSooner(was, is, days) || hasMoreTime(was, is)) return false;
  if (is.traits.some((trait) => LOAD_TRAITS.includes(trait) && !knownTraits.has(trait))) return false;
  return weeksHeld(was, is, days).every(
    (weeks) =>
      !bringsLoad(was.dosage, is.dosage, weeks) &&
      weeksToCompare(was.dosage, is.dosage, weeks).every(([then, now]) => {
        const [before, after] = [secondsIn(was, then), secondsIn(is, now)];
        return (
          after.session <= EASIER_STEP_TIME_MAX * before.session &&
          after.week <= EASIER_STEP_TIME_MAX * before.week
        );
      }),
  );
}

/** Of work in the longest session of that week, and in all of them, by the upper ends. */
function secondsIn({ dosage, group }: PlanItem, week: number): { session: number; week: number } {
  const sessions = sessionsInWeek(dosage, week).map((session) => {
    const { max } = times(workingSeconds(session, dosage.side), roundsOf(group));
    return { once: max, aWeek: max * timesAWeek(session.schedule).max };
  });
  return {
    session: Math.max(0, ...sessions.map(({ once }) => once)),
    week: sessions.reduce((sum, { aWeek }) => sum + aWeek, 0),
  };
}
