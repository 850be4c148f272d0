import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import pino, { type DestinationStream, type Logger } from 'pino';
import { poolTroubleOf } from './problem';

/**
 * JSON lines on standard output. A request is one line with its id, its route (never its address, which can hold a
 * name that somebody searched for), its status and its time. Bodies, headers and query strings are never logged.
 */
export function jsonLog(level: string, to: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeFault },
    },
    to,
  );
}

/** A fault without its words, but for a few fixed ones, and without the values that were in it: a driver's `detail` and parameters can hold a patient's data. */
function describeFault(fault: unknown): unknown {
  if (!(fault instanceof Error)) return { type: typeof fault };
  const { code } = fault as { code?: unknown };
  // the stack repeats the message, and a message can hold lines that look like places
  const places = (fault.message ? fault.stack?.split(fault.message).at(-1) : fault.stack) ?? '';
  return {
    type: fault.constructor.name,
    code: typeof code === 'string' ? code : undefined,
    says: poolTroubleOf(fault),
    at: places.split('\n').filter((line) => line.trimStart().startsWith('at ')),
  };
}

export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const line = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (line.route?.startsWith('/health')) log.debug(line, 'answered');
    else log.info(line, 'answered');
  });
}

/** Lets Nest speak through the same lines. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Logger) {}

  log(message: unknown, context?: string): void {
    this.to.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    if (typeof message === 'object' && message !== null) this.to.warn({ context, ...message }, 'fault');
    else this.to.warn({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    if (typeof message === 'object' && message !== null) this.to.error({ context, ...message }, 'fault');
    else this.to.error({ context }, String(message));
  }
}
