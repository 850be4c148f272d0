/**
 * What is done in sets that are alike, in words for the patient: how many of what, on which side, held or timed for how
 * long. One set of three and three sets of one are the same thing to do, and read the same.
 */
import type { Amount, Reps, RepUnit, SetSpec, Side } from '../dosage';
import { amountWords, counted, durationOf, isOne, times } from './quantity-words';

const ON_SIDE: Record<Side, string> = {
  both_together: ' with both sides together',
  left: ' on your left side',
  right: ' on your right side',
  each_side: ' on each side',
  alternate: ', swapping sides each time',
  not_applicable: '',
};

const STEPS_TO: Record<Side, string> = {
  ...ON_SIDE,
  left: ' to the left',
  right: ' to the right',
  each_side: ' to each side',
};

/** " on each side", or " to each side" where steps are counted. */
export function onSide(side: Side, unit: RepUnit = 'repetition'): string {
  return unit === 'step' ? STEPS_TO[side] : ON_SIDE[side];
}

/** Nothing of manner and rests. `side` is the dosage's; a set may have its own. */
export function alikeSetsSentences(set: SetSpec, side: Side): string[] {
  const { count, reps, repUnit = 'repetition', timeSeconds } = set;
  const on = onSide(set.side ?? side, repUnit);
  if (!reps && timeSeconds) {
    return [`Do it for ${durationOf(timeSeconds)}${count === 1 ? '' : `, ${times(count)}`}${on}.`];
  }
  if (repUnit === 'repetition' && !timeSeconds && (count === 1 || isOnce(reps))) {
    const often = inTimes(count === 1 ? (reps ?? { exact: 1 }) : { exact: count });
    const start = holdOrDistance(set);
    return [`${start ? `${start},` : 'Do it'} ${often.words}${on}${often.cap}.`];
  }
  return [countedReps(set, on), ...eachTime(set), ...lasting(set, count)];
}

function countedReps({ count, reps = {}, repUnit = 'repetition', timeSeconds }: SetSpec, on: string): string {
  const inATime = reps.asManyAsPossible && timeSeconds ? ` in ${durationOf(timeSeconds)}` : '';
  const { start, alone, inSets } = COUNTED[repUnit];
  const { words, cap } = count === 1 ? alone(reps) : inSets(reps);
  return `${count === 1 ? start : `Do ${count} sets of`} ${words}${inATime}${on}${cap}.`;
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
