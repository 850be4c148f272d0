import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from './errors';

export const BODY_LIMIT_BYTES = 256 * 1024;
const DEPTH_LIMIT = 20;

/**
 * The only body this API reads is JSON, so a form on a foreign page cannot post to it without a preflight.
 * Refuses what JSON allows but a database or a reader would silently change: NUL characters, lone surrogates,
 * `__proto__`, and nesting deeper than any document of ours.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    /^application\/json\s*(;\s*charset=utf-8\s*)?$/i,
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (_request: FastifyRequest, body: string | Buffer, done) => {
      if (body.length === 0) return done(null, undefined);
      try {
        const value: unknown = JSON.parse(body.toString());
        assertPlain(value);
        done(null, value);
      } catch (fault) {
        done(fault instanceof AppError ? fault : new AppError('request.malformed'));
      }
    },
  );
}

/** True for text that Postgres stores and a reader gets back unchanged. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

function assertPlain(root: unknown): void {
  const open: [value: unknown, depth: number][] = [[root, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && !isStorable(value)) throw new AppError('request.malformed_text');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEPTH_LIMIT) throw new AppError('request.malformed');
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__' || !isStorable(key)) throw new AppError('request.malformed');
      open.push([inner, depth + 1]);
    }
  }
}
