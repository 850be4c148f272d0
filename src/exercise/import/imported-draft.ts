import { AppError } from '../../http/errors';
import { isStorable } from '../../http/body';
import { shortened } from '../../table-import/table';
import { BOUNDS } from '../bounds';
import type { Origin } from '../exercise.entity';
import type { Pillar, Position, Trait } from '../traits';

/**
 * What every file of exercises is read into: drafts, and a fault for each row that is none. A row is taken whole or not at
 * all; nothing is cut to fit and nothing is guessed. Pure: who reads which format stands beside this, and nothing is
 * written here.
 */
export interface ImportedDraft {
  /** Its id in the data set: a second import of the same id changes nothing. */
  originId: string;
  name: string;
  summary: string;
  /** null, as the position: the data set does not say for certain. A clinician does before it is published. */
  pillar: Pillar | null;
  muscles: string[];
  equipment: string[];
  position: Position | null;
  steps: string[];
  mistakes: string[];
  /** At most a proposal: no import reviews them. */
  traits: Trait[];
}

export interface RowFault {
  /** As people count: the first entry of a list is 1; in a table the header is row 1. */
  row: number;
  /** As far as it can be told. */
  id: string | null;
  /** For a person; it may repeat what the row says. */
  reason: string;
}

export interface Reading {
  origin: Origin;
  licence: string;
  /** How many rows there were, the faulty ones among them. */
  read: number;
  drafts: ImportedDraft[];
  faults: RowFault[];
}

/** Of each row the draft that it is, or the reasons why it is none. */
export interface Row {
  row: number;
  id: string | null;
  draft: ImportedDraft | string[];
}

/** More than any clinic could go through one by one; and what one upload may keep the database busy with. */
export const MOST_ROWS = 5_000;

const LICENCES: Record<Origin, string> = {
  'free-exercise-db': 'Unlicense',
  'own-csv': 'Own work of the clinic',
};

const ID_MAX = 120;

/** Throws exercise.import_unreadable for more than MOST_ROWS rows. */
export function gather(origin: Origin, rows: Row[]): Reading {
  if (rows.length > MOST_ROWS) {
    throw new AppError('exercise.import_unreadable', `Send at most ${MOST_ROWS} exercises at once.`);
  }
  const reading: Reading = { origin, licence: LICENCES[origin], read: rows.length, drafts: [], faults: [] };
  const firstRows = new Map<string, number>();
  for (const { row, id, draft } of rows) {
    const reasons = Array.isArray(draft)
      ? draft
      : [...beyondBounds(draft), ...repeated(draft, row, firstRows)];
    if (reasons.length === 0) reading.drafts.push(draft as ImportedDraft);
    else reading.faults.push({ row, id: id ? shortened(id) : null, reason: reasons.join(' ') });
  }
  return reading;
}

function repeated({ originId }: ImportedDraft, row: number, firstRows: Map<string, number>): string[] {
  const first = firstRows.get(originId);
  if (first === undefined) firstRows.set(originId, row);
  return first === undefined ? [] : [`id is that of row ${first}.`];
}

/** The bounds that the API sets too, each fault as one sentence. */
function beyondBounds(draft: ImportedDraft): string[] {
  const faults = textFaults('id', draft.originId, ID_MAX);
  for (const field of ['name', 'summary'] as const) {
    faults.push(...textFaults(field, draft[field], BOUNDS[field].max));
  }
  for (const field of ['muscles', 'equipment', 'steps', 'mistakes'] as const) {
    const { max, each } = BOUNDS[field];
    const lines = draft[field];
    if (lines.length > max) faults.push(`${field} has ${lines.length} entries; there may be ${max}.`);
    else faults.push(...lines.flatMap((line, i) => textFaults(`entry ${i + 1} of ${field}`, line, each)));
  }
  return faults;
}

function textFaults(what: string, text: string, max: number): string[] {
  const { length } = [...text];
  if (length === 0) return [`${what} is missing.`];
  if (length > max) return [`${what} has ${length} characters; there may be ${max}.`];
  return isStorable(text) ? [] : [`${what} holds characters that cannot be stored.`];
}
