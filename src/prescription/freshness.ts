/**
 * How fresh an assessment must be for what is asked of the patient. Reducing, removing and the easier step need none; the same again needs an assessment that is not old and a word that nothing is new; more needs a full screen
 * of these days. The limits are the clinic's [design decision, to be approved by a registered clinician].
 * Dates are ISO days in the clinic's time zone; no clock is read here.
 */
import type { Trait } from '../exercise/traits';
import { AppError } from '../http/errors';
import { type Span, spanOf } from '../dosage/amount';
import type { Amount, Dosage } from '../dosage/dosage';
import { isHarder, weeksToCompare } from '../dosage/dose-demand';
import { totalsOf } from '../dosage/dose-totals';
import { firstWeek } from '../schedule/plan-weeks';

/** One item of a plan, as far as its level goes. */
export interface PlanItem {
  exerciseId: string;
  /** Every easier exercise on this one's ladder, however many steps down, whichever side of the link names it. */
  easierIds: readonly string[];
  traits: readonly Trait[];
  dosage: Dosage;
  /** How often its group goes round; absent outside of a group. */
  rounds?: Amount;
  /** Weeks of the plan before its own week 1: those before its phase. */
  weeksBefore?: number;
}

/** What a new version asks of the patient, compared with the one that was live before; `new` when there was none. */
export const PLAN_LEVELS = ['reduced', 'same', 'harder', 'new'] as const;
export type PlanLevel = (typeof PLAN_LEVELS)[number];

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
 * Harder: an item added (an exercise further up the ladder is one), a dose up as `isHarder` says, or a trait that the
 * former plan did not have. Reduced: nothing harder, and an item removed, a dose lowered or an easier step taken. Week w of
 * the plan after is held against week w + weeksApart of the plan before, which runs that much longer.
 */
export function compareLevel(
  before: readonly PlanItem[] | null,
  after: readonly PlanItem[],
  weeksApart = 0,
): PlanLevel {
  if (before === null) return 'new';
  const pairs = pairUp(before, after, weeksApart);
  if (pairs === null) return 'harder';
  const reduced = pairs.some(
    ([was, is]) => was.exerciseId !== is.exerciseId || asksMore(is, was, -weeksApart),
  );
  return reduced || after.length < before.length ? 'reduced' : 'same';
}

/**
 * Each item after beside an item before that already asked as much, none used twice; null when that cannot be done. An
 * exercise may stand in a plan twice (another position, another dose for each side), so an item gives way to another
 * where there is a second place for it: augmenting paths in a bipartite matching (Kuhn).
 */
function pairUp(
  before: readonly PlanItem[],
  after: readonly PlanItem[],
  weeksApart: number,
): [PlanItem, PlanItem][] | null {
  const knownTraits = new Set(before.flatMap((item) => item.traits));
  const placed = new Map<number, PlanItem>();
  const place = (item: PlanItem, tried: Set<number>): boolean =>
    before.some((was, seat) => {
      if (tried.has(seat) || !alreadyAsked(was, item, knownTraits, weeksApart)) return false;
      tried.add(seat);
      const other = placed.get(seat);
      if (other && !place(other, tried)) return false;
      placed.set(seat, item);
      return true;
    });
  if (!after.every((item) => place(item, new Set()))) return null;
  return before.flatMap((was, seat) => {
    const is = placed.get(seat);
    return is ? [[was, is] as [PlanItem, PlanItem]] : [];
  });
}

function alreadyAsked(
  was: PlanItem,
  is: PlanItem,
  knownTraits: ReadonlySet<Trait>,
  weeksApart: number,
): boolean {
  if (was.easierIds.includes(is.exerciseId)) return isEasierStep(was, is, knownTraits, weeksApart);
  const same = was.exerciseId === is.exerciseId && is.traits.every((trait) => knownTraits.has(trait));
  return same && !asksMore(was, is, weeksApart);
}

/** Of one exercise: a harder dose, the same in more rounds, or what was to come later. */
function asksMore(was: PlanItem, is: PlanItem, weeksApart: number): boolean {
  const [before, after] = [was, is].map(({ rounds = { exact: 1 } }) => spanOf(rounds)) as [Span, Span];
  const apart = weeksApart + (is.weeksBefore ?? 0) - (was.weeksBefore ?? 0);
  const isMore = after.min > before.min || after.max > before.max;
  return isMore || beginsSooner(was, is, weeksApart) || isHarder(was.dosage, is.dosage, apart);
}

function beginsSooner(was: PlanItem, is: PlanItem, weeksApart: number): boolean {
  const begins = ({ weeksBefore = 0, dosage }: PlanItem) => weeksBefore + firstWeek(dosage);
  return begins(was) > 1 && begins(is) + weeksApart < begins(was);
}

/** What puts load on the body; an easier step that brings one of these is not easier for this patient. */
const LOAD_TRAITS: readonly Trait[] = [
  'running',
  'impact_low',
  'impact_high',
  'valsalva_heavy',
  'trunk_isometric_high',
  'hamstring_eccentric_high',
  'calf_achilles_load',
  'knee_flexion_deep_loaded',
  'lumbar_flexion_loaded',
  'lumbar_extension_loaded',
  'lumbar_rotation_loaded',
];

/** An easier exercise is often done more; more than twice the time is no longer an easier week. */
const EASIER_STEP_TIME_MAX = 2;

/**
 * The ladder says that the exercise is easier; this asks that the week is: at most twice the time, in a session and in a
 * week, and no load that the former plan did not have [design decision, to be approved by a registered clinician].
 */
function isEasierStep(
  was: PlanItem,
  is: PlanItem,
  knownTraits: ReadonlySet<Trait>,
  weeksApart: number,
): boolean {
  return (
    is.traits.every((trait) => knownTraits.has(trait) || !LOAD_TRAITS.includes(trait)) &&
    weeksToCompare(was.dosage, is.dosage, weeksApart).every((week) => {
      const [before, after] = [secondsIn(was, week + weeksApart), secondsIn(is, week)];
      return (
        after.session <= EASIER_STEP_TIME_MAX * before.session &&
        after.week <= EASIER_STEP_TIME_MAX * before.week
      );
    })
  );
}

/** Of the longest session of that week, and of all of them, by the upper ends. */
function secondsIn({ dosage, rounds }: PlanItem, week: number): { session: number; week: number } {
  const { sessions, perWeek } = totalsOf(dosage, week, rounds);
  return { session: Math.max(0, ...sessions.map(({ seconds }) => seconds.max)), week: perWeek.seconds.max };
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
  if (age > limit) {
    throw new AppError(
      'assessment.too_old',
      `The last full assessment was on ${fullScreenOn}, ${age} days before ${onDay}. ${ASKED_FOR[level]} needs one of at ` +
        `most ${limit} days.${level === 'new' ? '' : WITHOUT}`,
    );
  }
  if (level === 'same') assertNothingNew(fullScreenOn, notAfter(seen.nothingNewOn, onDay), onDay);
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

/** Whole days, over every change of the clocks. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
