import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { WEEKDAYS, type Weekday } from '../calendar/days';
import { Door } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Attempts } from '../identity/attempts';
import type { Caller } from '../identity/caller';
import { newSecret, secretHash } from '../identity/secret';
import type { Channel, ReminderChoiceDto, ReminderDto } from './reminder.dto';

interface ReminderRow {
  id: string;
  times: string[];
  days: Weekday[];
  channel: Channel;
  set_at: Date;
}

/**
 * When a patient wants to be reminded. A choice is a row that stands until the next takes its place or it is stopped; whether
 * there is anything to be reminded of is not decided here (reminders.round.ts).
 */
@Injectable()
export class ReminderService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
  ) {}

  async get(tx: Tx): Promise<ReminderDto> {
    const [row] = await tx.query<ReminderRow>(
      'select id, times, days, channel, set_at from portal.reminder where stopped_at is null',
    );
    return row
      ? {
          isOn: true,
          times: row.times,
          days: row.days,
          channel: row.channel,
          setAt: row.set_at.toISOString(),
        }
      : { isOn: false, times: [], days: [], channel: 'mail', setAt: null };
  }

  /** Throws reminder.no_address where the clinic has no e-mail address of the patient. */
  async set(tx: Tx, { times, days, channel }: ReminderChoiceDto): Promise<ReminderDto> {
    const [patient] = await tx.query<{ email: string | null }>('select email from portal.patient');
    if (!patient?.email) throw new AppError('reminder.no_address');
    await this.end(tx);
    const id = randomUUID();
    await tx.query(
      `insert into portal.reminder (id, clinic_id, patient_id, times, days, channel, stop_secret)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        tx.actor.clinicId,
        tx.actor.id,
        [...times].sort(),
        WEEKDAYS.filter((day) => days.includes(day)),
        channel,
        newSecret(),
      ],
    );
    await record(tx, 'reminder.set', { type: 'reminder', ids: [id], patientIds: [tx.actor.id] });
    return this.get(tx);
  }

  /** Stopping what does not stand changes nothing. */
  async stop(tx: Tx): Promise<void> {
    const ids = await this.end(tx);
    if (ids.length > 0)
      await record(tx, 'reminder.stopped', { type: 'reminder', ids, patientIds: [tx.actor.id] });
  }

  /** From a mail, by whoever holds it. Answers nothing: a secret that is unknown looks like one that is not. */
  async stopBySecret(secret: string, caller: Caller): Promise<void> {
    await this.attempts.count('reminder_stop', secretHash(secret).toString('hex'), caller);
    await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query('select portal.stop_reminders($1, $2)', [secret, tx.requestId]),
    );
  }

  private async end(tx: Tx): Promise<string[]> {
    const ended = await tx.query<{ id: string }>(
      'update portal.reminder set stopped_at = portal.portal_now() where stopped_at is null returning id',
    );
    return ended.map(({ id }) => id);
  }
}
