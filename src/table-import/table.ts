import { CsvError, parse } from 'csv-parse/sync';
import { AppError, type ErrorCode } from '../http/errors';

/**
 * A table as a spreadsheet saves it: CSV in UTF-8, separated by commas or, where the shape lets it, by semicolons, as Excel does in
 * many countries; its first row the names of the columns, whatever their capitals, spaces and underscores. Says what stands in the
 * cells and nothing more. Pure.
 */
export interface TableShape<Column extends string> {
  columns: readonly Column[];
  /** These the first row has to name. */
  needed: readonly Column[];
  mostRows: number;
  /** What a row is: "patients". */
  rowsAre: string;
  /** Between cells. */
  separators: 'commas' | 'commas or semicolons';
  /** Thrown for what is no such table. */
  unreadable: ErrorCode;
}

export interface TableRow<Column extends string> {
  /** As the spreadsheet counts, the header being row 1. */
  row: number;
  /** What the cells say, without the empty ones. */
  cells: Partial<Record<Column, string>>;
  /** Where the row has another number of cells than the first, which makes a guess of what they say: so, for a person, after "it". */
  fault: string | null;
}

/** Rows with nothing in them are passed over. Throws the error of the shape. */
export function readTable<Column extends string>(
  text: string,
  shape: TableShape<Column>,
): TableRow<Column>[] {
  const refuse = (sentence: string): never => {
    throw new AppError(shape.unreadable, sentence);
  };
  const [header = [], ...table] = recordsOf(text, shape, refuse);
  const columns = columnsOf(header, shape, refuse);
  const rows = table
    .map((cells, index) => ({ row: index + 2, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some(Boolean));
  if (rows.length > shape.mostRows) refuse(`Send at most ${shape.mostRows} ${shape.rowsAre} at once.`);
  return rows.map(({ row, cells }) => {
    const said = columns.map((column, place) => [column, cells[place]]).filter(([, cell]) => cell);
    const fault = `has ${cells.length} cells where the first row has ${columns.length}.`;
    return {
      row,
      cells: Object.fromEntries(said) as TableRow<Column>['cells'],
      fault: cells.length === columns.length ? null : fault,
    };
  });
}

type Refuse = (sentence: string) => never;

function recordsOf(
  text: string,
  { separators }: Pick<TableShape<string>, 'separators'>,
  refuse: Refuse,
): string[][] {
  const [firstLine = ''] = text.split(/[\r\n]/, 1);
  try {
    return parse(text, {
      bom: true,
      // no column's name holds either
      delimiter: separators !== 'commas' && firstLine.includes(';') ? ';' : ',',
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

function columnsOf<Column extends string>(
  header: string[],
  { columns: known, needed, separators }: TableShape<Column>,
  refuse: Refuse,
): Column[] {
  const plain = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
  const thereAre = `it may name ${known.join(', ')}, separated by ${separators}.`;
  const columns = header.map((name) => {
    const found = known.find((column) => plain(column) === plain(name));
    return found ?? refuse(`The first row names a column "${shortened(name)}"; ${thereAre}`);
  });
  const twice = columns.find((name, place) => columns.indexOf(name) < place);
  if (twice !== undefined) refuse(`The first row names the column "${twice}" twice.`);
  const missing = needed.find((name) => !columns.includes(name));
  if (missing !== undefined) refuse(`The first row names no column "${missing}".`);
  return columns;
}

/** What somebody wrote, short enough to be repeated to them. */
export function shortened(words: string): string {
  const characters = [...words.toWellFormed().replaceAll('\0', '\ufffd')];
  return characters.length <= 60 ? characters.join('') : `${characters.slice(0, 59).join('')}…`;
}
