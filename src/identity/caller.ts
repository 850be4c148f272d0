import { isIP } from 'node:net';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What is known of somebody at a public door before they say who they are. Nothing here is taken from the body. */
export interface Caller {
  /** As the trusted proxies report it, or the connection's; null if neither is an address. */
  address: string | null;
  /** What their browser or app calls itself: shown to them in the list of their sessions. */
  device: string;
  requestId: string;
}

const DEVICE_MAX = 200;

/** For public routes: `signIn(@CurrentCaller() caller)`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    address: plainAddress(request.ip),
    device: (request.headers['user-agent'] ?? '').trim().slice(0, DEVICE_MAX) || 'Unknown device',
    requestId: request.id,
  };
});

/** A socket that listens for both kinds shows IPv4 inside IPv6; as that, all of IPv4 would count as one caller. */
function plainAddress(ip: string | undefined): string | null {
  const address = (ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return isIP(address) ? address : null;
}
