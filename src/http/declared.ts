import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { FastifyRequest } from 'fastify';
import { isInherited, isStorable } from './body';
import { AppError, type FieldFault } from './errors';
import { nothingCalled } from './unknown-field';
import { uploadOf } from './upload';

/**
 * A handler that declares no query or no body gets none: what it would silently ignore is refused, because the
 * caller believes that it does something. (Declared ones are checked field by field by the validation pipe.)
 */
export function assertDeclaredOnly(context: ExecutionContext, request: FastifyRequest): void {
  assertReadable(request.url);
  const names = Object.keys((request.query ?? {}) as Record<string, unknown>);
  const faults: FieldFault[] = [];
  const isDeclared = declares(context, RouteParamtypes.QUERY);
  faults.push(
    ...names
      .filter((name) => !isDeclared || isInherited(name))
      .map((name) => unknown(name, name, 'parameter')),
  );
  const isBytes = uploadOf(request.routeOptions)?.kind === 'bytes';
  if (
    !declares(context, RouteParamtypes.BODY) &&
    !isBytes &&
    request.body !== undefined &&
    request.body !== null
  ) {
    faults.push(...Object.keys(request.body).map((name) => unknown(`/${name}`, name, 'field')));
  }
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}

/** What does not decode would be taken as it stands: a search for "%FF", which nobody asked for. */
function assertReadable(address: string): void {
  let decoded = '';
  try {
    decoded = decodeURIComponent(address);
  } catch {
    throw new AppError('request.malformed_text');
  }
  if (!isStorable(decoded)) throw new AppError('request.malformed_text');
}

const unknown = (pointer: string, name: string, what: string): FieldFault => ({
  pointer,
  code: 'unknown',
  detail: nothingCalled(name, what),
});

function declares(context: ExecutionContext, kind: RouteParamtypes): boolean {
  const declared = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    Record<string, unknown> | undefined;
  return Object.keys(declared ?? {}).some((key) => key.startsWith(`${kind}:`));
}
