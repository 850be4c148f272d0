import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { ExerciseVideo } from './exercise.entity';
import { ExerciseService } from './exercise.service';
import type { ChangeVideoDto, NewVideoDto } from './video.dto';
import { parseVideoLink } from './video-link';

/** The videos that a clinic links to exercises, its own and shared ones, and who of it watched them. */
@Injectable()
export class VideoService {
  constructor(private readonly exercises: ExerciseService) {}

  /** Throws exercise.video_not_recognised, exercise.video_attached_already. */
  async attach(tx: Tx, exerciseId: string, { url, checked, ...fields }: NewVideoDto): Promise<ExerciseVideo> {
    await this.exercises.getExercise(tx, exerciseId);
    const video = tx.em.create(ExerciseVideo, {
      ...fields,
      ...parseVideoLink(url),
      ...checkedToday(tx, checked),
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      exerciseId,
    });
    const { raw } = await tx.em
      .createQueryBuilder()
      .insert()
      .into(ExerciseVideo)
      .values(video)
      .orIgnore()
      .returning('id')
      .execute();
    if (raw.length === 0) throw new AppError('exercise.video_attached_already');
    return this.recorded(tx, 'video.attached', video);
  }

  async change(
    tx: Tx,
    exerciseId: string,
    id: string,
    expected: number,
    { checked, ...change }: ChangeVideoDto,
  ): Promise<ExerciseVideo> {
    const video = await this.getVideoForUpdate(tx, exerciseId, id);
    assertRevision(video, expected);
    await tx.em.save(Object.assign(video, change, checked === undefined ? {} : checkedToday(tx, checked)));
    return this.recorded(tx, 'video.changed', video);
  }

  /** Prescriptions that chose it keep it: they hold a snapshot. */
  async detach(tx: Tx, exerciseId: string, id: string, expected: number): Promise<void> {
    assertRevision(await this.getVideoForUpdate(tx, exerciseId, id), expected);
    await tx.em.delete(ExerciseVideo, { id });
    await record(tx, 'video.detached', { type: 'exercise', ids: [exerciseId] });
  }

  private async getVideoForUpdate(tx: Tx, exerciseId: string, id: string): Promise<ExerciseVideo> {
    const where = { id, exerciseId };
    const video = await tx.em.findOne(ExerciseVideo, { where, lock: { mode: 'pessimistic_write' } });
    if (!video) throw new AppError('not_found');
    return video;
  }

  private async recorded(
    tx: Tx,
    action: `video.${string}`,
    { id, exerciseId }: ExerciseVideo,
  ): Promise<ExerciseVideo> {
    await record(tx, action, { type: 'exercise', ids: [exerciseId] });
    return tx.em.findOneByOrFail(ExerciseVideo, { id });
  }
}

const checkedToday = (tx: Tx, checked: boolean): Pick<ExerciseVideo, 'checkedBy' | 'checkedOn'> =>
  checked ? { checkedBy: tx.actor.id, checkedOn: tx.today } : { checkedBy: null, checkedOn: null };
