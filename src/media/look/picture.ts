/**
 * Whether a file is a picture that every browser shows, how large it is, and the same picture without what else is in it: the
 * place where it was taken, the phone, the owner. Told by its bytes, never by a name. Pure; the formats have files of their own.
 */
import { AppError } from '../../http/errors';
import { SIDE_MAX_PIXELS } from '../media-bounds';
import { cleanJpeg } from './jpeg';
import { cleanPng } from './png';
import { cleanWebp } from './webp';

export interface CleanPicture {
  /** As shown. */
  width: number;
  height: number;
  /** The picture with its colours and which way up it is, and nothing else. */
  bytes: Buffer;
}

export interface FoundPicture extends CleanPicture {
  mime: 'image/jpeg' | 'image/png' | 'image/webp';
}

/** Throws media.picture_format, media.unreadable, media.too_many_pixels. */
export function lookIntoPicture(bytes: Buffer): FoundPicture {
  const found = clean(bytes);
  if (!found) throw new AppError('media.unreadable');
  const { width, height } = found;
  if (width === 0 || height === 0) throw new AppError('media.unreadable');
  if (width > SIDE_MAX_PIXELS || height > SIDE_MAX_PIXELS) {
    const detail = `It has ${width} by ${height} pixels; at most ${SIDE_MAX_PIXELS} each way can be shown. Make it smaller, then send it again.`;
    throw new AppError('media.too_many_pixels', detail);
  }
  return found;
}

/** null: it begins like a picture and does not go on like one. */
function clean(bytes: Buffer): FoundPicture | null {
  const begins = (hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex;
  if (begins('ffd8ff')) return named('image/jpeg', cleanJpeg(bytes));
  if (begins('89504e470d0a1a0a')) return named('image/png', cleanPng(bytes));
  const isRiff = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  if (isRiff) return named('image/webp', cleanWebp(bytes));
  throw new AppError('media.picture_format');
}

const named = (mime: FoundPicture['mime'], picture: CleanPicture | null): FoundPicture | null =>
  picture && { mime, ...picture };
