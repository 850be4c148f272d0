import { createParamDecorator, type ExecutionContext, applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AppError } from './errors';

/**
 * The revision that the caller last read, from If-Match. An ETag here is the row's revision in quotes; its weak form
 * is what a proxy that compresses answers makes of it on the way.
 * Throws revision.missing (428) without the header and request.invalid on anything that is not such an ETag.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) throw new AppError('revision.missing');
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (revision === undefined) {
    throw new AppError('request.invalid', undefined, [
      {
        pointer: 'If-Match',
        code: 'etag',
        detail: 'Send the ETag exactly as you received it, quotes included.',
      },
    ]);
  }
  return Number(revision);
});

/** What its reader sends as If-Match. */
export const etagOf = ({ revision }: { revision: number }): string => `"${revision}"`;

/** Documents If-Match on an operation that uses it. */
export const NeedsIfMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The ETag that you last read.',
      schema: { type: 'string', example: '"3"' },
    }),
  );

/** Refuses (412) when the locked row is no longer the one that the caller read. */
export function assertRevision(row: { revision: number }, expected: number): void {
  if (row.revision !== expected) throw new AppError('revision.stale');
}
