import { createSecretKey, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';

export const ACCESS_TOKEN_SECONDS = 600;
const ISSUER = 'exercise-prescription-portal';
const AUDIENCE = 'portal-api';

interface Claims {
  sid: string;
  typ: string;
  exp?: number;
}

/** Makes and reads access tokens: HS256 only, ten minutes, good for naming a session and for nothing else. */
@Injectable()
export class AccessTokens extends PassportStrategy(Strategy) {
  constructor(
    secret: string,
    private readonly jwt: JwtService,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // as a key, which its types forget: of a text jsonwebtoken tries at each request whether it is a public key, and that costs
      // more than all the rest of the check
      secretOrKey: createSecretKey(secret, 'utf8') as unknown as Buffer,
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      ignoreExpiration: false,
    });
  }

  /** `sub` is the staff or patient id, for the reader of a log; nothing here relies on it. */
  async make(sessionId: string, subject: string): Promise<string> {
    return this.jwt.signAsync(
      { sid: sessionId, typ: 'access' },
      {
        subject,
        jwtid: randomUUID(),
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithm: 'HS256',
        expiresIn: ACCESS_TOKEN_SECONDS,
      },
    );
  }

  /** passport calls this with a verified payload; false means "no user". */
  validate(claims: Claims): { sessionId: string } | false {
    const isOurs = claims.typ === 'access' && typeof claims.exp === 'number' && UUID.test(String(claims.sid));
    return isOurs ? { sessionId: claims.sid } : false;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
