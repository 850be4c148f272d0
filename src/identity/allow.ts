import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Role } from './actor';

export const ALLOW = 'allow';
export const PUBLIC = 'public';

/**
 * Who may call a route, in the order in which a person of several roles enters.
 * A route with neither `@Allow` nor `@Public` is refused.
 */
export const Allow = (...roles: [Role, ...Role[]]) =>
  applyDecorators(SetMetadata(ALLOW, roles), ApiExtension('x-allow', roles));

/** Anybody may call it; it runs as `app_visitor`, who may do nothing but knock at a few definer functions. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));
