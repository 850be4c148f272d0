import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { recordReading } from '../audit/record';
import { AppError } from '../http/errors';
import { assertDeclaredOnly } from '../http/declared';
import { once } from '../http/idempotency';
import { operationOf } from '../http/operation';
import { etagOf } from '../http/revision';
import type { Role } from '../identity/actor';
import { ALLOW, onlyThese, PUBLIC } from '../identity/allow';
import { Aside } from './aside';
import { Door, type Entering } from './door';
import type { Tx } from './tx';

/** What the guard and the interceptor hang on a request. */
export interface CallerRequest extends FastifyRequest {
  sessionId?: string;
  tx?: Tx;
}

const OWN_DOOR = 'ownDoor';

/** For the rare route that opens its own transaction, such as the hot path. It still needs `@Allow`. */
export const OwnDoor = () => applyDecorators(SetMetadata(OWN_DOOR, true), ApiExtension('x-own-door', true));

/** The request's open transaction: `list(@CurrentTx() tx: Tx)`. */
export const CurrentTx = createParamDecorator((_: unknown, context: ExecutionContext): Tx => {
  const { tx } = context.switchToHttp().getRequest<CallerRequest>();
  if (!tx) throw new Error('This route has no transaction: it is public or opens its own door.');
  return tx;
});

/** How this request would enter; for routes marked `@OwnDoor`. */
export const CurrentEntering = createParamDecorator((_: unknown, context: ExecutionContext): Entering => {
  const allowed = Reflect.getMetadata(ALLOW, context.getHandler()) as Role[];
  return enteringOf(context.switchToHttp().getRequest<CallerRequest>(), allowed);
});

/**
 * One transaction for each request: opened before parameters are even looked at (so that who you are comes before
 * what you said), committed before the answer is sent.
 */
@Injectable()
export class InTxInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly door: Door,
    private readonly aside: Aside,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const handler = context.getHandler();
    const request = context.switchToHttp().getRequest<CallerRequest>();
    if (this.reflector.get(PUBLIC, handler)) {
      assertDeclaredOnly(context, request);
      return next.handle();
    }
    const entering = enteringOf(request, this.reflector.get<Role[]>(ALLOW, handler));
    const work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const answer = this.reflector.get(OWN_DOOR, handler)
      ? this.answerByOwnDoor(context, request, work)
      : this.answerInTx(context, request, entering, work);
    return from(answer.catch((thrown: unknown) => this.refuse(context, entering, thrown)));
  }

  private async answerByOwnDoor(
    context: ExecutionContext,
    request: CallerRequest,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    assertDeclaredOnly(context, request);
    return work();
  }

  private async answerInTx(
    context: ExecutionContext,
    request: CallerRequest,
    entering: Entering,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const answer = await this.door.openTx(entering, async (tx) => {
      request.tx = tx;
      assertDeclaredOnly(context, request);
      const value = await once(tx, context, request, work);
      await recordReading(tx, operationOf(context));
      return value;
    });
    const revision = (answer as { revision?: unknown } | undefined)?.revision;
    if (typeof revision === 'number') {
      void context.switchToHttp().getResponse<FastifyReply>().header('etag', etagOf({ revision }));
    }
    return answer;
  }

  /** Who asks for what their role may not do is remembered, whatever becomes of the transaction. */
  private async refuse(context: ExecutionContext, entering: Entering, thrown: unknown): Promise<never> {
    if (thrown instanceof AppError && thrown.code === 'identity.wrong_role') {
      await this.aside.call('select portal.record_refusal($1, $2, $3)', [
        entering.sessionId,
        operationOf(context),
        entering.requestId,
      ]);
      throw new AppError(thrown.code, onlyThese(entering.allowed));
    }
    throw thrown;
  }
}

function enteringOf(request: CallerRequest, allowed: readonly Role[]): Entering {
  if (!request.sessionId) throw new AppError('identity.sign_in_required');
  return { sessionId: request.sessionId, allowed, requestId: request.id, readOnly: request.method === 'GET' };
}
