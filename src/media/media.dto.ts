import { Choice, Field, Id, Instant, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import { mediaAddress } from '../exercise/video-link';
import { LIMIT_BYTES, MEDIA_KINDS, type MediaKind, PART_BYTES, PICTURES_MAX } from './media-bounds';
import { type Media, MEDIA_STATUSES, type MediaStatus } from './media.entity';

/** The clinic's own videos and pictures on the wire, for clinicians. Where their bytes lie is told to nobody. */
const TITLE = { max: 200, example: 'Calf stretch at a wall' };
const ALT = {
  max: 300,
  example: 'A woman leans on a wall with one leg behind her.',
  about: 'What a picture or a poster shows, for who cannot see it.',
};
const LANGUAGE = {
  max: 20,
  example: null,
  about: 'Of a video or of captions. BCP 47: language, perhaps script, perhaps region.',
  pattern: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/,
  patternSays: 'a language such as en, en-GB or zh-Hant',
};
const PLACE = { min: 1, max: 100, example: 1, about: 'Where a picture of an exercise stands among them.' };
const MOST = Math.max(...Object.values(LIMIT_BYTES));

export class NewMediaDto {
  @Choice(MEDIA_KINDS, { example: 'picture' }) kind: MediaKind;
  @Whole({
    min: 1,
    max: MOST,
    unit: 'bytes',
    example: 48_211,
    about: `Of the whole file. At most ${Object.entries(LIMIT_BYTES)
      .map(([kind, bytes]) => `${bytes} for a ${kind}`)
      .join(', ')}.`,
  })
  bytes: number;

  @Id({ optional: true, nullable: true, example: null, about: 'For this exercise, shared or own.' })
  exerciseId?: string | null;
  @Id({ optional: true, nullable: true, example: null, about: 'For this one patient, and no other.' })
  patientId?: string | null;
  @Id({ optional: true, nullable: true, example: null, about: 'The video of a poster or of captions.' })
  videoId?: string | null;

  @Text(TITLE) title: string;
  @Text({ ...ALT, optional: true, nullable: true }) alt?: string | null;
  @Text({ ...LANGUAGE, optional: true, nullable: true }) language?: string | null;
  @Whole({ ...PLACE, optional: true, nullable: true, example: null }) place?: number | null;
}

export class ChangeMediaDto {
  @Text({ ...TITLE, optional: true }) title?: string;
  @Text({ ...ALT, optional: true }) alt?: string;
  @Whole({ ...PLACE, optional: true }) place?: number;
}

export class MediaQuery extends PageQuery {
  @Id({ optional: true, about: 'Those for this exercise.' }) exerciseId?: string;
  @Id({ optional: true, about: 'Those for this patient.' }) patientId?: string;
  @Id({ optional: true, about: 'The posters and captions of this video.' }) videoId?: string;
}

const SIDE = { min: 1, max: 8000, nullable: true, unit: 'pixels', about: 'As shown.' };

export class MediaDto {
  @Id() id: string;
  @Choice(MEDIA_KINDS, { example: 'picture' }) kind: MediaKind;
  @Choice(MEDIA_STATUSES, {
    example: 'arriving',
    about: 'usable: it is all there, was looked into, and can be prescribed. refused: see refusedBecause.',
  })
  status: MediaStatus;
  @Id({ nullable: true, example: null }) exerciseId: string | null;
  @Id({ nullable: true, example: null }) patientId: string | null;
  @Id({ nullable: true, example: null }) videoId: string | null;
  @Text(TITLE) title: string;
  @Text({ ...ALT, nullable: true }) alt: string | null;
  @Text({ max: 20, nullable: true, example: null }) language: string | null;
  @Whole({ ...PLACE, nullable: true, about: `Of a picture of an exercise, which has up to ${PICTURES_MAX}.` })
  place: number | null;
  @Whole({ min: 1, max: MOST, unit: 'bytes', example: 48_211 }) bytes: number;
  @Whole({ min: 0, max: MOST, unit: 'bytes', example: 0, about: 'How many have arrived.' }) arrived: number;
  @Text({
    max: 100,
    nullable: true,
    example: '/api/v1/media/7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11/content',
    about: 'Where the bytes are sent to with PUT, and read with GET once it is usable.',
  })
  address: string | null;
  @Field({
    type: 'integer',
    example: PART_BYTES,
    about: 'Send so many bytes at once, each part with its Content-Range.',
  })
  partBytes: number;
  @Text({ max: 100, nullable: true, example: null }) mime: string | null;
  @Whole({ ...SIDE, example: null }) width: number | null;
  @Whole({ ...SIDE, example: null }) height: number | null;
  @Field({ type: 'number', nullable: true, example: null }) seconds: number | null;
  @Text({ max: 20, nullable: true, example: null }) codec: string | null;
  @Text({ max: 600, nullable: true, example: null, about: 'What to do about it.' }) refusedBecause:
    string | null;
  @Id() announcedBy: string;
  @Instant() announcedAt: string;
  @Instant({ nullable: true, example: null }) uploadedAt: string | null;
  @Instant({ nullable: true, example: null, about: 'From then on new plans cannot take it.' }) retiredAt:
    string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export function toMedia(media: Media): MediaDto {
  return {
    id: media.id,
    kind: media.kind,
    status: media.status,
    exerciseId: media.exerciseId,
    patientId: media.patientId,
    videoId: media.belongsTo,
    title: media.title,
    alt: media.alt,
    language: media.language,
    place: media.place,
    bytes: media.bytes ?? media.announcedBytes,
    arrived: media.arrived,
    address: media.status === 'refused' ? null : mediaAddress(media.id),
    partBytes: PART_BYTES,
    mime: media.mime,
    width: media.width,
    height: media.height,
    seconds: media.seconds,
    codec: media.codec,
    refusedBecause: media.refusedBecause,
    announcedBy: media.announcedBy,
    announcedAt: media.announcedAt.toISOString(),
    uploadedAt: media.uploadedAt?.toISOString() ?? null,
    retiredAt: media.retiredAt?.toISOString() ?? null,
    revision: media.revision,
  };
}
