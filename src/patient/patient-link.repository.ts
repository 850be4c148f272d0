import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';

/**
 * What opens a patient's door, as rows: handed-over and mailed links, spoken codes, and wishes for them. Statements only;
 * who may do what stands in the services, and what still opens, in `open_link` and `open_code`.
 */

/** Locked, so that two desks at once leave one open link. Throws not_found. */
export async function assertPatientForUpdate(tx: Tx, patientId: string): Promise<void> {
  const found = await tx.query('select id from portal.patient where id = $1 for update', [patientId]);
  if (found.length === 0) throw new AppError('not_found');
}

/** Of the patient themself, or of one carer: what was handed over and what was mailed. Answers their ids. */
export async function closeLinks(tx: Tx, patientId: string, carerId: string | null): Promise<string[]> {
  return idsOf(
    tx,
    `update portal.patient_link set revoked_at = portal.portal_now()
     where patient_id = $1 and carer_id is not distinct from $2::uuid and revoked_at is null returning id`,
    [patientId, carerId],
  );
}

export async function closeCodes(tx: Tx, patientId: string): Promise<string[]> {
  return idsOf(
    tx,
    `update portal.spoken_code set revoked_at = portal.portal_now()
     where patient_id = $1 and used_at is null and revoked_at is null returning id`,
    [patientId],
  );
}

/** The passkeys of the patient themself. */
export async function removePasskeys(tx: Tx, patientId: string): Promise<string[]> {
  return idsOf(
    tx,
    `update portal.passkey set removed_at = portal.portal_now()
     where patient_id = $1 and carer_id is null and removed_at is null returning id`,
    [patientId],
  );
}

/** Opens no session, but tells whoever has its address on which days something is due. */
export async function closeCalendarFeeds(tx: Tx, patientId: string): Promise<string[]> {
  return idsOf(
    tx,
    `update portal.calendar_feed set revoked_at = portal.portal_now()
     where patient_id = $1 and revoked_at is null returning id`,
    [patientId],
  );
}

/** Whom the patient let in; a guardian is the clinic's own word and stays. */
export async function endLetIn(tx: Tx, patientId: string): Promise<string[]> {
  return idsOf(
    tx,
    `update portal.carer set ended_at = portal.portal_now(), ended_by_staff = $2
     where patient_id = $1 and kind = 'let_in' and ended_at is null returning id`,
    [patientId, tx.actor.id],
  );
}

/** Somebody was given a new way in: their wish is no longer the desk's to see. `carerId`: a guardian's wish. */
export async function resolveWishes(tx: Tx, patientId: string, carerId: string | null): Promise<void> {
  await tx.query(
    `update portal.link_wish set resolved_at = portal.portal_now(), resolved_by = $3
     where patient_id = $1 and carer_id is not distinct from $2::uuid and resolved_at is null`,
    [patientId, carerId, tx.actor.id],
  );
}

async function idsOf(tx: Tx, update: string, parameters: unknown[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with changed as (${update}) select id from changed`,
    parameters,
  );
  return rows.map(({ id }) => id);
}
