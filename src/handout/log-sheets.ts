/**
 * A sheet for each week on which the patient writes what they did: a row for each exercise, a column for each day, in each a
 * box to tick and a line for the pain. It is read at the next visit; nobody is asked to fill every box.
 */
import type { Handout } from './handout';
import { LOG_HOW, LOG_NOT_DONE, LOG_TITLE, LOG_WEEK } from './handout-wording';
import { BODY, type Paper, STRONG, TITLE } from './paper';
import { WEEKDAYS_SHORT } from './side-and-day';
import { heightOf, PAGE, type Row, TEXT_WIDTH } from './sheets';

const NAME_WIDTH = 175;
const DAY_WIDTH = (TEXT_WIDTH - NAME_WIDTH) / WEEKDAYS_SHORT.length;
const ROW_HEIGHT = 50;
const BOX = 16;

export function logSheets(paper: Paper, { items, logWeeks }: Handout): void {
  for (let week = 0; week < logWeeks; week++) {
    begin(paper);
    let table = head(paper);
    for (const { name } of items) {
      const { sheets } = paper;
      const tr = sheets.part('TR', { below: table });
      const rows = sheets.rowsOf(name, BODY, sheets.part('TH', { below: tr }), { width: NAME_WIDTH - 8 });
      const height = Math.max(ROW_HEIGHT, heightOf(rows) + 10);
      if (sheets.y + height > paper.bounds().bottom) {
        paper.innerSheet();
        table = head(paper);
      }
      line(paper, rows, height);
    }
  }
}

function begin(paper: Paper): void {
  paper.innerSheet();
  const { sheets } = paper;
  paper.flow([
    ...sheets.rowsOf(paper.say(LOG_TITLE), TITLE, sheets.part('H1'), { after: 2, keepsNext: true }),
    ...sheets.rowsOf(`${paper.say(LOG_HOW)} ${paper.say(LOG_NOT_DONE)}`, BODY, sheets.part('P'), {
      after: 6,
    }),
    ...sheets.rowsOf(`${paper.say(LOG_WEEK)} ____________________`, STRONG, sheets.part('P'), { after: 8 }),
  ]);
}

/** The names of the days; answers the table that the rows belong to. */
function head(paper: Paper) {
  const { sheets } = paper;
  const table = sheets.part('Table');
  const tr = sheets.part('TR', { below: table });
  WEEKDAYS_SHORT.forEach((weekday, at) => {
    const day = paper.say(weekday);
    const x = PAGE.margin + NAME_WIDTH + at * DAY_WIDTH + (DAY_WIDTH - sheets.widthOf(day, STRONG)) / 2;
    sheets.marked(sheets.part('TH', { below: tr }), () => sheets.write(day, STRONG, x, sheets.y));
  });
  sheets.y += 22;
  return table;
}

function line(paper: Paper, name: readonly Row[], height: number): void {
  const { sheets } = paper;
  const top = sheets.y;
  paper.line(top);
  sheets.y = top + 5;
  for (const row of name) sheets.place(row, PAGE.margin);
  sheets.unread(() => {
    for (let at = 0; at < WEEKDAYS_SHORT.length; at++) {
      const left = PAGE.margin + NAME_WIDTH + at * DAY_WIDTH;
      sheets.doc.rect(left + (DAY_WIDTH - BOX) / 2, top + 7, BOX, BOX);
      sheets.doc.moveTo(left + 8, top + 44).lineTo(left + DAY_WIDTH - 8, top + 44);
    }
    sheets.doc.lineWidth(1).stroke('black');
  });
  sheets.y = top + height;
}
