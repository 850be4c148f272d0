/**
 * From which day to which an item of a plan is done, as a paper has to say it: nobody takes it back when its weeks are over.
 * Counted as the gate counts (migrations/always/2-only-if-advised.sql) with the schedule's weeks. Pure.
 */
import { addDays } from '../calendar/days';
import type { Dosage, Phase } from '../dosage/dosage';
import { partNamed } from '../plan/plan';
import { type ScheduledPlan, weeksOfItem } from '../schedule/plan-weeks';

export type DaysOfPlan = Pick<ScheduledPlan, 'startsOn' | 'weekOneOn' | 'adviceUntil' | 'phasesBegun'> & {
  phases: readonly Phase[];
};

/** ISO days, both included. */
export interface DaysOfItem {
  from: string;
  to: string;
}

/** Of an exercise that was stopped for today: from tomorrow on. Null where no day is left. */
export function withoutToday({ from, to }: DaysOfItem, today: string): DaysOfItem | null {
  const next = addDays(today, 1);
  return next > to ? null : { from: from > next ? from : next, to };
}

/** Null: it waits for a clinician to begin its phase, or has no day left within the advice. */
export function daysOfItem(
  item: { dosage: Pick<Dosage, 'sessions'>; phase: string | null },
  plan: DaysOfPlan,
): DaysOfItem | null {
  const weeks = weeksOfItem(item.dosage, partNamed(plan.phases, item.phase));
  if (!weeks) return null;
  const begun = partNamed(plan.phasesBegun, weeks.awaitsPhase);
  if (weeks.awaitsPhase !== null && !begun) return null;
  const weekOneOn = begun?.on ?? plan.weekOneOn;
  const first = addDays(weekOneOn, 7 * (weeks.fromWeek - 1));
  const last = weeks.toWeek === null ? plan.adviceUntil : addDays(weekOneOn, 7 * weeks.toWeek - 1);
  const from = first < plan.startsOn ? plan.startsOn : first;
  const to = last > plan.adviceUntil ? plan.adviceUntil : last;
  return from <= to ? { from, to } : null;
}
