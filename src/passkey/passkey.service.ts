import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Door, type Entering } from '../db/door';
import type { Tx, VisitorTx } from '../db/tx';
import { AppError } from '../http/errors';
import { Attempts } from '../identity/attempts';
import type { Caller } from '../identity/caller';
import { secretHash, SecretLinks } from '../identity/secret';
import type { TokensDto } from '../identity/session.dto';
import { SessionTokens } from '../identity/session-tokens';
import {
  addedKey,
  challengeIn,
  idIn,
  type KnownKey,
  optionsToAdd,
  optionsToSignIn,
  type Place,
  usedKey,
} from './ceremony';
import { type PasskeyDto, type PasskeyRow, toPasskey } from './passkey.dto';

/**
 * A passkey as an option for patients and carers: no link to look for, no date to type. Signatures are checked outside any
 * transaction; a challenge is taken in one of its own before, so that it counts once whatever comes of it.
 */
@Injectable()
export class PasskeyService {
  private readonly place: Place;

  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly sessionTokens: SessionTokens,
    links: SecretLinks,
  ) {
    this.place = links.place;
  }

  async list(tx: Tx): Promise<PasskeyDto[]> {
    const rows = await tx.query<PasskeyRow>(
      `select id, device, created_at, last_used_at from portal.passkey
       where removed_at is null order by created_at desc, id`,
    );
    return rows.map(toPasskey);
  }

  /** For the device that asks. */
  async registrationOptions(tx: Tx): Promise<object> {
    const table = tx.actor.role === 'carer' ? 'carer' : 'patient';
    const [person] = await tx.query<{ name: string }>(`select name from portal.${table} where id = $1`, [
      tx.actor.id,
    ]);
    const keys = await tx.query<{ credential_id: string }>(
      'select credential_id from portal.passkey where removed_at is null',
    );
    const options = await optionsToAdd(
      this.place,
      { id: tx.actor.id, name: person?.name ?? '' },
      keys.map(({ credential_id }) => credential_id),
    );
    await begin(tx, options.challenge);
    return options;
  }

  /** Throws passkey.not_added for a key that answers no challenge of this session, or was not made here. */
  async add(entering: Entering, credential: Record<string, unknown>, device: string): Promise<PasskeyDto> {
    const challenge = challengeIn(credential);
    const isAsked = await this.door.openTx(entering, (tx) => take(tx, challenge));
    const key = isAsked ? await addedKey(this.place, credential, challenge as string) : null;
    if (!key) throw new AppError('passkey.not_added');
    return this.door.openTx(entering, async (tx) => {
      const { clinicId, patientId, role, id: actorId } = tx.actor;
      const [row] = await tx.query<PasskeyRow>(
        // a key lets in for as long as what let in the device on which it was added
        `insert into portal.passkey (id, clinic_id, patient_id, carer_id, credential_id, public_key, counter, transports,
           device, mail_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (select s.mail_id from portal.session s where s.id = $10))
         on conflict (credential_id) do nothing
         returning id, device, created_at, last_used_at`,
        [
          ...[randomUUID(), clinicId, patientId, role === 'carer' ? actorId : null],
          ...[key.id, Buffer.from(key.publicKey), key.counter, key.transports ?? [], device],
          entering.sessionId,
        ],
      );
      if (!row) throw new AppError('passkey.not_added');
      await record(tx, 'passkey.added', {
        type: 'passkey',
        ids: [row.id],
        patientIds: [patientId as string],
      });
      return toPasskey(row);
    });
  }

  /** From the next try on. Throws not_found for somebody else's. */
  async remove(tx: Tx, id: string): Promise<void> {
    const removed = await tx.query(
      `with removed as (
         update portal.passkey set removed_at = portal.portal_now() where id = $1 and removed_at is null returning id)
       select id from removed`,
      [id],
    );
    if (removed.length === 0) throw new AppError('not_found');
    await record(tx, 'passkey.removed', {
      type: 'passkey',
      ids: [id],
      patientIds: [tx.actor.patientId as string],
    });
  }

  /** Throws request.too_many after 60 within ten minutes from one address, so that one alone shuts nobody out. */
  async signInOptions(caller: Caller): Promise<object> {
    await this.attempts.countAsking('passkey_options', caller);
    const options = await optionsToSignIn(this.place);
    await this.door.openVisitorTx(caller.requestId, (tx) => begin(tx, options.challenge));
    return options;
  }

  /**
   * Opens a session of the patient or the carer whose key it is. An unknown key, a removed one, a challenge that is used or of
   * somebody else, another place, a wrong signature and a counter that went back are one refusal, passkey.refused.
   */
  async signIn(credential: Record<string, unknown>, caller: Caller): Promise<TokensDto> {
    const [credentialId, challenge] = [idIn(credential), challengeIn(credential)];
    await this.attempts.count('passkey', credentialId ?? 'none', caller);
    const { isAsked, known } = await this.door.openVisitorTx(caller.requestId, async (tx) => {
      const isAsked = await take(tx, challenge);
      const [known] = await tx.query<KnownKey & { passkey_id: string }>(
        'select * from portal.find_passkey($1)',
        [credentialId],
      );
      return { isAsked, known };
    });
    const counted =
      isAsked && known ? await usedKey(this.place, credential, challenge as string, known) : null;
    const refreshToken = this.sessionTokens.firstRefreshToken();
    const opened = await this.door.openVisitorTx(caller.requestId, async (tx) => {
      const [session] =
        known && counted !== null
          ? await tx.query<{ session_id: string; subject: string }>(
              'select * from portal.open_passkey_session($1, $2, $3, $4, $5)',
              [known.passkey_id, counted, caller.device, secretHash(refreshToken), tx.requestId],
            )
          : [];
      if (!session)
        await tx.query('select portal.record_refused_passkey($1, $2)', [credentialId, tx.requestId]);
      return session;
    });
    if (!opened) throw new AppError('passkey.refused');
    await this.attempts.forgive('passkey', credentialId as string, caller);
    return this.sessionTokens.pair(opened.session_id, opened.subject, refreshToken);
  }
}

async function begin(tx: Tx | VisitorTx, challenge: string): Promise<void> {
  const [row] = await tx.query<{ begun: boolean }>('select portal.begin_challenge($1) as begun', [challenge]);
  if (!row?.begun) throw new AppError('service.unavailable', undefined, undefined, 60);
}

async function take(tx: Tx | VisitorTx, challenge: string | null): Promise<boolean> {
  if (challenge === null) return false;
  const [row] = await tx.query<{ taken: boolean }>('select portal.take_challenge($1) as taken', [challenge]);
  return row?.taken === true;
}
