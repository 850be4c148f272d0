/**
 * What a dose asks of the body: whether one is harder than another, and how long it takes. It compares doses of the same
 * exercise only; whether a plan is harder, with its swaps and additions, is decided in freshness.ts.
 */
import type { Dosage, Side } from './dosage';

/**
 * Whether `after` asks more of the body than `before`: sets, reps (either end of a range), hold, distance, effort,
 * sessions a day or sessions a week up. A part that was not stated before counts as up once it is stated. Rest and tempo
 * do not count: a clinic's freshness rule does not name them. What cannot be compared (steps against repetitions), a side
 * not worked before, and one side alone where both shared the work, are harder.
 */
export function isHarder(before: Dosage, after: Dosage): boolean {
  const demandBefore = demand(before);
  return (
    demand(after).some((value, i) => value > (demandBefore[i] ?? 0)) ||
    (before.repUnit ?? 'repetition') !== (after.repUnit ?? 'repetition') ||
    SIDE_WORK[after.side].some((work) => !SIDE_WORK[before.side].includes(work))
  );
}

function demand(dosage: Dosage): number[] {
  const sharedBySides = dosage.side === 'alternate' ? 2 : 1;
  return [
    dosage.sets,
    (dosage.reps ?? 1) / sharedBySides,
    mostReps(dosage) / sharedBySides,
    dosage.holdSeconds ?? 0,
    dosage.distanceMetres ?? 0,
    dosage.effortRpe ?? 0,
    dosage.perDay,
    dosage.perDay * dosage.perWeek,
  ];
}

const BOTH = ['left', 'right'];
const EACH_ALONE = ['left', 'right', 'left alone', 'right alone'];
const SIDE_WORK: Record<Side, readonly string[]> = {
  both_together: BOTH,
  not_applicable: BOTH,
  left: ['left', 'left alone'],
  right: ['right', 'right alone'],
  each_side: EACH_ALONE,
  alternate: EACH_ALONE,
};

/** The most reps that a patient may do in one set; 1 where only a hold or a distance is given. */
function mostReps(dosage: Dosage): number {
  return dosage.repsMax ?? dosage.reps ?? 1;
}

const SECONDS_A_REPETITION = 3;
const SECONDS_A_SLOW_REPETITION = 6;
const SECONDS_A_STEP = 1;
const METRES_A_SECOND = 1;

/**
 * How long one session of this exercise takes, in seconds: an estimate to catch slips, never shown as a prescription.
 * It takes the upper end of a range, 3 s for a repetition (6 s when slow) on top of its hold, 1 s for a step, a walking
 * pace of 1 m/s, and only the rest that is written [general knowledge, not verified].
 */
export function secondsPerSession(dosage: Dosage): number {
  const movement = dosage.tempo === 'slow' ? SECONDS_A_SLOW_REPETITION : SECONDS_A_REPETITION;
  const oneRep =
    dosage.distanceMetres !== undefined
      ? dosage.distanceMetres / METRES_A_SECOND
      : (dosage.repUnit === 'step' ? SECONDS_A_STEP : movement) + (dosage.holdSeconds ?? 0);
  const sides = dosage.side === 'each_side' ? 2 : 1;
  return dosage.sets * mostReps(dosage) * oneRep * sides + (dosage.sets - 1) * (dosage.restSeconds ?? 0);
}

/** Whole minutes, rounded up, on a day on which all these exercises are due. */
export function minutesPerDay(dosages: readonly Dosage[]): number {
  const seconds = dosages.reduce((sum, dosage) => sum + dosage.perDay * secondsPerSession(dosage), 0);
  return Math.ceil(seconds / 60);
}
