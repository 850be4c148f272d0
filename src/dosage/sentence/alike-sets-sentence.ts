/**
 * What is done in sets that are alike, in words for the patient: how many of what, on which side, held or timed for how
 * long. One set of three and three sets of one are the same thing to do, and read the same.
 */
import type { Amount, Reps, RepUnit, SetSpec, Side } from '../dosage';
import type { DoseWords } from './dose-words';
import type { DosePhrase } from './phrases';
import { amountWords, counted, durationOf, isOne, times } from './quantity-words';

type OneSide = Exclude<Side, 'alternate' | 'not_applicable'>;

const STEPS_TO: Record<OneSide, DosePhrase> = {
  both_together: 'side.both_together',
  left: 'side.to_left',
  right: 'side.to_right',
  each_side: 'side.to_each',
};

/** Both sides are counted together where they are swapped, and "8 times" alone could be taken for 8 on each. */
const SWAPPING = {
  inAll: 'swap.in_all',
  asManyAsPossible: 'swap.as_many',
  ofEachSet: 'swap.of_each_set',
  goingOn: 'swap.going_on',
} as const satisfies Record<string, DosePhrase>;

/** " on each side", or " to each side" where steps are counted. `ofWhat`: what is said just before it. */
export function onSide(
  words: DoseWords,
  side: Side,
  unit: RepUnit = 'repetition',
  ofWhat: keyof typeof SWAPPING = 'goingOn',
): string {
  if (side === 'not_applicable') return '';
  if (side === 'alternate') return words.say(SWAPPING[ofWhat]);
  return words.say(unit === 'step' ? STEPS_TO[side] : `side.${side}`);
}

/** Nothing of manner and rests. `dosageSide` holds where the set has no side of its own. */
export function alikeSetsSentences(words: DoseWords, set: SetSpec, dosageSide: Side): string[] {
  const { count, reps, repUnit = 'repetition', timeSeconds } = set;
  const whichSide = set.side ?? dosageSide;
  if (!reps && timeSeconds) {
    const said = { duration: durationOf(words, timeSeconds), side: onSide(words, whichSide, repUnit) };
    return count === 1
      ? [words.say('time_only', said)]
      : [words.say('time_only_often', { ...said, times: times(words, count) })];
  }
  if (repUnit === 'repetition' && !timeSeconds && (count === 1 || isOnce(reps))) {
    const one = { ...set, count: 1, reps: count === 1 ? (reps ?? { exact: 1 }) : { exact: count } };
    return inARow(words, one, whichSide);
  }
  return [countedReps(words, set, whichSide), ...eachTime(words, set), ...lasting(words, set, count)];
}

/** One set: "Hold for 20 seconds, 3 times", but of many short holds first how many there are. */
function inARow(words: DoseWords, set: SetSpec, whichSide: Side): string[] {
  const { holdSeconds, distanceMetres, reps = {} } = set;
  if ((!holdSeconds && distanceMetres === undefined) || isManyShortHolds(set)) {
    return [countedReps(words, set, whichSide), ...eachTime(words, set)];
  }
  const ofWhat = distanceMetres === undefined ? ofOneSet(set.reps) : 'goingOn';
  const said = {
    times: COUNTED.repetition.alone(words, reps),
    side: onSide(words, whichSide, 'repetition', ofWhat),
    cap: capOfOne(words, reps, whichSide),
  };
  return holdSeconds
    ? [words.say('hold_in_a_row', { ...said, duration: durationOf(words, holdSeconds) })]
    : [words.say('go_in_a_row', { ...said, metres: counted(words, distanceMetres as number, 'metres') })];
}

function countedReps(words: DoseWords, set: SetSpec, whichSide: Side): string {
  const { count, reps = {}, repUnit = 'repetition', timeSeconds } = set;
  const isInATime = reps.asManyAsPossible && timeSeconds;
  const within = isInATime ? words.say('within', { duration: durationOf(words, timeSeconds) }) : '';
  const { alone, inSets } = COUNTED[repUnit];
  if (count > 1) {
    const side = onSide(words, whichSide, repUnit, 'ofEachSet');
    const said = { reps: inSets(words, reps), within, side, cap: capOf(words, reps) };
    return words.say('sets_of', said, count);
  }
  const side = onSide(words, whichSide, repUnit, ofOneSet(reps));
  const said = { reps: alone(words, reps), within, side, cap: capOfOne(words, reps, whichSide) };
  return words.say(`one_set.${repUnit}`, said);
}

const ofOneSet = (reps?: Reps) => (reps?.asManyAsPossible ? 'asManyAsPossible' : 'inAll');

/** Of no more holds than this, and of longer ones, the hold is the first thing to say. */
const FEW_HOLDS = 5;
const SHORT_HOLD_SECONDS = 10;

function isManyShortHolds({ reps = {}, holdSeconds }: SetSpec): boolean {
  if (!holdSeconds) return false;
  const holds = reps.exact ?? reps.max ?? reps.upTo ?? Infinity;
  return holds > FEW_HOLDS && (holdSeconds.exact ?? holdSeconds.max ?? 0) <= SHORT_HOLD_SECONDS;
}

/** Nothing said is one hold, one way or one repetition. */
export const isOnce = (reps: Reps | undefined): boolean => reps === undefined || isOne(reps);

/** Said after a number of reps. */
export function eachTime(words: DoseWords, { holdSeconds, distanceMetres }: SetSpec): string[] {
  if (holdSeconds) return [words.say('hold_each_time', { duration: durationOf(words, holdSeconds) })];
  return distanceMetres === undefined
    ? []
    : [words.say('go_each_time', { metres: counted(words, distanceMetres, 'metres') })];
}

function lasting(words: DoseWords, { reps, timeSeconds }: SetSpec, sets: number): string[] {
  if (!timeSeconds || reps?.asManyAsPossible) return [];
  return [words.say(sets === 1 ? 'takes' : 'each_set_takes', { duration: durationOf(words, timeSeconds) })];
}

type InWords = (words: DoseWords, reps: Reps) => string;

/** What must follow the side: the most, where it is as many as possible. */
function capOf(words: DoseWords, { asManyAsPossible, atMost }: Reps): string {
  return asManyAsPossible && atMost !== undefined ? words.say('cap', { most: words.number(atMost) }) : '';
}

/** Of one set, which counts both sides together where they are swapped. */
function capOfOne(words: DoseWords, reps: Reps, whichSide: Side): string {
  const { asManyAsPossible, atMost } = reps;
  if (!asManyAsPossible || atMost === undefined || whichSide !== 'alternate') return capOf(words, reps);
  return words.say('cap_in_all', { most: words.number(atMost) });
}

function many(inWords: (words: DoseWords, amount: Amount) => string, asMany: DosePhrase): InWords {
  return (words, reps) => {
    if (reps.asManyAsPossible) return words.say(asMany);
    if (reps.upTo === undefined) return inWords(words, reps);
    return words.say('up_to', { amount: inWords(words, { exact: reps.upTo }) });
  };
}

const inTimes = many(times, 'as_many.times');
const inNumbers = many(amountWords, 'as_many');
const inSteps = many((words, amount) => counted(words, amount, 'steps'), 'as_many.steps');
const inBreaths = many((words, amount) => counted(words, amount, 'breaths'), 'as_many.breaths');

const COUNTED: Record<RepUnit, { alone: InWords; inSets: InWords }> = {
  repetition: { alone: inTimes, inSets: inNumbers },
  step: { alone: inSteps, inSets: inSteps },
  breath: { alone: inBreaths, inSets: inBreaths },
};

/** For sets counted out: "12", "up to 10", "as many as you can (no more than 20)". */
export function repsCountedOut(words: DoseWords, reps: Reps): string {
  const { asManyAsPossible, atMost } = reps;
  if (!asManyAsPossible || atMost === undefined) return inNumbers(words, reps);
  return words.say('as_many_capped', { most: words.number(atMost) });
}
