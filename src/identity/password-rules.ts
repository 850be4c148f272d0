import { GUESSABLE_WORDS } from './guessable-words';

/**
 * Which passwords may be chosen (OWASP ASVS 5.0, 6.2.1 to 6.2.11; NIST SP 800-63B). Length and surprise count, no
 * kind of character is demanded, nothing is cut off. There is no network call: what is refused can be explained here.
 */
export const PASSWORD_MIN = 12;
export const PASSWORD_ADVISED = 15;
export const PASSWORD_MAX = 256;

/** Some 270,000 million guesses: out of reach of anybody who has to ask the server for each. */
const ENOUGH_BITS = 38;

const BITS = {
  /** One of a list that a guessing program has, with the usual capital letters and digits for letters. */
  word: 9,
  /** The person's or the clinic's own name, the first thing that is tried. */
  ownWord: 4,
  year: 6,
  /** aaaa, 4567, qwer, 1qaz, or two of them interleaved as in 1a2s3d: wherever it begins, however long. */
  run: 9,
  /** Something that stood in the password before, forwards or backwards. */
  repeat: 3,
  digit: Math.log2(10),
  /** A letter of a word that we do not know: less than a random letter, which would have 4.7. */
  other: 3.6,
  /** From a small letter to a capital, a digit or a sign, or back: people rarely do it in the middle of a word. */
  change: 1.5,
} as const;

/** Longer repeats are counted as several; it keeps the time for 256 characters short. */
const LONGEST_PIECE = 24;

/**
 * Why this password cannot be chosen, in a sentence, or null. `own` are texts an attacker knows: the person's name
 * and e-mail, the clinic's name.
 */
export function faultOfPassword(password: string, own: readonly string[]): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) {
    return `Use at least ${PASSWORD_MIN} characters; ${PASSWORD_ADVISED} or more are better, such as four unrelated words.`;
  }
  if (length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`;
  if (bitsOf(password, own) < ENOUGH_BITS) {
    return 'This is too easy to guess. Use four or more unrelated words, and no name of yours or of the clinic.';
  }
  return null;
}

/**
 * The least surprising way to write the password as known words, years, runs and repeats, with single characters
 * between them, in bits. What is not known here is estimated low, never high.
 */
export function bitsOf(password: string, own: readonly string[]): number {
  const plain = password.toLowerCase();
  const letters = plain.replace(/[013457@$!]/g, (character) => LETTER_FOR[character] as string);
  const ownWords = new Set(own.flatMap((text) => text.toLowerCase().match(/\p{L}{3,}/gu) ?? []));
  // cheapest[i]: the bits of the first i characters
  const cheapest = Array<number>(plain.length + 1).fill(Infinity);
  cheapest[0] = 0;
  for (let start = 0; start < plain.length; start++) {
    const reach = (end: number, bits: number) => {
      cheapest[end] = Math.min(cheapest[end] as number, (cheapest[start] as number) + bits);
    };
    reach(start + 1, bitsOfOne(password, start));
    if (/^(19|20)\d\d/.test(plain.slice(start))) reach(start + 4, BITS.year);
    const [run, interleaved] = [runEnd(plain, start, 1), runEnd(plain, start, 2)];
    for (let end = start + 3; end <= run; end++) reach(end, BITS.run);
    for (let end = start + 6; end <= interleaved; end++) reach(end, BITS.run);
    for (let end = start + 3; end <= Math.min(plain.length, start + LONGEST_PIECE); end++) {
      const [piece, before] = [plain.slice(start, end), plain.slice(0, start)];
      if (before.includes(piece) || before.includes([...piece].reverse().join(''))) reach(end, BITS.repeat);
      for (const word of [piece, letters.slice(start, end)]) {
        if (ownWords.has(word)) reach(end, BITS.ownWord);
        else if (GUESSABLE_WORDS.has(word)) reach(end, BITS.word);
      }
    }
  }
  return cheapest[plain.length] as number;
}

function bitsOfOne(password: string, index: number): number {
  const [character, before] = [password[index] ?? '', password[index - 1] ?? ''];
  const isChange = before !== '' && kindOf(character) !== kindOf(before);
  return (kindOf(character) === 'digit' ? BITS.digit : BITS.other) + (isChange ? BITS.change : 0);
}

function kindOf(character: string): 'digit' | 'capital' | 'letter' | 'sign' {
  if (/\d/.test(character)) return 'digit';
  if (/\p{Lu}/u.test(character)) return 'capital';
  return /\p{L}/u.test(character) ? 'letter' : 'sign';
}

const LETTER_FOR: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Where the run that begins at `start` ends. `stride` 2: two runs interleaved, as far as both go. */
function runEnd(text: string, start: number, stride: 1 | 2): number {
  let end = start + stride;
  while (end < text.length && isStep(text[end - stride] as string, text[end] as string)) end++;
  return end;
}

/** The same character, the next or previous one, or a neighbouring key. */
function isStep(from: string, to: string): boolean {
  if (/[\p{L}\d]/u.test(to) && Math.abs(to.charCodeAt(0) - from.charCodeAt(0)) <= 1) return true;
  const [a, b] = [KEYS.get(from), KEYS.get(to)];
  return (
    a !== undefined && b !== undefined && Math.abs(a.row - b.row) <= 1 && Math.abs(a.column - b.column) <= 1
  );
}

const KEYS = new Map(
  ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'].flatMap((keys, row) =>
    [...keys].map((key, column) => [key, { row, column }] as const),
  ),
);
