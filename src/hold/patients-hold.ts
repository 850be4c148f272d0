/**
 * The one way in which a patient, or somebody who looks after them, opens a hold: a red flag that they confirmed, numbness or
 * weakness that is new, or their own wish. Nobody has to agree: the gate closes with the row, and only a clinician lifts it
 * (hold.service.ts). What must not be done here: ask whether the patient may.
 */
import { randomUUID } from 'node:crypto';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import type { FlagCode } from '../screen/red-flags';
import type { HoldKind } from './hold.entity';

export interface PatientsHold {
  kind: HoldKind;
  /** For the clinician. Of what was answered or felt, codes only. */
  because: string;
  /** In the order of the screen, so that the same flags are the same hold. */
  flags?: readonly FlagCode[];
  checkInId?: string;
}

/**
 * Opens it for the patient of this transaction, from now on. False: one of that kind with the same flags was open already, and
 * nothing was written. The patient's role sees no hold: an index tells them apart, also of two that come at once.
 */
export async function openByPatient(
  tx: Tx,
  { kind, because, flags = [], checkInId }: PatientsHold,
): Promise<boolean> {
  const patientId = tx.actor.patientId;
  if (patientId === null) throw new Error('Only a patient or their carer opens a hold in this way.');
  const id = randomUUID();
  const opened = await tx.query(
    `insert into portal.hold (id, clinic_id, patient_id, kind, flags, opened_at, opened_by_patient, carer_id, check_in_id,
       because)
     values ($1, $2, $3, $4, $5, $6, true, (select portal.my_carer()), $7, $8)
     on conflict do nothing returning true as opened`,
    [id, tx.actor.clinicId, patientId, kind, flags, tx.now, checkInId ?? null, because],
  );
  if (opened.length === 0) return false;
  await record(tx, 'hold.opened', { type: 'hold', ids: [id], patientIds: [patientId] });
  return true;
}
