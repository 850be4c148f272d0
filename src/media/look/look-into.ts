/**
 * Looks into what arrived and says what it is, or why it cannot be used; and gives back what is to be kept of it. Asks the bytes
 * only: neither a file's name nor the type that its sender believed in.
 */
import type { MediaKind } from '../media-bounds';
import { lookIntoCaptions } from './captions';
import { type Reader, tracksOf } from './media-info';
import { lookIntoPicture } from './picture';
import { judgeVideo } from './video';
import { type Patch, patchesOf } from './without-place';

/** A whole file that can also be read from end to end. */
export interface Arrived extends Reader {
  content(): AsyncIterable<Buffer>;
}

export interface Found {
  mime: string;
  /** What is kept, and how many bytes it has: without places, names and devices where the file told of them. */
  bytes: number;
  content: AsyncIterable<Buffer>;
  width?: number;
  height?: number;
  seconds?: number;
  codec?: string;
}

/** Throws the refusals of `media.` that the kind can meet. Pictures and captions are held in memory whole; videos never. */
export async function lookInto(kind: MediaKind, file: Arrived): Promise<Found> {
  if (kind === 'video') {
    const video = judgeVideo(await tracksOf(file));
    const patches = await patchesOf(file, video.mime);
    return { ...video, bytes: file.bytes, content: patched(file.content(), patches) };
  }
  const whole = await file.read(0, file.bytes);
  if (kind === 'captions') return { ...lookIntoCaptions(whole), bytes: whole.length, content: only(whole) };
  const { bytes, ...picture } = lookIntoPicture(whole);
  return { ...picture, bytes: bytes.length, content: only(bytes) };
}

/** The same content with some bytes in the place of others. */
export async function* patched(
  content: AsyncIterable<Buffer>,
  patches: readonly Patch[],
): AsyncGenerator<Buffer> {
  let start = 0;
  for await (const given of content) {
    const chunk = Buffer.from(given);
    for (const { at, bytes } of patches) {
      const from = Math.max(at, start);
      const to = Math.min(at + bytes.length, start + chunk.length);
      if (from < to) bytes.copy(chunk, from - start, from - at, to - at);
    }
    start += chunk.length;
    yield chunk;
  }
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
