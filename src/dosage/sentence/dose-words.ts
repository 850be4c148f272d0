/**
 * How a phrase of the dose sentence is said in one language. Whoever builds a sentence is handed one of these and knows no
 * language; a clinic's own wording is another set of phrases of the same ids.
 */
import { type Count, filled, numberIn, type Values } from '../../language/message';
import type { Language } from '../../language/languages';
import { type DosePhrase, type DosePhrases, ENGLISH_PHRASES } from './phrases';

export interface DoseWords {
  language: Language;
  /** `count` chooses the form and stands for {n}. */
  say(id: DosePhrase, values?: Values, count?: Count): string;
  number(number: number): string;
}

export function doseWords(language: Language, phrases: DosePhrases): DoseWords {
  return {
    language,
    say: (id, values, count) => filled(phrases[id], language, values, count),
    number: (number) => numberIn(language, number),
  };
}

export const ENGLISH_DOSE: DoseWords = doseWords('en', ENGLISH_PHRASES);
