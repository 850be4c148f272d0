/**
 * A dose in plain words for the patient, in English or in the words of another language. The English is written once, when a
 * prescription is issued, and then shown, printed and exported as it stands, so it must lose nothing: two doses that differ for
 * the patient read differently. Nothing may be left to a note beside it.
 */
import type { Dosage, ItemPlace } from '../dosage';
import { type DoseWords, ENGLISH_DOSE } from './dose-words';
import { afterTheDose, beforeTheDose } from './place-sentence';
import { progressionSentences } from './progression-sentence';
import { sessionSentences } from './session-sentence';

/**
 * The dose in words, for example "Hold for 20 seconds, 3 times on each side. Once a day, every day." Expects a dose without
 * faults. What is the same to do reads the same: three sets of one and one set of three, weekdays in whatever order, a rest
 * after the very last set and none. What a clinician wrote (names of parts, variations) stays in their language.
 */
export function doseSentence(dosage: Dosage, place: ItemPlace = {}, words: DoseWords = ENGLISH_DOSE): string {
  return [
    ...beforeTheDose(words, place),
    ...sessionSentences(words, dosage, Boolean(place.phase)),
    ...afterTheDose(words, place),
    ...progressionSentences(words, dosage),
  ].join(' ');
}

/** Characters that the dose itself takes of its sentence, wherever it stands: at its longest, which is within a phase. */
export function lengthInWords(dosage: Dosage, words: DoseWords = ENGLISH_DOSE): number {
  return [...sessionSentences(words, dosage, true), ...progressionSentences(words, dosage)].join(' ').length;
}
