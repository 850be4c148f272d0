/**
 * What was translated and what was approved, as a short sum: another word in the English or in the translation makes another sum,
 * and what rested on the old one counts no more.
 */
import { createHash } from 'node:crypto';
import type { Message } from './message';

const sumOf = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex');

/** Of the English that a translation is of. */
export const englishHash = (id: string, english: Message): string => sumOf([id, english]).slice(0, 12);

/** Of the English and its translation together: what somebody saw side by side when they approved it. */
export const pairHash = (id: string, english: Message, says: Message): string =>
  sumOf([id, english, says]).slice(0, 32);
