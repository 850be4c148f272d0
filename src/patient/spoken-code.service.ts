import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Door } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Attempts } from '../identity/attempts';
import type { Caller } from '../identity/caller';
import { KeyedSecrets } from '../identity/keyed-secret';
import { secretHash } from '../identity/secret';
import type { TokensDto } from '../identity/session.dto';
import { SessionTokens } from '../identity/session-tokens';
import { assertAlive } from './patient.repository';
import type { SpokenCodeDto } from './patient-link.dto';
import { assertPatientForUpdate, closeCodes, resolveWishes } from './patient-link.repository';
import { CODE_BYTES, readCode, writeCode } from './spoken-code';

const GOOD_FOR_DAYS = 7;
/** A lookup that another open code has is drawn again; with a million of them this is never needed twice. */
const DRAWS = 20;

/** A way in for people without e-mail: said on the phone, typed once, gone. It opens one session of the patient themself. */
@Injectable()
export class SpokenCodeService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly sessionTokens: SessionTokens,
    private readonly secrets: KeyedSecrets,
  ) {}

  /** A new code. One that was open stops working. */
  async issue(tx: Tx, patientId: string): Promise<SpokenCodeDto> {
    await assertPatientForUpdate(tx, patientId);
    await assertAlive(tx, patientId);
    await closeCodes(tx, patientId);
    const { code, id, expiresAt } = await this.draw(tx, patientId);
    await resolveWishes(tx, patientId, null);
    await record(tx, 'code.issued', { type: 'spoken_code', ids: [id], patientIds: [patientId] });
    return { code, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Opens a session on this device. What is no code, unknown, used, expired, burnt or said with a wrong date is one refusal,
   * link.refused, as for a link. Throws request.too_many, for codes that exist and for others alike.
   */
  async open(typed: string, dateOfBirth: string, caller: Caller): Promise<TokensDto> {
    const code = readCode(typed) ?? { lookup: 'none', whole: typed };
    // by the half that finds the row, so that trying through the other half counts as one subject
    await this.attempts.count('code', code.lookup, caller);
    const refreshToken = this.sessionTokens.firstRefreshToken();
    const [opened] = await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query<{ session_id: string; subject: string }>(
        'select * from portal.open_code($1, $2, $3, $4, $5, $6)',
        [
          code.lookup,
          this.secrets.spokenCodeHash(code.whole),
          dateOfBirth,
          caller.device,
          secretHash(refreshToken),
          tx.requestId,
        ],
      ),
    );
    if (!opened) throw new AppError('link.refused');
    await this.attempts.forgive('code', code.lookup, caller);
    return this.sessionTokens.pair(opened.session_id, opened.subject, refreshToken);
  }

  private async draw(tx: Tx, patientId: string) {
    const expiresAt = new Date(tx.now.getTime() + GOOD_FOR_DAYS * 86_400_000);
    for (let draw = 0; draw < DRAWS; draw++) {
      const [id, code] = [randomUUID(), writeCode(randomBytes(CODE_BYTES))];
      const { lookup, whole } = readCode(code)!;
      const inserted = await tx.query(
        `insert into portal.spoken_code (id, clinic_id, patient_id, lookup, code_hash, created_by, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing returning id`,
        [
          ...[id, tx.actor.clinicId, patientId, lookup],
          ...[this.secrets.spokenCodeHash(whole), tx.actor.id, expiresAt],
        ],
      );
      if (inserted.length > 0) return { id, code, expiresAt };
    }
    throw new AppError('service.unavailable', undefined, undefined, 2);
  }
}
