/**
 * The sets of a session in words for the patient: what is done in each, how, and the rests between them. Sets that differ in
 * their reps alone are counted out; all others are told part by part.
 */
import { alikeSetsSentences, eachTime, isOnce, onSide, repsCountedOut } from './alike-sets-sentence';
import type { Rest, Reps, SetSpec, Side } from '../dosage';
import { commonManner, mannerSentences } from './manner-sentence';
import type { DoseWords } from './dose-words';
import { durationOf, inTurn } from './quantity-words';
import { restSentence, type When } from './rest-sentence';

/** More sets than this are not counted out one by one ("12, then 10, then 8"). */
const COUNTED_OUT_AT_MOST = 8;

/** What is done, and what is said after it. */
export interface SetsTold {
  done: string;
  then: string[];
}

/** Expects sets without faults, at least one. `side` is the dosage's. */
export function setSentences(words: DoseWords, sets: SetSpec[], side: Side): SetsTold {
  const kinds = joined(sets);
  const [only] = kinds;
  if (kinds.length === 1 && only) {
    const [done = '', ...more] = alikeSetsSentences(words, only, side);
    return { done, then: [...more, ...mannerSentences(words, only), ...restsWithin(words, only)] };
  }
  return countedOut(words, kinds, side) ?? inParts(words, kinds, side);
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
function countedOut(words: DoseWords, kinds: SetSpec[], side: Side): SetsTold | null {
  const [first] = kinds;
  const one = kinds.flatMap(({ count, reps }) => Array<Reps | undefined>(count).fill(reps));
  if (!first || one.length > COUNTED_OUT_AT_MOST) return null;
  if (!kinds.every((kind) => kind.reps && areAlike(kind, first, ['count', 'reps']))) return null;
  const { repUnit = 'repetition', timeSeconds } = first;
  const numbers = inTurn(
    words,
    one.map((reps) => repsCountedOut(words, reps as Reps)),
  );
  const whichSide = onSide(words, first.side ?? side, repUnit, 'ofEachSet');
  return {
    done: words.say(`counted_out.${repUnit}`, { numbers, side: whichSide }, one.length),
    then: [
      ...eachTime(words, first),
      ...(timeSeconds ? [words.say('each_set_takes', { duration: durationOf(words, timeSeconds) })] : []),
      ...mannerSentences(words, first),
      ...restBetweenReps(words, first, 'after_each_one'),
      ...restAfterSet(words, first, 'between_sets'),
    ],
  };
}

function inParts(words: DoseWords, kinds: SetSpec[], side: Side): SetsTold {
  const { common, own } = commonManner(kinds);
  const rest = commonRest(kinds);
  const parts = own.map((kind, at) => {
    const isLast = at === kinds.length - 1;
    const restsAfter = rest ? [] : isLast ? restsInLastPart(words, kind) : restsBeforeMore(words, kind);
    const said = [
      ...alikeSetsSentences(words, kind, side),
      ...mannerSentences(words, kind),
      ...restBetweenReps(words, kind, kind.count === 1 ? 'in_between' : 'after_each_one'),
      ...restsAfter,
    ];
    return words.say('part', { part: words.number(at + 1), said: said.join(' ') });
  });
  const between = kinds.some(({ count }) => count > 1) ? 'between_sets_and_parts' : 'between_parts';
  const inAll = [...mannerSentences(words, common), ...(rest ? [restSentence(words, rest, between)] : [])];
  const then = inAll.length ? [words.say('in_each_part', { said: inAll.join(' ') })] : [];
  return { done: parts.join(' '), then };
}

/** The rest that follows every set but the very last, where it is the same after each. */
function commonRest(kinds: SetSpec[]): Rest | undefined {
  const followed = kinds.filter(({ count }, at) => count > 1 || at < kinds.length - 1);
  const [first, ...others] = followed.map(({ restAfterSet }) => restAfterSet);
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

function restsWithin(words: DoseWords, set: SetSpec): string[] {
  const { count, reps } = set;
  const between = isOnce(reps) ? 'in_between' : 'between_sets';
  return [
    ...restBetweenReps(words, set, count === 1 ? 'in_between' : 'after_each_one'),
    ...(count > 1 ? restAfterSet(words, set, between) : []),
  ];
}

const restsBeforeMore = (words: DoseWords, set: SetSpec): string[] =>
  restAfterSet(words, set, set.count === 1 ? 'before_next_part' : 'after_each_set');

const restsInLastPart = (words: DoseWords, set: SetSpec): string[] =>
  set.count === 1 ? [] : restAfterSet(words, set, 'between_these_sets');

const restBetweenReps = (
  words: DoseWords,
  { restBetweenRepsSeconds: rest }: SetSpec,
  when: When,
): string[] => (rest ? [restSentence(words, rest, when)] : []);

const restAfterSet = (words: DoseWords, { restAfterSet: rest }: SetSpec, when: When): string[] =>
  rest ? [restSentence(words, rest, when)] : [];
