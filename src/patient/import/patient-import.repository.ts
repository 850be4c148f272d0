import type { Tx } from '../../db/tx';
import { TableImports } from '../../table-import/table-import.repository';
import type { Described } from '../duplicate';
import { OUTCOMES } from './judge-rows';

/** The patients whom imports brought, in few statements however many rows there are. Decides nothing. */
export const IMPORTS = new TableImports({
  noun: 'patient',
  counted: 'rows',
  outcomes: OUTCOMES,
  undoneAlready: 'patient.import_undone',
});

export interface NewRow {
  id: string;
  row: number;
  person: Described;
}

/** `changed`: something of them was; `in_use`: something else belongs to them. */
export type Fate = 'removed' | 'changed' | 'in_use';

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
