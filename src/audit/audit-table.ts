/**
 * The trail as lines of a table (RFC 4180), for a spreadsheet. A spreadsheet runs what looks like a formula, so a cell that begins
 * like one is written behind an apostrophe. Pure.
 */
import type { AuditEntryDto } from './audit.dto';

const COLUMNS = [
  'id',
  'at',
  'actorRole',
  'actorId',
  'action',
  'subjectType',
  'subjectIds',
  'patientIds',
  'requestId',
] as const satisfies readonly (keyof AuditEntryDto)[];

/** Tab and line ends too: some spreadsheets skip them before they look. */
const FORMULA = /^[=+\-@\t\r\n]/;

export function cellOf(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

export const headLine = (): string => lineOf(COLUMNS);

/** Several ids stand in one cell, a space between them. */
export const entryLine = (entry: AuditEntryDto): string =>
  lineOf(
    COLUMNS.map((column) => {
      const value = entry[column];
      return Array.isArray(value) ? value.join(' ') : (value ?? '');
    }),
  );
