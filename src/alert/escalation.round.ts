/**
 * Passes on what nobody acknowledged in time: to whoever stands in, once, and only while the clinic is open, so that nothing wakes
 * anybody at night or over a holiday. It tells staff; patients were told beforehand not to wait for an answer here.
 */
import type { WorkTx } from '../db/work-door';
import { standInFor } from '../opening-hours/stand-in';
import { readTeam } from '../opening-hours/team.repository';
import { isOpenAt } from '../opening-hours/working-time';
import { readWorkingTime } from '../opening-hours/working-time.repository';
import { ComesRound, type Round } from '../work/round';
import { KINDS_THAT_ESCALATE } from './alert-rules';
import { tellOfEscalation } from './tell-team';

interface Overdue {
  id: string;
  responsibleId: string | null;
}

@ComesRound()
export class EscalationRound implements Round {
  readonly name = 'alert-escalation';
  readonly everyMinutes = 5;

  async visit(tx: WorkTx): Promise<void> {
    const overdue = await overdueAlerts(tx);
    if (overdue.length === 0 || !isOpenAt(tx.now, await readWorkingTime(tx))) return;
    const team = await readTeam(tx);
    const { covers, backupId, clinicianIds: activeIds } = team;
    for (const { id, responsibleId } of overdue) {
      const to = standInFor({ responsibleId, covers, backupId, activeIds, today: tx.today });
      if (await passOn(tx, id, to)) await tellOfEscalation(tx, to, team);
    }
  }
}

/** The most overdue first. */
function overdueAlerts(tx: WorkTx): Promise<Overdue[]> {
  return tx.query<Overdue>(
    `select a.id, coalesce(p.responsible_staff_id, a.for_staff_id) as "responsibleId"
     from portal.alert a
     join portal.patient p on p.clinic_id = a.clinic_id and p.id = a.patient_id
     where a.kind = any ($1) and a.closed_at is null and a.acknowledged_at is null and a.escalated_at is null
       and a.due_at <= $2
     order by a.due_at, a.id`,
    [KINDS_THAT_ESCALATE, tx.now],
  );
}

/** False where somebody acknowledged it, or another worker passed it on, in the meantime. */
async function passOn(tx: WorkTx, id: string, to: string | null): Promise<boolean> {
  const passed = await tx.query(
    `update portal.alert set escalated_at = portal.portal_now(), escalated_to = $2
     where id = $1 and acknowledged_at is null and escalated_at is null and closed_at is null returning id`,
    [id, to],
  );
  return passed.length > 0;
}
