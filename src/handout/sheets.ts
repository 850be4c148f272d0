/**
 * A4 sheets that text flows over: breaks lines, keeps headings with what follows, never cuts anything off, and marks each piece
 * for those who have the paper read to them. What is said on the sheets is none of its business.
 */
import PdfDocument from 'pdfkit';
import { type Face, type Run, runsOf } from './letters';

export const PAGE = { width: 595.28, height: 841.89, margin: 40 };
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
const LEADING = 1.3;

export interface Style {
  /** In points. */
  size: number;
  bold?: boolean;
  /** In the accent instead of black. */
  isAccent?: boolean;
}

/** One line that is ready to be written, and whether the next has to stand on the same sheet. */
export interface Row {
  height: number;
  part: Part;
  keepsNext: boolean;
  write(x: number, y: number): void;
}

/**
 * A part of the tree that says what is a heading, a list or its item; it may go on over several sheets. Made when it is first
 * written, so that what is read out comes in the order of the paper.
 */
export type Part = () => Element;
type Element = PDFKit.PDFStructureElement & { dictionary: { data: { S: string } } };

/** pdfkit has it, and does not say so in its types. */
interface Opening {
  openImage(bytes: Buffer): Opened;
}
/** `orientation`: as Exif counts; from 5 on it lies on its side. Only a JPEG has one. */
type Opened = Size & { orientation?: number };

/** In points, or in pixels of a picture. */
export interface Size {
  width: number;
  height: number;
}

export interface Bounds {
  top: number;
  bottom: number;
}

export class Sheets {
  readonly doc: PDFKit.PDFDocument;
  private readonly root: Part;
  y = PAGE.margin;
  /** As #rrggbb, from where it is set. */
  accent = 'black';
  private readonly pictures = new Map<Buffer, Opened>();
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly faces: readonly Face[],
    about: { title: string; madeAt: Date; language: string },
  ) {
    this.doc = new PdfDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      autoFirstPage: false,
      pdfVersion: '1.7',
      tagged: true,
      lang: about.language,
      displayTitle: true,
      info: { Title: about.title, CreationDate: about.madeAt, ModDate: about.madeAt },
    });
    const root = this.doc.struct('Document') as Element;
    this.doc.addStructure(root);
    this.root = () => root;
  }

  /** A new part of the tree, below another. `alt`: what is read out of a picture. */
  part(type: string, o: { below?: Part; alt?: string } = {}): Part {
    let made: Element | undefined;
    return () => {
      if (made) return made;
      made = this.doc.struct(type, o.alt === undefined ? {} : { alt: o.alt }) as Element;
      (o.below ?? this.root)().add(made);
      return made;
    };
  }

  widthOf(text: string, style: Style): number {
    const key = `${style.size} ${style.bold ?? false} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = this.runs(text).reduce((sum, run) => sum + this.widthOfRun(run, style), 0);
    this.widths.set(key, width);
    return width;
  }

  /** Breaks between words, and within a word only where it is longer than a line. */
  linesOf(text: string, style: Style, width: number): string[] {
    const lines: string[] = [];
    const space = this.widthOf(' ', style);
    let line = '';
    let used = 0;
    for (const word of text.split(/\s+/u).filter(Boolean)) {
      const own = this.widthOf(word, style);
      if (line !== '' && used + space + own <= width) {
        line += ` ${word}`;
        used += space + own;
        continue;
      }
      if (line !== '') lines.push(line);
      const parts = own <= width ? [word] : this.partsOf(word, style, width);
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) as string;
      used = this.widthOf(line, style);
    }
    return line === '' ? lines : [...lines, line];
  }

  /** The rows of one paragraph. A short one stays together; of a long one neither the first nor the last line stands alone. */
  rowsOf(
    text: string,
    style: Style,
    part: Part,
    o: { width?: number; indent?: number; label?: string; keepsNext?: boolean; after?: number } = {},
  ): Row[] {
    const indent = o.indent ?? 0;
    const lines = this.linesOf(text, style, (o.width ?? TEXT_WIDTH) - indent);
    return lines.map((line, at) => {
      const isLast = at === lines.length - 1;
      const label = at === 0 ? o.label : undefined;
      return {
        height: style.size * LEADING + (isLast ? (o.after ?? 0) : 0),
        part,
        keepsNext: isLast ? (o.keepsNext ?? false) : lines.length < 5 || at === 0 || at === lines.length - 2,
        write: (x, y) => {
          if (label) this.write(label, style, x, y);
          this.write(line, style, x + indent, y);
        },
      };
    });
  }

  /** A list as its rows; `numbered` says its steps in order. */
  listRows(
    items: readonly string[],
    style: Style,
    o: { width?: number; numbered?: boolean; after?: number } = {},
  ): Row[] {
    const list = this.part('L');
    return items.flatMap((item, at) =>
      this.rowsOf(item, style, this.part('LBody', { below: this.part('LI', { below: list }) }), {
        width: o.width,
        indent: o.numbered ? style.size * 1.7 : style.size * 1.1,
        label: o.numbered ? `${at + 1}.` : '•',
        after: at === items.length - 1 ? (o.after ?? 0) : style.size * 0.1,
      }),
    );
  }

  /** Writes rows one below the other from `this.y` on, and on the next sheet where they do not fit. */
  flow(rows: readonly Row[], room: () => Bounds, nextSheet: () => void): void {
    let at = 0;
    while (at < rows.length) {
      let end = at;
      while (rows[end]?.keepsNext && end < rows.length - 1) end++;
      const together = rows.slice(at, end + 1);
      if (this.y > room().top && this.y + heightOf(together) > room().bottom) nextSheet();
      for (const row of together) {
        // more than a sheet holds is broken all the same
        if (this.y > room().top && this.y + row.height > room().bottom) nextSheet();
        this.place(row, PAGE.margin);
      }
      at = end + 1;
    }
  }

  /** Writes one row where the pen is, and moves the pen. */
  place(row: Row, x: number): void {
    this.marked(row.part, () => row.write(x, this.y));
    this.y += row.height;
  }

  /** Whatever `draw` puts on the sheet belongs to this part of the tree. */
  marked(part: Part, draw: () => void): void {
    const element = part();
    const content = this.doc.markStructureContent(element.dictionary.data.S);
    draw();
    this.doc.endMarkedContent();
    element.add(content);
  }

  /** The same bytes are in the file once, however often they are shown. Without a mark: call it within `marked`. */
  picture(bytes: Buffer, x: number, y: number, { width, height }: Size): void {
    this.doc.image(this.opened(bytes) as unknown as Buffer, x, y, { fit: [width, height] });
  }

  /** How large a picture is, upright and undistorted, as large as the box holds. */
  sizeWithin(bytes: Buffer, box: Size): Size {
    const { width: w, height: h, orientation = 1 } = this.opened(bytes);
    const [width, height] = orientation > 4 ? [h, w] : [w, h];
    const scale = Math.min(box.width / width, box.height / height);
    return { width: width * scale, height: height * scale };
  }

  private opened(bytes: Buffer): Opened {
    const opened = this.pictures.get(bytes) ?? (this.doc as unknown as Opening).openImage(bytes);
    this.pictures.set(bytes, opened);
    return opened;
  }

  /** What is only to be seen: a line, a number of a sheet, a notice that was read out before. */
  unread(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Pagination' });
    draw();
    this.doc.endMarkedContent();
  }

  /** Without a mark: call it within `marked` or `unread`. */
  write(text: string, style: Style, x: number, y: number): void {
    let at = x;
    this.doc.fillColor(style.isAccent ? this.accent : 'black');
    for (const run of this.runs(text)) {
      this.fontOf(run.face, style);
      const ascent = (this.doc as unknown as { _font: { ascender: number } })._font.ascender;
      // on one baseline, whatever the face
      const top = y + style.size - (ascent / 1000) * style.size;
      this.doc.text(run.text, at, top, { ...settingOf(run.face), lineBreak: false });
      at += this.widthOfRun(run, style);
    }
  }

  /** Whatever a font stumbles over is a question mark: no text stops a paper. */
  private runs(text: string): Run[] {
    return runsOf(text, this.faces).map((run) => {
      try {
        this.fontOf(run.face, { size: 1 });
        this.doc.widthOfString(run.text, settingOf(run.face));
        return run;
      } catch {
        return { face: this.faces[0] as Face, text: '?' };
      }
    });
  }

  private widthOfRun({ face, text }: Run, style: Style): number {
    this.fontOf(face, style);
    return this.doc.widthOfString(text, settingOf(face));
  }

  private fontOf(face: Face, { size, bold }: Style): void {
    this.doc.font(bold ? face.bold : face.regular).fontSize(size);
  }

  private partsOf(word: string, style: Style, width: number): string[] {
    const parts: string[] = [];
    let part = '';
    for (const letter of word) {
      if (part !== '' && this.widthOf(part + letter, style) > width) {
        parts.push(part);
        part = '';
      }
      part += letter;
    }
    return [...parts, part];
  }
}

export const heightOf = (rows: readonly Row[]): number => rows.reduce((sum, { height }) => sum + height, 0);

/** As fontkit takes it: its types name only what is turned on. */
function settingOf({ without }: Face): PDFKit.Mixins.TextOptions {
  if (!without) return {};
  return { features: Object.fromEntries(without.map((feature) => [feature, false])) as never };
}
