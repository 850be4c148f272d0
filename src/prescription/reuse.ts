/**
 * Taking over a plan that was written before, as a template or for the same patient. Pure: asked is only what the library
 * still has. What the rules say of it is asked of the draft that comes of it, like of any other.
 */
import type { Dosage } from '../dosage/dosage';
import type { ExerciseStatus } from '../exercise/exercise.entity';
import { AppError, type FieldFault } from '../http/errors';
import type { PlanChoice } from '../plan/plan';
import type { BeginningDto } from './reuse.dto';

/** What could not be taken over. */
export interface LeftBehind {
  leftOut: { exerciseId: string; name: string }[];
  /** Names of groups of which fewer than two items were left, so that nothing goes round any more. */
  dissolvedGroups: string[];
}

interface Known {
  id: string;
  name: string;
  status: ExerciseStatus;
}

/**
 * The plan with what can be prescribed today of `exercises`, the places renumbered. Throws prescription.exercise_unavailable,
 * naming each item that cannot, unless those are to be left out and something stays; and even then each item that is done
 * between the days of one left out.
 */
export function takenOver<Plan extends PlanChoice>(
  plan: Plan,
  exercises: readonly Known[],
  leaveOut: boolean,
): { plan: PlanChoice; leftBehind: LeftBehind } {
  const known = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  const isThere = ({ exerciseId }: { exerciseId: string }) => known.get(exerciseId)?.status === 'published';
  const items = plan.items.filter(isThere);
  const faults = plan.items.flatMap((item, index): FieldFault[] => {
    const detail = `“${known.get(item.exerciseId)?.name}” cannot be prescribed today.`;
    return isThere(item) ? [] : [{ pointer: `/from/items/${index}`, code: 'unavailable', detail }];
  });
  if (faults.length > 0 && (!leaveOut || items.length === 0)) {
    throw new AppError('prescription.exercise_unavailable', undefined, faults);
  }
  const places = plan.items.flatMap((item, index) => (isThere(item) ? [index + 1] : []));
  refuseLostDays(plan, places, (exerciseId) => known.get(exerciseId)?.name);
  const stays = ({ name }: { name: string }) => items.filter(({ group }) => group === name).length >= 2;
  const groups = plan.groups.filter(stays);
  const isGroup = (name: string | null | undefined) => groups.some((group) => group.name === name);
  return {
    plan: {
      items: items.map((item) => ({
        ...item,
        dosage: atPlaces(item.dosage, places),
        badDayDosage: item.badDayDosage && atPlaces(item.badDayDosage, places),
        group: isGroup(item.group) ? item.group : null,
      })),
      phases: plan.phases,
      groups,
    },
    leftBehind: {
      leftOut: plan.items
        .filter((item) => !isThere(item))
        .map(({ exerciseId }) => ({ exerciseId, name: known.get(exerciseId)?.name as string })),
      dissolvedGroups: plan.groups.filter((group) => !stays(group)).map(({ name }) => name),
    },
  };
}

/** `places`: those in the plan before of all that stays, in order. */
function refuseLostDays(
  { items }: PlanChoice,
  places: readonly number[],
  nameOf: (exerciseId: string) => string | undefined,
): void {
  const faults = places.flatMap((place): FieldFault[] => {
    const { exerciseId, dosage } = items[place - 1]!;
    const lost = dosage.sessions
      .flatMap(({ schedule }) => schedule.betweenPlace ?? [])
      .find((other) => !places.includes(other));
    const other = lost && items[lost - 1];
    if (!other) return [];
    const detail = `“${nameOf(exerciseId)}” is done between the days of “${nameOf(other.exerciseId)}”, which would be left out.`;
    return [{ pointer: `/from/items/${place - 1}`, code: 'unavailable', detail }];
  });
  if (faults.length > 0) throw new AppError('prescription.exercise_unavailable', undefined, faults);
}

function atPlaces(dosage: Dosage, places: readonly number[]): Dosage {
  const sessions = dosage.sessions.map((session) => {
    const { betweenPlace } = session.schedule;
    if (betweenPlace === undefined) return session;
    return { ...session, schedule: { ...session.schedule, betweenPlace: places.indexOf(betweenPlace) + 1 } };
  });
  return { ...dosage, sessions };
}

/** The video where there is nothing to choose: the only one that somebody of the clinic watched and found right. */
export function onlyCheckedVideo(videos: readonly { id: string; checkedOn: string | null }[]): string | null {
  const checked = videos.filter(({ checkedOn }) => checkedOn !== null);
  return checked.length === 1 ? (checked[0]?.id as string) : null;
}

/** A plan is given or taken over, never both. Throws request.invalid, naming what is too much or missing. */
export function assertOneBeginning(beginning: BeginningDto): void {
  const faults = beginning.from ? faultsOfTaking(beginning, beginning.from) : faultsOfGiving(beginning);
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}

function faultsOfTaking(beginning: BeginningDto, from: NonNullable<BeginningDto['from']>): FieldFault[] {
  const detail = 'The plan is taken from elsewhere: leave this out, and change the draft that comes of it.';
  const given = (['items', 'phases', 'groups', 'adviceItems'] as const).filter(
    (field) => beginning[field] !== undefined,
  );
  const isOne = (from.templateId === undefined) !== (from.prescriptionId === undefined);
  return [
    ...given.map((field) => ({ pointer: `/${field}`, code: 'given_and_taken', detail })),
    ...(isOne ? [] : [{ pointer: '/from', code: 'one_of', detail: 'Name a template or a prescription.' }]),
  ];
}

function faultsOfGiving({ items, leaveOutUnavailable }: BeginningDto): FieldFault[] {
  const missing = {
    pointer: '/items',
    code: 'missing',
    detail: 'Say the items, or from where to take them.',
  };
  const idle = {
    pointer: '/leaveOutUnavailable',
    code: 'given_and_taken',
    detail: 'Leave out of what you give what cannot be prescribed.',
  };
  return [...(items ? [] : [missing]), ...(leaveOutUnavailable ? [idle] : [])];
}
