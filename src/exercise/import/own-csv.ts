import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../http/errors';
import { PILLARS, POSITIONS, TRAITS } from '../traits';
import { gather, type ImportedDraft, type Reading, type Row, shortened } from './imported-draft';

/**
 * Reads a table of a clinic's own exercises, as a spreadsheet saves it: CSV in UTF-8, separated by commas, its first row
 * the names of the columns. `docs/exercise-template.csv` is one with an example. Traits in it are a proposal: only a
 * clinician who sends them through the API reviews them.
 */
export const COLUMNS = [
  'id',
  'name',
  'summary',
  'pillar',
  'position',
  'muscles',
  'equipment',
  'steps',
  'mistakes',
  'traits',
] as const;
type Column = (typeof COLUMNS)[number];

/** The others may be left out, or empty, and be completed later. */
const NEEDED: readonly Column[] = ['id', 'name', 'summary'];

/** Between the entries of a list in one cell. */
const SEPARATOR = '|';

/** Rows are counted as the spreadsheet does, the header being row 1. Throws exercise.import_unreadable. */
export function readOwnCsv(text: string): Reading {
  const [header = [], ...table] = recordsOf(text);
  const columns = header.map((name) => name.trim().toLowerCase());
  assertColumns(columns);
  const rows = table
    .map((cells, index) => ({ row: index + 2, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some(Boolean))
    .map(({ row, cells }) => rowOf(row, cells, columns as Column[]));
  return gather('own-csv', rows);
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, relax_quotes: true });
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    return refuse(
      `After row ${fault.records} the rows cannot be told apart: look for a quotation mark without its other half.`,
    );
  }
}

function assertColumns(columns: string[]): void {
  const unknown = columns.find((name) => !COLUMNS.includes(name as Column));
  if (unknown !== undefined) {
    refuse(
      `The first row names a column "${shortened(unknown)}"; it may name ${COLUMNS.join(', ')}, separated by commas.`,
    );
  }
  const twice = columns.find((name, place) => columns.indexOf(name) < place);
  if (twice !== undefined) refuse(`The first row names the column "${twice}" twice.`);
  const missing = NEEDED.find((name) => !columns.includes(name));
  if (missing !== undefined) refuse(`The first row names no column "${missing}".`);
}

const refuse = (sentence: string): never => {
  throw new AppError('exercise.import_unreadable', sentence);
};

function rowOf(row: number, cells: string[], columns: Column[]): Row {
  const cellOf = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const id = cellOf('id') || null;
  if (cells.length !== columns.length) {
    return { row, id, draft: [`it has ${cells.length} cells where the first row has ${columns.length}.`] };
  }
  const listOf = (column: Column): string[] =>
    cellOf(column)
      .split(SEPARATOR)
      .map((entry) => entry.trim())
      .filter(Boolean);
  const [pillar, position, traits] = [cellOf('pillar'), cellOf('position'), listOf('traits')];
  const faults = [
    ...unlessKnown('pillar', pillar ? [pillar] : [], PILLARS),
    ...unlessKnown('position', position ? [position] : [], POSITIONS),
    ...unlessKnown('traits', traits, TRAITS),
    ...(new Set(traits).size < traits.length ? ['traits names one twice.'] : []),
  ];
  if (faults.length > 0) return { row, id, draft: faults };
  const draft = {
    originId: cellOf('id'),
    name: cellOf('name'),
    summary: cellOf('summary'),
    pillar: pillar || null,
    muscles: listOf('muscles'),
    equipment: listOf('equipment'),
    position: position || null,
    steps: listOf('steps'),
    mistakes: listOf('mistakes'),
    traits,
  };
  return { row, id, draft: draft as ImportedDraft };
}

function unlessKnown(column: Column, words: string[], known: readonly string[]): string[] {
  const unknown = words.find((word) => !known.includes(word));
  if (unknown === undefined) return [];
  return [`${column} has "${shortened(unknown)}"; it may be ${known.join(', ')}.`];
}
