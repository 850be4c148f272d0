/**
 * What a patient takes home on paper, as data: whatever is printed stands here, and nothing else. Whether it may be printed is
 * asked before (handout.service.ts); how it looks, in the sheets. Pure.
 */
import type { Dosage, Side } from '../dosage/dosage';
import { ENGLISH, type Words } from '../language/words';
import type { PatientText } from '../routine/wording';
import type { DaysOfItem } from './days-of-item';
import { DAY_OF_MONTH, SIDES } from './side-and-day';

export interface HandoutPicture {
  /** PNG or JPEG, as it is printed; a JPEG may say which way up it is. */
  bytes: Buffer;
  /** What it shows, for who has the paper read to them. */
  alt: string;
}

export interface HandoutItem {
  name: string;
  why: string;
  steps: readonly string[];
  mistakes: readonly string[];
  doseSentence: string;
  dosage: Dosage;
  days: DaysOfItem;
  picture: HandoutPicture | null;
}

/** Advice beside the exercises, as src/lifestyle keeps it. */
export interface HandoutAdvice {
  text: string;
  address: string | null;
}

/** How the clinic's papers look. */
export interface PaperLook {
  /** As #rrggbb; it can be read on white. */
  accent: string;
  /** The clinic's picture, as it is printed; it stands inside only. */
  logo: Buffer | null;
}

export interface Handout {
  /** The clinic's day. */
  madeOn: string;
  madeAt: Date;
  /** Null where the one who asks may not read whose it is. */
  initials: string | null;
  notice: string;
  clinic: { name: string; phone: string; email: string; bookingUrl: string | null };
  look: PaperLook;
  /** Where the printed square leads. `isKey`: it opens this patient's plan, with their date of birth. */
  entrance: { address: string; isKey: boolean };
  items: readonly HandoutItem[];
  advice: readonly HandoutAdvice[];
  /** How many exercises are not on it because a clinician has to look at them first. */
  leftOut: number;
  /** So many weeks of the log sheet; 0 for none. */
  logWeeks: number;
  /** In which its fixed texts stand, with the numbers to call. The notice and the doses are written out above. */
  words: Words;
}

export const LOG_WEEKS_MAX = 8;

/**
 * The first letters of the first and the last word: enough for the desk not to mix two papers up, too little for a stranger.
 * Null for a name without a letter.
 */
export function initialsOf(name: string): string | null {
  const words = name
    .normalize('NFC')
    .split(/[^\p{L}\p{M}'’-]+/u)
    .filter((word) => /\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = ends.map((word) => /\p{L}\p{M}*/u.exec(word as string)?.[0].toLocaleUpperCase('en'));
  return letters.length > 0 ? letters.map((letter) => `${letter}.`).join(' ') : null;
}

/** In words; null where the dose names none. */
export const sideInWords = (side: Side, words: Words = ENGLISH): string | null =>
  side === 'not_applicable' ? null : words.say(SIDES[side].id);

/** An ISO day as it is read: 3 January 2027. */
export function dayInWords(day: string, words: Words = ENGLISH): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return words.say((DAY_OF_MONTH[month - 1] as PatientText).id, { date: `${date}`, year: `${year}` });
}
