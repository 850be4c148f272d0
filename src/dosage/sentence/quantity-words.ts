/**
 * Numbers of a dose as a patient reads them: "8 to 10", "twice", "1 minute 30 seconds". Every number keeps its unit, and
 * two different amounts never read alike.
 */
import type { Amount } from '../dosage';

export function amountWords({ exact, min, max }: Amount): string {
  return exact === undefined ? `${min} to ${max}` : String(exact);
}

export function isOne(amount: Amount): boolean {
  return amount.exact === 1;
}

/** "1 step", "8 to 10 steps". */
export function counted(amount: Amount | number, noun: string): string {
  const whole = typeof amount === 'number' ? { exact: amount } : amount;
  return `${amountWords(whole)} ${isOne(whole) ? noun : `${noun}s`}`;
}

export function times(amount: Amount | number): string {
  const words = typeof amount === 'number' ? String(amount) : amountWords(amount);
  if (words === '1') return 'once';
  return words === '2' ? 'twice' : `${words} times`;
}

const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ENDING_OF = new Intl.PluralRules('en', { type: 'ordinal' });

/** "second", "third", "4th", "21st". */
export function ordinal(number: number): string {
  return { 2: 'second', 3: 'third' }[number] ?? `${number}${ENDINGS[ENDING_OF.select(number)]}`;
}

export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const left = seconds % 60;
  const parts = [minutes > 0 && counted(minutes, 'minute'), left > 0 && counted(left, 'second')];
  return parts.filter(Boolean).join(' ') || '0 seconds';
}

/** "30 to 90 seconds", "2 to 3 minutes", "1 minute 45 seconds to 4 minutes". */
export function durationOf({ exact, min = 0, max = 0 }: Amount): string {
  if (exact !== undefined) return duration(exact);
  if (min % 60 === 0 && max % 60 === 0) return `${min / 60} to ${max / 60} minutes`;
  return max <= 120 ? `${min} to ${max} seconds` : `${duration(min)} to ${duration(max)}`;
}

/** "a, b and c". */
export function listed(words: string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
