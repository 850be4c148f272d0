/**
 * One written plan, as each of those who judge it looks at it: how hard it is (plan-level.ts), what speaks against it (the
 * appropriateness rules), and on which days it is done (the schedule). Pure; nothing is judged here.
 */
import type { PlannedItem } from '../appropriateness/rule-language';
import { traitsInUse } from '../appropriateness/traits-in-use';
import { daysBetween } from '../calendar/days';
import type { Phase } from '../dosage/dosage';
import { partNamed } from '../plan/plan';
import { scheduledPlan } from '../plan/scheduled-plan';
import { type ScheduledPlan, withinPhase } from '../schedule/plan-weeks';
import type { PlanItem } from './plan-level';
import type { PrescriptionItem, PrescriptionVersion } from './prescription.entity';

/** A version with its items, in their order. */
export interface WrittenPlan {
  version: PrescriptionVersion;
  items: PrescriptionItem[];
}

/** `easier`: for each exercise every easier one on its ladder. Of the plan's days, where week 1 and the begun phases lie. */
export function asLevel(
  { version, items }: WrittenPlan,
  easier: ReadonlyMap<string, string[]>,
  days: Pick<ScheduledPlan, 'weekOneOn' | 'phasesBegun'>,
): PlanItem[] {
  return items.map((item) => {
    const phase = partNamed(version.phases, item.phase);
    return {
      exerciseId: item.exerciseId,
      variation: item.variation,
      level: item.level,
      traits: traitsInUse(item),
      dosage: withinPhase(item.dosage, phase),
      group: partNamed(version.groups, item.groupName),
      daysBefore: daysBefore(phase, days),
      easierIds: easier.get(item.exerciseId) ?? [],
    };
  });
}

/** One that waits for its criteria counts its weeks from the day on which it was begun, whatever week that is. */
function daysBefore(
  phase: Phase | null,
  { weekOneOn, phasesBegun }: Pick<ScheduledPlan, 'weekOneOn' | 'phasesBegun'>,
): number {
  if (phase?.begins !== 'criteria') return 7 * ((phase?.weeks.from ?? 1) - 1);
  const begun = partNamed(phasesBegun, phase.name);
  return begun ? daysBetween(weekOneOn, begun.on) : Infinity;
}

/** `checkedVideos`: ids of the items whose video somebody of the clinic watched and found right. */
export function asPlanned(
  { version, items }: WrittenPlan,
  checkedVideos: ReadonlySet<string>,
): PlannedItem[] {
  return items.map((item) => ({
    place: item.place,
    exerciseId: item.exerciseId,
    name: item.name,
    traits: item.traits,
    dosage: item.dosage,
    phase: partNamed(version.phases, item.phase),
    group: partNamed(version.groups, item.groupName),
    video: item.videoProvider === null ? null : { isChecked: checkedVideos.has(item.id) },
  }));
}

export function asScheduled(
  { version, items }: WrittenPlan,
  days: Omit<ScheduledPlan, 'items'>,
): ScheduledPlan {
  return scheduledPlan(items, version.phases, days);
}
