/**
 * Whether a video can be shown on the phones and browsers that patients have, given what MediaInfo read in it. Pure. Nothing is
 * converted here: what cannot be shown is refused with the setting of the camera to change.
 */
import { AppError } from '../../http/errors';
import { SIDE_MAX_PIXELS } from '../media-bounds';

/** As much of MediaInfo's answer as is asked; it may lack any of it. */
export interface Track {
  '@type': string;
  Format?: string;
  CodecID?: string;
  Width?: number;
  Height?: number;
  Rotation?: string | number;
  BitDepth?: number;
  ChromaSubsampling?: string;
  Duration?: number;
  Encryption?: string;
  extra?: { IsTruncated?: string };
}

export interface FoundVideo {
  mime: 'video/mp4' | 'video/quicktime' | 'video/webm';
  codec: 'h264' | 'vp9';
  /** As shown: a phone that was held upright makes them the other way round and says that it has to be turned. */
  width: number;
  height: number;
  seconds: number;
}

const AV1 =
  'This video is in the AV1 format. Phones of the last years before 2023 cannot show it, and it cannot be converted here. ' +
  'Send MP4, MOV or WebM with H.264 or VP9.';
const HDR =
  'This video has colours of 10 bits (HDR), which many phones and browsers cannot show. On an iPhone: Settings, Camera, ' +
  'Record Video, turn HDR Video off. Then film it again.';

/** Throws media.unreadable, media.hevc, media.format, media.too_many_pixels. */
export function judgeVideo(tracks: readonly Track[]): FoundVideo {
  const of = (type: string) => tracks.filter((track) => track['@type'] === type);
  const [file] = of('General');
  const [picture, another] = of('Video');
  if (!file || file.extra?.IsTruncated === 'Yes') throw new AppError('media.unreadable');
  const mime = mimeOf(file);
  if (!picture) throw new AppError('media.unreadable', 'There is no moving picture in this file.');
  if (picture.Format === 'HEVC') throw new AppError('media.hevc');
  if (picture.Format === 'AV1') throw new AppError('media.format', AV1);
  if (another || !mime) throw new AppError('media.format');
  const codec = codecOf(picture, mime);
  const canBeHeard = of('Audio').every(({ Format }) => Format === 'AAC' || Format === 'Opus');
  const isLocked = [file, ...tracks].some(({ Encryption }) => Encryption !== undefined);
  if (!codec || !canBeHeard || isLocked) throw new AppError('media.format');
  const isDeep = (picture.BitDepth ?? 8) !== 8 || (picture.ChromaSubsampling ?? '4:2:0') !== '4:2:0';
  if (isDeep) throw new AppError('media.format', HDR);
  const seconds = Number(picture.Duration ?? file.Duration ?? 0);
  const sides = [Number(picture.Width ?? 0), Number(picture.Height ?? 0)] as const;
  if (!(seconds > 0) || !sides.every((side) => side > 0)) throw new AppError('media.unreadable');
  if (sides.some((side) => side > SIDE_MAX_PIXELS)) throw new AppError('media.too_many_pixels');
  const isOnItsSide = Math.round(Number(picture.Rotation ?? 0)) % 180 === 90;
  const [width, height] = isOnItsSide ? [sides[1], sides[0]] : sides;
  return { mime, codec, width, height, seconds: Math.round(seconds * 1000) / 1000 };
}

function mimeOf({ Format, CodecID }: Track): FoundVideo['mime'] | null {
  if (Format === 'WebM') return 'video/webm';
  if (Format !== 'MPEG-4') return null;
  return CodecID?.trim() === 'qt' ? 'video/quicktime' : 'video/mp4';
}

function codecOf({ Format }: Track, mime: FoundVideo['mime']): FoundVideo['codec'] | null {
  if (Format === 'AVC' && mime !== 'video/webm') return 'h264';
  return Format === 'VP9' ? 'vp9' : null;
}
