/**
 * One written plan, as each of those who judge it looks at it: how hard it is (freshness.ts), what speaks against it (the
 * appropriateness rules), and on which days it is done (the schedule). Pure; nothing is judged here.
 */
import type { PlannedItem } from '../appropriateness/rule-language';
import type { Group, Phase } from '../dosage/dosage';
import { partNamed } from '../plan/plan';
import type { ScheduledPlan } from '../schedule/plan-weeks';
import type { PlanItem } from './freshness';
import type { PrescriptionItem } from './prescription.entity';

/** A version with its items, in their order. */
export interface WrittenPlan {
  version: { phases: readonly Phase[]; groups: readonly Group[] };
  items: readonly PrescriptionItem[];
}

/** `easier`: for each exercise every easier one on its ladder. */
export function asLevel({ version, items }: WrittenPlan, easier: ReadonlyMap<string, string[]>): PlanItem[] {
  return items.map(({ exerciseId, traits, dosage, groupName, phase }) => ({
    exerciseId,
    traits,
    dosage,
    rounds: partNamed(version.groups, groupName)?.rounds,
    weeksBefore: weeksBefore(partNamed(version.phases, phase)),
    easierIds: easier.get(exerciseId) ?? [],
  }));
}

/** One that waits for its criteria counts its weeks from the day it begins, whatever week that is. */
const weeksBefore = (phase: Phase | null): number => (phase?.begins === 'week' ? phase.weeks.from - 1 : 0);

/**
 * Nothing reaches a written plan but what a clinician reviewed and the library holds (drafting sees to that), and one that
 * runs keeps what was retired since; so here every item counts as reviewed and at hand.
 */
export function asPlanned({ version, items }: WrittenPlan): PlannedItem[] {
  return items.map((item) => ({
    place: item.place,
    exerciseId: item.exerciseId,
    name: item.name,
    traits: item.traits,
    dosage: item.dosage,
    phase: partNamed(version.phases, item.phase),
    group: partNamed(version.groups, item.groupName),
    traitsReviewed: true,
    isRetired: false,
    video: item.videoProvider === null ? null : { dead: false },
  }));
}

export function asScheduled(
  { version, items }: WrittenPlan,
  days: Omit<ScheduledPlan, 'items'>,
): ScheduledPlan {
  return {
    ...days,
    items: items.map(({ place, dosage, isOptional, phase }) => ({
      place,
      dosage,
      isOptional,
      phase: partNamed(version.phases, phase),
    })),
  };
}
