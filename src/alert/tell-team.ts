/**
 * Mails to those who should look, in the transaction of what they should look at: never what it is or of whom. Where no clinician
 * can sign in, the admins are written to, who see no alert but can see to it that somebody does.
 */
import type { Tx } from '../db/tx';
import type { WorkTx } from '../db/work-door';
import { mailStaff } from '../mail/post-mail';
import { toldAtOnce } from '../opening-hours/stand-in';
import { readTeam, type Team } from '../opening-hours/team.repository';

/** Of an alert that waits from now on. Again for the same one only when it waits anew. */
export async function tellAtOnce(
  tx: Tx | WorkTx,
  { alertId, responsibleId }: { alertId: string; responsibleId: string | null },
): Promise<void> {
  const team = await readTeam(tx);
  const { covers, backupId, clinicianIds: activeIds } = team;
  const staffIds = toldAtOnce({ responsibleId, covers, backupId, activeIds, today: tx.today });
  const once = `alert_raised ${alertId}`;
  await mailStaff(tx, { ...recipients('alert_raised', staffIds, team), facts: { alertId }, once });
}

/** `to`: null is every clinician. Several that wait for one person are one mail. */
export async function tellOfEscalation(tx: WorkTx, to: string | null, team: Team): Promise<void> {
  const staffIds = to === null ? team.clinicianIds : [to];
  const told = recipients('alert_escalated', staffIds, team);
  await mailStaff(tx, { ...told, once: told.kind });
}

const recipients = (kind: 'alert_raised' | 'alert_escalated', staffIds: readonly string[], team: Team) =>
  staffIds.length > 0 ? { kind, staffIds } : { kind: 'nobody_to_look' as const, staffIds: team.adminIds };
