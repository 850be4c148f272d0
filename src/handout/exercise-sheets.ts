/**
 * The sheets of the exercises: two to a sheet where both fit and the same holds for both about pain and stopping, which then
 * stands below them. One that needs more than a sheet goes on on the next. A picture is as large as that allows.
 */
import { type Handout, type HandoutItem, type HandoutPicture, sideInWords } from './handout';
import { FOR_THIS_ONE, FOR_THIS_PAGE, FROM_DAY, SIDE, TAKE_CARE, UNTIL_DAY, WHY } from './handout-wording';
import { painGuide, stopList } from '../diary/pain-guide';
import { BODY, HEADING, type Paper, STRONG } from './paper';
import { heightOf, PAGE, type Row, type Size, TEXT_WIDTH } from './sheets';

const GAP = 10;
/** Largest first: a smaller one is taken where a sheet then holds what belongs together. */
const BOXES = [
  { width: 190, height: 200 },
  { width: 150, height: 170 },
  { width: 120, height: 130 },
];
const BESIDE_PICTURE = 16;
const COLUMN = { gap: 20, width: (TEXT_WIDTH - 20) / 2 };

/** One exercise, ready to be written. */
interface Block {
  rows: Row[];
  height: number;
  picture: (HandoutPicture & Size) | null;
}

/** What holds about pain and stopping, in two columns. */
interface Panel {
  title: Row[];
  columns: [Row[], Row[]];
  height: number;
}

export function exerciseSheets(paper: Paper, handout: Handout): void {
  const { items } = handout;
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as HandoutItem;
    const next = items[at + 1];
    const { top, bottom } = paper.innerSheet();
    const shared = panelOf(paper, item, paper.say(FOR_THIS_PAGE));
    const room = bottom - shared.height - top;
    const blocks = BOXES.map((box) => blockOf(paper, item, handout, box));
    const others = next && rulesOf(item, paper) === rulesOf(next, paper) ? BOXES : [];
    const pair = others
      .map((box, n) => [blocks[n] as Block, blockOf(paper, next as HandoutItem, handout, box)] as const)
      .find(([block, other]) => block.height + GAP + other.height <= room);
    if (pair) {
      const [block, other] = pair;
      draw(paper, block);
      const half = top + room / 2;
      paper.sheets.y = Math.max(paper.sheets.y + GAP, Math.min(half, top + room - other.height));
      paper.line(paper.sheets.y - GAP / 2);
      draw(paper, other);
      paper.sheets.y = bottom - shared.height;
      drawPanel(paper, shared);
      at += 1;
    } else {
      const own = panelOf(paper, item, paper.say(FOR_THIS_ONE));
      const block = blocks.find(({ height }) => top + height + own.height <= bottom);
      draw(paper, block ?? (blocks.at(-1) as Block));
      drawOwnPanel(paper, item, own);
    }
  }
}

/** Below its exercise; on a sheet of its own it says whose it is. */
function drawOwnPanel(paper: Paper, item: HandoutItem, panel: Panel): void {
  if (paper.sheets.y + panel.height <= paper.bounds().bottom) return drawPanel(paper, panel);
  paper.innerSheet();
  drawPanel(paper, panelOf(paper, item, `${paper.say(FOR_THIS_ONE)}: ${item.name}`));
}

/** Equal for two exercises of which the same holds. */
const rulesOf = ({ dosage }: HandoutItem, { words }: Paper): string =>
  JSON.stringify([painGuide(dosage, words).items, stopList(dosage, words).items]);

function blockOf(paper: Paper, item: HandoutItem, { items, madeOn }: Handout, box: Size): Block {
  const { sheets } = paper;
  const picture = item.picture && { ...item.picture, ...sheets.sizeWithin(item.picture.bytes, box) };
  const width = picture ? TEXT_WIDTH - picture.width - BESIDE_PICTURE : TEXT_WIDTH;
  const part = () => sheets.part('P');
  const side = sideInWords(item.dosage.side, paper.words);
  const { from, to } = item.days;
  const endsLast = items.every(({ days }) => days.to <= to);
  const rows = [
    ...sheets.rowsOf(item.name, HEADING, sheets.part('H2'), { width, keepsNext: true, after: 2 }),
    ...(from > madeOn
      ? sheets.rowsOf(`${paper.say(FROM_DAY)} ${paper.day(from)}.`, STRONG, part(), {
          width,
          keepsNext: true,
        })
      : []),
    ...(endsLast
      ? []
      : sheets.rowsOf(`${paper.say(UNTIL_DAY)} ${paper.day(to)}.`, STRONG, part(), {
          width,
          keepsNext: true,
        })),
    ...sheets.rowsOf(item.doseSentence, STRONG, part(), { width, after: side ? 0 : 3 }),
    ...(side ? sheets.rowsOf(`${paper.say(SIDE)} ${side}`, STRONG, part(), { width, after: 3 }) : []),
    ...sheets.rowsOf(`${paper.say(WHY)} ${item.why}`, BODY, part(), { width, after: 3 }),
    ...sheets.listRows(item.steps, BODY, { width, numbered: true, after: 3 }),
    ...(item.mistakes.length > 0
      ? sheets.rowsOf(paper.say(TAKE_CARE), BODY, part(), { width, keepsNext: true })
      : []),
    ...sheets.listRows(item.mistakes, BODY, { width }),
  ];
  return { rows, height: Math.max(heightOf(rows), picture?.height ?? 0), picture };
}

function draw(paper: Paper, { rows, height, picture }: Block): void {
  const { sheets } = paper;
  const top = sheets.y;
  if (picture) {
    const left = PAGE.width - PAGE.margin - picture.width;
    sheets.marked(sheets.part('Figure', { alt: picture.alt }), () =>
      sheets.picture(picture.bytes, left, top, picture),
    );
  }
  const before = paper.bounds();
  paper.flow(rows);
  if (paper.bounds() === before) sheets.y = Math.max(sheets.y, top + height);
}

function panelOf(paper: Paper, { dosage }: HandoutItem, title: string): Panel {
  const { sheets, words } = paper;
  const column = ({ title: above, items }: { title: string; items: readonly string[] }): Row[] => [
    ...sheets.rowsOf(above, STRONG, sheets.part('P'), { width: COLUMN.width }),
    ...sheets.listRows(items, BODY, { width: COLUMN.width }),
  ];
  const heading = sheets.rowsOf(title, STRONG, sheets.part('H3'), { after: 2 });
  const columns: Panel['columns'] = [column(stopList(dosage, words)), column(painGuide(dosage, words))];
  const height = GAP + heightOf(heading) + Math.max(...columns.map(heightOf));
  return { title: heading, columns, height };
}

function drawPanel(paper: Paper, { title, columns }: Panel): void {
  const { sheets } = paper;
  // below the notice there is a line already
  if (sheets.y > paper.bounds().top) paper.line(sheets.y + GAP / 2);
  sheets.y += GAP;
  for (const row of title) sheets.place(row, PAGE.margin);
  const top = sheets.y;
  const ends = columns.map((rows, at) => {
    sheets.y = top;
    for (const row of rows) sheets.place(row, PAGE.margin + at * (COLUMN.width + COLUMN.gap));
    return sheets.y;
  });
  sheets.y = Math.max(...ends);
}
