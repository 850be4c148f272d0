import { DateTime } from 'luxon';
import type { WorkTx } from '../db/work-door';
import { postMail, type Posted } from '../mail/post-mail';
import { ComesRound, type Round } from '../work/round';

interface Closing {
  carerId: string;
  patientId: string;
  email: string | null;
  /** null: none, or one that a guardian reads. */
  patientEmail: string | null;
  closesOn: string;
  decides: boolean;
}

/** By the clinic's clock: a mail at night is read as an alarm. */
const FROM_HOUR = 9;
const TO_HOUR = 19;
const DAYS_AHEAD = 30;

/**
 * Tells guardians whose access closes by itself, and young people who decide from then on, 30 days before, once for the day on
 * which it closes. Somebody written down later is told at once. An address that a guardian reads is not taken for the young
 * person's.
 */
@ComesRound()
export class ComingOfAgeRound implements Round {
  name = 'coming-of-age';
  everyMinutes = 60;

  async visit(tx: WorkTx): Promise<void> {
    const { hour } = DateTime.fromJSDate(tx.now, { zone: tx.timeZone });
    if (hour < FROM_HOUR || hour >= TO_HOUR) return;
    const closing = await tx.query<Closing>(
      `select carer_id as "carerId", patient_id as "patientId", email, patient_email as "patientEmail",
         closes_on as "closesOn", decides
       from portal.guardians_closing($1)`,
      [DAYS_AHEAD],
    );
    for (const { carerId, patientId, email, patientEmail, closesOn, decides } of closing) {
      const facts = { closesOn };
      if (email) await once(tx, { kind: 'access_ends_soon', to: email, patientId, carerId, facts });
      if (patientEmail && decides)
        await once(tx, { kind: 'own_choice_soon', to: patientEmail, patientId, facts });
    }
  }
}

async function once(tx: WorkTx, mail: Posted): Promise<void> {
  const posted = await tx.query(
    `select 1 from portal.mail
     where patient_id = $1 and carer_id is not distinct from $2::uuid and kind = $3 and facts = $4::jsonb limit 1`,
    [mail.patientId, mail.carerId ?? null, mail.kind, mail.facts],
  );
  if (posted.length === 0) await postMail(tx, mail);
}
