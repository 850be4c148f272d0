/** Entries as a patient's device sends them, written by SQL: for tests of what becomes of them at the clinic. */
import { randomUUID } from 'node:crypto';
import { Door } from '../../src/db/door';
import type { Tx } from '../../src/db/tx';
import { WorkDoor, type WorkTx } from '../../src/db/work-door';
import { people, type PersonName } from './cast';
import type { Stage } from './stage';

export interface Entry {
  kind?: 'item' | 'next_morning' | 'finished';
  at: string;
  pain?: number;
  notDoneBecause?: string;
  sessionId?: string;
  prescriptionId?: string;
  itemId?: string;
  corrects?: string;
}

/** Past the policies, as if it had come on the database's present clock; answers its id. */
export async function write(stage: Stage, of: 'ann' | 'ben' | 'dot', entry: Entry): Promise<string> {
  const id = randomUUID();
  const { at, kind = 'item', ...fields } = entry;
  await stage.owner(
    `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose,
       pain, not_done_because, corrects)
     values ($1, $2, $3, $4, $5, ($5::timestamptz at time zone 'Europe/London')::date, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      people[of].clinicId,
      people[of].id,
      kind,
      at,
      kind === 'next_morning' ? null : (fields.sessionId ?? randomUUID()),
      kind === 'item' ? fields.prescriptionId : null,
      kind === 'item' ? fields.itemId : null,
      kind === 'item' ? 0 : null,
      fields.pain ?? null,
      fields.notDoneBecause ?? null,
      fields.corrects ?? null,
    ],
  );
  return id;
}

/** A transaction of somebody of the cast, past HTTP. */
export function inTxOf<T>(stage: Stage, name: PersonName, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { sessionId } = people[name];
  const allowed = ['patient', 'carer', 'clinician'] as const;
  return stage.app.get(Door).openTx({ sessionId, allowed, requestId: randomUUID(), readOnly: false }, work);
}

/** Goes a round over every clinic, as the worker does. */
export async function goRound(stage: Stage, round: { visit(tx: WorkTx): Promise<void> }): Promise<void> {
  const door = new WorkDoor(stage.workerUrl);
  try {
    for (const clinic of await door.clinics()) await door.openTx(clinic, (tx) => round.visit(tx));
  } finally {
    await door.close();
  }
}
