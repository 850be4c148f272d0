/**
 * The outer sheet, and the first one inside: how long the advice counts, whom to call, where help is when it is urgent, and the
 * square that leads to the portal's entrance. The outer sheet says nothing about health, and names neither patient nor clinic.
 */
import { EMERGENCY, NOT_WATCHED, type PatientList, URGENT } from '../routine/wording';
import type { Handout } from './handout';
import * as words from './handout-wording';
import { BODY, HEADING, type Paper, STRONG, TITLE } from './paper';
import { PAGE, TEXT_WIDTH } from './sheets';

const SQUARE = 115;
const GAP = 6;

export function outerSheet(paper: Paper, { initials, clinic }: Handout): void {
  paper.outerSheet();
  const { sheets } = paper;
  const say = (text: string, style = BODY, tag = 'P', after = 10) => {
    for (const row of sheets.rowsOf(text, style, sheets.part(tag), { after })) sheets.place(row, PAGE.margin);
  };
  sheets.y = PAGE.height / 8;
  say(paper.say(words.PRIVATE), TITLE, 'H1');
  if (initials) say(`${paper.say(words.FOR)} ${initials}`, HEADING);
  say(paper.say(words.FOR_ONE_PERSON));
  sheets.y = PAGE.height * 0.4;
  say(`${paper.say(words.IF_FOUND)} ${clinic.phone}.`);
  sheets.y = PAGE.height * 0.9;
  say(paper.say(words.FOLD));
}

/** `square`: the entrance's address as a PNG. */
export function planSheet(paper: Paper, handout: Handout, square: Buffer): void {
  paper.innerSheet();
  const { sheets } = paper;
  const { clinic, entrance } = handout;
  const part = () => sheets.part('P');
  const logo = paper.logo(clinic.name);
  const belowLogo = logo.height === 0 ? 0 : sheets.y + logo.height + GAP;
  const ends = [...new Set(handout.items.map(({ days }) => days.to))].sort();
  const last = ends.at(-1);
  const width = TEXT_WIDTH - logo.width;
  paper.flow(sheets.rowsOf(paper.say(words.YOUR_PLAN), TITLE, sheets.part('H1'), { after: 2, width }));
  sheets.y = Math.max(sheets.y, belowLogo);
  paper.flow([
    ...(last === undefined
      ? []
      : sheets.rowsOf(
          `${paper.say(words.ADVICE_UNTIL)} ${paper.day(last)}. ${paper.say(words.THEN_ASK)}`,
          STRONG,
          part(),
          { after: GAP },
        )),
    ...sheets.rowsOf(paper.say(words.MAY_HAVE_CHANGED), BODY, part(), { after: GAP }),
    ...leftOutRows(paper, handout.leftOut),
  ]);
  paper.flow([...list(paper, EMERGENCY), ...list(paper, URGENT)]);
  paper.flow(sheets.rowsOf(paper.say(NOT_WATCHED), STRONG, part(), { after: GAP }));
  const beside = TEXT_WIDTH - SQUARE - 20;
  const rows = [
    ...sheets.rowsOf(paper.say(words.ASK_US), HEADING, sheets.part('H2'), {
      width: beside,
      after: 2,
      keepsNext: true,
    }),
    ...sheets.rowsOf(`${paper.say(words.CALL)} ${clinic.name}, ${clinic.phone}`, STRONG, part(), {
      width: beside,
    }),
    ...sheets.rowsOf(`${paper.say(words.WRITE)} ${clinic.email}`, BODY, part(), { width: beside }),
    ...(clinic.bookingUrl
      ? sheets.rowsOf(`${paper.say(words.TO_BOOK)} ${clinic.bookingUrl}`, BODY, part(), { width: beside })
      : []),
    ...sheets.rowsOf(paper.say(entrance.isKey ? words.KEY : words.ENTRANCE), BODY, part(), { width: beside }),
  ].map((row) => ({ ...row, keepsNext: true }));
  const height = Math.max(
    SQUARE,
    rows.reduce((sum, row) => sum + row.height, 0),
  );
  if (sheets.y + height > paper.bounds().bottom) paper.innerSheet();
  const top = sheets.y;
  paper.flow(rows);
  sheets.marked(
    sheets.part('Figure', {
      alt: paper.say(words.SQUARE_ALT, {
        where: entrance.isKey ? paper.say(words.SQUARE_KEY) : entrance.address,
      }),
    }),
    () => sheets.doc.image(square, PAGE.width - PAGE.margin - SQUARE, top, { width: SQUARE }),
  );
}

/** Never which: what waits for a clinician is not on paper. */
function leftOutRows(paper: Paper, leftOut: number) {
  if (leftOut === 0) return [];
  const { sheets } = paper;
  const text = paper.say(leftOut === 1 ? words.ONE_LEFT_OUT : words.SOME_LEFT_OUT);
  return sheets.rowsOf(text, STRONG, sheets.part('P'), { after: GAP });
}

function list(paper: Paper, which: PatientList) {
  const { sheets } = paper;
  const { title, items } = paper.list(which);
  return [
    ...sheets.rowsOf(title, HEADING, sheets.part('H2'), { after: 1, keepsNext: true }),
    ...sheets.listRows(items, BODY, { after: GAP }),
  ];
}
