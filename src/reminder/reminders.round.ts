import type { Weekday } from '../calendar/days';
import type { WorkTx } from '../db/work-door';
import { postMail } from '../mail/post-mail';
import { ComesRound, type Round } from '../work/round';
import { momentsBetween } from './reminder-times';
import { isSomethingLeft, type PlanDue } from './when-due';

interface ReminderAtWork {
  id: string;
  patientId: string;
  email: string | null;
  times: string[];
  days: Weekday[];
  seenToAt: Date;
}

/** A reminder that could not go out in time is of no use. */
const LATE_MS = 60 * 60_000;

/**
 * Posts the reminders that have come due. It notes how far it has seen to each in the transaction that posts the mail, so that
 * none is posted twice; how many were missed while nobody worked does not matter, only whether the last is recent.
 */
@ComesRound()
export class RemindersRound implements Round {
  name = 'reminders';
  everyMinutes = 5;

  async visit(tx: WorkTx): Promise<void> {
    const reminders = await tx.query<ReminderAtWork>(
      `select id, patient_id as "patientId", email, times, days, seen_to_at as "seenToAt"
       from portal.reminders_at_work()`,
    );
    for (const reminder of reminders) {
      const due = momentsBetween(reminder, tx.timeZone, reminder.seenToAt, tx.now).at(-1);
      if (!due) continue;
      await tx.query('select portal.reminder_seen_to($1)', [reminder.id]);
      if (tx.now.getTime() - due.getTime() < LATE_MS) await this.remind(tx, reminder);
    }
  }

  private async remind(tx: WorkTx, { id, patientId, email }: ReminderAtWork): Promise<void> {
    const [asked] = await tx.query<{ plans: PlanDue[] | null }>('select portal.when_due($1) as plans', [
      patientId,
    ]);
    if (!email || !isSomethingLeft(asked?.plans ?? [], tx.timeZone, tx.today)) return;
    await postMail(tx, {
      kind: 'reminder',
      to: email,
      patientId,
      facts: { reminderId: id },
      once: `reminder ${id}`,
    });
  }
}
