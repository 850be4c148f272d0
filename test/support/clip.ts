import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Arrived, type Found, lookInto } from '../../src/media/look/look-into';
import type { MediaKind } from '../../src/media/media-bounds';

/** Small files of each format, and what the checker says of bytes without a store. How they were made: clips/README.md. */
export const clip = (name: string): Buffer => readFileSync(join(__dirname, 'clips', name));

/** Where every fixture that tells of a place was filmed. */
export const PLACE = '51.5074';

/** As it would be read from the store, in chunks of so many bytes. */
export const arrived = (bytes: Buffer, chunk = 1000): Arrived => ({
  bytes: bytes.length,
  read: async (from, length) => bytes.subarray(from, from + length),
  content: async function* () {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  },
});

export interface Looked extends Omit<Found, 'content'> {
  kept: Buffer;
}

export async function look(kind: MediaKind, bytes: Buffer, chunk?: number): Promise<Looked> {
  const { content, ...found } = await lookInto(kind, arrived(bytes, chunk));
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(part);
  return { ...found, kept: Buffer.concat(parts) };
}
