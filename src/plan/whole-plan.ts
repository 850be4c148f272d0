/**
 * Whether a plan can be meant at all, whoever it is for: its exercises are there, its doses and its parts are possible and a
 * day has room for them. Whether it is right for somebody is not asked here.
 */
import { checkDosage } from '../dosage/check/check-dosage';
import { badDayFaults } from './bad-day';
import { checkPlan } from './check-plan';
import type { Dosage } from '../dosage/dosage';
import { REPS_A_DAY_MAX } from '../dosage/bounds';
import { minutesPerDay, repsOnADay } from '../dosage/dose-totals';
import { startingDose, type UsuallyDosed } from '../exercise/starting-dose';
import { AppError, type FieldFault } from '../http/errors';
import { checkPlanSchedule } from '../schedule/check-plan-schedule';
import { weeksOfItem } from '../schedule/plan-weeks';
import {
  type Choice,
  type GivenItem,
  type GivenPlan,
  partNamed,
  type PlanChoice,
  SET_KINDS_MAX,
} from './plan';

/** As much of an exercise as a plan asks. */
export interface Plannable extends UsuallyDosed {
  id: string;
  videos: readonly { id: string }[];
}

type Purpose = 'prescription' | 'template';

/**
 * The plan with every dose said. Throws prescription. or template.exercise_unavailable, by what the plan is written for, naming
 * each exercise or video that is not among `library` (a foreign one looks like an absent one), and request.invalid for doses or
 * a plan that cannot be meant.
 */
export function wholePlan(given: GivenPlan, library: readonly Plannable[], writtenFor: Purpose): PlanChoice {
  const known = new Map(library.map((exercise) => [exercise.id, exercise]));
  refuseUnavailable(given.items, known, writtenFor);
  const plan = { ...given, items: withDoses(given.items, known) };
  refuseImpossibleDoses(plan.items);
  refuseHardBadDays(plan.items);
  refuseTooManySets(plan.items);
  refuseImpossibleParts(plan);
  refuseImpossibleDay(plan);
  return plan;
}

function refuseUnavailable(
  items: readonly GivenItem[],
  known: ReadonlyMap<string, Plannable>,
  writtenFor: Purpose,
): void {
  const faults = items.flatMap(({ exerciseId, videoId = null }, index): FieldFault[] => {
    const exercise = known.get(exerciseId);
    if (!exercise)
      return [unavailable(`/items/${index}/exerciseId`, 'This exercise is not published, or was retired.')];
    const hasVideo = videoId === null || exercise.videos.some((video) => video.id === videoId);
    return hasVideo ? [] : [unavailable(`/items/${index}/videoId`, 'This exercise has no such video.')];
  });
  if (faults.length > 0) throw new AppError(`${writtenFor}.exercise_unavailable`, undefined, faults);
}

const unavailable = (pointer: string, detail: string): FieldFault => ({
  pointer,
  code: 'unavailable',
  detail,
});

function withDoses(items: readonly GivenItem[], known: ReadonlyMap<string, Plannable>): Choice[] {
  const detail = 'Say how much: neither your clinic nor the library has a dose to start from.';
  const doseOf = ({ dosage, exerciseId }: GivenItem) =>
    dosage ?? startingDose(known.get(exerciseId) as Plannable);
  const faults = items.flatMap((item, index): FieldFault[] =>
    doseOf(item) === null ? [{ pointer: `/items/${index}/dosage`, code: 'missing', detail }] : [],
  );
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
  return items.map((item) => ({ ...item, dosage: doseOf(item) as Dosage }));
}

function refuseImpossibleDoses(items: readonly Choice[]): void {
  const faults = items.flatMap((item, index) =>
    checkDosage(item.dosage).map((fault) => ({
      ...fault,
      pointer: `/items/${index}/dosage${fault.pointer}`,
    })),
  );
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}

function refuseHardBadDays(items: readonly Choice[]): void {
  const faults = items.flatMap((item, index) =>
    badDayFaults(item.dosage, item).map((fault) => ({
      ...fault,
      pointer: `/items/${index}${fault.pointer}`,
    })),
  );
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}

function refuseTooManySets(items: readonly Choice[]): void {
  const sessions = items.flatMap(({ dosage }) => dosage.sessions);
  const kinds = sessions.reduce((sum, { sets }) => sum + (sets?.length ?? 1), 0);
  if (kinds <= SET_KINDS_MAX) return;
  const detail = `These doses have ${kinds} kinds of sets in all, counted in each row of weeks; ${SET_KINDS_MAX} is the most.`;
  throw new AppError('request.invalid', undefined, [
    { pointer: '/items', code: 'dosage.too_many_sets', detail },
  ]);
}

function refuseImpossibleParts({ items, phases, groups }: PlanChoice): void {
  const faults = checkPlan(items, phases, groups);
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
  const scheduled = items.map(({ dosage, isOptional, phase }, index) => ({
    place: index + 1,
    dosage,
    isOptional: isOptional ?? false,
    phase: partNamed(phases, phase),
  }));
  const ofSchedule = checkPlanSchedule(scheduled).map(({ place, pointer, ...fault }) => ({
    ...fault,
    pointer: `/items/${place - 1}/dosage${pointer}`,
  }));
  const neverDone = scheduled
    .filter(({ dosage, phase }) => weeksOfItem(dosage, phase) === null)
    .map(({ place }) => ({
      pointer: `/items/${place - 1}/phase`,
      code: 'dosage.contradictory',
      detail: 'This phase ends before the first session of this item.',
    }));
  if (ofSchedule.length + neverDone.length > 0) {
    throw new AppError('request.invalid', undefined, [...ofSchedule, ...neverDone]);
  }
}

/** Eight hours: no home programme, but a slip of the keyboard. Whether less is still too much, the clinician decides. */
const MINUTES_A_DAY_MAX = 8 * 60;

function refuseImpossibleDay({ items, groups }: PlanChoice): void {
  refuseTooManyReps(items, groups);
  const minutes = minutesPerDay(
    items.map(({ dosage, group }) => ({ dosage, group: partNamed(groups, group) })),
  );
  if (minutes <= MINUTES_A_DAY_MAX) return;
  const detail = `These doses together take about ${minutes} minutes a day; ${MINUTES_A_DAY_MAX} is the most.`;
  throw new AppError('request.invalid', undefined, [
    { pointer: '/items', code: 'dosage.day_too_long', detail },
  ]);
}

/** A dose alone is asked by `checkDosage`; its group may go round many times. */
function refuseTooManyReps(items: readonly Choice[], groups: PlanChoice['groups']): void {
  const faults = items.flatMap(({ dosage, group }, index): FieldFault[] => {
    const { side, sessions } = dosage;
    const each = sessions.map((session) => repsOnADay(session, side, partNamed(groups, group)));
    const most = Math.max(...each);
    const detail = `In these rounds that is ${most} reps a day; ${REPS_A_DAY_MAX} is the most.`;
    return most > REPS_A_DAY_MAX
      ? [{ pointer: `/items/${index}/dosage/sessions`, code: 'dosage.out_of_range', detail }]
      : [];
  });
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}
