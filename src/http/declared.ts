import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { FastifyRequest } from 'fastify';
import { isStorable } from './body';
import { AppError, type FieldFault } from './errors';

/**
 * A handler that declares no query or no body gets none: what it would silently ignore is refused, because the
 * caller believes that it does something. (Declared ones are checked field by field by the validation pipe.)
 */
export function assertDeclaredOnly(context: ExecutionContext, request: FastifyRequest): void {
  const query = Object.entries((request.query ?? {}) as Record<string, unknown>);
  for (const [, value] of query) {
    if (typeof value === 'string' && !isStorable(value)) throw new AppError('request.malformed_text');
  }
  const faults: FieldFault[] = [];
  if (!declares(context, RouteParamtypes.QUERY)) {
    faults.push(...query.map(([name]) => unknown(name)));
  }
  if (!declares(context, RouteParamtypes.BODY) && request.body !== undefined && request.body !== null) {
    const names = typeof request.body === 'object' ? Object.keys(request.body) : [''];
    faults.push(...names.map((name) => unknown(`/${name}`)));
  }
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}

const unknown = (pointer: string): FieldFault => ({
  pointer,
  code: 'unknown',
  detail: 'This is not known here.',
});

function declares(context: ExecutionContext, kind: RouteParamtypes): boolean {
  const declared = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    Record<string, unknown> | undefined;
  return Object.keys(declared ?? {}).some((key) => key.startsWith(`${kind}:`));
}
