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

const IN_WORDS: Record<Role, string> = {
  patient: 'the patient',
  carer: 'somebody who looks after the patient',
  clinician: 'a clinician',
  desk: 'the desk',
  admin: 'an admin',
};

/** For who may not: says who may, and nothing of what is there. */
export function onlyThese(roles: readonly Role[]): string {
  const words = roles.map((role) => IN_WORDS[role]);
  const said = [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ');
  return `Only ${said} can do this.`;
}

/** Anybody may call it; it runs as `app_visitor`, who may do nothing but knock at a few definer functions. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));
