/**
 * Whether a text names somebody. The reason of a deletion stays when nothing else does, so it may say nothing by which they could be
 * found again. Careful rather than clever: a word of the name counts wherever it stands, and is then to be said in another way.
 */
export interface Nameable {
  name: string;
  email: string | null;
  phone: string | null;
  identifiers: readonly { value: string }[];
}

/** Words of a name that are shorter, such as "de", are words of every language. */
const WORD_MIN = 3;
/** Shorter numbers are of years and rooms. */
const DIGITS_MIN = 5;

export function namesPatient(text: string, { name, email, phone, identifiers }: Nameable): boolean {
  const words = new Set(wordsOf(text));
  if (` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(name).join(' ')} `)) return true;
  if (wordsOf(name).some((word) => word.length >= WORD_MIN && words.has(word))) return true;
  const plain = plainly(text);
  if (email && plain.includes(plainly(email))) return true;
  if (identifiers.some(({ value }) => words.has(plainly(value)) || isLongAndIn(value, plain))) return true;
  return phone !== null && isLongAndIn(digitsOf(phone), digitsOf(text));
}

const isLongAndIn = (part: string, whole: string): boolean =>
  part.length >= DIGITS_MIN && whole.includes(plainly(part));

const plainly = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): string[] => plainly(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const digitsOf = (text: string): string => text.replace(/\D/g, '');
