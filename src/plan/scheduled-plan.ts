/**
 * A written plan as its calendar takes it: with its weeks and begun phases as the gate counts them, and without what an exercise
 * is. For whoever plans with the patient, and for the patient's own day, from the same numbers. Pure.
 */
import { type ClosedRange, closedDays, closuresOf } from '../schedule/closure';
import type { Phase } from '../dosage/dosage';
import type { ScheduledItem, ScheduledPlan } from '../schedule/plan-weeks';
import { partNamed } from './plan';

/** An item with its phase by name, as a plan is written. */
export interface WrittenItem extends Omit<ScheduledItem, 'phase'> {
  phase: string | null;
}

export function scheduledPlan(
  items: readonly WrittenItem[],
  phases: readonly Phase[],
  days: Omit<ScheduledPlan, 'items'>,
): ScheduledPlan {
  return {
    ...days,
    items: items.map(({ place, dosage, isOptional, phase }) => ({
      place,
      dosage,
      isOptional,
      phase: partNamed(phases, phase),
    })),
  };
}

/** The days on which pauses and holds closed a plan. `transitions` oldest first. */
export function daysClosedBy(
  transitions: readonly { kind: string; at: Date }[],
  holds: readonly ClosedRange[],
  timeZone: string,
): ScheduledPlan['closed'] {
  return closedDays(closuresOf(transitions, holds), timeZone);
}
