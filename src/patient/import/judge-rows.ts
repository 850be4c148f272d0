import { Acquaintances, type Described, type DuplicateRule, nameWords, type Registered } from '../duplicate';
import type { Column, RowFault } from './patient-csv';

/**
 * What becomes of each row of a table: the one place that decides it. Pure. A row is taken whole or not at all, a patient
 * who is there is never changed by a row, and of what may be a duplicate nothing comes in unless a person named the row.
 */
export const OUTCOMES = ['new', 'known', 'duplicate', 'faulty'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `row` as the spreadsheet counts. */
export type ReadRow = { row: number } & (
  { faults: RowFault[]; person?: undefined } | { faults?: undefined; person: Described }
);

export interface RowMatch {
  /** null: somebody whom another row of this file brings. */
  patientId: string | null;
  /** That row; null: a patient who is there. */
  row: number | null;
  rule: DuplicateRule;
  /** Columns in which the row says something else. */
  differs: Column[];
}

export interface JudgedRow {
  row: number;
  outcome: Outcome;
  faults: RowFault[];
  matches: RowMatch[];
  /** Whom the row describes; null where it is faulty. */
  person: Described | null;
}

type Somebody = Described & { patientId: string | null; row: number | null };

/** `accepted`: rows that somebody looked at and says to be another person. In the order of the file. */
export function judgeRows(
  rows: readonly ReadRow[],
  registered: readonly Registered[],
  accepted: ReadonlySet<number>,
): JudgedRow[] {
  const people = new Acquaintances<Somebody>(registered.map((patient) => ({ ...patient, row: null })));
  return rows.map(({ row, person, faults }): JudgedRow => {
    if (!person) return { row, outcome: 'faulty', faults, matches: [], person: null };
    const matches = people.matchesOf(person).map(({ who, rule }): RowMatch => ({
      patientId: who.patientId,
      row: who.row,
      rule,
      differs: differencesOf(person, who),
    }));
    const outcome = outcomeOf(matches, accepted.has(row));
    // whoever is left out is nobody yet, to whom a later row could be held
    if (outcome === 'new') people.add({ ...person, patientId: null, row });
    return { row, outcome, faults: [], matches, person };
  });
}

function outcomeOf(matches: readonly RowMatch[], isAccepted: boolean): Outcome {
  if (matches.some(({ rule }) => rule.means === 'known')) return 'known';
  return matches.length === 0 || isAccepted ? 'new' : 'duplicate';
}

/** Rows that were named as accepted and are none that could be: perhaps the file was changed since. */
export function notToAccept(judged: readonly JudgedRow[], accepted: ReadonlySet<number>): number[] {
  const couldBe = judged.filter(({ outcome, matches }) => outcome !== 'faulty' && matches.length > 0);
  const rows = new Set(couldBe.map(({ row }) => row));
  return [...accepted].filter((row) => !rows.has(row));
}

/** Silence of the row is no difference; nor are capitals and accents of a name, or spaces in a phone number. */
function differencesOf(row: Described, other: Described): Column[] {
  const differs = (
    column: Column,
    said: string | null,
    plain: (text: string) => string,
    there: string | null,
  ) => (said !== null && plain(said) !== plain(there ?? '') ? [column] : []);
  const same = (text: string): string => text;
  return [
    ...differs('name', row.name, (text) => nameWords(text).join(' '), other.name),
    ...differs('dateOfBirth', row.dateOfBirth, same, other.dateOfBirth),
    ...differs('email', row.email, (text) => text.toLowerCase(), other.email),
    ...differs('phone', row.phone, (text) => text.replace(/[\s()./-]/g, ''), other.phone),
    ...differs('address', row.address, (text) => text.replace(/[\s,]+/g, ' ').toLowerCase(), other.address),
    ...differs('responsible', row.responsibleId, same, other.responsibleId),
    ...differs('preferredLanguage', row.preferredLanguage, same, other.preferredLanguage),
    ...row.identifiers
      .filter((own) => !other.identifiers.some((one) => one.system === own.system && one.value === own.value))
      .map((): Column => 'externalValue'),
  ];
}
