import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { KeyedSecrets } from '../identity/keyed-secret';
import { secretHash } from '../identity/secret';
import { postMail } from '../mail/post-mail';
import { EMAIL_CHANGE_ASKED } from './entry-wording';
import type { OwnEmailDto } from './own-email.dto';

const GOOD_FOR_HOURS = 24;
/** So that nobody who is signed in can have a stranger's letter-box filled. */
const A_DAY = 5;

/**
 * A patient's own e-mail address, changed by themself: two letter-boxes and a session have to agree. Links go to this address,
 * so the old one hears of it. Whether somebody else has the address is asked nowhere: a couple may share one.
 */
@Injectable()
export class OwnEmailService {
  constructor(private readonly secrets: KeyedSecrets) {}

  async get(tx: Tx): Promise<OwnEmailDto> {
    const [row] = await tx.query<{ email: string | null; pending: string | null; until: Date | null }>(
      `select p.email, e.new_email as pending, e.expires_at as until
       from portal.patient p
       left join portal.email_change e on e.clinic_id = p.clinic_id and e.patient_id = p.id
         and e.confirmed_at is null and e.revoked_at is null and e.expires_at > portal.portal_now()
       where p.id = $1`,
      [tx.actor.id],
    );
    return {
      email: row?.email ?? null,
      pending: row?.pending ?? null,
      pendingUntil: row?.until?.toISOString() ?? null,
      message: row?.pending ? EMAIL_CHANGE_ASKED.text : null,
    };
  }

  /** The one that waited before is forgotten. Throws request.too_many after five in a day. */
  async ask(tx: Tx, email: string): Promise<OwnEmailDto> {
    // of two who ask at once the second finds the first
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`own-email ${tx.actor.id}`]);
    const { email: oldEmail } = await this.get(tx);
    const [asked] = await tx.query<{ times: number }>(
      `select count(*)::int as times from portal.email_change
       where patient_id = $1 and asked_at > portal.portal_now() - interval '1 day'`,
      [tx.actor.id],
    );
    if ((asked?.times ?? 0) >= A_DAY) {
      throw new AppError(
        'request.too_many',
        'Please try again tomorrow, or call your clinic.',
        undefined,
        86_400,
      );
    }
    await tx.query(
      `update portal.email_change set revoked_at = portal.portal_now()
       where patient_id = $1 and confirmed_at is null and revoked_at is null`,
      [tx.actor.id],
    );
    const mailId = await postMail(tx, { kind: 'email_confirmation', to: email, patientId: tx.actor.id });
    await tx.query(
      `insert into portal.email_change (clinic_id, patient_id, old_email, new_email, mail_id, secret_hash, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[tx.actor.clinicId, tx.actor.id, oldEmail, email, mailId],
        secretHash(this.secrets.mailedLinkSecret(mailId)),
        new Date(tx.now.getTime() + GOOD_FOR_HOURS * 3_600_000),
      ],
    );
    await this.recorded(tx, 'email.change_asked');
    return this.get(tx);
  }

  /** Throws email.not_confirmed for a secret that is unknown, used, too old, or not of this patient. */
  async confirm(tx: Tx, secret: string): Promise<OwnEmailDto> {
    const { email: oldEmail, pending } = await this.get(tx);
    const [row] = await tx.query<{ done: boolean }>('select portal.confirm_own_email($1) as done', [
      secretHash(secret),
    ]);
    if (!row?.done) throw new AppError('email.not_confirmed');
    if (oldEmail && oldEmail !== pending)
      await postMail(tx, { kind: 'email_changed', to: oldEmail, patientId: tx.actor.id });
    await this.recorded(tx, 'email.changed');
    return this.get(tx);
  }

  private async recorded(tx: Tx, action: `email.${string}`): Promise<void> {
    await record(tx, action, { type: 'patient', ids: [tx.actor.id], patientIds: [tx.actor.id] });
  }
}
