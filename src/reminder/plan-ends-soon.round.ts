import { DateTime } from 'luxon';
import type { WorkTx } from '../db/work-door';
import { postMail } from '../mail/post-mail';
import { ComesRound, type Round } from '../work/round';

interface EndingPlan {
  prescriptionId: string;
  patientId: string;
  email: string;
  adviceUntil: string;
  daysLeft: number;
}

/** By the clinic's clock: a mail at night is read as an alarm. */
const FROM_HOUR = 9;
const TO_HOUR = 19;

/** So many days before the end, the earliest and the latest on which that notice is still of use. */
const NOTICES = [
  { notice: 7, from: 7, to: 5 },
  { notice: 2, from: 2, to: 1 },
];

/**
 * "Your plan ends soon", a week and two days before the advice ends: once each for an end that stands. When it is extended, the
 * new end has notices of its own.
 */
@ComesRound()
export class PlanEndsSoonRound implements Round {
  name = 'plan-ends-soon';
  everyMinutes = 60;

  async visit(tx: WorkTx): Promise<void> {
    const { hour } = DateTime.fromJSDate(tx.now, { zone: tx.timeZone });
    if (hour < FROM_HOUR || hour >= TO_HOUR) return;
    const ending = await tx.query<EndingPlan>(
      `select prescription_id as "prescriptionId", patient_id as "patientId", email, advice_until as "adviceUntil",
         days_left as "daysLeft"
       from portal.plans_that_end(7)`,
    );
    for (const { daysLeft, email, patientId, prescriptionId, adviceUntil } of ending) {
      const due = NOTICES.find(({ from, to }) => daysLeft <= from && daysLeft >= to);
      if (!due) continue;
      const facts = { prescriptionId, adviceUntil, notice: due.notice };
      const posted = await tx.query(
        `select 1 from portal.mail where patient_id = $1 and kind = 'plan_ends_soon' and facts = $2::jsonb limit 1`,
        [patientId, facts],
      );
      if (posted.length === 0) await postMail(tx, { kind: 'plan_ends_soon', to: email, patientId, facts });
    }
  }
}
