import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from './errors';

export const BODY_LIMIT_BYTES = 256 * 1024;
const DEPTH_LIMIT = 20;

/**
 * The only body this API reads is a JSON object, so a form on a foreign page cannot post to it without a preflight.
 * Refuses what a parser, a validator or the database would silently change or drop: bytes that are not UTF-8, NUL
 * characters, lone surrogates, a name that stands twice, names that every object has, and nesting deeper than any
 * document of ours.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    // Fastify compares with a spelling of its own, in which every parameter is quoted
    /^application\/json(; charset="utf-8")?$/i,
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
    (_request: FastifyRequest, body: string | Buffer, done) => {
      if (body.length === 0) return done(null, undefined);
      try {
        done(null, readObject(body as Buffer));
      } catch (fault) {
        done(fault instanceof AppError ? fault : new AppError('request.malformed'));
      }
    },
  );
}

/** True for text that Postgres stores and a reader gets back unchanged. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** True for names such as `constructor` and `__proto__`: what unpacks a body into a class skips over them in silence. */
export const isInherited = (name: string): boolean => name in Object.prototype;

function readObject(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new AppError('request.malformed_text');
  const text = bytes.toString();
  const value: unknown = JSON.parse(text);
  const names = countNames(value);
  // of a name that stands twice in an object JSON.parse keeps the last, others the first
  if (names !== text.replace(STRINGS, '').split(':').length - 1) throw new AppError('request.malformed');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('request.invalid', undefined, [
      { pointer: '', code: 'isPlainObject', detail: 'must be an object' },
    ]);
  }
  return value;
}

const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/** Looks at everything in a value, without recursion; throws at what cannot be kept, answers how many names it has. */
function countNames(root: unknown): number {
  let names = 0;
  const open: [value: unknown, depth: number][] = [[root, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && !isStorable(value)) throw new AppError('request.malformed_text');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEPTH_LIMIT) throw new AppError('request.malformed');
    for (const [name, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) {
        if (isInherited(name) || !isStorable(name)) throw new AppError('request.malformed');
        names += 1;
      }
      open.push([inner, depth + 1]);
    }
  }
  return names;
}
