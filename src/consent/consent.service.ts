import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import type { VideoProvider } from '../exercise/video-link';
import { AppError } from '../http/errors';
import type { AdviceConfirmationDto, VideoConsentDto } from './consent.dto';

interface ConsentRow {
  id: string;
  provider: VideoProvider;
  given_at: Date;
}

/**
 * What the patient agreed to, as rows that are given and withdrawn, never rewritten. The gate reads them at the next
 * request: nothing here decides what is shown.
 */
@Injectable()
export class ConsentService {
  async listVideoConsents(tx: Tx): Promise<VideoConsentDto[]> {
    const rows = await tx.query<ConsentRow>(
      'select id, provider, given_at from portal.video_consent where withdrawn_at is null order by provider',
    );
    return rows.map(toVideoConsent);
  }

  /** Giving what stands already changes nothing. */
  async giveVideoConsent(tx: Tx, provider: VideoProvider): Promise<VideoConsentDto> {
    const given = await tx.query<ConsentRow>(
      `insert into portal.video_consent (clinic_id, patient_id, provider) values ($1, $2, $3)
       on conflict (clinic_id, patient_id, provider, session_id) where withdrawn_at is null do nothing
       returning id, provider, given_at`,
      [tx.actor.clinicId, tx.actor.id, provider],
    );
    if (given[0]) {
      await record(tx, 'video_consent.given', subjectOf(tx, given[0].id));
      return toVideoConsent(given[0]);
    }
    const standing = await this.listVideoConsents(tx);
    return standing.find((one) => one.provider === provider) as VideoConsentDto;
  }

  /** Withdrawing what does not stand changes nothing. */
  async withdrawVideoConsent(tx: Tx, provider: VideoProvider): Promise<void> {
    const withdrawn = await tx.query<{ id: string }>(
      `update portal.video_consent set withdrawn_at = greatest(portal.portal_now(), given_at)
       where provider = $1 and withdrawn_at is null returning id`,
      [provider],
    );
    if (withdrawn[0]) await record(tx, 'video_consent.withdrawn', subjectOf(tx, withdrawn[0].id));
  }

  /**
   * "My practitioner advised me to do this": once for an episode, by the patient from their own view, or by a clinician
   * who sits with them. Confirming again changes nothing. Throws not_found for an episode that the asker cannot see, and
   * to a patient for one in which nothing was ever issued.
   */
  async confirmAdvice(tx: Tx, episodeId: string): Promise<AdviceConfirmationDto> {
    const patientId = await this.patientOf(tx, episodeId);
    const byStaffId = tx.actor.role === 'patient' ? null : tx.actor.id;
    const confirmed = await tx.query<{ id: string }>(
      `insert into portal.advice_confirmation (clinic_id, patient_id, episode_id, by_staff_id) values ($1, $2, $3, $4)
       on conflict (clinic_id, episode_id) do nothing returning id`,
      [tx.actor.clinicId, patientId, episodeId, byStaffId],
    );
    if (confirmed[0]) {
      await record(tx, 'advice.confirmed', { type: 'episode', ids: [episodeId], patientIds: [patientId] });
    }
    const [row] = await tx.query<{ confirmed_at: Date; by_staff_id: string | null }>(
      'select confirmed_at, by_staff_id from portal.advice_confirmation where episode_id = $1',
      [episodeId],
    );
    if (!row) throw new AppError('not_found');
    return {
      episodeId,
      confirmedAt: row.confirmed_at.toISOString(),
      by: row.by_staff_id === null ? 'patient' : 'clinician',
    };
  }

  private async patientOf(tx: Tx, episodeId: string): Promise<string> {
    const rows = await tx.query<{ patient_id: string }>(
      tx.actor.role === 'patient'
        ? 'select patient_id from portal.advice_standing where episode_id = $1'
        : 'select patient_id from portal.episode where id = $1',
      [episodeId],
    );
    if (!rows[0]) throw new AppError('not_found');
    return rows[0].patient_id;
  }
}

const toVideoConsent = (row: ConsentRow): VideoConsentDto => ({
  provider: row.provider,
  givenAt: row.given_at.toISOString(),
});

const subjectOf = (tx: Tx, id: string) => ({ type: 'video_consent', ids: [id], patientIds: [tx.actor.id] });
