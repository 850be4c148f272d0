/**
 * Puts something on the clinic's worklist. The same thing found again while it is open is counted there, not listed twice.
 */
import { addDays } from '../calendar/days';
import type { WorkTx } from '../db/work-door';
import type { Tx } from '../db/tx';

/** As section 6 of the clinic's rules names them. */
export const ALERT_KINDS = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface Raised {
  kind: AlertKind;
  patientId: string;
  prescriptionId?: string | null;
  /** What it is about within its kind: an item, a version, or a plain word. */
  key: string;
  /** Ids, numbers and codes, for the clinician who opens it. */
  facts?: Record<string, unknown>;
}

/** Answers the id of the alert that is open now; null where the patient is not the asker's to speak of. */
export async function raiseAlert(tx: Tx | WorkTx, raised: Raised): Promise<string | null> {
  const dueAt = new Date(`${addDays(tx.today, 1)}T12:00:00Z`);
  const [alert] = await tx.query<{ id: string | null }>(
    'select portal.raise_alert($1, $2, $3, $4, $5, $6) as id',
    [raised.patientId, raised.prescriptionId ?? null, raised.kind, raised.key, raised.facts ?? {}, dueAt],
  );
  return alert?.id ?? null;
}
