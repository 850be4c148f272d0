/** The rests of a dose in words for the patient: how long, and between what. A rest of no seconds is said too. */
import type { Amount, Rest } from '../dosage';
import type { DoseWords } from './dose-words';
import type { DosePhrase } from './phrases';
import { capitalised, durationOf, times } from './quantity-words';

/** Between what it is taken. */
export type When = Extract<DosePhrase, `when.${string}`> extends `when.${infer W}` ? W : never;

export function restSentence(words: DoseWords, rest: Rest | Amount, at: When): string {
  const when = words.say(`when.${at}`);
  if ('timesSet' in rest && rest.timesSet !== undefined) {
    const { timesSet } = rest;
    if (timesSet === 1) return capitalised(words.say('rest_as_long', { when }));
    if (timesSet === 0.5) return capitalised(words.say('rest_half_as_long', { when }));
    return capitalised(words.say('rest_times_as_long', { when, times: times(words, timesSet) }));
  }
  return rest.exact === 0
    ? words.say('rest_none', { when })
    : words.say('rest_for', { duration: durationOf(words, rest), when });
}
