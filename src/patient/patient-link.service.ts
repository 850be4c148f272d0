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
import type { LinkOpeningDto, PatientLinkDto } from './patient-link.dto';

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
    await this.assertPatientForUpdate(tx, patientId);
    await this.closeOpen(tx, patientId);
    const [id, secret] = [randomUUID(), newSecret()];
    await tx.query(
      `insert into portal.patient_link (id, clinic_id, patient_id, secret_hash, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, tx.actor.clinicId, patientId, secretHash(secret), tx.now, tx.actor.id],
    );
    await record(tx, 'link.issued', { type: 'patient_link', ids: [id], patientIds: [patientId] });
    return { link: this.links.forPatient(secret) };
  }

  /** The link stops working, and whatever it had opened ends. */
  async revoke(tx: Tx, patientId: string): Promise<void> {
    await this.assertPatientForUpdate(tx, patientId);
    const closed = await this.closeOpen(tx, patientId);
    if (closed.length === 0) throw new AppError('not_found');
    await tx.query(
      `update portal.session set ended_at = $2, ended_because = 'link_revoked'
       where patient_id = $1 and ended_at is null`,
      [patientId, tx.now],
    );
    await record(tx, 'link.revoked', { type: 'patient_link', ids: closed, patientIds: [patientId] });
  }

  /**
   * Opens a session on this device. An unknown link, a revoked one and a wrong date are one refusal, link.refused, by
   * one statement. Throws request.too_many, for links that exist and for others alike.
   */
  async open({ secret, dateOfBirth }: LinkOpeningDto, caller: Caller): Promise<TokensDto> {
    const hash = secretHash(secret);
    await this.attempts.count('link', hash.toString('hex'), caller);
    const refreshToken = this.sessionTokens.firstRefreshToken();
    const [opened] = await this.door.openVisitorTx(caller.requestId, (tx) =>
      tx.query<{ session_id: string; patient_id: string }>(
        'select * from portal.open_link($1, $2, $3, $4, $5)',
        [hash, dateOfBirth, caller.device, secretHash(refreshToken), tx.requestId],
      ),
    );
    if (!opened) throw new AppError('link.refused');
    await this.attempts.forgive('link', hash.toString('hex'), caller);
    return this.sessionTokens.pair(opened.session_id, opened.patient_id, refreshToken);
  }

  /** Locked, so that two desks at once leave one open link. */
  private async assertPatientForUpdate(tx: Tx, patientId: string): Promise<void> {
    const found = await tx.query('select id from portal.patient where id = $1 for update', [patientId]);
    if (found.length === 0) throw new AppError('not_found');
  }

  private async closeOpen(tx: Tx, patientId: string): Promise<string[]> {
    const closed = await tx.query<{ id: string }>(
      `with closed as (
         update portal.patient_link set revoked_at = $2 where patient_id = $1 and revoked_at is null returning id)
       select id from closed`,
      [patientId, tx.now],
    );
    return closed.map(({ id }) => id);
  }
}
