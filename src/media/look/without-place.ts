/**
 * Where a phone wrote into a video at which place it was filmed, with which phone and by whom. Nothing is moved: such boxes
 * become free space of the same length, so that every position in the file stays right. In MP4 and MOV (ISO 14496-12) these are
 * the user data, metadata and uuid boxes, and tracks that are neither picture nor sound: those disappear from the index, while
 * their samples stay where they lie, where no player looks. In WebM (RFC 9559) it is the Tags element.
 */
import { AppError } from '../../http/errors';
import type { Reader } from './media-info';

/** Bytes that take the place of others. */
export interface Patch {
  at: number;
  bytes: Buffer;
}

/** The index of a clip of three minutes has about 200 kilobytes. */
const INDEX_MAX_BYTES = 16 * 1024 * 1024;
/** No clip has so many boxes or blocks at its upper level. */
const STEPS_MAX = 500_000;

const NOTES = new Set(['udta', 'meta', 'uuid']);

/** Throws media.unreadable for a file whose parts do not fit into each other. */
export async function patchesOf(file: Reader, mime: string): Promise<Patch[]> {
  return mime === 'video/webm' ? patchesOfWebm(file) : patchesOfMp4(file);
}

async function patchesOfMp4(file: Reader): Promise<Patch[]> {
  const patches: Patch[] = [];
  let steps = 0;
  for (let at = 0; at + 8 <= file.bytes;) {
    if ((steps += 1) > STEPS_MAX) refuse();
    const head = await file.read(at, 16);
    const { type, header, length } = boxIn(head, 0, file.bytes - at);
    if (type === 'moov') {
      if (length > INDEX_MAX_BYTES) refuse();
      const index = await file.read(at, length);
      if (index.length !== length) refuse();
      for (const part of notesWithin(index, header, length)) {
        patches.push({ at: at + part.at, bytes: freed(part) });
      }
    } else if (NOTES.has(type)) {
      if (length > INDEX_MAX_BYTES) refuse();
      patches.push({ at, bytes: freed({ at, header, length }) });
    }
    at += length;
  }
  return patches;
}

interface Box {
  at: number;
  header: number;
  length: number;
}

function notesWithin(index: Buffer, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const box = { at, ...boxIn(index, at, to - at) };
    const inside = [at + box.header, at + box.length] as const;
    if (NOTES.has(box.type)) found.push(box);
    else if (box.type === 'trak') {
      if (isSeenOrHeard(index.subarray(...inside))) found.push(...notesWithin(index, ...inside));
      else found.push(box);
    } else if (box.type === 'mdia' || box.type === 'minf') found.push(...notesWithin(index, ...inside));
    at += box.length;
  }
  return found;
}

/** By the handler of the track: `hdlr` stands once in `mdia`, its type 8 bytes behind its name. */
function isSeenOrHeard(track: Buffer): boolean {
  for (let at = 0; at + 8 <= track.length;) {
    const { type, header, length } = boxIn(track, at, track.length - at);
    if (type === 'mdia') return isSeenOrHeard(track.subarray(at + header, at + length));
    if (type === 'hdlr') return ['vide', 'soun'].includes(track.toString('latin1', at + 16, at + 20));
    at += length;
  }
  return false;
}

/** `left`: how many bytes there are from the box on. A length of 0 reaches to the end, 1 says it behind the type. */
function boxIn(bytes: Buffer, at: number, left: number): { type: string; header: number; length: number } {
  if (at + 8 > bytes.length) refuse();
  const short = bytes.readUInt32BE(at);
  const type = bytes.toString('latin1', at + 4, at + 8);
  if (short === 1 && at + 16 > bytes.length) refuse();
  const header = short === 1 ? 16 : 8;
  const length = short === 0 ? left : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short;
  if (length < header || length > left) refuse();
  return { type, header, length };
}

function freed({ header, length }: Box): Buffer {
  const bytes = Buffer.alloc(length);
  if (header === 16) {
    bytes.writeUInt32BE(1, 0);
    bytes.writeBigUInt64BE(BigInt(length), 8);
  } else bytes.writeUInt32BE(length, 0);
  bytes.write('free', 4, 'latin1');
  return bytes;
}

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TAGS = 0x1254c367;
const VOID = 0xec;

async function patchesOfWebm(file: Reader): Promise<Patch[]> {
  const patches: Patch[] = [];
  let steps = 0;
  for (let at = 0; at + 2 <= file.bytes;) {
    if ((steps += 1) > STEPS_MAX) refuse();
    const head = await file.read(at, 12);
    const { id, header, length } = elementIn(head);
    // what is in a segment stands beside it here, and so does what is in a cluster of unknown length
    const isEntered = id === SEGMENT || (id === CLUSTER && length === null);
    if (length === null && !isEntered) refuse();
    const end = isEntered ? at + header : at + header + (length as number);
    if (end > file.bytes) refuse();
    if (id === TAGS) {
      if (end - at > INDEX_MAX_BYTES) refuse();
      patches.push({ at, bytes: voided(end - at) });
    }
    at = end;
  }
  return patches;
}

/** The id with its marker, as RFC 9559 writes it; a length of null is one that the writer did not know. */
function elementIn(head: Buffer): { id: number; header: number; length: number | null } {
  const idBytes = Math.clz32(head[0] ?? 0) - 23;
  const lengthBytes = Math.clz32(head[idBytes] ?? 0) - 23;
  if (idBytes > 4 || lengthBytes > 8 || head.length < idBytes + lengthBytes) refuse();
  const id = head.readUIntBE(0, idBytes);
  let length = BigInt(head[idBytes] as number) & ((1n << BigInt(8 - lengthBytes)) - 1n);
  for (const byte of head.subarray(idBytes + 1, idBytes + lengthBytes))
    length = (length << 8n) | BigInt(byte);
  const isUnknown = length === (1n << BigInt(7 * lengthBytes)) - 1n;
  return { id, header: idBytes + lengthBytes, length: isUnknown ? null : Number(length) };
}

/** Tags have an id of 4 bytes, so there is room: one for the id of Void and up to 8 for its length. */
function voided(bytes: number): Buffer {
  const element = Buffer.alloc(bytes);
  element[0] = VOID;
  const lengthBytes = bytes >= 9 ? 8 : 1;
  const inside = bytes - 1 - lengthBytes;
  if (lengthBytes === 8) element.writeBigUInt64BE((1n << 56n) | BigInt(inside), 1);
  else element[1] = 0x80 | inside;
  return element;
}

function refuse(): never {
  throw new AppError('media.unreadable');
}
