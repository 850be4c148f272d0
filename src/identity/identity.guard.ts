import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { CallerRequest } from '../db/in-tx.interceptor';
import { AppError } from '../http/errors';
import { ALLOW, PUBLIC } from './allow';

/**
 * Reads the access token and believes one thing of it: the session's id. Who that is, and whether they may, the
 * database says when the transaction enters. A route that nobody classified is refused.
 */
@Injectable()
export class IdentityGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get(PUBLIC, handler)) return true;
    if (!this.reflector.get(ALLOW, handler)) throw new AppError('identity.wrong_role');
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<CallerRequest & { user: { sessionId: string } }>();
    request.sessionId = request.user.sessionId;
    return true;
  }

  override handleRequest<TUser>(fault: unknown, user: TUser | false): TUser {
    if (fault || !user) throw new AppError('identity.sign_in_required');
    return user;
  }
}
