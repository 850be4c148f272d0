import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record, recordEach } from '../../audit/record';
import { Staff } from '../../clinic/clinic.entity';
import type { Tx } from '../../db/tx';
import { AppError, type FieldFault } from '../../http/errors';
import type { PageQuery } from '../../http/page';
import { heldTo } from '../../http/validation';
import type { TableImport } from '../../table-import/table-import.repository';
import { findCandidates } from '../duplicate.repository';
import { NewPatientDto } from '../patient.dto';
import { faultsOfPatient, faultsOfResponsible } from '../patient-rules';
import { type JudgedRow, judgeRows, notToAccept, type Outcome, type ReadRow } from './judge-rows';
import { type Column, type DateFormat, readPatientCsv, type RowFault, type TableRow } from './patient-csv';
import {
  type Fate,
  findBrought,
  IMPORTS,
  insertPatients,
  type NewRow,
  removeUntouched,
} from './patient-import.repository';

export type PatientImport = TableImport<Outcome>;

export interface ImportOptions {
  /** Everything is said and nothing is written. */
  dryRun: boolean;
  dateFormat: DateFormat;
  /** Rows that somebody says to be another person than whom they resemble. */
  accepted: ReadonlySet<number>;
}

export interface ImportReport {
  /** null: it was tried only. */
  made: PatientImport | null;
  fileSha256: string;
  counts: Record<Outcome, number>;
  rows: JudgedRow[];
  /** By row, the patients who came in. */
  newIds: ReadonlyMap<number, string>;
}

export interface Undone {
  undone: PatientImport;
  kept: { patientId: string; row: number; because: Exclude<Fate, 'removed'> }[];
}

/** How many are taken back in one statement: well below what one may take, whatever belongs to them. */
const AT_ONCE = 250;

/**
 * Patients who come in by a table, and the taking back of a table that was the wrong one. A row is held to what POST /patients
 * holds a body to: the same class, the same rules. What is sound comes in all or nothing, in the transaction of the request.
 */
@Injectable()
export class PatientImportService {
  /** Throws patient.import_unreadable for what is no such table, request.invalid for accepted rows that cannot be. */
  async import(tx: Tx, text: string, options: ImportOptions): Promise<ImportReport> {
    const table = readPatientCsv(text, options.dateFormat);
    const fileSha256 = createHash('sha256').update(text).digest('hex');
    const read = await this.readRows(tx, table, fileSha256, options.dateFormat);
    if (!options.dryRun) await IMPORTS.waitForOthers(tx);
    const people = read.flatMap(({ person }) => person ?? []);
    const rows = judgeRows(read, await findCandidates(tx, people, fileSha256), options.accepted);
    assertAcceptable(rows, options.accepted);
    tx.sawRecordOf(...rows.flatMap(({ matches }) => matches.flatMap(({ patientId }) => patientId ?? [])));
    const counts = IMPORTS.count(rows);
    if (options.dryRun) return { made: null, fileSha256, counts, rows, newIds: new Map() };

    const id = randomUUID();
    const newRows = rows.flatMap(({ row, outcome, person }): NewRow[] =>
      outcome === 'new' && person ? [{ id: randomUUID(), row, person }] : [],
    );
    await IMPORTS.insert(tx, { id, fileSha256, counts });
    if (!(await insertPatients(tx, id, newRows)))
      throw new AppError('patient.identifier_taken', AT_THAT_MOMENT);
    const newIds = newRows.map((row) => row.id);
    await record(tx, 'patient_import.made', { type: 'patient_import', ids: [id], patientIds: newIds });
    return {
      made: await IMPORTS.get(tx, id),
      fileSha256,
      counts,
      rows,
      newIds: new Map(newRows.map((row) => [row.row, row.id])),
    };
  }

  async listImports(tx: Tx, query: PageQuery): Promise<PatientImport[]> {
    return IMPORTS.list(tx, query);
  }

  async getImport(tx: Tx, id: string): Promise<PatientImport> {
    return IMPORTS.get(tx, id);
  }

  /** Whoever was touched since stays, and is named. Throws patient.import_undone. */
  async undo(tx: Tx, id: string): Promise<Undone> {
    await IMPORTS.assertStands(tx, id);
    const brought = await findBrought(tx, id);
    const fates = new Map<string, Fate>();
    for (let done = 0; done < brought.length; done += AT_ONCE) {
      const ids = brought.slice(done, done + AT_ONCE).map(({ patientId }) => patientId);
      for (const [patientId, fate] of await removeUntouched(tx, id, ids)) fates.set(patientId, fate);
    }
    const removed = [...fates].flatMap(([patientId, fate]) => (fate === 'removed' ? [patientId] : []));
    const kept = brought.flatMap(({ patientId, row }) => {
      const because = fates.get(patientId);
      return because === 'changed' || because === 'in_use' ? [{ patientId, row, because }] : [];
    });
    const undone = await IMPORTS.markUndone(tx, id, removed.length, kept.length);
    await recordEach(tx, 'patient.removed', { type: 'patient', ids: removed });
    await record(tx, 'patient_import.undone', {
      type: 'patient_import',
      ids: [id],
      patientIds: kept.map(({ patientId }) => patientId),
    });
    return { undone, kept };
  }

  private async readRows(
    tx: Tx,
    table: TableRow[],
    file: string,
    dateFormat: DateFormat,
  ): Promise<ReadRow[]> {
    const staff = new Map((await tx.em.find(Staff)).map((one) => [one.email.toLowerCase(), one]));
    const rows: ReadRow[] = [];
    for (const { row, cells, faults: unreadable } of table) {
      const { responsible, externalSystem: system, externalValue: value, ...fields } = cells;
      const sent = { ...fields, ...(system && value ? { identifiers: [{ system, value }] } : {}) };
      const held = await heldTo(NewPatientDto, sent);
      const answerable = responsible === undefined ? null : staff.get(responsible.toLowerCase());
      const faults = [
        ...(Array.isArray(held) ? held : faultsOfPatient(held, tx.today)),
        ...(responsible === undefined ? [] : faultsOfResponsible(answerable, tx.today, 'e-mail')),
      ].map((fault) => inCell(fault, dateFormat));
      // what could not be read at all is said once, in the words of the table
      const unread = unreadable.map(({ field }) => field);
      const all = unread.includes(null)
        ? unreadable
        : [...unreadable, ...faults.filter(({ field }) => !unread.includes(field))];
      if (all.length > 0 || Array.isArray(held)) {
        rows.push({ row, faults: all });
        continue;
      }
      rows.push({
        row,
        person: {
          name: held.name,
          dateOfBirth: held.dateOfBirth,
          email: held.email ?? null,
          phone: held.phone ?? null,
          address: held.address ?? null,
          responsibleId: answerable?.id ?? null,
          identifiers: held.identifiers ?? [],
          cameFrom: { file, row },
        },
      });
    }
    return rows;
  }
}

const AT_THAT_MOMENT =
  'Somebody gave one of these numbers to a patient while the file was read. Nothing came in: send it again.';

/** Where in the table a fault of a body stands; the sentence names the column as the table does. */
function inCell({ pointer, detail }: FieldFault, dateFormat: DateFormat): RowFault {
  const property = pointer.split('/').at(-1) ?? '';
  const field = COLUMN_OF[property] ?? (property as Column);
  const words = detail.startsWith(property) ? field + detail.slice(property.length) : detail;
  return { field, detail: words.replace('YYYY-MM-DD', dateFormat) };
}

const COLUMN_OF: Record<string, Column> = {
  responsibleId: 'responsible',
  system: 'externalSystem',
  value: 'externalValue',
};

function assertAcceptable(rows: JudgedRow[], accepted: ReadonlySet<number>): void {
  const [wrong] = notToAccept(rows, accepted);
  if (wrong === undefined) return;
  const detail = `Row ${wrong} of this file is no duplicate: try the file again with dryRun=true, and name rows of this answer.`;
  throw new AppError('request.invalid', undefined, [
    { pointer: 'acceptDuplicates', code: 'duplicate', detail },
  ]);
}
