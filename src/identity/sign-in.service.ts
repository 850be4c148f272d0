import { Injectable } from '@nestjs/common';
import { Door } from '../db/door';
import { AppError } from '../http/errors';
import { Attempts } from './attempts';
import type { Caller } from './caller';
import { Passwords } from './password';
import { secretHash } from './secret';
import type { ClinicChoiceDto, RenewalDto, SignedInDto, SignInDto, TokensDto } from './session.dto';
import { SessionTokens } from './session-tokens';

interface AccountRow {
  account_id: string;
  password_hash: string;
  clinics: ClinicChoiceDto[];
}

/**
 * How staff come in and stay in. Every refusal of a sign-in is the same, takes the same steps and so the same time:
 * unknown e-mail, wrong password, suspended account, no clinic that employs them today, or not the clinic they named.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly sessionTokens: SessionTokens,
  ) {}

  /**
   * Opens a session, or answers with the clinics to choose from when there are several and none was named.
   * Throws identity.wrong_credentials, request.too_many, or service.unavailable while too many sign in.
   */
  async signIn({ email, password, clinicId }: SignInDto, caller: Caller): Promise<SignedInDto> {
    return this.passwords.inTurn(async () => {
      await this.attempts.count('password', email, caller);
      const account = await this.findAccount(email, caller);
      const isRight = await this.passwords.isRight(account?.password_hash ?? null, password);
      const clinics = account && isRight ? account.clinics : [];
      const meant = clinics.filter(({ id }) => clinicId === undefined || id === clinicId);
      if (!account || meant.length === 0) return this.refuse(email, caller);

      await this.attempts.forgive('password', email, caller);
      const [only, ...others] = meant;
      const tokens = only && others.length === 0 ? await this.openSession(account, only.id, caller) : null;
      if (!tokens && others.length === 0) return this.refuse(email, caller);
      if (this.passwords.isOutdated(account.password_hash)) await this.rehash(account, password, caller);
      return { tokens, clinics };
    });
  }

  /**
   * Trades a refresh token for its successor. Throws session.over for a token that is unknown, used up or too old,
   * and for one used twice, which also ends the session: see `renew_session` in 4-visitors.sql.
   */
  async renew({ refreshToken }: RenewalDto, caller: Caller): Promise<TokensDto> {
    const successor = this.sessionTokens.successorOf(refreshToken);
    const [renewed] = await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query<{ session_id: string; subject: string }>('select * from portal.renew_session($1, $2, $3)', [
        secretHash(refreshToken),
        secretHash(successor),
        tx.requestId,
      ]),
    );
    if (!renewed) throw new AppError('session.over');
    return this.sessionTokens.pair(renewed.session_id, renewed.subject, successor);
  }

  private async findAccount(email: string, caller: Caller): Promise<AccountRow | undefined> {
    const [account] = await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query<AccountRow>('select * from portal.find_account($1)', [email]),
    );
    return account;
  }

  private async openSession(
    account: AccountRow,
    clinicId: string,
    caller: Caller,
  ): Promise<TokensDto | null> {
    const refreshToken = this.sessionTokens.firstRefreshToken();
    const [opened] = await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query<{ session_id: string; staff_id: string }>(
        'select * from portal.open_staff_session($1, $2, $3, $4, $5, $6)',
        [
          account.account_id,
          account.password_hash,
          clinicId,
          caller.device,
          secretHash(refreshToken),
          tx.requestId,
        ],
      ),
    );
    return opened ? this.sessionTokens.pair(opened.session_id, opened.staff_id, refreshToken) : null;
  }

  private async rehash(account: AccountRow, password: string, caller: Caller): Promise<void> {
    const newHash = await this.passwords.hash(password);
    await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query('select portal.rehash_password($1, $2, $3)', [
        account.account_id,
        account.password_hash,
        newHash,
      ]),
    );
  }

  private async refuse(email: string, caller: Caller): Promise<never> {
    await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query('select portal.record_failed_sign_in($1, $2)', [email, tx.requestId]),
    );
    throw new AppError('identity.wrong_credentials');
  }
}
