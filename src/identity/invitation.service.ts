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
import { GOOD_FOR_DAYS, newSecret, secretHash, SecretLinks } from './secret';

interface OpenInvitation {
  clinic_id: string;
  clinic_name: string;
  staff_id: string;
  staff_name: string;
  email: string;
  /** For choosing another password for the account, instead of opening or attaching one. */
  resets: boolean;
  account_id: string | null;
  password_hash: string | null;
}

/**
 * How a member of staff gets an account, or back into it: an admin hands over a link, and the person chooses the
 * password. An admin starts a reset, and never learns or chooses what comes of it.
 */
@Injectable()
export class InvitationService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly links: SecretLinks,
  ) {}

  /**
   * A new link, which for somebody with an account is one to choose another password; one that was open before stops
   * working. Throws not_found, and staff.password_not_yours when the account belongs to another clinic too.
   */
  async invite(tx: Tx, staffId: string): Promise<InvitationDto> {
    const staff = await this.getStaffForUpdate(tx, staffId);
    const kind = staff.account_id === null ? 'join' : 'reset';
    if (kind === 'reset' && !(await signsInHereOnly(tx, staffId))) {
      throw new AppError('staff.password_not_yours');
    }
    await this.closeOpen(tx, staffId);
    const secret = newSecret();
    const [invitation] = await tx.query<{ expires_at: Date }>(
      `insert into portal.invitation (clinic_id, staff_id, kind, secret_hash, created_at, expires_at)
       values ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz + make_interval(days => $6)) returning expires_at`,
      [tx.actor.clinicId, staffId, kind, secretHash(secret), tx.now, GOOD_FOR_DAYS[kind]],
    );
    const action = kind === 'join' ? 'invitation.issued' : 'password_reset.issued';
    await record(tx, action, { type: 'staff', ids: [staffId] });
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
   * Opens the account with a new password; or gives the account of a reset its new one, which ends all its sessions; or,
   * when the person has an account from another clinic, attaches it for the right password. That password is counted as
   * any sign-in with it, so that an invitation is no second door for guessing. Throws invitation.closed,
   * identity.wrong_credentials, request.invalid, request.too_many.
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
      if (invitation.resets) await this.attempts.forgive('password', invitation.email, caller);
      return {
        email: invitation.email,
        clinic: { id: invitation.clinic_id, name: invitation.clinic_name },
      };
    });
  }

  /**
   * The hash of a password newly chosen, or null when the existing account's password was given. The rules come first for
   * both, and a wrong password is refused without a word about other clinics: so nobody learns whether somebody else has
   * an account from a password that opens none.
   */
  private async provePassword(
    invitation: OpenInvitation,
    password: string,
    caller: Caller,
  ): Promise<string | null> {
    const { email, staff_name, clinic_name, resets, password_hash } = invitation;
    const fault = faultOfPassword(password, [email, staff_name, clinic_name]);
    if (fault) {
      throw new AppError('request.invalid', undefined, [
        { pointer: '/password', code: 'password', detail: fault },
      ]);
    }
    if (resets || password_hash === null) return this.passwords.hash(password);
    await this.attempts.count('password', email, caller);
    if (!(await this.passwords.isRight(password_hash, password))) {
      await this.door.openVisitorTx(caller.requestId, (tx) =>
        tx.query('select portal.record_failed_sign_in($1, $2)', [email, tx.requestId]),
      );
      throw new AppError('identity.wrong_credentials');
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

async function signsInHereOnly(tx: Tx, staffId: string): Promise<boolean> {
  const [row] = await tx.query<{ alone: boolean }>('select portal.signs_in_here_only($1) as alone', [
    staffId,
  ]);
  return row?.alone === true;
}
