/**
 * A code that is said on the phone and typed by somebody who heard it: Crockford's base 32, which has no letter that looks or
 * sounds like a digit, in three groups of four. Pure: the random bytes are an argument, and nothing is stored here.
 * Source of the alphabet and of what is forgiven: Douglas Crockford, Base 32 (crockford.com/base32.html).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOKUP = 4;
const LENGTH = 12;

/** How many random bytes `writeCode` asks for. */
export const CODE_BYTES = LENGTH;

/** `ABCD-EFGH-JKMN`: five bits of each byte. */
export function writeCode(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]).join('');
  return [0, 4, 8].map((start) => letters.slice(start, start + 4)).join('-');
}

export interface SpokenCode {
  /** The first four characters, by which the row is found. */
  lookup: string;
  /** All twelve, in capitals, of which the hash is made. */
  whole: string;
}

/**
 * As it was meant: in either case, with spaces, hyphens and dashes wherever they fell, O for 0, I and L for 1. Null where
 * this can be no code, such as one with a U.
 */
export function readCode(typed: string): SpokenCode | null {
  const whole = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const isCode = whole.length === LENGTH && [...whole].every((letter) => ALPHABET.includes(letter));
  return isCode ? { lookup: whole.slice(0, LOOKUP), whole } : null;
}
