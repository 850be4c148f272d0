/**
 * A WebP without what was written beside the picture (RFC 9649): Exif, XMP and chunks that nobody knows. The picture, its
 * transparency, its colour profile and its frames stay.
 */
import type { CleanPicture } from './picture';

const OF_THE_PICTURE = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM', 'ANMF']);
/** In the flags of VP8X: that Exif and XMP follow. */
const HAS_NOTES = 0x08 | 0x04;

/** null: it is cut off or damaged. */
export function cleanWebp(bytes: Buffer): CleanPicture | null {
  if (bytes.length < 20) return null;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let hasPicture = false;
  for (let at = 12; at + 8 <= end;) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) return null;
    const body = bytes.subarray(at + 8, at + 8 + length);
    size ??= sizeIn(type, body);
    hasPicture ||= ['VP8 ', 'VP8L', 'ANMF'].includes(type);
    if (OF_THE_PICTURE.has(type))
      kept.push(type === 'VP8X' ? withoutFlags(bytes, at, next) : bytes.subarray(at, next));
    at = next;
  }
  if (!size || !hasPicture) return null;
  const inside = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(inside.length + 4, 4);
  return { ...size, bytes: Buffer.concat([head, inside]) };
}

function withoutFlags(bytes: Buffer, at: number, next: number): Buffer {
  const chunk = Buffer.from(bytes.subarray(at, next));
  chunk[8] = (chunk[8] as number) & ~HAS_NOTES;
  return chunk;
}

/** Sections 2.5 to 2.7: the canvas, or the frame of a simple file. */
function sizeIn(type: string, body: Buffer): { width: number; height: number } | null {
  if (type === 'VP8X' && body.length >= 10) {
    return { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 };
  }
  if (type === 'VP8 ' && body.length >= 10 && body.readUIntBE(3, 3) === 0x9d012a) {
    return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff };
  }
  if (type === 'VP8L' && body.length >= 5 && body[0] === 0x2f) {
    const bits = body.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return null;
}
