/**
 * What can be printed of a picture's bytes. JPEG and PNG go onto the paper as they are; a PNG with transparency, or one that is
 * interlaced, is laid on white first. WebP cannot be drawn and is left out, and so is whatever is damaged: a paper without a
 * picture is better than none. Takes its time for a large PNG, so never call it while a transaction is open.
 */
import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** By the type under which the store keeps it. */
export const PRINTABLE = ['image/jpeg', 'image/png'];

/** A phone's screenshot has up to 3.7 million points; one of 8000 by 8000 would cost a quarter of a gigabyte. */
const POINTS_DECODED_MAX = 4_000_000;
/** What is not decoded is still inflated once, to see that it is whole. */
const POINTS_MAX = 24_000_000;

/** Null: it is left out. */
export function printable(bytes: Buffer): Buffer | null {
  try {
    if (bytes.readUInt16BE(0) === 0xffd8) return isDrawnAsItIs(bytes) ? bytes : null;
    return bytes.readUInt32BE(0) === 0x89504e47 ? printablePng(bytes) : null;
  } catch {
    return null;
  }
}

/** Baseline or progressive, with 8 bits for each of one, three or four colours: what PDF knows (ISO 32000-1, 7.4.8). */
function isDrawnAsItIs(jpeg: Buffer): boolean {
  for (let at = 2; at + 9 < jpeg.length;) {
    const marker = jpeg.readUInt16BE(at);
    if (marker >> 8 !== 0xff) return false;
    if (marker === 0xffff) at += 1;
    else if (marker >= 0xffc0 && marker <= 0xffc2) {
      const [bits, height, width] = [jpeg[at + 4], jpeg.readUInt16BE(at + 5), jpeg.readUInt16BE(at + 7)];
      return bits === 8 && height > 0 && width > 0 && [1, 3, 4].includes(jpeg[at + 9] as number);
    } else if (marker === 0xffda || marker === 0xffd9) return false;
    else at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return false;
}

/** By colour type (PNG third edition, 11.2.1). */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface PngChunks {
  width: number;
  height: number;
  bits: number;
  colours: number;
  isInterlaced: boolean;
  hasTransparency: boolean;
  data: Buffer[];
}

function printablePng(png: Buffer): Buffer | null {
  const found = chunksOf(png);
  if (!found) return null;
  const { width, height, bits, colours, isInterlaced, hasTransparency, data } = found;
  const points = width * height;
  if (points === 0 || points > POINTS_MAX) return null;
  if (isInterlaced || hasTransparency || colours === 4 || colours === 6) {
    if (points > POINTS_DECODED_MAX) return null;
    const white = { red: 255, green: 255, blue: 255 };
    return PNG.sync.write(PNG.sync.read(png), { colorType: 2, inputHasAlpha: true, bgColor: white });
  }
  const length = height * (1 + Math.ceil((width * bits * (CHANNELS[colours] as number)) / 8));
  return inflateSync(Buffer.concat(data), { maxOutputLength: length }).length === length ? png : null;
}

/** Null where a chunk does not end within the file, or one is missing. */
function chunksOf(png: Buffer): PngChunks | null {
  let found: PngChunks | null = null;
  let hasPalette = false;
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    at += 12 + length;
    if (at > png.length) return null;
    if (found === null) {
      if (type !== 'IHDR' || length !== 13) return null;
      found = {
        width: body.readUInt32BE(0),
        height: body.readUInt32BE(4),
        bits: body[8] as number,
        colours: body[9] as number,
        isInterlaced: body[12] === 1,
        hasTransparency: false,
        data: [],
      };
    }
    hasPalette ||= type === 'PLTE';
    found.hasTransparency ||= type === 'tRNS';
    if (type === 'IDAT') found.data.push(body);
    if (type === 'IEND') return found.colours === 3 && !hasPalette ? null : found;
  }
  return null;
}
