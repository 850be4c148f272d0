/**
 * A JPEG without what a camera writes beside the picture (ITU-T T.81 annex B, and Exif 2.32 for its turn). What stays: the
 * picture, its colours, and which way up it is; a phone says the latter in Exif alone, so a new Exif with nothing else says it.
 */
import type { CleanPicture } from './picture';

const SCAN = 0xda;
const END = 0xd9;
const EXIF = 0xe1;
/** Frames of every kind; C4, C8 and CC are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** JFIF (without its thumbnail), the colour profile, and how Adobe wrote the colours. */
const COLOURS: Record<number, string> = { 0xe0: 'JFIF\0', 0xe2: 'ICC_PROFILE\0', 0xee: 'Adobe' };

/** null: it is cut off or damaged. What stands behind its end, such as a second picture with a place of its own, goes too. */
export function cleanJpeg(bytes: Buffer): CleanPicture | null {
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let turn = 1;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return null;
    if (marker === END) break;
    const length = at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : 0;
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return null;
    const body = bytes.subarray(at + 4, next);
    if (isFrame(marker)) {
      if (body.length < 5) return null;
      size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
    }
    if (marker === EXIF && turn === 1) turn = turnIn(body);
    if (isOfThePicture(marker, body)) kept.push(withoutThumbnail(marker, bytes.subarray(at, next)));
    at = next;
    if (marker === SCAN) {
      const scanned = endOfScan(bytes, at);
      if (scanned === null) return null;
      kept.push(bytes.subarray(at, scanned));
      at = scanned;
    }
  }
  if (!size) return null;
  const isOnItsSide = turn >= 5;
  return {
    width: isOnItsSide ? size.height : size.width,
    height: isOnItsSide ? size.width : size.height,
    bytes: Buffer.concat([
      Buffer.of(0xff, 0xd8),
      ...(turn === 1 ? [] : [turnOnly(turn)]),
      ...kept,
      Buffer.of(0xff, END),
    ]),
  };
}

function isOfThePicture(marker: number, body: Buffer): boolean {
  const isNote = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
  const begins = COLOURS[marker];
  return !isNote || (begins !== undefined && body.toString('latin1', 0, begins.length) === begins);
}

function withoutThumbnail(marker: number, segment: Buffer): Buffer {
  if (marker !== 0xe0 || segment.length < 18) return segment;
  const short = Buffer.from(segment.subarray(0, 18));
  short.writeUInt16BE(16, 2);
  short.fill(0, 16, 18);
  return short;
}

/** Where the next marker stands that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return null;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return null;
}

/** Exif's orientation, 1 to 8; 1, upright, where it says nothing that can be read. */
function turnIn(body: Buffer): number {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0' || body.length < 16) return 1;
  const tiff = body.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < Math.min(u16(directory), 200); entry++) {
    const at = directory + 2 + entry * 12;
    if (u16(at) === 0x0112) {
      const turn = u16(at + 8);
      return turn >= 1 && turn <= 8 ? turn : 1;
    }
  }
  return 1;
}

/** A segment of Exif that holds the orientation alone. */
function turnOnly(turn: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(turn, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.of(0xff, EXIF, 0, body.length + 2);
  return Buffer.concat([head, body]);
}
