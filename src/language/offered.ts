/** Whether a clinic offers a language. Asked wherever somebody chooses one, and wherever a patient's choice is read. */
import { AppError } from '../http/errors';
import { type Language, OFFERED } from './languages';

/** Throws language.not_offered. */
export function assertOffered(language: Language): void {
  if (!OFFERED.includes(language)) throw new AppError('language.not_offered');
}

/** English, where the clinic no longer offers what the patient chose. */
export const offeredOr = (language: Language): Language => (OFFERED.includes(language) ? language : 'en');
