import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { VIDEO_PROVIDERS, type VideoProvider } from '../exercise/video-link';
import { AppError } from '../http/errors';
import type { VideoConsentDto } from './consent.dto';
import { WHAT_PROVIDERS_LEARN } from './what-providers-learn';

interface Standing {
  provider: VideoProvider;
  given_at: Date;
  remembered: boolean;
}

/**
 * That a video's host may learn who watches: as rows that are given and withdrawn, never rewritten. The gate reads them at the
 * next request and gives out no address without one; nothing here decides what is shown.
 */
@Injectable()
export class VideoConsentService {
  /** Every provider, with what it learns and whether it was agreed to as far as this session goes. */
  async list(tx: Tx): Promise<VideoConsentDto[]> {
    const standing = await this.standing(tx);
    return VIDEO_PROVIDERS.map((provider) => {
      const agreed = standing.filter((one) => one.provider === provider);
      return {
        provider,
        learns: WHAT_PROVIDERS_LEARN[provider].text,
        isAgreed: agreed.length > 0,
        isRemembered: agreed.some(({ remembered }) => remembered),
        givenAt: agreed[0]?.given_at.toISOString() ?? null,
      };
    });
  }

  /**
   * For this session, or remembered. Giving what stands changes nothing, and what is remembered stays so.
   * Throws video_consent.session_only to a carer who would have it remembered: it would count for the patient's devices.
   */
  async give(tx: Tx, provider: VideoProvider, remember: boolean): Promise<VideoConsentDto> {
    const { clinicId, patientId, sessionId, role } = tx.actor;
    if (remember && role === 'carer') throw new AppError('video_consent.session_only');
    const [given] = await tx.query<{ id: string }>(
      `insert into portal.video_consent (clinic_id, patient_id, provider, session_id) values ($1, $2, $3, $4)
       on conflict (clinic_id, patient_id, provider, session_id) where withdrawn_at is null do nothing
       returning id`,
      [clinicId, patientId, provider, remember ? null : sessionId],
    );
    if (given) await this.recorded(tx, 'video_consent.given', [given.id]);
    return (await this.list(tx)).find((one) => one.provider === provider) as VideoConsentDto;
  }

  /**
   * What was remembered, and what was said in any session of the patient's; by a carer, what was said in this one.
   * Withdrawing what does not stand changes nothing.
   */
  async withdraw(tx: Tx, provider: VideoProvider): Promise<void> {
    const withdrawn = await tx.query<{ id: string }>(
      `with withdrawn as (
         update portal.video_consent v set withdrawn_at = greatest(portal.portal_now(), v.given_at)
         where v.provider = $1 and v.withdrawn_at is null and (v.session_id is null or exists (
           select 1 from portal.session s
           where s.id = v.session_id and s.carer_id is not distinct from (select portal.my_carer())))
         returning v.id)
       select id from withdrawn`,
      [provider],
    );
    if (withdrawn.length === 0) return;
    await this.recorded(
      tx,
      'video_consent.withdrawn',
      withdrawn.map(({ id }) => id),
    );
  }

  /** What counts in this session, the remembered first: as the gate has it. */
  private async standing(tx: Tx): Promise<Standing[]> {
    return tx.query(
      `select provider, given_at, session_id is null as remembered from portal.video_consent
       where withdrawn_at is null
         and (session_id = (select portal.my_session())
           or (session_id is null and (select portal.my_carer()) is null))
       order by session_id is not null`,
    );
  }

  private async recorded(tx: Tx, action: `video_consent.${string}`, ids: string[]): Promise<void> {
    await record(tx, action, { type: 'video_consent', ids, patientIds: [tx.actor.patientId as string] });
  }
}
