/**
 * Sends what waits. A mail's row is the truth, whatever the queue says: it is locked while the mail goes out, looked at again
 * just before, and noted in the same transaction. So none is lost, and none goes out twice unless this process dies between the
 * other side's word and its own note; then it goes again with the same id and the same words.
 */
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ClinicAtWork, WorkDoor, type WorkTx } from '../db/work-door';
import { SecretLinks } from '../identity/secret';
import { MailedLinks } from './mailed-link';
import { type Letter, type Outbox, Refused } from './outbox';
import type { MailKind } from './post-mail';
import { nextTry } from './try-again';
import { type Clinic, needsLink, wordsOf } from './wording';

export const OUTBOX = Symbol('outbox');

interface WaitingMail {
  id: string;
  kind: MailKind;
  toAddress: string;
  tries: number;
  firstTriedAt: Date;
}

/** At most so many of a clinic in one sweep; the next goes on. */
const SWEEP_MAX = 1_000;

const WAITING = /* sql */ `sent_at is null and dropped_at is null and bounced_at is null`;

@Injectable()
export class Postman {
  private readonly log = new Logger('Postman');

  constructor(
    private readonly door: WorkDoor,
    private readonly links: MailedLinks,
    private readonly secretLinks: SecretLinks,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  /** Ids of what is due, the longest due first. */
  async dueAt(clinic: ClinicAtWork): Promise<string[]> {
    return this.door.openTx(clinic, async (tx) => {
      const due = await tx.query<{ id: string }>(
        `select id from portal.mail where ${WAITING} and send_after <= $1 order by send_after, id limit ${SWEEP_MAX}`,
        [tx.now],
      );
      return due.map(({ id }) => id);
    });
  }

  /** Does nothing when the mail does not wait, is not due yet, or is in somebody's hand. */
  async deliver(clinic: ClinicAtWork, mailId: string): Promise<void> {
    const letter = await this.door.openTx(clinic, (tx) => this.compose(tx, mailId));
    // what the letter says (a link, say) is kept from here on
    if (letter) await this.door.openTx(clinic, (tx) => this.send(tx, mailId, letter));
  }

  async close(): Promise<void> {
    await this.outbox.close();
  }

  private async compose(tx: WorkTx, mailId: string): Promise<Letter | null> {
    const mail = await this.take(tx, mailId);
    if (!mail) return null;
    // from here on it is in hand: what happens now is told by another mail, and nobody who posts one waits for this row
    await tx.query(
      `update portal.mail set tries = tries + 1, first_tried_at = coalesce(first_tried_at, $2), once_key = null
       where id = $1`,
      [mailId, tx.now],
    );
    const link = await this.linkFor(tx, mail);
    if (needsLink(mail.kind) && link === null) {
      await drop(tx, mailId, 'no_link');
      return null;
    }
    const [clinic] = (await tx.query<Clinic>('select * from portal.clinic_of_mails()')) as [Clinic];
    return {
      messageId: `<${mailId}@${this.outbox.domain}>`,
      to: mail.toAddress,
      from: { name: clinic.name, replyTo: clinic.email },
      ...wordsOf(mail.kind, clinic, link),
    };
  }

  private async linkFor(tx: WorkTx, { id, kind }: WaitingMail): Promise<string | null> {
    if (!needsLink(kind)) return null;
    if (kind !== 'reminder') return this.links.linkForMail(tx, id);
    const [row] = await tx.query<{ secret: string | null }>('select portal.stop_secret_of($1) as secret', [
      id,
    ]);
    return row?.secret ? this.secretLinks.forReminderStop(row.secret) : null;
  }

  private async send(tx: WorkTx, mailId: string, letter: Letter): Promise<void> {
    const mail = await this.take(tx, mailId);
    if (!mail) return;
    // nothing but this row is locked while the other side takes its time
    await tx.query(`set local idle_in_transaction_session_timeout = '5min'`);
    try {
      await this.outbox.send(letter);
    } catch (fault) {
      await this.notDelivered(tx, mail, fault);
      return;
    }
    await tx.query('update portal.mail set sent_at = portal.portal_now() where id = $1', [mailId]);
  }

  /** Locks it, if it waits and may go. What may not go any more is dropped. */
  private async take(tx: WorkTx, mailId: string): Promise<WaitingMail | null> {
    const [mail] = await tx.query<WaitingMail & { whyNot: string | null }>(
      `select id, kind, to_address as "toAddress", tries, first_tried_at as "firstTriedAt",
         portal.why_not_send(id) as "whyNot"
       from portal.mail where id = $1 and ${WAITING} and send_after <= $2 for update skip locked`,
      [mailId, tx.now],
    );
    if (!mail) return null;
    if (mail.whyNot === null) return mail;
    await drop(tx, mailId, mail.whyNot);
    return null;
  }

  private async notDelivered(
    tx: WorkTx,
    { id, tries, firstTriedAt }: WaitingMail,
    fault: unknown,
  ): Promise<void> {
    if (fault instanceof Refused) return bounce(tx, id, fault.code);
    const next = nextTry(firstTriedAt, tries, tx.now);
    if (!next) return bounce(tx, id, 'gave up');
    this.log.warn({ err: fault, mailId: id, tries });
    await tx.query('update portal.mail set send_after = $2 where id = $1', [id, next]);
    await tx.query(`select portal.enqueue('mail', jsonb_build_object('mailId', $1::text), $2)`, [id, next]);
  }
}

async function drop(tx: WorkTx, id: string, because: string): Promise<void> {
  await tx.query('update portal.mail set dropped_at = $2, dropped_because = $3 where id = $1', [
    id,
    tx.now,
    because,
  ]);
}

async function bounce(tx: WorkTx, id: string, code: string): Promise<void> {
  await tx.query('update portal.mail set bounced_at = $2, bounce = $3 where id = $1', [id, tx.now, code]);
}
