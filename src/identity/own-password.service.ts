import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Attempts } from './attempts';
import type { Caller } from './caller';
import type { OwnPasswordDto } from './own-password.dto';
import { Passwords } from './password';
import { faultOfPassword } from './password-rules';

interface OwnAccount {
  email: string;
  name: string;
  clinic_name: string;
  password_hash: string;
}

/**
 * Changing one's own password while signed in. Being signed in is not enough, as a computer may be left alone: the
 * password until now is asked, and counted as any try to sign in. The database is entered twice, as no transaction waits
 * for the hashing in between.
 */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
  ) {}

  /** Ends every other session of the account, at every clinic. Throws request.invalid, request.too_many. */
  async change(
    entering: Entering,
    { currentPassword, newPassword }: OwnPasswordDto,
    caller: Caller,
  ): Promise<void> {
    await this.passwords.inTurn(async () => {
      const own = await this.door.openTx(entering, getOwnAccount);
      const fault = faultOfPassword(newPassword, [own.email, own.name, own.clinic_name]);
      if (fault) throw faulty('/newPassword', 'password', fault);

      await this.attempts.count('password', own.email, caller);
      if (!(await this.passwords.isRight(own.password_hash, currentPassword))) {
        await this.door.openTx(entering, (tx) =>
          record(tx, 'password.refused', { type: 'staff', ids: [tx.actor.id] }),
        );
        throw wrongPassword();
      }
      await this.attempts.forgive('password', own.email, caller);

      const newHash = await this.passwords.hash(newPassword);
      const [changed] = await this.door.openTx(entering, (tx) =>
        tx.query<{ done: boolean }>('select portal.change_own_password($1, $2, $3) as done', [
          own.password_hash,
          newHash,
          tx.requestId,
        ]),
      );
      if (!changed?.done) throw wrongPassword();
    });
  }
}

async function getOwnAccount(tx: Tx): Promise<OwnAccount> {
  const [own] = await tx.query<OwnAccount>('select * from portal.own_account()');
  if (!own) throw new AppError('identity.sign_in_required');
  return own;
}

const wrongPassword = (): AppError =>
  faulty('/currentPassword', 'wrong', 'This is not the password that you have.');

const faulty = (pointer: string, code: string, detail: string): AppError =>
  new AppError('request.invalid', undefined, [{ pointer, code, detail }]);
