import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from './errors';
import { allowItsSize, type Upload, uploadOf } from './upload';

/**
 * What this API reads: a JSON object, and where a route says so a JSON list, CSV or plain bytes. No form on a foreign page can post
 * any of them without a preflight. Refuses what a parser, a validator or the database would silently change or drop:
 * bytes that are not UTF-8, NUL characters, lone surrogates, a name that stands twice, names that every object has, and
 * nesting deeper than any document of ours.
 */
const BODY_LIMIT_BYTES = 256 * 1024;
const DEPTH_LIMIT = 20;

type Kind = Upload['kind'] | 'object';

/** To be called before the routes are made. */
export function readBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', allowItsSize);
  fastify.removeAllContentTypeParsers();
  const parsers: [type: RegExp, read: (bytes: Buffer, kind: Kind) => unknown][] = [
    // Fastify compares with a spelling of its own, in which every parameter is quoted
    [/^application\/json(; charset="utf-8")?$/i, readJson],
    [/^text\/csv(; charset="utf-8")?$/i, readCsv],
  ];
  for (const [type, read] of parsers) {
    fastify.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
      (request: FastifyRequest, body: string | Buffer, done) => {
        // where nothing is, nothing is read: the answer is that, whatever was sent
        if (request.is404) return done(null, undefined);
        try {
          done(null, read(body as Buffer, uploadOf(request.routeOptions)?.kind ?? 'object'));
        } catch (fault) {
          done(fault instanceof AppError ? fault : new AppError('request.malformed'));
        }
      },
    );
  }
  // handed on unread: the route looks into them, piece by piece
  fastify.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    if (request.is404) return done(null, undefined);
    if (uploadOf(request.routeOptions)?.kind === 'bytes') done(null, payload);
    else done(new AppError('request.unsupported_media_type'));
  });
}

/** True for text that Postgres stores and a reader gets back unchanged. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** True for names such as `constructor` and `__proto__`: what unpacks a body into a class skips over them in silence. */
export const isInherited = (name: string): boolean => name in Object.prototype;

function readCsv(bytes: Buffer, kind: Kind): string | undefined {
  if (kind !== 'csv') throw new AppError('request.unsupported_media_type');
  if (bytes.length === 0) return undefined;
  const text = textOf(bytes);
  if (!isStorable(text)) throw new AppError('request.malformed_text');
  return text;
}

function readJson(bytes: Buffer, kind: Kind): unknown {
  if (kind === 'csv' || kind === 'bytes') throw new AppError('request.unsupported_media_type');
  if (bytes.length === 0) return undefined;
  const text = textOf(bytes);
  const value: unknown = JSON.parse(text);
  const names = countNames(value);
  // of a name that stands twice in an object JSON.parse keeps the last, others the first
  if (names !== text.replace(STRINGS, '').split(':').length - 1) throw new AppError('request.malformed');
  if (kind === 'list' && !Array.isArray(value)) refuse('isArray', 'The body must be a JSON list.');
  if (kind === 'object' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
    refuse('isPlainObject', 'The body must be a JSON object.');
  }
  return value;
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new AppError('request.malformed_text');
  return bytes.toString();
}

function refuse(code: string, detail: string): never {
  throw new AppError('request.invalid', undefined, [{ pointer: '', code, detail }]);
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
