import { readTable, shortened, type TableRow } from '../../table-import/table';
import { PILLARS, POSITIONS, TRAITS } from '../traits';
import { gather, type ImportedDraft, MOST_ROWS, type Reading, type Row } from './imported-draft';

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
  const table = readTable(text, {
    columns: COLUMNS,
    needed: NEEDED,
    mostRows: MOST_ROWS,
    rowsAre: 'exercises',
    separators: 'commas',
    unreadable: 'exercise.import_unreadable',
  });
  return gather('own-csv', table.map(rowOf));
}

function rowOf({ row, cells, fault }: TableRow<Column>): Row {
  const cellOf = (column: Column): string => cells[column] ?? '';
  const id = cells.id ?? null;
  if (fault !== null) return { row, id, draft: [`it ${fault}`] };
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
