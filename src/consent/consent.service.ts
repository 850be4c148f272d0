import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { AdviceConfirmationDto } from './consent.dto';

/**
 * "My practitioner advised me to do this": once for an episode, by the patient from their own view, by a child's guardian, or
 * by a clinician who sits with them. The gate reads it at the next request: nothing here decides what is shown.
 */
@Injectable()
export class ConsentService {
  /**
   * Confirming again changes nothing. Throws not_found for an episode that the asker cannot see, and to a patient for one in
   * which nothing was ever issued; advice.confirmer_not_entitled to a carer who was merely let in, or looks on because somebody who
   * decides for themself let them.
   */
  async confirmAdvice(tx: Tx, episodeId: string): Promise<AdviceConfirmationDto> {
    await this.assertEntitled(tx);
    const patientId = await this.patientOf(tx, episodeId);
    const { role, id } = tx.actor;
    const confirmed = await tx.query<{ id: string }>(
      `insert into portal.advice_confirmation (clinic_id, patient_id, episode_id, by_staff_id, carer_id)
       values ($1, $2, $3, $4, $5)
       on conflict (clinic_id, episode_id) do nothing returning id`,
      [
        ...[tx.actor.clinicId, patientId, episodeId],
        ...[role === 'clinician' ? id : null, role === 'carer' ? id : null],
      ],
    );
    if (confirmed[0]) {
      await record(tx, 'advice.confirmed', { type: 'episode', ids: [episodeId], patientIds: [patientId] });
    }
    const [row] = await tx.query<{ confirmed_at: Date; by: AdviceConfirmationDto['by'] }>(
      `select confirmed_at, case when by_staff_id is not null then 'clinician' when carer_id is not null then 'guardian'
         else 'patient' end as by
       from portal.advice_confirmation where episode_id = $1`,
      [episodeId],
    );
    if (!row) throw new AppError('not_found');
    return { episodeId, confirmedAt: row.confirmed_at.toISOString(), by: row.by };
  }

  private async assertEntitled(tx: Tx): Promise<void> {
    if (tx.actor.role !== 'carer') return;
    const [carer] = await tx.query<{ answers: boolean }>(
      'select portal.answering_guardian() is not null as answers',
    );
    if (!carer?.answers) throw new AppError('advice.confirmer_not_entitled');
  }

  private async patientOf(tx: Tx, episodeId: string): Promise<string> {
    const rows = await tx.query<{ patient_id: string }>(
      tx.actor.role === 'clinician'
        ? 'select patient_id from portal.episode where id = $1'
        : 'select patient_id from portal.advice_standing where episode_id = $1',
      [episodeId],
    );
    if (!rows[0]) throw new AppError('not_found');
    return rows[0].patient_id;
  }
}
