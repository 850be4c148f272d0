import { readTable, shortened } from '../../table-import/table';

/**
 * Reads a table of patients as a spreadsheet saves it; `docs/patient-template.csv` is one. Says what stands in the cells and
 * nothing more: a date in an order that was not declared is a fault, never a guess. Pure; judges no patient.
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
  const table = readTable(text, {
    columns: COLUMNS,
    needed: NEEDED,
    mostRows: MOST_ROWS,
    rowsAre: 'patients',
    separators: 'commas or semicolons',
    unreadable: 'patient.import_unreadable',
  });
  return table.map(({ row, cells, fault }) =>
    fault === null
      ? rowOf(row, cells, dateFormat)
      : { row, cells: {}, faults: [{ field: null, detail: `The row ${fault}` }] },
  );
}

function rowOf(row: number, cells: Cells, dateFormat: DateFormat): TableRow {
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
