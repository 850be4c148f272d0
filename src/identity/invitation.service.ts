import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Door } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Attempts } from './attempts';
import type { Caller } from './caller';
import type { AcceptanceDto, AcceptedDto, InvitationDto } from './invitation.dto';
import { Passwords } from './password';
import { faultOfPassword } from './password-rules';
import { newSecret, secretHash, SecretLinks } from './secret';

const INVITATION_DAYS = 7;

interface OpenInvitation {
  clinic_id: string;
  clinic_name: string;
  staff_id: string;
  staff_name: string;
  email: string;
  account_id: string | null;
  password_hash: string | null;
}

/** How a member of staff gets an account: an admin hands over a link, and the person chooses the password. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly links: SecretLinks,
  ) {}

  /** A new link; one that was open before stops working. Throws staff.has_account, not_found. */
  async invite(tx: Tx, staffId: string): Promise<InvitationDto> {
    const staff = await this.getStaffForUpdate(tx, staffId);
    if (staff.account_id !== null) throw new AppError('staff.has_account');
    await this.closeOpen(tx, staffId);
    const secret = newSecret();
    const [invitation] = await tx.query<{ expires_at: Date }>(
      `insert into portal.invitation (clinic_id, staff_id, secret_hash, created_at, expires_at)
       values ($1, $2, $3, $4::timestamptz, $4::timestamptz + make_interval(days => $5)) returning expires_at`,
      [tx.actor.clinicId, staffId, secretHash(secret), tx.now, INVITATION_DAYS],
    );
    await record(tx, 'invitation.issued', { type: 'staff', ids: [staffId] });
    return {
      link: this.links.forInvitation(secret),
      expiresAt: (invitation as { expires_at: Date }).expires_at.toISOString(),
    };
  }

  async revoke(tx: Tx, staffId: string): Promise<void> {
    await this.getStaffForUpdate(tx, staffId);
    if (!(await this.closeOpen(tx, staffId))) throw new AppError('not_found');
    await record(tx, 'invitation.revoked', { type: 'staff', ids: [staffId] });
  }

  /**
   * Opens the account with a new password; or, when the person has one from another clinic, attaches it for the right
   * password. That password is counted as any sign-in with it, so that an invitation is no second door for guessing.
   * Throws invitation.closed, identity.wrong_credentials, request.invalid, request.too_many.
   */
  async accept({ secret, password }: AcceptanceDto, caller: Caller): Promise<AcceptedDto> {
    const hash = secretHash(secret);
    return this.passwords.inTurn(async () => {
      await this.attempts.count('invitation', hash.toString('hex'), caller);
      const invitation = await this.findOpen(hash, caller);
      if (!invitation) throw new AppError('invitation.closed');
      await this.attempts.forgive('invitation', hash.toString('hex'), caller);

      const newHash = await this.provePassword(invitation, password, caller);
      const [accepted] = await this.door.openVisitorTx(caller.requestId, (tx) =>
        tx.query<{ done: boolean }>('select portal.accept_invitation($1, $2, $3, $4) as done', [
          hash,
          invitation.account_id,
          newHash,
          tx.requestId,
        ]),
      );
      if (!accepted?.done) throw new AppError('invitation.closed');
      return {
        email: invitation.email,
        clinic: { id: invitation.clinic_id, name: invitation.clinic_name },
      };
    });
  }

  /** The hash of a password newly chosen, or null when the existing account's password was given. */
  private async provePassword(
    invitation: OpenInvitation,
    password: string,
    caller: Caller,
  ): Promise<string | null> {
    const { email, staff_name, clinic_name, password_hash } = invitation;
    if (password_hash === null) {
      const fault = faultOfPassword(password, [email, staff_name, clinic_name]);
      if (fault) {
        throw new AppError('request.invalid', undefined, [
          { pointer: '/password', code: 'password', detail: fault },
        ]);
      }
      return this.passwords.hash(password);
    }
    await this.attempts.count('password', email, caller);
    if (!(await this.passwords.isRight(password_hash, password))) {
      await this.door.openVisitorTx(caller.requestId, (tx) =>
        tx.query('select portal.record_failed_sign_in($1, $2)', [email, tx.requestId]),
      );
      throw new AppError(
        'identity.wrong_credentials',
        `You sign in as ${email} at another clinic already: use that password here.`,
      );
    }
    await this.attempts.forgive('password', email, caller);
    return null;
  }

  private async findOpen(hash: Buffer, caller: Caller): Promise<OpenInvitation | undefined> {
    const [invitation] = await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query<OpenInvitation>('select * from portal.find_invitation($1)', [hash]),
    );
    return invitation;
  }

  private async getStaffForUpdate(tx: Tx, staffId: string): Promise<{ account_id: string | null }> {
    const [staff] = await tx.query<{ account_id: string | null }>(
      'select account_id from portal.staff where id = $1 for update',
      [staffId],
    );
    if (!staff) throw new AppError('not_found');
    return staff;
  }

  private async closeOpen(tx: Tx, staffId: string): Promise<boolean> {
    const closed = await tx.query(
      `with closed as (
         update portal.invitation set revoked_at = $2
         where staff_id = $1 and accepted_at is null and revoked_at is null
         returning id)
       select id from closed`,
      [staffId, tx.now],
    );
    return closed.length > 0;
  }
}
