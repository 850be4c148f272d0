import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { RouteOptions } from 'fastify';

/**
 * Routes that read a file somebody uploads, instead of the one object that others take. The file is the whole body, not
 * a part of a form: what it is says its type, and a foreign page cannot send it without a preflight.
 */
const TYPES = { list: 'application/json', csv: 'text/csv' } as const;

export interface Upload {
  /** A JSON list, or the text of CSV. */
  kind: keyof typeof TYPES;
  limitBytes: number;
}

/** On a POST. `example`: of a list all of it, of CSV the text. */
export function TakesUpload({ kind, limitBytes, ...d }: Upload & { about: string; example: unknown }) {
  const schema =
    kind === 'csv'
      ? { type: 'string' }
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

/** For Fastify's onRoute: a limit of its own for each route that takes a file. */
export function allowItsSize(route: RouteOptions): void {
  const upload = uploadOf(route);
  if (upload) route.bodyLimit = upload.limitBytes;
}
