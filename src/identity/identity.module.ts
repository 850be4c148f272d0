import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { AccessTokens } from './access-token';
import { Attempts } from './attempts';
import { IdentityGuard } from './identity.guard';
import { InvitationController } from './invitation.controller';
import { InvitationService } from './invitation.service';
import { OwnPasswordController } from './own-password.controller';
import { OwnPasswordService } from './own-password.service';
import { Passwords } from './password';
import { SecretsModule, type SecretsWiring } from './secrets.module';
import { SessionController } from './session.controller';
import { SessionService } from './session.service';
import { SessionTokens } from './session-tokens';
import { SignInService } from './sign-in.service';

export type IdentityWiring = SecretsWiring;

/** Who is asking: signing in, sessions, and the guard in front of every route. */
@Global()
@Module({})
export class IdentityModule {
  static wired({ jwtSecret, publicUrl }: IdentityWiring): DynamicModule {
    return {
      module: IdentityModule,
      imports: [JwtModule.register({ secret: jwtSecret }), SecretsModule.wired({ jwtSecret, publicUrl })],
      controllers: [SessionController, OwnPasswordController, InvitationController],
      providers: [
        {
          provide: AccessTokens,
          inject: [JwtService],
          useFactory: (jwt: JwtService) => new AccessTokens(jwtSecret, jwt),
        },
        {
          provide: SessionTokens,
          inject: [AccessTokens],
          useFactory: (accessTokens: AccessTokens) => new SessionTokens(accessTokens, jwtSecret),
        },
        { provide: Passwords, useFactory: () => new Passwords() },
        { provide: APP_GUARD, useClass: IdentityGuard },
        Attempts,
        InvitationService,
        OwnPasswordService,
        SessionService,
        SignInService,
      ],
      exports: [Attempts, InvitationService, SessionTokens],
    };
  }
}
