/**
 * How a word is looked for among the signed assessments of a patient: the newest that was said, and since when. An answer
 * weighs more than "declined", however much later that was; what nobody said stays absent.
 */
import { ASKED, type Asked, type Carried, type CarriedPart, type Findings } from '../finding/findings';
import type { Presentation } from '../finding/presentation';
import type { Screen, ScreenContext } from '../screen/screen';

/** A signed assessment that was not entered in error. `null` in it: was not said. */
export interface SignedFindings {
  id: string;
  /** ISO day in the clinic's time zone. */
  seenOn: string;
  episodeId: string;
  kind: 'full' | 'nothing_new';
  painNprs: number | null;
  presentations: Presentation[] | null;
  findings: Findings;
  carried: Carried;
  screen: Screen | null;
  /** What the grades of the screen depend on besides its answers. */
  screenContext?: ScreenContext;
}

/** A value as somebody said it, and the day on which it was found first. `elsewhere`: in another open episode. */
export interface Said<T> {
  value: T;
  foundOn: string;
  elsewhere?: true;
}

/** What each visit said of it, newest first, as the visits come. */
export function wordsOn<T>(
  signed: readonly SignedFindings[],
  read: (one: SignedFindings) => T | null | undefined,
  part?: CarriedPart,
): Said<T>[] {
  return signed.flatMap((one) => {
    const value = read(one);
    if (value === null || value === undefined) return [];
    return [{ value, foundOn: (part && one.carried[part]?.foundOn) ?? one.seenOn }];
  });
}

export function newest<T>(...looked: Parameters<typeof wordsOn<T>>): Said<T> | null {
  return wordsOn(...looked)[0] ?? null;
}

/** The newest yes, no or value; failing that, the newest word that the question was asked in vain. */
export function newestAnswer<T>(words: readonly Said<T>[]): Said<T> | null {
  return words.find(isAnswer) ?? words[0] ?? null;
}

/** Of the newest answer, with the day since which it has been said and nothing else in between. */
export function sinceWhen<T>(words: readonly Said<T>[]): Said<T> | null {
  const answers = words.filter(isAnswer);
  const last = newestAnswer(words);
  if (!last) return null;
  const other = answers.findIndex(({ value }) => !isSame(value, last.value));
  const equal = other === -1 ? answers : answers.slice(0, other);
  const days = equal.map(({ foundOn }) => foundOn);
  return { ...last, foundOn: days.reduce((a, b) => (a < b ? a : b), last.foundOn) };
}

export function isAnswer({ value }: Pick<Said<unknown>, 'value'>): boolean {
  const asked = askedOf(value);
  return asked === undefined || asked === 'yes' || asked === 'no';
}

/** The word with which a value says how its question ended; values without one are answers by being there. */
function askedOf(value: unknown): Asked | undefined {
  if (typeof value === 'string') return ASKED.find((word) => word === value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { answer, pregnant } = value as { answer?: Asked; pregnant?: Asked };
  return answer ?? pregnant;
}

/** As the database gives them back: with the keys in one order. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
