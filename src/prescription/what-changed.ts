/**
 * What is different between two versions of a plan, in words that a patient can read too. It compares what was told (the
 * snapshots), not the library. Pure.
 */
import type { PrescriptionItem } from './prescription.entity';

/** As much of an item as a reader of two versions would notice. */
export type Told = Pick<
  PrescriptionItem,
  | 'exerciseId'
  | 'place'
  | 'name'
  | 'variation'
  | 'doseSentence'
  | 'why'
  | 'steps'
  | 'mistakes'
  | 'videoWatchUrl'
>;

export interface ItemChange {
  /** Of the later version; of the earlier one where the exercise was removed. */
  place: number;
  name: string;
  /** One sentence for each thing that differs. */
  words: string[];
}

export interface Changes {
  added: ItemChange[];
  removed: ItemChange[];
  changed: ItemChange[];
}

/** Empty lists where the two say the same. The order of what stayed counts as a change only where it differs. */
export function whatChanged(before: readonly Told[], after: readonly Told[]): Changes {
  const pairs = pairUp(before, after);
  const stayed = new Set(pairs.map(([was]) => was));
  const paired = new Set(pairs.map(([, is]) => is));
  const orderBefore = pairs.map(([was]) => was).sort((a, b) => a.place - b.place);
  const orderAfter = [...pairs].sort(([, a], [, b]) => a.place - b.place).map(([was]) => was);
  return {
    added: after
      .filter((item) => !paired.has(item))
      .map((item) => said(item, [`New: ${item.doseSentence}`, `Why: ${item.why}`])),
    removed: before
      .filter((item) => !stayed.has(item))
      .map((item) => said(item, ['No longer part of the plan.'])),
    changed: pairs
      .map(([was, is]) =>
        said(is, differences(was, is, orderBefore.indexOf(was) !== orderAfter.indexOf(was))),
      )
      .filter(({ words }) => words.length > 0),
  };
}

/** The exercise, and which way of doing it. */
export const titleOf = ({ name, variation }: Pick<Told, 'name' | 'variation'>): string =>
  variation ? `${name}, ${variation}` : name;

const said = (item: Told, words: string[]): ItemChange => ({ place: item.place, name: titleOf(item), words });

function differences(was: Told, is: Told, moved: boolean): string[] {
  const words: string[] = [];
  if (titleOf(was) !== titleOf(is)) words.push(`It was called: ${titleOf(was)}.`);
  if (was.doseSentence !== is.doseSentence)
    words.push(`Before: ${was.doseSentence}`, `Now: ${is.doseSentence}`);
  if (was.why !== is.why) words.push(`Why: ${is.why}`);
  if (!sameLines(was.steps, is.steps)) words.push('How it is done is described anew.');
  if (!sameLines(was.mistakes, is.mistakes)) words.push('What to look out for is described anew.');
  if (was.videoWatchUrl !== is.videoWatchUrl) words.push(videoWords(was, is));
  if (moved) words.push(`It now comes at place ${is.place}.`);
  return words;
}

function videoWords(was: Told, is: Told): string {
  if (was.videoWatchUrl === null) return 'It has a video now.';
  return is.videoWatchUrl === null ? 'It has no video any more.' : 'It has another video now.';
}

const sameLines = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, index) => line === other[index]);

/**
 * Each exercise beside itself. One that stands in a plan several times is paired by its variation first, then by an equal
 * dose, then in the order of the plan.
 */
export function pairUp<Item extends Told>(before: readonly Item[], after: readonly Item[]): [Item, Item][] {
  const pairs: [Item, Item][] = [];
  const left = new Set(before);
  const right = new Set(after);
  const likeness: ((was: Told, is: Told) => boolean)[] = [
    (was, is) => was.variation === is.variation && was.doseSentence === is.doseSentence,
    (was, is) => was.variation === is.variation,
    (was, is) => was.doseSentence === is.doseSentence,
    () => true,
  ];
  for (const isAlike of likeness) {
    for (const is of right) {
      const was = [...left].find((one) => one.exerciseId === is.exerciseId && isAlike(one, is));
      if (!was) continue;
      pairs.push([was, is]);
      left.delete(was);
      right.delete(is);
    }
  }
  return pairs;
}
