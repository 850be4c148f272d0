/**
 * What items, phases and groups of one plan contradict. Pointers are relative to the body that holds `items`, `phases` and
 * `groups`. Each dose alone is asked by `checkDosage`, and whether the schedules of a plan can be kept by `checkPlanSchedule`.
 */
import { spanOf } from '../dosage/amount';
import type { DosageFault, Group, Phase } from '../dosage/dosage';
import { GROUP, PHASE } from '../dosage/check/dosage-shapes';
import { type Contradiction, contradictionsAt, faultsOfShape, missing } from '../dosage/check/shape';

/** What the plan says of an item. */
export interface PlacedItem {
  /** The name of a phase; null or absent: in all weeks. */
  phase?: string | null;
  /** The name of a group. */
  group?: string | null;
}

/** Every fault of the plan as a whole; none where everything that is named is there and can be done. */
export function checkPlan(
  items: readonly PlacedItem[],
  phases: readonly Phase[],
  groups: readonly Group[],
): DosageFault[] {
  return [
    ...phases.flatMap((phase, index) => checkPhase(phase, phases, `/phases/${index}`)),
    ...groups.flatMap((group, index) => checkGroup(group, groups, items, `/groups/${index}`)),
    ...items.flatMap((item, index) =>
      contradictionsAt(`/items/${index}`, namesNothing(item, phases, groups)),
    ),
  ];
}

function checkPhase(phase: Phase, phases: readonly Phase[], at: string): DosageFault[] {
  const faults = faultsOfShape(PHASE, phase, at);
  if (faults.length > 0) return faults;
  const { name, begins, weeks, entryCriteria } = phase;
  const detail = 'Say by which criteria the clinician begins this phase.';
  return [
    ...(begins === 'criteria' && !entryCriteria ? [missing(`${at}/entryCriteria`, detail)] : []),
    ...contradictionsAt(at, [
      [isTwice(phase, phases), 'name', `Another phase is called ${name}.`],
      [(weeks.to ?? Infinity) < weeks.from, 'weeks', 'The last week must not be before the first.'],
    ]),
  ];
}

function checkGroup(
  group: Group,
  groups: readonly Group[],
  items: readonly PlacedItem[],
  at: string,
): DosageFault[] {
  const faults = faultsOfShape(GROUP, group, at);
  if (faults.length > 0) return faults;
  const { name, rounds, restBetweenRoundsSeconds, timeCapSeconds } = group;
  const places = items.flatMap((item, index) => (item.group === name ? [index] : []));
  const isApart = places.some((place, index) => place !== (places[0] ?? 0) + index);
  const once = spanOf(rounds).max === 1 && timeCapSeconds === undefined;
  return contradictionsAt(at, [
    [isTwice(group, groups), 'name', `Another group is called ${name}.`],
    [places.length < 2, 'name', 'A group has at least 2 items.'],
    [isApart, 'name', 'The items of a group stand one after another.'],
    [
      restBetweenRoundsSeconds !== undefined && once,
      'restBetweenRoundsSeconds',
      'Rest lies between rounds, so it needs 2 rounds or more.',
    ],
  ]);
}

const isTwice = (one: { name: string }, all: readonly { name: string }[]): boolean =>
  all.findIndex(({ name }) => name === one.name) < all.indexOf(one as never);

function namesNothing(
  { phase, group }: PlacedItem,
  phases: readonly Phase[],
  groups: readonly Group[],
): Contradiction[] {
  const isAbsent = (name: string | null | undefined, all: readonly { name: string }[]) =>
    typeof name === 'string' && !all.some((one) => one.name === name);
  return [
    [isAbsent(phase, phases), 'phase', `This plan has no phase ${phase}.`],
    [isAbsent(group, groups), 'group', `This plan has no group ${group}.`],
  ];
}
