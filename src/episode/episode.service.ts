import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import { assertAlive } from '../patient/patient.repository';
import { PatientService } from '../patient/patient.service';
import type { ChangeEpisodeDto, NewEpisodeDto } from './episode.dto';
import { Episode } from './episode.entity';

/** The troubles a patient was ever treated for: opened, named, closed. */
@Injectable()
export class EpisodeService {
  constructor(private readonly patients: PatientService) {}

  /** Newest first. */
  async listEpisodes(tx: Tx, patientId: string, page: PageQuery): Promise<Episode[]> {
    await this.patients.getPatient(tx, patientId);
    const after = cursorKey(page, 2);
    return tx.em
      .createQueryBuilder(Episode, 'e')
      .where('e.patient_id = :patientId', { patientId })
      .andWhere(after ? '(e.opened_on, e.id) < (:openedOn, :id)' : 'true', {
        openedOn: after?.[0],
        id: after?.[1],
      })
      .orderBy('e.openedOn', 'DESC')
      .addOrderBy('e.id', 'DESC')
      .limit(rowsFor(page))
      .getMany();
  }

  /** A patient of another clinic fails the foreign key, which is the same 404 as for one who never was. Throws patient.deceased. */
  async openEpisode(tx: Tx, patientId: string, fields: NewEpisodeDto): Promise<Episode> {
    const openedOn = fields.openedOn ?? tx.today;
    assertNotAhead(tx, '/openedOn', openedOn);
    await assertAlive(tx, patientId);
    const episode = tx.em.create(Episode, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      patientId,
      title: fields.title,
      openedOn,
      openedBy: tx.actor.id,
    });
    await tx.em.insert(Episode, episode);
    return this.recorded(tx, 'episode.opened', episode);
  }

  async changeEpisode(tx: Tx, id: string, expected: number, change: ChangeEpisodeDto): Promise<Episode> {
    const episode = await this.getEpisodeForUpdate(tx, id);
    assertRevision(episode, expected);
    episode.assertNotInError();
    await tx.em.save(Object.assign(episode, change));
    return this.recorded(tx, 'episode.changed', episode);
  }

  /** Closed is closed: the same trouble coming back is a new episode, with a new assessment. */
  async closeEpisode(tx: Tx, id: string, expected: number): Promise<Episode> {
    const episode = await this.getEpisodeForUpdate(tx, id);
    assertRevision(episode, expected);
    const hasOpenPrescription = await this.hasOpenPrescription(tx, id);
    episode.close({ by: tx.actor.id, now: tx.now, hasOpenPrescription });
    await tx.em.save(episode);
    return this.recorded(tx, 'episode.closed', episode);
  }

  /** Of a locked episode in which nothing stands any more. */
  async enterInError(tx: Tx, episode: Episode, because: string): Promise<Episode> {
    episode.enterInError({ by: tx.actor.id, now: tx.now, because });
    await tx.em.save(episode);
    return this.recorded(tx, 'episode.entered_in_error', episode);
  }

  /** Their ids. */
  async openOfPatient(tx: Tx, patientId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'select id from portal.episode where patient_id = $1 and closed_at is null order by opened_on, id',
      [patientId],
    );
    return rows.map(({ id }) => id);
  }

  async getEpisode(tx: Tx, id: string): Promise<Episode> {
    const episode = await tx.em.findOneBy(Episode, { id });
    if (!episode) throw new AppError('not_found');
    return episode;
  }

  /** While it is locked, no prescription is begun in it. */
  async getEpisodeForUpdate(tx: Tx, id: string): Promise<Episode> {
    const episode = await tx.em.findOne(Episode, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!episode) throw new AppError('not_found');
    return episode;
  }

  /** None of them is issued, changed or withdrawn before this transaction ends. Issued or paused has a live version. */
  private async hasOpenPrescription(tx: Tx, episodeId: string): Promise<boolean> {
    const locked = await tx.query<{ liveVersionId: string | null }>(
      `select live_version_id as "liveVersionId" from portal.prescription
       where episode_id = $1 order by id for update`,
      [episodeId],
    );
    return locked.some(({ liveVersionId }) => liveVersionId !== null);
  }

  private async recorded(tx: Tx, action: `episode.${string}`, { id, patientId }: Episode): Promise<Episode> {
    await record(tx, action, { type: 'episode', ids: [id], patientIds: [patientId] });
    return this.getEpisode(tx, id);
  }
}

/** What is written down has happened: a day of it is today, by the clinic's clock, or before. */
export function assertNotAhead(tx: Tx, pointer: string, day: string): void {
  if (day <= tx.today) return;
  throw new AppError('request.invalid', undefined, [
    { pointer, code: 'future', detail: `This day has not come yet; today is ${tx.today}.` },
  ]);
}
