/**
 * Puts something on the clinic's worklist. The same thing found again while it is open is counted there, not listed twice. When
 * it is due follows from its kind and the clinic's hours. What presses is told by a mail, which goes out after the commit.
 */
import type { WorkTx } from '../db/work-door';
import type { Tx } from '../db/tx';
import { readWorkingTime } from '../opening-hours/working-time.repository';
import { type AlertKind, dueAt, ruleOf } from './alert-rules';
import { tellAtOnce } from './tell-team';

export { ALERT_KINDS, type AlertKind } from './alert-rules';

export interface Raised {
  kind: AlertKind;
  patientId: string;
  prescriptionId?: string | null;
  /** What it is about within its kind: an item, a version, or a plain word. */
  key: string;
  /** Ids, numbers and codes, for the clinician who opens it. */
  facts?: Record<string, unknown>;
  /** It says no more than was known, such as that a yes was a slip: what was acknowledged stays so. */
  isNoMore?: boolean;
}

/**
 * What escalates and is heard again after somebody acknowledged it waits to be acknowledged anew: new numbness is not seen
 * because older numbness was.
 * Answers the id of the alert that is open now; null where the patient is not the asker's to speak of, or is discharged (of A1:
 * never).
 */
export async function raiseAlert(tx: Tx | WorkTx, raised: Raised): Promise<string | null> {
  const until = dueAt(raised.kind, tx.now, await readWorkingTime(tx));
  const rule = ruleOf(raised.kind);
  const [alert] = await tx.query<{ alertId: string; waitsAnew: boolean; responsibleId: string | null }>(
    `select alert_id as "alertId", waits_anew as "waitsAnew", responsible_id as "responsibleId"
     from portal.raise_alert($1, $2, $3, $4, $5, $6, $7)`,
    [
      raised.patientId,
      raised.prescriptionId ?? null,
      raised.kind,
      raised.key,
      raised.facts ?? {},
      until,
      rule.escalates && !raised.isNoMore,
    ],
  );
  if (alert?.waitsAnew && rule.toldAtOnce) await tellAtOnce(tx, alert);
  return alert?.alertId ?? null;
}
