import { Injectable } from '@nestjs/common';
import { Aside } from '../db/aside';
import { AppError } from '../http/errors';
import type { Caller } from './caller';

/** What can be guessed at, and therefore is counted. */
type Guessed =
  'password' | 'invitation' | 'link' | 'code' | 'link_request' | 'passkey' | 'feed' | 'reminder_stop';

/**
 * Slows guessing down. The counting and its figures are in `migrations/always/5-aside.sql`: in the database, so that
 * a restart, a second process or a failing request forgets nothing. Never call it inside a transaction.
 */
@Injectable()
export class Attempts {
  constructor(private readonly aside: Aside) {}

  /**
   * Counts one try at `subject` (the e-mail, the secret's hash, the first half of a code) before anybody looks whether it is right.
   * Throws request.too_many, saying how long to wait, to known and unknown subjects alike.
   */
  async count(guessed: Guessed, subject: string, caller: Caller): Promise<void> {
    const sql = 'select portal.count_attempt($1, $2, $3) as wait';
    await this.mayGoOn(sql, [guessed, subject, caller.address]);
  }

  /**
   * Counts what guesses nothing but may not be had without end, such as challenges, for each address and apart from tries: who
   * asks too often can still sign in. Throws request.too_many.
   */
  async countAsking(asked: 'passkey_options', caller: Caller): Promise<void> {
    await this.mayGoOn('select portal.count_asking($1, $2) as wait', [asked, caller.address]);
  }

  /** The try was right. */
  async forgive(guessed: Guessed, subject: string, caller: Caller): Promise<void> {
    await this.aside.call('select portal.forgive_attempts($1, $2, $3)', [guessed, subject, caller.address]);
  }

  private async mayGoOn(sql: string, parameters: unknown[]): Promise<void> {
    const [row] = await this.aside.call<{ wait: number }>(sql, parameters);
    if (row && row.wait > 0)
      throw new AppError(
        'request.too_many',
        `Please wait ${waitInWords(row.wait)}, then try again.`,
        undefined,
        row.wait,
      );
  }
}

const waitInWords = (seconds: number): string =>
  seconds <= 60 ? 'a minute' : `${Math.ceil(seconds / 60)} minutes`;
