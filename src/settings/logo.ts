/**
 * What a clinic may take for its logo, by the bytes alone: a PNG or a JPEG, never an SVG, which can hold programs, and no WebP,
 * which paper cannot draw. Pure.
 */
import { createHash } from 'node:crypto';
import type { Logo } from '../clinic/clinic.entity';
import { AppError } from '../http/errors';
import { lookIntoPicture } from '../media/look/picture';

/** It stands in every page's head and on every paper; a vector drawing of more does not exist as PNG. */
export const LOGO_BYTES_MAX = 256 * 1024;
/** What can be laid on white and printed, whichever PNG it is. */
export const LOGO_SIDE_MAX = 1200;

/** Cleaned, as other pictures are. Throws logo.format, logo.too_large, media.unreadable. */
export function lookIntoLogo(given: Buffer): { logo: Omit<Logo, 'key'>; content: Buffer } {
  const { mime, width, height, bytes: content } = pictureIn(given);
  if (mime === 'image/webp') throw new AppError('logo.format');
  if (width > LOGO_SIDE_MAX || height > LOGO_SIDE_MAX) throw new AppError('logo.too_large');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { logo: { mime, width, height, bytes: content.length, sha256 }, content };
}

function pictureIn(bytes: Buffer): ReturnType<typeof lookIntoPicture> {
  try {
    return lookIntoPicture(bytes);
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    if (fault.code === 'media.picture_format') throw new AppError('logo.format');
    throw fault.code === 'media.too_many_pixels' ? new AppError('logo.too_large') : fault;
  }
}
