/**
 * A PNG without what was written beside the picture (PNG third edition, sections 5 and 11): texts, times, Exif, and whatever
 * else has a name of its own. Only the chunks that make the picture and its colours stay; of an animated one the first frame.
 */
import type { CleanPicture } from './picture';

const SIGNATURE_BYTES = 8;
const OF_THE_PICTURE = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP'.split(' '));

/** null: it is cut off or damaged. */
export function cleanPng(bytes: Buffer): CleanPicture | null {
  const kept: Buffer[] = [bytes.subarray(0, SIGNATURE_BYTES)];
  let size: { width: number; height: number } | null = null;
  let hasPicture = false;
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const next = at + 12 + length;
    if (next > bytes.length) return null;
    if (size === null) {
      if (type !== 'IHDR' || length !== 13) return null;
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    }
    hasPicture ||= type === 'IDAT';
    if (OF_THE_PICTURE.has(type)) kept.push(bytes.subarray(at, next));
    if (type === 'IEND') return hasPicture ? { ...size, bytes: Buffer.concat(kept) } : null;
    at = next;
  }
  return null;
}
