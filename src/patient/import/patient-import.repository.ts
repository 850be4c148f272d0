import type { Tx } from '../../db/tx';
import { cursorKey, type PageQuery, rowsFor } from '../../http/page';
import type { Described } from '../duplicate';

/** Imports and the patients that they brought, in few statements however many rows there are. Decides nothing. */
export interface PatientImport {
  id: string;
  importedAt: Date;
  importedBy: string;
  /** In hexadecimal. */
  fileSha256: string;
  new: number;
  known: number;
  duplicate: number;
  faulty: number;
  undoneAt: Date | null;
  undoneBy: string | null;
  removed: number | null;
  kept: number | null;
}

export interface NewRow {
  id: string;
  row: number;
  person: Described;
}

/** `changed`: something of them was; `in_use`: something else belongs to them. */
export type Fate = 'removed' | 'changed' | 'in_use';

/** Lets one import or undoing of a clinic be at work at a time, so that the later one sees whom the earlier one brought. */
export async function waitForOtherImports(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `patient imports of ${tx.actor.clinicId}`,
  ]);
}

export async function insertImport(
  tx: Tx,
  made: Pick<PatientImport, 'id' | 'fileSha256' | 'new' | 'known' | 'duplicate' | 'faulty'>,
): Promise<void> {
  await tx.query(
    `insert into portal.patient_import (id, clinic_id, imported_by, file_sha256, rows_new, rows_known, rows_duplicate,
       rows_faulty)
     values ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8)`,
    [
      made.id,
      tx.actor.clinicId,
      tx.actor.id,
      made.fileSha256,
      made.new,
      made.known,
      made.duplicate,
      made.faulty,
    ],
  );
}

/** False: one of their numbers was given to somebody in this moment, and the caller gives up. */
export async function insertPatients(tx: Tx, importId: string, rows: readonly NewRow[]): Promise<boolean> {
  await tx.query(
    `insert into portal.patient (id, clinic_id, name, date_of_birth, email, phone, address, responsible_staff_id, import_id,
       import_row)
     select r.id, $2, r.name, r."dateOfBirth", r.email, r.phone, r.address, r."responsibleId", $3, r.row
     from jsonb_to_recordset($1) as r (id uuid, row int, name text, "dateOfBirth" date, email text, phone text,
       address text, "responsibleId" uuid)`,
    [
      JSON.stringify(rows.map(({ id, row, person }) => ({ ...person, id, row }))),
      tx.actor.clinicId,
      importId,
    ],
  );
  const identifiers = rows.flatMap(({ id, person }) => person.identifiers.map((one) => ({ ...one, id })));
  const inserted = await tx.query(
    `insert into portal.patient_identifier (clinic_id, patient_id, system, value)
     select $2, i.id, i.system, i.value from jsonb_to_recordset($1) as i (id uuid, system text, value text)
     order by i.system, i.value
     on conflict (clinic_id, system, value) do nothing returning id`,
    [JSON.stringify(identifiers), tx.actor.clinicId],
  );
  return inserted.length === identifiers.length;
}

const IMPORT = /* sql */ `
  select m.id, m.imported_at as "importedAt", m.imported_by as "importedBy", encode(m.file_sha256, 'hex') as "fileSha256",
    m.rows_new as new, m.rows_known as known, m.rows_duplicate as duplicate, m.rows_faulty as faulty,
    m.undone_at as "undoneAt", m.undone_by as "undoneBy", m.removed, m.kept
  from portal.patient_import m`;

/** The newest first, one more than the page shows. */
export async function listImports(tx: Tx, query: PageQuery): Promise<PatientImport[]> {
  const [afterAt, afterId] = cursorKey(query, 2) ?? [];
  return tx.query(
    `${IMPORT}
     where ($1::timestamptz is null or (m.imported_at, m.id) < ($1, $2::uuid))
     order by m.imported_at desc, m.id desc limit $3`,
    [afterAt, afterId, rowsFor(query)],
  );
}

export async function findImport(tx: Tx, id: string): Promise<PatientImport | null> {
  const [found] = await tx.query<PatientImport>(`${IMPORT} where m.id = $1`, [id]);
  return found ?? null;
}

/** In the order of the file. */
export async function findBrought(tx: Tx, importId: string): Promise<{ patientId: string; row: number }[]> {
  return tx.query(
    `select id as "patientId", import_row as row from portal.patient where import_id = $1 order by import_row`,
    [importId],
  );
}

/** Takes back whom nobody has touched; answers for each whether they went. A few hundred at a time. */
export async function removeUntouched(tx: Tx, importId: string, ids: string[]): Promise<Map<string, Fate>> {
  const fates = await tx.query<{ patientId: string; outcome: Fate }>(
    `select patient_id as "patientId", outcome from portal.remove_imported($1, $2)`,
    [importId, ids],
  );
  return new Map(fates.map(({ patientId, outcome }) => [patientId, outcome]));
}

export async function markUndone(tx: Tx, id: string, removed: number, kept: number): Promise<void> {
  await tx.query(
    `update portal.patient_import set undone_at = $2, undone_by = $3, removed = $4, kept = $5 where id = $1`,
    [id, tx.now, tx.actor.id, removed, kept],
  );
}
