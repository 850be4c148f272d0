/**
 * What is done in sets that are alike, in words for the patient: how many of what, on which side, held or timed for how
 * long. One set of three and three sets of one are the same thing to do, and read the same.
 */
import type { Amount, Reps, RepUnit, SetSpec, Side } from '../dosage';
import { amountWords, counted, durationOf, isOne, times } from './quantity-words';

const ON_SIDE: Record<Exclude<Side, 'alternate'>, string> = {
  both_together: ' with both sides together',
  left: ' on your left side',
  right: ' on your right side',
  each_side: ' on each side',
  not_applicable: '',
};

const STEPS_TO: typeof ON_SIDE = {
  ...ON_SIDE,
  left: ' to the left',
  right: ' to the right',
  each_side: ' to each side',
};

/** Both sides are counted together where they are swapped, and "8 times" alone could be taken for 8 on each. */
const SWAPPING = {
  inAll: ' in all, swapping sides each time',
  asManyAsPossible: ', swapping sides each time',
  ofEachSet: ', left and right counted together, swapping sides each time',
  goingOn: ', swapping sides as you go',
};

/** " on each side", or " to each side" where steps are counted. `ofWhat`: what is said just before it. */
export function onSide(
  side: Side,
  unit: RepUnit = 'repetition',
  ofWhat: keyof typeof SWAPPING = 'goingOn',
): string {
  if (side === 'alternate') return SWAPPING[ofWhat];
  return unit === 'step' ? STEPS_TO[side] : ON_SIDE[side];
}

/** Nothing of manner and rests. `dosageSide` holds where the set has no side of its own. */
export function alikeSetsSentences(set: SetSpec, dosageSide: Side): string[] {
  const { count, reps, repUnit = 'repetition', timeSeconds } = set;
  const side = set.side ?? dosageSide;
  if (!reps && timeSeconds) {
    const often = count === 1 ? '' : `, ${times(count)}`;
    return [`Do it for ${durationOf(timeSeconds)}${often}${onSide(side, repUnit)}.`];
  }
  if (repUnit === 'repetition' && !timeSeconds && (count === 1 || isOnce(reps))) {
    return inARow({ ...set, count: 1, reps: count === 1 ? (reps ?? { exact: 1 }) : { exact: count } }, side);
  }
  return [countedReps(set, side), ...eachTime(set), ...lasting(set, count)];
}

/** One set: "Hold for 20 seconds, 3 times", but of many short holds first how many there are. */
function inARow(set: SetSpec, side: Side): string[] {
  const start = holdOrDistance(set);
  if (!start || isManyShortHolds(set)) return [countedReps(set, side), ...eachTime(set)];
  const { words, cap } = inTimes(set.reps ?? {});
  const ofWhat = set.distanceMetres === undefined ? ofOneSet(set.reps) : 'goingOn';
  return [`${start}, ${words}${onSide(side, 'repetition', ofWhat)}${capFor(side, cap)}.`];
}

function countedReps(set: SetSpec, side: Side): string {
  const { count, reps = {}, repUnit = 'repetition', timeSeconds } = set;
  const inATime = reps.asManyAsPossible && timeSeconds ? ` in ${durationOf(timeSeconds)}` : '';
  const { start, alone, inSets } = COUNTED[repUnit];
  if (count > 1) {
    const { words, cap } = inSets(reps);
    return `Do ${count} sets of ${words}${inATime}${onSide(side, repUnit, 'ofEachSet')}${cap}.`;
  }
  const { words, cap } = alone(reps);
  return `${start} ${words}${inATime}${onSide(side, repUnit, ofOneSet(reps))}${capFor(side, cap)}.`;
}

const ofOneSet = (reps?: Reps) => (reps?.asManyAsPossible ? 'asManyAsPossible' : 'inAll');

/** The most of one set, which counts both sides together where they are swapped. */
const capFor = (side: Side, cap: string): string => (cap && side === 'alternate' ? `${cap} in all` : cap);

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
export function eachTime(set: SetSpec): string[] {
  const start = holdOrDistance(set);
  return start ? [`${start} each time.`] : [];
}

function holdOrDistance({ holdSeconds, distanceMetres }: SetSpec): string {
  if (holdSeconds) return `Hold for ${durationOf(holdSeconds)}`;
  return distanceMetres === undefined ? '' : `Go ${counted(distanceMetres, 'metre')}`;
}

function lasting({ reps, timeSeconds }: SetSpec, sets: number): string[] {
  if (!timeSeconds || reps?.asManyAsPossible) return [];
  return [`${sets === 1 ? 'This takes' : 'Each set takes'} ${durationOf(timeSeconds)}.`];
}

/** A number of reps, and what must follow the side. */
interface Many {
  words: string;
  cap: string;
}

function many(reps: Reps, inWords: (amount: Amount) => string, ofWhat = ''): Many {
  if (reps.asManyAsPossible) {
    const cap = reps.atMost === undefined ? '' : `, but no more than ${reps.atMost}`;
    return { words: `as many${ofWhat} as you can`, cap };
  }
  if (reps.upTo === undefined) return { words: inWords(reps), cap: '' };
  return { words: `up to ${inWords({ exact: reps.upTo })}`, cap: '' };
}

const inTimes = (reps: Reps): Many => many(reps, times, ' times');
const inNumbers = (reps: Reps): Many => many(reps, amountWords);
const inSteps = (reps: Reps): Many => many(reps, (amount) => counted(amount, 'step'), ' steps');
const inBreaths = (reps: Reps): Many =>
  many(reps, (amount) => counted(amount, 'calm breath'), ' calm breaths');

const COUNTED = {
  repetition: { start: 'Do it', alone: inTimes, inSets: inNumbers },
  step: { start: 'Take', alone: inSteps, inSets: inSteps },
  breath: { start: 'Go on for', alone: inBreaths, inSets: inBreaths },
};

/** For sets counted out: "12", "up to 10", "as many as you can (no more than 20)". */
export function repsCountedOut(reps: Reps): string {
  const { words, cap } = inNumbers(reps);
  return cap ? `${words} (${cap.replace(', but ', '')})` : words;
}
