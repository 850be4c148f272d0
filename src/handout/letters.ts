/**
 * Which letters can be printed. A text may hold any letter of any script, and no text may ever stop a paper from being made:
 * a letter that no face holds is printed without its accent, or as a question mark.
 */
export interface Face {
  name: string;
  /** A font file, or the name of one that every reader of PDF has. */
  regular: string;
  bold: string;
  /** By which OpenType features it is not set, so that it can be set at all. */
  without?: readonly string[];
  holds(codePoint: number): boolean;
}

/** A part of a line in one face. */
export interface Run {
  face: Face;
  text: string;
}

const UNKNOWN = '?';
/** Joiners and marks of direction: they are not seen, so where no face holds them nothing is missing. */
const UNSEEN = /\p{Cf}|\p{Cc}|[\ufe00-\ufe0f]/u;

/** One line, in the fewest runs. `faces` in the order of preference. */
export function runsOf(text: string, faces: readonly Face[]): Run[] {
  const runs: Run[] = [];
  for (const { segment } of GRAPHEMES.segment(readable(text))) {
    const last = runs.at(-1);
    // a word is shaped as a whole, so it stays in its face as long as that can
    const face =
      last && holdsAll(last.face, segment) ? last.face : faces.find((one) => holdsAll(one, segment));
    const said = face ? segment : replaced(segment, faces);
    if (said === '') continue;
    const by = face ?? (faces[0] as Face);
    if (last?.face === by) last.text += said;
    else runs.push({ face: by, text: said });
  }
  return runs;
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** On one line: what breaks a line is a space. */
const readable = (text: string): string => text.normalize('NFC').replace(/[\s\u2028\u2029]+/gu, ' ');

const holdsAll = (face: Face, text: string): boolean =>
  [...text].every((letter) => face.holds(letter.codePointAt(0) as number));

/** What the first face can print instead. */
function replaced(grapheme: string, [first]: readonly Face[]): string {
  const seen = [...grapheme.normalize('NFKD')].filter((letter) => !UNSEEN.test(letter));
  if (seen.length === 0) return '';
  const plain = seen
    .filter((letter) => !/\p{M}/u.test(letter))
    .map((letter) => PLAIN[letter] ?? letter)
    .join('');
  return plain !== '' && holdsAll(first as Face, plain) ? plain : UNKNOWN;
}

/** Letters whose stroke Unicode does not count as an accent. */
const PLAIN: Record<string, string> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  '\u2010': '-',
  '\u2011': '-',
};

/** Windows-1252 without its controls: all that a font which is not in the file can print. */
const BEYOND_LATIN_1 = new Set([...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((letter) => letter.codePointAt(0)));
export const HELVETICA: Face = {
  name: 'Helvetica',
  regular: 'Helvetica',
  bold: 'Helvetica-Bold',
  holds: (codePoint) =>
    (codePoint >= 0x20 && codePoint <= 0x7e) ||
    (codePoint >= 0xa0 && codePoint <= 0xff && codePoint !== 0xad) ||
    BEYOND_LATIN_1.has(codePoint),
};
