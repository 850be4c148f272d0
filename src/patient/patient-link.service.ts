import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Door } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Attempts } from '../identity/attempts';
import type { Caller } from '../identity/caller';
import { newSecret, secretHash, SecretLinks } from '../identity/secret';
import type { TokensDto } from '../identity/session.dto';
import { SessionTokens } from '../identity/session-tokens';
import { assertAlive } from './patient.repository';
import type { PatientLinkDto } from './patient-link.dto';
import {
  assertPatientForUpdate,
  closeCalendarFeeds,
  closeCodes,
  closeLinks,
  endLetIn,
  removePasskeys,
  resolveWishes,
} from './patient-link.repository';

/**
 * How a patient comes in: a link from the clinic, and on each new device their date of birth. The link is the key and
 * the date only a check, so it opens by POST alone and wrong dates never burn it. What it shows, the gate decides.
 */
@Injectable()
export class PatientLinkService {
  constructor(
    private readonly door: Door,
    private readonly attempts: Attempts,
    private readonly sessionTokens: SessionTokens,
    private readonly links: SecretLinks,
  ) {}

  /** A new link. One that was open stops working, but where the patient is signed in already they stay so. */
  async issue(tx: Tx, patientId: string): Promise<PatientLinkDto> {
    await assertPatientForUpdate(tx, patientId);
    await resolveWishes(tx, patientId, null);
    return this.handOver(tx, patientId, null);
  }

  /** The same for a carer of the patient. The caller has seen to it that the carer is one still, and locked their row. */
  async issueToCarer(tx: Tx, patientId: string, carerId: string): Promise<PatientLinkDto> {
    return this.handOver(tx, patientId, carerId);
  }

  /**
   * Takes back whatever lets somebody in for this patient: links, codes, passkeys, the calendar's address, mails with links that
   * wait, and whom the patient let in, as somebody who has the patient's link may have been the one who did. Ends what all these had opened.
   * Guardians stay, with their sessions. Throws not_found when there was nothing to take back.
   */
  async revoke(tx: Tx, patientId: string): Promise<void> {
    await assertPatientForUpdate(tx, patientId);
    const links = await closeLinks(tx, patientId, null);
    const [codes, passkeys] = [await closeCodes(tx, patientId), await removePasskeys(tx, patientId)];
    const [carers, feeds] = [await endLetIn(tx, patientId), await closeCalendarFeeds(tx, patientId)];
    await tx.query('select portal.drop_link_mails($1)', [patientId]);
    const sessions = await tx.query(
      `with ended as (
         update portal.session s set ended_at = $2, ended_because = 'link_revoked'
         where s.patient_id = $1 and s.ended_at is null
           and not exists (select 1 from portal.carer k where k.id = s.carer_id and k.kind = 'guardian')
         returning s.id)
       select id from ended`,
      [patientId, tx.now],
    );
    if ([links, codes, passkeys, feeds, carers, sessions].every(({ length }) => length === 0)) {
      throw new AppError('not_found');
    }
    await record(tx, 'link.revoked', { type: 'patient_link', ids: links, patientIds: [patientId] });
    for (const [action, type, ids] of [
      ['code.revoked', 'spoken_code', codes],
      ['passkey.removed', 'passkey', passkeys],
      ['calendar_feed.closed', 'calendar_feed', feeds],
      ['carer.ended', 'carer', carers],
    ] as const) {
      if (ids.length > 0) await record(tx, action, { type, ids, patientIds: [patientId] });
    }
  }

  /**
   * Opens a session on this device, of the patient or of the carer whose link it is. An unknown link, a revoked one and a
   * wrong date are one refusal, link.refused, by one statement. Throws request.too_many, for links that exist and for
   * others alike.
   */
  async open(secret: string, dateOfBirth: string, caller: Caller): Promise<TokensDto> {
    const hash = secretHash(secret);
    await this.attempts.count('link', hash.toString('hex'), caller);
    const refreshToken = this.sessionTokens.firstRefreshToken();
    const [opened] = await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query<{ session_id: string; subject: string }>(
        'select * from portal.open_link($1, $2, $3, $4, $5)',
        [hash, dateOfBirth, caller.device, secretHash(refreshToken), tx.requestId],
      ),
    );
    if (!opened) throw new AppError('link.refused');
    await this.attempts.forgive('link', hash.toString('hex'), caller);
    return this.sessionTokens.pair(opened.session_id, opened.subject, refreshToken);
  }

  private async handOver(tx: Tx, patientId: string, carerId: string | null): Promise<PatientLinkDto> {
    // a patient who lets somebody in is alive
    if (tx.actor.role !== 'patient') await assertAlive(tx, patientId);
    await closeLinks(tx, patientId, carerId);
    const [id, secret] = [randomUUID(), newSecret()];
    await tx.query(
      `insert into portal.patient_link (id, clinic_id, patient_id, carer_id, secret_hash, created_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        id,
        tx.actor.clinicId,
        patientId,
        carerId,
        secretHash(secret),
        tx.actor.role === 'patient' ? null : tx.actor.id,
      ],
    );
    await record(tx, 'link.issued', { type: 'patient_link', ids: [id], patientIds: [patientId] });
    return { link: this.links.forPatient(secret) };
  }
}
