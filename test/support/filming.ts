import { randomBytes } from 'node:crypto';
import type { Response } from 'supertest';
import type { StaffName } from './cast';
import { clip } from './clip';
import type { Stage } from './stage';

/** Announcing and sending a medium over HTTP, for tests that need one. */
export type Said = Record<string, unknown>;

const USUAL: Record<string, Said> = {
  video: { language: 'en' },
  picture: { alt: 'A woman leans on a wall.' },
  poster: {},
  captions: { language: 'en' },
};

export async function announce(stage: Stage, by: StaffName, kind: string, bytes: number, said: Said = {}) {
  const { body } = await stage
    .as(by)
    .post('/media')
    .send({ kind, bytes, title: `Heel raise, ${kind}`, ...USUAL[kind], ...said })
    .expect(201);
  return body as { id: string; arrived: number; status: string; address: string };
}

/** One part, or all of it. */
export function sendBytes(stage: Stage, by: StaffName, id: string, bytes: Buffer, range?: string) {
  const test = stage.as(by).put(`/media/${id}/content`).type('application/octet-stream');
  return (range ? test.set('content-range', range) : test).send(bytes);
}

/** A usable medium; answers its id. */
export async function film(
  stage: Stage,
  by: StaffName,
  kind: string,
  bytes: Buffer,
  said: Said = {},
): Promise<string> {
  const { id } = await announce(stage, by, kind, bytes.length, said);
  await sendBytes(stage, by, id, bytes).expect(200);
  return id;
}

/** A clip that plays, and is as long as a longer one: what follows its index is free space. */
export function longClip(bytes: number): Buffer {
  const small = clip('h264-aac.mp4');
  const free = randomBytes(bytes - small.length);
  free.writeUInt32BE(free.length, 0);
  free.write('free', 4, 'latin1');
  return Buffer.concat([small, free]);
}

/** Collects an answer as bytes; a problem as what it says. */
export const asBytes = (response: Response, done: (fault: Error | null, body: unknown) => void): void => {
  const parts: Buffer[] = [];
  const isProblem = /json/.test(response.headers['content-type'] ?? '');
  (response as unknown as NodeJS.ReadableStream)
    .on('data', (part: Buffer) => parts.push(part))
    .on('end', () => {
      const body = Buffer.concat(parts);
      done(null, isProblem ? JSON.parse(body.toString()) : body);
    });
};
