/**
 * A plan as far as its calendar goes, and its weeks: 7 days each, counted from the day on which week 1 begins, whatever day of
 * the week that is, and for a phase that awaits its criteria from the day on which a clinician began it. In which weeks an
 * item is done is told here, for the gate and the calendar alike; on which of their days, in course.ts and due-days.ts.
 */
import { addDays, dayNumber } from '../calendar/days';
import type { Dosage, Phase, SessionDose } from '../dosage/dosage';
import type { ClosedDays } from './closure';

export interface ScheduledItem {
  place: number;
  dosage: Pick<Dosage, 'sessions'>;
  isOptional: boolean;
  phase: Phase | null;
}

/** All days are ISO days in the clinic's zone; both ends of every range are included. */
export interface ScheduledPlan {
  /** The clinic's, as an IANA name. */
  timeZone: string;
  startsOn: string;
  /**
   * As the weeks are counted now, moved on by every closure that has ended. May lie before `startsOn`: a version that
   * supersedes another takes up its weeks where they are.
   */
  weekOneOn: string;
  adviceUntil: string;
  items: readonly ScheduledItem[];
  /** Day 1 of the phase, moved on likewise by every closure since. */
  phasesBegun: readonly { name: string; on: string }[];
  /** As closure.ts gives them: nothing is due then, and the weeks go on afterwards where they were left. */
  closed?: readonly ClosedDays[];
}

/** The weeks in which an item is done at all, as prescription_item keeps them and the gate reads them. */
export interface WeeksOfItem {
  fromWeek: number;
  /** Null: until the advice ends. */
  toWeek: number | null;
  /** Its weeks count from the day on which this phase was begun, not from week 1 of the plan. */
  awaitsPhase: string | null;
}

/**
 * Session weeks count from the beginning of the item's phase, and the phase's end closes them. A phase that awaits its
 * criteria begins on the day it is begun, whatever week it was expected in; how many weeks it lasts is kept. Null: the phase
 * ends before the first session, so that the item would never be done.
 */
export function weeksOfItem(dosage: Pick<Dosage, 'sessions'>, phase: Phase | null): WeeksOfItem | null {
  const from = firstWeek(dosage);
  const to = Math.min(Math.max(...dosage.sessions.map(lastWeek)), weeksOfPhase(phase));
  if (to < from) return null;
  const before = phase?.begins === 'week' ? phase.weeks.from - 1 : 0;
  return {
    fromWeek: before + from,
    toWeek: to === Infinity ? null : before + to,
    awaitsPhase: phase?.begins === 'criteria' ? phase.name : null,
  };
}

/** How many weeks a phase lasts; Infinity without an end or without a phase. */
export function weeksOfPhase(phase: Phase | null): number {
  return phase?.weeks.to === undefined ? Infinity : phase.weeks.to - phase.weeks.from + 1;
}

/** The dose as far as it is done in that phase, which closes its weeks. */
export function withinPhase(dosage: Dosage, phase: Phase | null): Dosage {
  const lasts = weeksOfPhase(phase);
  if (lasts === Infinity) return dosage;
  const sessions = dosage.sessions.map((dose) => {
    return { ...dose, weeks: { from: dose.weeks?.from ?? 1, to: Math.min(lastWeek(dose), lasts) } };
  });
  return { ...dosage, sessions: sessions.filter(({ weeks }) => weeks.from <= weeks.to) };
}

/** Counted from the beginning of the phase, or of the plan. */
export function firstWeek({ sessions }: Pick<Dosage, 'sessions'>): number {
  return Math.min(...sessions.map((dose) => dose.weeks?.from ?? 1));
}

/** Of one session; Infinity where the advice alone ends it. */
export function lastWeek({ weeks }: SessionDose): number {
  return weeks?.to ?? Infinity;
}

export type WeeksBegin = Pick<ScheduledPlan, 'weekOneOn' | 'phasesBegun'>;

/** Day 1 of the item's first week, as an ISO day; null while its phase waits to be begun. */
export function firstDayOf(
  { fromWeek, awaitsPhase }: Pick<WeeksOfItem, 'fromWeek' | 'awaitsPhase'>,
  { weekOneOn, phasesBegun }: WeeksBegin,
): string | null {
  const weekOne = awaitsPhase === null ? weekOneOn : phasesBegun.find(({ name }) => name === awaitsPhase)?.on;
  return weekOne === undefined ? null : addDays(weekOne, 7 * (fromWeek - 1));
}

/** Whether the first of the item's weeks has come: before, the gate has never shown it. */
export function hasBegun(
  item: Pick<WeeksOfItem, 'fromWeek' | 'awaitsPhase'>,
  plan: WeeksBegin,
  day: string,
): boolean {
  const first = firstDayOf(item, plan);
  return first !== null && dayNumber(first) <= dayNumber(day);
}

/** The day, as a number, on which week 1 of an item begins: that of its phase, or of the plan. Null while the phase waits. */
export function weekOneOf(phase: Phase | null, plan: WeeksBegin): number | null {
  if (phase?.begins !== 'criteria') return dayNumber(plan.weekOneOn) + 7 * ((phase?.weeks.from ?? 1) - 1);
  const begun = plan.phasesBegun.find(({ name }) => name === phase.name);
  return begun ? dayNumber(begun.on) : null;
}

/** Which week of the phase, or of the plan, an ISO day is in, from 1; null before its first. */
export function weekOn(phase: Phase | null, plan: WeeksBegin, day: string): number | null {
  const weekOne = weekOneOf(phase, plan);
  if (weekOne === null || dayNumber(day) < weekOne) return null;
  return 1 + Math.floor((dayNumber(day) - weekOne) / 7);
}
