/**
 * What one session consists of in sum: sets, reps, time under tension, metres and time. The times are estimates to catch
 * slips of the keyboard and to plan a day, never a prescription; what they assume stands here, once
 * [general knowledge, not verified].
 */
import { exactly, NOTHING, plus, repsOf, type Span, spanOf, spanOr0, times } from './amount';
import type { BoutMode, IntervalSpec, IntervalStep, SessionDose, SetSpec, Side } from './dosage';
import { secondsOfTempo, stepsOf } from './parts-of-dose';

/**
 * Everything that is done, on both sides: a set on each side is two. An upper end of Infinity: as many as possible.
 * `secondsUnderTension` are holds, the written seconds of a tempo, and sets that last a given time.
 */
export interface Work {
  sets: Span;
  reps: Span;
  secondsUnderTension: Span;
  /** As far as they are written. */
  metres: Span;
  /** An estimate. */
  seconds: Span;
}

const SECONDS_A_REPETITION = 3;
const SECONDS_A_SLOW_REPETITION = 6;
const SECONDS_A_STEP = 1;
const SECONDS_A_BREATH = 5;
const METRES_A_SECOND = 1;
/** For the time that "as many as possible" takes. */
const AS_MANY_AS_POSSIBLE = 20;

const METRES_A_SECOND_BY_MODE: Record<BoutMode, number> = {
  walk: METRES_A_SECOND,
  brisk_walk: 1.6,
  jog: 2.2,
  run: 2.8,
  stride: 5,
  sprint: 7,
  cycle: 5,
  swim: 0.8,
  row: 3,
  rest: METRES_A_SECOND,
};

/** `side` is the dosage's; a set that names its own is done on that side alone. */
export function workOfSession(session: SessionDose, side: Side): Work {
  const { sets = [], intervals } = session;
  if (intervals) return { ...NO_WORK, metres: metresOf(intervals), seconds: secondsOfIntervals(intervals) };
  return sumOf(sets.map((set, index) => workOfSets(set, side, index === sets.length - 1)));
}

/** An estimate, in seconds. */
export const secondsOfSession = (session: SessionDose, side: Side): Span =>
  workOfSession(session, side).seconds;

/** Of work alone, without any rest: an estimate, in seconds. */
export function workingSeconds({ sets = [], intervals }: SessionDose, side: Side): Span {
  if (!intervals) return sumOf(sets.map((set) => workOfSets(withoutRests(set), side, true))).seconds;
  const steps = stepsOf(intervals);
  const rests = plus(...steps.map((step) => secondsOfStep(step, isRest)));
  const work = plus(...steps.map((step) => secondsOfStep(step, (one) => !isRest(one))));
  const { min, max } = spanOr0(intervals.totalSeconds);
  if (max === 0) return work;
  const total = { min: min - rests.max, max: max - rests.min };
  return { min: within(total, work.min), max: within(total, work.max) };
}

const isRest = ({ mode }: IntervalStep): boolean => mode === 'rest';
const withoutRests = ({ restAfterSet: _after, restBetweenRepsSeconds: _between, ...set }: SetSpec): SetSpec =>
  set;

const NO_WORK: Work = {
  sets: NOTHING,
  reps: NOTHING,
  secondsUnderTension: NOTHING,
  metres: NOTHING,
  seconds: NOTHING,
};

const PARTS = Object.keys(NO_WORK) as (keyof Work)[];

/** The same thing done to every part of some works. */
export function eachPart(works: readonly Work[], combine: (spans: Span[]) => Span): Work {
  const parts = PARTS.map((part) => [part, combine(works.map((work) => work[part]))] as const);
  return Object.fromEntries(parts) as unknown as Work;
}

export const sumOf = (works: readonly Work[]): Work => eachPart(works, (spans) => plus(...spans));

export const timesOver = (work: Work, count: Span): Work =>
  eachPart([work], ([span = NOTHING]) => times(span, count));

function workOfSets(set: SetSpec, side: Side, isLast: boolean): Work {
  const reps = repsOf(set);
  const sides = side === 'each_side' && !set.side ? 2 : 1;
  const done = exactly(set.count * sides);
  const rests = exactly(set.count - (isLast ? 1 : 0));
  return {
    sets: done,
    reps: times(set.reps ? reps : exactly(1), done),
    secondsUnderTension: times(tensionOfSet(set), done),
    metres: times(times(exactly(set.distanceMetres ?? 0), reps), done),
    seconds: plus(times(secondsOfSet(set), done), times(restAfter(set), rests)),
  };
}

/** Of one set, on one side. */
export function tensionOfSet(set: SetSpec): Span {
  if (set.timeSeconds) return spanOf(set.timeSeconds);
  const eachRep = plus(spanOr0(set.holdSeconds), exactly(secondsOfTempo(set.tempo)));
  return times(eachRep, repsOf(set));
}

function secondsOfSet(set: SetSpec): Span {
  if (set.timeSeconds) return spanOf(set.timeSeconds);
  const { min, max } = repsOf(set);
  const reps = { min, max: Number.isFinite(max) ? max : AS_MANY_AS_POSSIBLE };
  const pauses = { min: reps.min - 1, max: reps.max - 1 };
  const eachRep = plus(exactly(secondsOfMovement(set)), spanOr0(set.holdSeconds));
  return plus(times(eachRep, reps), times(spanOr0(set.restBetweenRepsSeconds), pauses));
}

function secondsOfMovement({ distanceMetres, repUnit, tempo }: SetSpec): number {
  if (distanceMetres !== undefined) return distanceMetres / METRES_A_SECOND;
  if (repUnit === 'step') return SECONDS_A_STEP;
  if (repUnit === 'breath') return SECONDS_A_BREATH;
  const movement = tempo?.word === 'slow' ? SECONDS_A_SLOW_REPETITION : SECONDS_A_REPETITION;
  return secondsOfTempo(tempo) || movement;
}

function restAfter({ restAfterSet: rest, ...set }: SetSpec): Span {
  if (!rest) return NOTHING;
  return rest.timesSet === undefined ? spanOf(rest) : times(exactly(rest.timesSet), secondsOfSet(set));
}

/** What the steps take, kept within the total where one is written. */
function secondsOfIntervals(intervals: IntervalSpec): Span {
  const { min, max } = plus(...stepsOf(intervals).map((step) => secondsOfStep(step)));
  if (!intervals.totalSeconds) return { min, max };
  const total = spanOf(intervals.totalSeconds);
  return { min: within(total, min), max: within(total, max) };
}

const within = ({ min, max }: Span, value: number): number => Math.min(Math.max(value, min), max);

/**
 * An estimate where the step is a distance, from its pace or else from the usual one of its mode. `counts`: of the bouts, at
 * whatever depth, those whose time is asked.
 */
export function secondsOfStep(step: IntervalStep, counts = (_bout: IntervalStep) => true): Span {
  const { seconds, metres, mode, intensity, repeats, steps = [] } = step;
  if (repeats !== undefined) {
    return times(exactly(repeats), plus(...steps.map((one) => secondsOfStep(one, counts))));
  }
  if (!counts(step)) return NOTHING;
  if (seconds) return spanOf(seconds);
  const distance = exactly(metres ?? 0);
  if (intensity?.kind === 'pace' && intensity.value) {
    return times(distance, times(spanOf(intensity.value), exactly(1 / 1000)));
  }
  return times(distance, exactly(1 / METRES_A_SECOND_BY_MODE[mode ?? 'walk']));
}

function metresOf(intervals: IntervalSpec): Span {
  const ofStep = ({ metres = 0, repeats, steps = [] }: IntervalStep): number =>
    repeats === undefined ? metres : repeats * steps.reduce((sum, step) => sum + ofStep(step), 0);
  return exactly(stepsOf(intervals).reduce((sum, step) => sum + ofStep(step), 0));
}
