/**
 * The handout's sheets with what stands on each of them: the notice above, and below which sheet it is and when it was made.
 * Nothing of it stands on the outer sheet. Type is large: 14 points and more, whatever has to be read.
 */
import { LANGUAGE_NAMES } from '../language/languages';
import { titled, type Words } from '../language/words';
import type { PatientList, PatientText } from '../routine/wording';
import { PAGE_OF, MADE_ON, NEUTRAL_TITLE } from './handout-wording';
import { dayInWords, type Handout } from './handout';
import type { Face } from './letters';
import { type Bounds, PAGE, type Row, Sheets, type Style, TEXT_WIDTH } from './sheets';

export const BODY: Style = { size: 14 };
export const STRONG: Style = { size: 14, bold: true };
export const HEADING: Style = { size: 18, bold: true, isAccent: true };
export const TITLE: Style = { size: 24, bold: true, isAccent: true };
/** At most, at the head of the first sheet inside. */
const LOGO = { width: 150, height: 44 };
const FOOT: Style = { size: 12 };

const FOOT_HEIGHT = 20;

/** `notice`: what stands above on each inner sheet; null for a paper that speaks of no plan. */
type Chrome = Pick<Handout, 'madeOn' | 'madeAt' | 'look' | 'words'> & { notice: string | null };

export class Paper {
  readonly sheets: Sheets;
  readonly words: Words;
  private noticeIsRead = false;
  private room: Bounds = { top: 0, bottom: 0 };

  constructor(
    private readonly chrome: Chrome,
    faces: readonly Face[],
  ) {
    this.words = chrome.words;
    const language = LANGUAGE_NAMES[this.words.languageOf('handout')].tag;
    this.sheets = new Sheets(faces, { title: this.say(NEUTRAL_TITLE), madeAt: chrome.madeAt, language });
  }

  /** A fixed text in the language of the paper. */
  say({ id }: PatientText, values?: Record<string, string>): string {
    return this.words.say(id, values);
  }

  list(list: PatientList): { title: string; items: string[] } {
    return titled(this.words, list);
  }

  day(day: string): string {
    return dayInWords(day, this.words);
  }

  /** The sheet that is seen when all are folded: bare, and black, as a colour can tell whose it is. */
  outerSheet(): void {
    this.sheets.doc.addPage();
  }

  /** With the notice, if there is one; the pen stands below it. */
  innerSheet(): Bounds {
    const { sheets } = this;
    sheets.accent = this.chrome.look.accent;
    sheets.doc.addPage();
    sheets.y = PAGE.margin;
    if (this.chrome.notice !== null) this.notice(this.chrome.notice);
    this.room = { top: sheets.y, bottom: PAGE.height - PAGE.margin - FOOT_HEIGHT };
    return this.room;
  }

  /** Read out once. */
  private notice(text: string): void {
    const { sheets } = this;
    const rows = sheets.rowsOf(text, STRONG, sheets.part('P'));
    if (this.noticeIsRead) {
      sheets.unread(() => {
        for (const row of rows) {
          row.write(PAGE.margin, sheets.y);
          sheets.y += row.height;
        }
      });
    } else {
      for (const row of rows) sheets.place(row, PAGE.margin);
      this.noticeIsRead = true;
    }
    this.line(sheets.y + 3);
    sheets.y += 10;
  }

  /** Between what stands above and below on the sheet that is written on. */
  bounds(): Bounds {
    return this.room;
  }

  flow(rows: readonly Row[]): void {
    this.sheets.flow(
      rows,
      () => this.room,
      () => void this.innerSheet(),
    );
  }

  line(y: number): void {
    const { doc } = this.sheets;
    this.sheets.unread(() =>
      doc
        .moveTo(PAGE.margin, y)
        .lineTo(PAGE.margin + TEXT_WIDTH, y)
        .lineWidth(1)
        .stroke('#767676'),
    );
    doc.fillColor('black');
  }

  /** On the right, beside the pen, which stays where it is. Answers how much room it takes from a line; 0: there is none. */
  logo(clinicName: string): { width: number; height: number } {
    const { sheets, chrome } = this;
    const { logo } = chrome.look;
    if (logo === null) return { width: 0, height: 0 };
    const size = sheets.sizeWithin(logo, LOGO);
    const left = PAGE.width - PAGE.margin - size.width;
    sheets.marked(sheets.part('Figure', { alt: clinicName }), () =>
      sheets.picture(logo, left, sheets.y, size),
    );
    return { width: size.width + 20, height: size.height };
  }

  /** Numbers the inner sheets and answers the file. */
  finish(): Promise<Buffer> {
    const { sheets, chrome } = this;
    const { count } = sheets.doc.bufferedPageRange();
    for (let page = 1; page < count; page++) {
      sheets.doc.switchToPage(page);
      const left = this.say(PAGE_OF, { page: `${page}`, pages: `${count - 1}` });
      const right = `${this.say(MADE_ON)} ${this.day(chrome.madeOn)}`;
      const y = PAGE.height - PAGE.margin - FOOT.size;
      sheets.unread(() => {
        sheets.write(left, FOOT, PAGE.margin, y);
        sheets.write(right, FOOT, PAGE.width - PAGE.margin - sheets.widthOf(right, FOOT), y);
      });
    }
    return bytesOf(sheets.doc);
  }
}

function bytesOf(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });
}
