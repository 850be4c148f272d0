/**
 * The letter with which a patient comes into the portal: an outer sheet for the post, and inside the square that is their key.
 * Whoever prints it need not know what they are treated for, so nothing of it stands here: no plan, no exercise, no notice.
 */
import type { Handout } from './handout';
import * as words from './handout-wording';
import type { Face } from './letters';
import { facesFound } from './faces';
import { BODY, HEADING, Paper, STRONG, TITLE } from './paper';
import { squareOf } from './print-handout';
import { PAGE } from './sheets';

export interface LinkLetter extends Pick<Handout, 'madeOn' | 'madeAt' | 'look' | 'words'> {
  clinic: Pick<Handout['clinic'], 'name' | 'phone' | 'email'>;
  /** As it stands on the envelope. */
  name: string;
  /** Lines as they were entered; null where it is handed over. */
  address: string | null;
  /** The link that opens something, for the square alone; it is nowhere in words. */
  link: string;
  /** Where a spoken code is typed in. */
  entrance: string;
}

const SQUARE = 200;
const LINES_MAX = 8;

export async function printLinkLetter(
  letter: LinkLetter,
  faces: readonly Face[] = facesFound(),
): Promise<Buffer> {
  const square = await squareOf(letter.link);
  const paper = new Paper({ ...letter, notice: null }, faces);
  outside(paper, letter);
  inside(paper, letter, square);
  return paper.finish();
}

function outside(paper: Paper, { name, address, clinic }: LinkLetter): void {
  paper.outerSheet();
  const say = writerOf(paper);
  const { sheets } = paper;
  sheets.y = PAGE.height / 12;
  say(paper.say(words.PRIVATE), TITLE, 'H1');
  say(name, HEADING, 'P', 2);
  for (const line of linesOf(address ?? '')) say(line, BODY, 'P', 0);
  sheets.y = Math.max(PAGE.height * 0.38, sheets.y + 20);
  say(paper.say(words.FOR_ONE_PERSON));
  say(`${paper.say(words.IF_FOUND)} ${clinic.phone}.`);
  sheets.y = PAGE.height * 0.9;
  say(paper.say(words.FOLD));
}

function inside(paper: Paper, { clinic, entrance }: LinkLetter, square: Buffer): void {
  paper.innerSheet();
  const say = writerOf(paper);
  const { sheets } = paper;
  const belowLogo = sheets.y + paper.logo(clinic.name).height + 10;
  say(paper.say(words.LETTER_TITLE), TITLE, 'H1');
  sheets.y = Math.max(sheets.y, belowLogo);
  say(paper.say(words.LETTER_CAMERA));
  say(paper.say(words.LETTER_DATE));
  const part = sheets.part('Figure', { alt: paper.say(words.LETTER_SQUARE) });
  sheets.marked(part, () => sheets.picture(square, PAGE.margin, sheets.y, { width: SQUARE, height: SQUARE }));
  sheets.y += SQUARE + 10;
  say(paper.say(words.LETTER_KEEP), STRONG);
  say(paper.say(words.LETTER_OLD));
  say(paper.say(words.LETTER_NO_CAMERA), HEADING, 'H2', 2);
  say(`${paper.say(words.LETTER_CODE)} ${entrance}`);
  say(`${paper.say(words.CALL)} ${clinic.name}, ${clinic.phone}`, STRONG, 'P', 2);
  say(`${paper.say(words.WRITE)} ${clinic.email}`);
}

/** No address has more lines; what was entered as more goes on in the last one. */
function linesOf(address: string): string[] {
  const lines = address.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const rest = lines.slice(LINES_MAX - 1).join(', ');
  return [...lines.slice(0, LINES_MAX - 1), ...(rest === '' ? [] : [rest])];
}

const writerOf =
  ({ sheets }: Paper) =>
  (text: string, style = BODY, tag = 'P', after = 10): void => {
    for (const row of sheets.rowsOf(text, style, sheets.part(tag), { after })) sheets.place(row, PAGE.margin);
  };
