/**
 * What is different between two versions of a plan, in words that a patient can read too. It compares what was told (the
 * snapshots), not the library. Pure.
 */
import { isDeepStrictEqual } from 'node:util';
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
  | 'clipId'
  | 'pictures'
  | 'onBadDay'
  | 'badDayDosage'
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
  if (videoOf(was) !== videoOf(is)) words.push(videoWords(was, is));
  if (!samePictures(was, is)) words.push(picturesWords(was, is));
  const badDay = badDayChange(was, is);
  if (badDay)
    words.push(
      badDay === 'dose' ? 'Its easier dose for bad days changed.' : 'What to do on a bad day changed.',
    );
  if (moved) words.push(`It now comes at place ${is.place}.`);
  return words;
}

function videoWords(was: Told, is: Told): string {
  if (videoOf(was) === null) return 'It has a video now.';
  return videoOf(is) === null ? 'It has no video any more.' : 'It has another video now.';
}

function picturesWords(was: Told, is: Told): string {
  if (was.pictures.length === 0) return 'It has pictures now.';
  return is.pictures.length === 0 ? 'It has no pictures any more.' : 'It has other pictures now.';
}

/** What tells one video from another: the address of one on the web, or the clinic's own clip. Null without one. */
export const videoOf = ({ videoWatchUrl, clipId }: Pick<Told, 'videoWatchUrl' | 'clipId'>): string | null =>
  videoWatchUrl ?? clipId;

/** The same ones in the same order; a better description of a picture is none of the patient's changes. */
export const samePictures = (one: Pick<Told, 'pictures'>, other: Pick<Told, 'pictures'>): boolean =>
  sameLines(
    one.pictures.map(({ id }) => id),
    other.pictures.map(({ id }) => id),
  );

/** `dose`: it was a smaller dose and still is, only another; `choice`: it is to be left out, or not any more, and the like. */
export function badDayChange(was: Told, is: Told): 'dose' | 'choice' | null {
  if (was.onBadDay !== is.onBadDay) return 'choice';
  return isDeepStrictEqual(was.badDayDosage, is.badDayDosage) ? null : 'dose';
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
