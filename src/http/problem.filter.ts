import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from './errors';
import { asAppError, problemOf } from './problem';
import { rightTypeFor } from './upload';

/** The one place where an error leaves the house. Fastify's own errors (bodies it cannot read) come here too. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { error: said, bug } = asAppError(thrown);
    const error =
      said.code === 'request.unsupported_media_type'
        ? new AppError(said.code, rightTypeFor(request.routeOptions))
        : said;
    if (bug) this.log.error({ err: thrown, requestId: request.id }, 'this should not have been possible');
    const retryAfter = error.retryAfterSeconds ?? (error.status === 503 ? 2 : undefined);
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    void reply
      .status(error.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problemOf(error, request.id)));
  }
}
