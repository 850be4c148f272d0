import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { ExerciseService } from '../exercise/exercise.service';
import { AppError } from '../http/errors';
import { cursorKey, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import { faultsOfAnnouncement, PICTURES_MAX } from './media-bounds';
import type { ChangeMediaDto, MediaQuery, NewMediaDto } from './media.dto';
import { Media } from './media.entity';

const LIST = /* sql */ `
  select m.id, m.announced_at::text as sort_key from portal.media m
  where m.belongs_to is not distinct from $1
    and ($1::uuid is not null or (m.exercise_id is not distinct from $2 and m.patient_id is not distinct from $3))
    and ($4::timestamptz is null or (m.announced_at, m.id) < ($4::timestamptz, $5::uuid))
  order by m.announced_at desc, m.id desc
  limit $6`;

/** One of a list, with its place in the list's order. */
export interface ListedMedia {
  media: Media;
  sortKey: string;
}

/** What a clinic knows of its videos and pictures; the bytes come and go through the services beside this one. */
@Injectable()
export class MediaService {
  constructor(private readonly exercises: ExerciseService) {}

  /**
   * Says what will be sent. Throws request.invalid for what cannot be meant, media.no_such_video, media.enough_pictures, and
   * not_found for an exercise or a patient that the clinic does not see.
   */
  async announce(tx: Tx, said: NewMediaDto): Promise<Media> {
    const faults = faultsOfAnnouncement(said);
    if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
    const { kind, bytes, title, alt = null, language = null, exerciseId = null, videoId = null } = said;
    if (exerciseId !== null) await this.exercises.getExercise(tx, exerciseId);
    const video = videoId === null ? null : await getUsableVideo(tx, videoId);
    const id = randomUUID();
    const media = tx.em.create(Media, {
      id,
      clinicId: tx.actor.clinicId,
      kind,
      exerciseId: video ? video.exerciseId : exerciseId,
      patientId: video ? video.patientId : (said.patientId ?? null),
      belongsTo: videoId,
      place: kind === 'picture' && exerciseId !== null ? await placeOf(tx, exerciseId, said.place) : null,
      title,
      alt,
      language,
      storageKey: `${tx.actor.clinicId}/${randomUUID()}`,
      announcedBy: tx.actor.id,
      announcedBytes: bytes,
    });
    await tx.em.insert(Media, media);
    return recorded(tx, 'media.announced', media);
  }

  /** Newest first: for an exercise, for a patient, of a video, or for nobody in particular. */
  async list(tx: Tx, query: MediaQuery): Promise<ListedMedia[]> {
    const [announced, after] = cursorKey(query, 2) ?? [null, null];
    const { videoId = null, exerciseId = null, patientId = null } = query;
    const places = await tx.query<{ id: string; sort_key: string }>(LIST, [
      videoId,
      exerciseId,
      patientId,
      announced,
      after,
      rowsFor(query),
    ]);
    const found = await tx.em
      .createQueryBuilder(Media, 'm')
      .where('m.id = any(:ids)', { ids: places.map(({ id }) => id) })
      .getMany();
    tx.sawRecordOf(...found.flatMap((media) => media.patientIds));
    return places.map(({ id, sort_key: sortKey }) => ({
      media: found.find((one) => one.id === id) as Media,
      sortKey,
    }));
  }

  async get(tx: Tx, id: string): Promise<Media> {
    const media = await tx.em.findOneBy(Media, { id });
    if (!media) throw new AppError('not_found');
    tx.sawRecordOf(...media.patientIds);
    return media;
  }

  /** What is said about it; plans that were issued keep what they said. Throws media.retired. */
  async change(tx: Tx, id: string, expected: number, change: ChangeMediaDto): Promise<Media> {
    const media = await getForUpdate(tx, id);
    assertRevision(media, expected);
    if (media.retiredAt !== null) throw new AppError('media.retired');
    const { place, ...words } = change;
    const isPlaced = place !== undefined && media.place !== null;
    const changed = { ...words, ...(isPlaced ? { place } : {}) };
    if (Object.keys(changed).length > 0) await tx.em.update(Media, { id }, changed);
    return recorded(tx, 'media.changed', media);
  }

  /** Takes it out of what new plans can show; those that show it go on. Throws media.retired. */
  async retire(tx: Tx, id: string, expected: number): Promise<Media> {
    const media = await getForUpdate(tx, id);
    assertRevision(media, expected);
    if (media.retiredAt !== null) throw new AppError('media.retired');
    await tx.em.update(Media, { id }, { retiredAt: tx.now, retiredBy: tx.actor.id });
    await tx.query('delete from portal.exercise_video where media_id = $1', [id]);
    if (media.kind === 'captions') await noteCaptions(tx, media.belongsTo as string);
    return recorded(tx, 'media.retired', media);
  }
}

/** Says of the videos of exercises that play this one whether it has captions now. */
export async function noteCaptions(tx: Tx, videoId: string): Promise<void> {
  await tx.query(
    `update portal.exercise_video v set captions = beside.has from (
       select exists (select 1 from portal.media m
         where m.belongs_to = $1 and m.kind = 'captions' and m.uploaded_at is not null and m.retired_at is null) as has
     ) beside
     where v.media_id = $1 and v.captions <> beside.has`,
    [videoId],
  );
}

export async function recorded(tx: Tx, action: `media.${string}`, { id, patientIds }: Media): Promise<Media> {
  await record(tx, action, { type: 'media', ids: [id], patientIds });
  return tx.em.findOneByOrFail(Media, { id });
}

async function getForUpdate(tx: Tx, id: string): Promise<Media> {
  // nobody changes, or even locks, what was retired
  const seen = await tx.em.findOneBy(Media, { id });
  if (seen?.retiredAt) throw new AppError('media.retired');
  const media = await tx.em.findOne(Media, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!media) throw new AppError('not_found');
  return media;
}

async function getUsableVideo(tx: Tx, id: string): Promise<Media> {
  const video = await tx.em.findOneBy(Media, { id });
  if (!video) throw new AppError('not_found');
  tx.sawRecordOf(...video.patientIds);
  if (video.kind !== 'video' || video.status !== 'usable' || video.retiredAt !== null) {
    throw new AppError('media.no_such_video');
  }
  return video;
}

async function placeOf(tx: Tx, exerciseId: string, place: number | null | undefined): Promise<number> {
  const [row] = await tx.query<{ count: number; next: number }>(
    `select count(*)::int as count, coalesce(max(place), 0) + 1 as next from portal.media
     where exercise_id = $1 and kind = 'picture' and retired_at is null and refused_at is null
       and (uploaded_at is not null or announced_at > portal.portal_now() - interval '1 day')`,
    [exerciseId],
  );
  if (row!.count >= PICTURES_MAX) throw new AppError('media.enough_pictures');
  return place ?? Math.min(row!.next, 100);
}
