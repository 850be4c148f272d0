import { REP_UNITS, SIDES } from '../../dosage/dosage';
import { AppError } from '../../http/errors';
import { readTable, shortened } from '../../table-import/table';

/**
 * Reads a table of templates as a spreadsheet saves it: a row is one exercise of a template, in the order in which a patient does
 * them; `docs/template-table.csv` is one. Says what stands in the cells, in the form of the API's body, and nothing more: a dose
 * that the table cannot hold is written with `POST /templates`. Pure; judges no template.
 */
const DOSE_COLUMNS = [
  'side',
  'sets',
  'reps',
  'repUnit',
  'holdSeconds',
  'seconds',
  'metres',
  'restSeconds',
  'kg',
  'effort',
  'perDay',
  'perWeek',
] as const;
export const COLUMNS = [
  'template',
  'about',
  'exercise',
  'why',
  ...DOSE_COLUMNS,
  'variation',
  'level',
  'isOptional',
  'note',
] as const;
export type Column = (typeof COLUMNS)[number];

const NEEDED: readonly Column[] = ['template', 'exercise', 'why'];

/** What one upload may keep the database busy with. */
export const MOST_ROWS = 1_000;
export const MOST_TEMPLATES = 100;

export interface RowFault {
  row: number;
  /** null: it is about the row, or about the template. */
  field: Column | null;
  /** A sentence for a person; it may repeat what the cell says. */
  detail: string;
}

type Cells = Partial<Record<Column, string>>;

/** One exercise; as a body has it, but for the exercise, which is named as the clinic does. */
export interface ReadItem {
  row: number;
  exercise: string | null;
  fields: Record<string, unknown>;
}

export interface ReadTemplate {
  /** Of its first line. */
  row: number;
  name: string;
  about: string | null;
  items: ReadItem[];
  faults: RowFault[];
}

/**
 * In the order of the file; rows of one name are one template wherever they stand. Throws template.import_unreadable, also for a row
 * whose cells cannot be told apart: nobody could say which template lacks it.
 */
export function readTemplateCsv(text: string): ReadTemplate[] {
  const table = readTable(text, {
    columns: COLUMNS,
    needed: NEEDED,
    mostRows: MOST_ROWS,
    rowsAre: 'exercises',
    separators: 'commas or semicolons',
    unreadable: 'template.import_unreadable',
  });
  const templates = new Map<string, ReadTemplate>();
  let above: ReadTemplate | null = null;
  for (const { row, cells, fault } of table) {
    if (fault !== null) throw new AppError('template.import_unreadable', `Row ${row}: The row ${fault}`);
    // as people write it: the name once, and the exercises below
    const template: ReadTemplate =
      cells.template === undefined && above ? above : named(cells, row, templates);
    read(template, row, cells);
    above = template;
  }
  return [...templates.values()];
}

function named(
  { template: name = '' }: Cells,
  row: number,
  templates: Map<string, ReadTemplate>,
): ReadTemplate {
  const key = name.toLowerCase();
  const template = templates.get(key) ?? { row, name, about: null, items: [], faults: [] };
  templates.set(key, template);
  if (name === '') {
    template.faults.push({
      row,
      field: 'template',
      detail: 'template is missing: name it in its first row.',
    });
  }
  return template;
}

function read(template: ReadTemplate, row: number, cells: Cells): void {
  const { about } = cells;
  if (about !== undefined && template.about !== null && template.about !== about) {
    template.faults.push({ row, field: 'about', detail: 'about is another one than above: say it once.' });
  }
  template.about ??= about ?? null;
  const faults: RowFault[] = [];
  const cell = new Cell(row, cells, faults);
  const { why, variation, note } = cells;
  const fields = {
    ...(why === undefined ? {} : { why }),
    ...(variation === undefined ? {} : { variation }),
    ...(note === undefined ? {} : { note }),
    ...withKey('level', cell.whole('level')),
    ...withKey('isOptional', cell.yesOrNo('isOptional')),
    ...withKey('dosage', dosageIn(cells, cell)),
  };
  template.items.push({ row, exercise: cells.exercise ?? null, fields });
  if (cells.exercise === undefined) {
    faults.push({ row, field: 'exercise', detail: 'exercise is missing: name it, or say its id or code.' });
  }
  template.faults.push(...faults);
}

/** Nothing where no cell speaks of a dose: what the clinic's prescriptions start from is taken then. */
function dosageIn(cells: Cells, cell: Cell): Record<string, unknown> | undefined {
  if (DOSE_COLUMNS.every((column) => cells[column] === undefined)) return undefined;
  const kg = cell.number('kg');
  const effort = cell.amount('effort');
  const rest = cell.amount('restSeconds');
  const set = {
    ...withKey('count', cell.whole('sets')),
    ...withKey('reps', cell.amount('reps')),
    ...withKey('repUnit', cell.oneOf('repUnit', REP_UNITS)),
    ...withKey('holdSeconds', cell.amount('holdSeconds')),
    ...withKey('timeSeconds', cell.amount('seconds')),
    ...withKey('distanceMetres', cell.number('metres')),
    ...withKey('restAfterSet', rest),
    ...(kg === undefined ? {} : { load: { kind: 'weight', kg } }),
    ...(effort === undefined ? {} : { effort: { scale: 'rpe_10', value: effort } }),
  };
  const schedule = {
    kind: 'weekly',
    ...withKey('perDay', cell.whole('perDay')),
    ...withKey('perWeek', cell.amount('perWeek')),
  };
  return { ...withKey('side', cell.oneOf('side', SIDES)), sessions: [{ sets: [set], schedule }] };
}

const withKey = (key: string, value: unknown): Record<string, unknown> =>
  value === undefined ? {} : { [key]: value };

/** What a cell says, or nothing, and then a fault unless it is empty. */
class Cell {
  constructor(
    private readonly row: number,
    private readonly cells: Cells,
    private readonly faults: RowFault[],
  ) {}

  whole(column: Column): number | undefined {
    return this.said(column, /^\d{1,6}$/, 'a whole number, such as 3', Number);
  }

  number(column: Column): number | undefined {
    return this.said(column, /^\d{1,6}(\.\d{1,3})?$/, 'a number, such as 2.5', Number);
  }

  amount(column: Column): { exact: number } | { min: number; max: number } | undefined {
    return this.said(
      column,
      /^\d{1,6}(\s*[-–]\s*\d{1,6})?$/,
      'a whole number or two, such as 10 or 8-12',
      (cell) => {
        const [min = 0, max] = cell.split(/[-–]/).map(Number);
        return max === undefined ? { exact: min } : { min, max };
      },
    );
  }

  yesOrNo(column: Column): boolean | undefined {
    return this.said(column, /^(yes|no|true|false)$/i, 'yes or no', (cell) => /^(yes|true)$/i.test(cell));
  }

  oneOf(column: Column, words: readonly string[]): string | undefined {
    const known = new RegExp(`^(${words.join('|')})$`);
    return this.said(column, known, `one of ${words.join(', ')}`, (cell) => cell);
  }

  private said<T>(column: Column, shape: RegExp, example: string, mean: (cell: string) => T): T | undefined {
    const cell = this.cells[column];
    if (cell === undefined) return undefined;
    if (shape.test(cell)) return mean(cell);
    const detail = `${column} is "${shortened(cell)}": write ${example}.`;
    this.faults.push({ row: this.row, field: column, detail });
    return undefined;
  }
}
