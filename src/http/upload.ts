import type { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest, RouteOptions } from 'fastify';

/**
 * Routes that read a file somebody uploads, instead of the one object that others take. The file is the whole body, not
 * a part of a form: what it is says its type, and a foreign page cannot send it without a preflight.
 */
const TYPES = { list: 'application/json', csv: 'text/csv', bytes: 'application/octet-stream' } as const;

export interface Upload {
  /** A JSON list, the text of CSV, or bytes that are handed on as they arrive; how many, the route itself counts. */
  kind: keyof typeof TYPES;
  limitBytes: number;
}

/** The body of a route that takes bytes, unread. Whoever reads it stops at the limit. */
export const BytesOfBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): Readable =>
    context.switchToHttp().getRequest<FastifyRequest>().body as Readable,
);

/** On a POST or PUT. `example`: of a list all of it, of CSV or bytes the text. */
export function TakesUpload({ kind, limitBytes, ...d }: Upload & { about: string; example: unknown }) {
  const schema =
    kind !== 'list'
      ? { type: 'string', ...(kind === 'bytes' ? { format: 'binary' } : {}) }
      : { type: 'array', items: { type: 'object', additionalProperties: true } };
  return applyDecorators(
    RouteConfig({ upload: { kind, limitBytes } satisfies Upload }),
    ApiConsumes(TYPES[kind]),
    ApiBody({ description: d.about, schema: { ...schema, example: d.example } }),
  );
}

/** What the route of a request or of a registration takes; nothing where it takes an object, or nothing. */
export const uploadOf = (route: { config?: unknown }): Upload | undefined =>
  (route.config as { upload?: Upload } | undefined)?.upload;

/** What to send to a route that was sent something else. */
export const rightTypeFor = (route: { config?: unknown }): string => {
  const kind = uploadOf(route)?.kind;
  const what = { list: 'list', csv: 'table', bytes: 'bytes', object: 'body' }[kind ?? 'object'];
  return `Send the ${what} as ${kind ? TYPES[kind] : 'application/json'}.`;
};

/** For Fastify's onRoute: a limit of its own for each route that takes a file. */
export function allowItsSize(route: RouteOptions): void {
  const upload = uploadOf(route);
  if (upload) route.bodyLimit = upload.limitBytes;
}
