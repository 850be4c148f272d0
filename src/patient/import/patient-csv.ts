import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../http/errors';

/**
 * Reads a table of patients as a spreadsheet saves it: CSV in UTF-8, separated by commas or, as Excel does in many
 * countries, by semicolons; its first row the names of the columns. `docs/patient-template.csv` is one. Says what stands in the
 * cells and nothing more: a date in an order that was not declared is a fault, never a guess. Pure; judges no patient.
 */
export const COLUMNS = [
  'name',
  'dateOfBirth',
  'email',
  'phone',
  'address',
  'responsible',
  'externalSystem',
  'externalValue',
] as const;
export type Column = (typeof COLUMNS)[number];

const NEEDED: readonly Column[] = ['name', 'dateOfBirth'];

/** The order of the days in the file. Days written YYYY-MM-DD can be meant in one way only and are read beside either. */
export const DATE_FORMATS = ['YYYY-MM-DD', 'DD/MM/YYYY'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What one upload may keep the database busy with. */
export const MOST_ROWS = 5_000;

export interface RowFault {
  /** null: it is about the row. */
  field: Column | null;
  /** A sentence for a person; it may repeat what the cell says. */
  detail: string;
}

/** What the cells of a row say, without the empty ones. */
export type Cells = Partial<Record<Column, string>>;

export interface TableRow {
  /** As the spreadsheet counts, the header being row 1. */
  row: number;
  cells: Cells;
  faults: RowFault[];
}

/** Throws patient.import_unreadable. Rows with nothing in them are passed over. */
export function readPatientCsv(text: string, dateFormat: DateFormat): TableRow[] {
  const [header = [], ...table] = recordsOf(text);
  const columns = columnsOf(header);
  const rows = table
    .map((cells, index) => ({ row: index + 2, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some(Boolean));
  if (rows.length > MOST_ROWS) refuse(`Send at most ${MOST_ROWS} patients at once.`);
  return rows.map(({ row, cells }) => rowOf(row, cells, columns, dateFormat));
}

function recordsOf(text: string): string[][] {
  const [firstLine = ''] = text.split(/[\r\n]/, 1);
  try {
    return parse(text, {
      bom: true,
      // no column's name holds either
      delimiter: firstLine.includes(';') ? ';' : ',',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    return refuse(
      `After row ${fault.records} the rows cannot be told apart: look for a quotation mark without its other half.`,
    );
  }
}

/** Capitals, spaces and underscores in a column's name do not matter. */
function columnsOf(header: string[]): Column[] {
  const plain = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
  const columns = header.map((name) => {
    const known = COLUMNS.find((column) => plain(column) === plain(name));
    return known ?? refuse(`The first row names a column "${shortened(name)}"; ${THERE_ARE}`);
  });
  const twice = columns.find((name, place) => columns.indexOf(name) < place);
  if (twice !== undefined) refuse(`The first row names the column "${twice}" twice.`);
  const missing = NEEDED.find((name) => !columns.includes(name));
  if (missing !== undefined) refuse(`The first row names no column "${missing}".`);
  return columns;
}

const THERE_ARE = `it may name ${COLUMNS.join(', ')}, separated by commas or by semicolons.`;

function rowOf(row: number, texts: string[], columns: Column[], dateFormat: DateFormat): TableRow {
  if (texts.length !== columns.length) {
    const detail = `The row has ${texts.length} cells where the first row has ${columns.length}.`;
    return { row, cells: {}, faults: [{ field: null, detail }] };
  }
  const cells: Cells = Object.fromEntries(
    columns.map((column, place) => [column, texts[place]]).filter(([, text]) => text),
  );
  const faults: RowFault[] = [];
  if (cells.dateOfBirth !== undefined) {
    const day = dayOf(cells.dateOfBirth, dateFormat);
    if (day) cells.dateOfBirth = day;
    else faults.push({ field: 'dateOfBirth', detail: unreadableDay(cells.dateOfBirth, dateFormat) });
  }
  for (const [half, other] of [HALVES, HALVES.toReversed()] as [Column, Column][]) {
    if (cells[half] === undefined && cells[other] !== undefined) {
      faults.push({ field: half, detail: `${half} is missing: it goes with ${other}.` });
    }
  }
  return { row, cells, faults };
}

const HALVES: Column[] = ['externalSystem', 'externalValue'];

/** `YYYY-MM-DD`, which need not exist; null where the order is not the declared one. */
function dayOf(cell: string, dateFormat: DateFormat): string | null {
  if (/^\d{4}-\d\d-\d\d$/.test(cell)) return cell;
  const parts = dateFormat === 'DD/MM/YYYY' ? /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(cell) : null;
  if (!parts) return null;
  const [, day = '', month = '', year = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function unreadableDay(cell: string, dateFormat: DateFormat): string {
  const hint =
    dateFormat === 'YYYY-MM-DD' && /^\d\d?\/\d\d?\/\d{4}$/.test(cell)
      ? ', or say dateFormat=DD/MM/YYYY if that is meant throughout'
      : '';
  return `dateOfBirth is "${shortened(cell)}": write it ${dateFormat}${hint}.`;
}

function refuse(sentence: string): never {
  throw new AppError('patient.import_unreadable', sentence);
}

/** What somebody wrote, short enough to be repeated to them. */
function shortened(words: string): string {
  const characters = [...words];
  return characters.length <= 60 ? words : `${characters.slice(0, 59).join('')}…`;
}
