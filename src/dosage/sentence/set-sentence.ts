/**
 * The sets of a session in words for the patient: what is done in each, how, and the rests between them. Sets that differ in
 * their reps alone are counted out; all others are told part by part.
 */
import { alikeSetsSentences, eachTime, isOnce, onSide, repsCountedOut } from './alike-sets-sentence';
import type { Rest, Reps, SetSpec, Side } from '../dosage';
import { commonManner, mannerSentences } from './manner-sentence';
import { capitalised, durationOf, times } from './quantity-words';

/** More sets than this are not counted out one by one ("12, then 10, then 8"). */
const COUNTED_OUT_AT_MOST = 8;

/** What is done, and what is said after it. */
export interface SetsTold {
  done: string;
  then: string[];
}

/** Expects sets without faults, at least one. `side` is the dosage's. */
export function setSentences(sets: SetSpec[], side: Side): SetsTold {
  const kinds = joined(sets);
  const [only] = kinds;
  if (kinds.length === 1 && only) {
    const [done = '', ...more] = alikeSetsSentences(only, side);
    return { done, then: [...more, ...mannerSentences(only), ...restsWithin(only)] };
  }
  return countedOut(kinds, side) ?? inParts(kinds, side);
}

/** Neighbours alike become one. No rest follows the very last set, so there it cannot differ from those before. */
function joined(sets: SetSpec[]): SetSpec[] {
  const kinds: SetSpec[] = [];
  for (const [at, set] of sets.entries()) {
    const before = kinds.at(-1);
    const isVeryLast = at === sets.length - 1 && set.count === 1;
    const kind = before && isVeryLast ? { ...set, restAfterSet: before.restAfterSet } : { ...set };
    if (before && areAlike(before, kind, ['count'])) before.count += kind.count;
    else kinds.push(kind);
  }
  return kinds;
}

function areAlike(a: SetSpec, b: SetSpec, but: (keyof SetSpec)[]): boolean {
  const rest = (set: SetSpec) =>
    JSON.stringify(
      Object.entries(set)
        .filter(([field, value]) => value !== undefined && !but.includes(field as keyof SetSpec))
        .sort(),
    );
  return rest(a) === rest(b);
}

/** "Do 3 sets: 12, then 10, then 8." Null where more than the reps differs. */
function countedOut(kinds: SetSpec[], side: Side): SetsTold | null {
  const [first] = kinds;
  const one = kinds.flatMap(({ count, reps }) => Array<Reps | undefined>(count).fill(reps));
  if (!first || one.length > COUNTED_OUT_AT_MOST) return null;
  if (!kinds.every((kind) => kind.reps && areAlike(kind, first, ['count', 'reps']))) return null;
  const { repUnit = 'repetition', timeSeconds } = first;
  const ofWhat = { repetition: '', step: ' of steps', breath: ' of calm breaths' }[repUnit];
  const numbers = one.map((reps) => repsCountedOut(reps as Reps)).join(', then ');
  return {
    done: `Do ${one.length} sets${ofWhat}: ${numbers}${onSide(first.side ?? side, repUnit, 'ofEachSet')}.`,
    then: [
      ...eachTime(first),
      ...(timeSeconds ? [`Each set takes ${durationOf(timeSeconds)}.`] : []),
      ...mannerSentences(first),
      ...restBetweenReps(first, 'after each one'),
      ...restAfterSet(first, 'between sets'),
    ],
  };
}

function inParts(kinds: SetSpec[], side: Side): SetsTold {
  const { common, own } = commonManner(kinds);
  const rest = commonRest(kinds);
  const parts = own.map((kind, at) => {
    const restsAfter = rest ? [] : at === kinds.length - 1 ? restsInLastPart(kind) : restsBeforeMore(kind);
    const said = [
      ...alikeSetsSentences(kind, side),
      ...mannerSentences(kind),
      ...restBetweenReps(kind, kind.count === 1 ? 'in between' : 'after each one'),
      ...restsAfter,
    ];
    return `Part ${at + 1}: ${said.join(' ')}`;
  });
  const between = kinds.some(({ count }) => count > 1) ? 'between sets and between parts' : 'between parts';
  const inAll = [...mannerSentences(common), ...(rest ? [restSentence(rest, between)] : [])];
  return { done: parts.join(' '), then: inAll.length ? [`In each part: ${inAll.join(' ')}`] : [] };
}

/** The rest that follows every set but the very last, where it is the same after each. */
function commonRest(kinds: SetSpec[]): Rest | undefined {
  const followed = kinds.filter(({ count }, at) => count > 1 || at < kinds.length - 1);
  const [first, ...others] = followed.map(({ restAfterSet }) => restAfterSet);
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

function restsWithin(set: SetSpec): string[] {
  const { count, reps } = set;
  const between = isOnce(reps) ? 'in between' : 'between sets';
  return [
    ...restBetweenReps(set, count === 1 ? 'in between' : 'after each one'),
    ...(count > 1 ? restAfterSet(set, between) : []),
  ];
}

const restsBeforeMore = (set: SetSpec): string[] =>
  restAfterSet(set, set.count === 1 ? 'before the next part' : 'after each set, also before the next part');

const restsInLastPart = (set: SetSpec): string[] =>
  set.count === 1 ? [] : restAfterSet(set, 'between these sets');

const restBetweenReps = ({ restBetweenRepsSeconds: rest }: SetSpec, when: string): string[] =>
  rest ? [restSentence(rest, when)] : [];

const restAfterSet = ({ restAfterSet: rest }: SetSpec, when: string): string[] =>
  rest ? [restSentence(rest, when)] : [];

function restSentence(rest: Rest, when: string): string {
  if (rest.timesSet !== undefined) return `${capitalised(when)}, rest for ${asLongAsTheSet(rest.timesSet)}.`;
  return rest.exact === 0 ? `Do not rest ${when}.` : `Rest for ${durationOf(rest)} ${when}.`;
}

function asLongAsTheSet(timesSet: number): string {
  const long = timesSet === 0.5 ? 'half as long' : `${times(timesSet)} as long`;
  return `${timesSet === 1 ? 'as long' : long} as the set took`;
}
