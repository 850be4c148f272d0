import type { Tx } from '../db/tx';

/**
 * One row for each change, in the transaction of the change: who, what and when, never a finding, an exercise or a
 * secret. `action` is `noun.past-tense`. `patientIds` names whose record it belongs to.
 */
export async function record(
  tx: Tx,
  action: `${string}.${string}`,
  { type, ids, patientIds = [] }: { type: string; ids: string[]; patientIds?: string[] },
): Promise<void> {
  tx.changedRecordOf(patientIds);
  await tx.prepared(
    'record',
    `insert into portal.audit_entry (clinic_id, actor_role, actor_id, session_id, request_id, action,
       subject_type, subject_ids, patient_ids)
     values ($1, current_user, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.actor.clinicId, tx.actor.id, tx.actor.sessionId, tx.requestId, action, type, ids, patientIds],
  );
}

/** One row for each request of staff that read patients' records; a patient reading their own leaves none. */
export async function recordReading(tx: Tx, operation: string): Promise<void> {
  if (tx.actor.role === 'patient' || tx.recordsSeen.length === 0) return;
  await record(tx, 'record.read', { type: operation, ids: tx.recordsSeen, patientIds: tx.recordsSeen });
}

/** A row for each of these patients, where what was done to one has nothing to do with the others. */
export async function recordEach(
  tx: Tx,
  action: `${string}.${string}`,
  { type, ids }: { type: string; ids: string[] },
): Promise<void> {
  tx.changedRecordOf(ids);
  await tx.query(
    `insert into portal.audit_entry (clinic_id, actor_role, actor_id, session_id, request_id, action,
       subject_type, subject_ids, patient_ids)
     select $1, current_user, $2, $3, $4, $5, $6, array[one.id], array[one.id] from unnest($7::uuid[]) as one (id)`,
    [tx.actor.clinicId, tx.actor.id, tx.actor.sessionId, tx.requestId, action, type, ids],
  );
}
