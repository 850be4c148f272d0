/**
 * Numbers of a dose as a patient reads them: "8 to 10", "twice", "1 minute 30 seconds". Every number keeps its unit, and
 * two different amounts never read alike.
 */
import type { Amount } from '../dosage';
import { amountIn } from '../../language/message';
import type { DoseWords } from './dose-words';

type Unit = 'steps' | 'breaths' | 'metres' | 'seconds' | 'minutes' | 'hours' | 'weeks' | 'time_count';

export function amountWords({ language }: DoseWords, amount: Amount): string {
  return amountIn(language, amount);
}

export function isOne(amount: Amount): boolean {
  return amount.exact === 1;
}

/** "1 step", "8 to 10 steps". */
export function counted(words: DoseWords, amount: Amount | number, unit: Unit): string {
  return words.say(unit, {}, amount);
}

export function times(words: DoseWords, amount: Amount | number): string {
  const exact = typeof amount === 'number' ? amount : amount.exact;
  if (exact === 1) return words.say('once');
  return exact === 2 ? words.say('twice') : words.say('times', {}, amount);
}

export function duration(words: DoseWords, seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const left = seconds % 60;
  const parts = [
    minutes > 0 && counted(words, minutes, 'minutes'),
    left > 0 && counted(words, left, 'seconds'),
  ];
  return parts.filter(Boolean).join(' ') || counted(words, 0, 'seconds');
}

/** "30 to 90 seconds", "2 to 3 minutes", "1 minute 45 seconds to 4 minutes". */
export function durationOf(words: DoseWords, { exact, min = 0, max = 0 }: Amount): string {
  if (exact !== undefined) return duration(words, exact);
  if (min % 60 === 0 && max % 60 === 0) return counted(words, { min: min / 60, max: max / 60 }, 'minutes');
  if (max <= 120) return counted(words, { min, max }, 'seconds');
  return words.say('duration_range', { min: duration(words, min), max: duration(words, max) });
}

/** "a, b and c". */
export function listed(words: DoseWords, said: string[], last: 'and' | 'or'): string {
  if (said.length < 2) return said.join('');
  return words.say(`list.${last}`, { first: said.slice(0, -1).join(', '), last: said.at(-1) as string });
}

/** "a, then b, then c". */
export function inTurn(words: DoseWords, said: string[]): string {
  return said.reduce((first, next) => words.say('then_next', { first, next }));
}

/** The first letter of a sentence; a script without capitals stays as it is. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
