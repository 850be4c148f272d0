import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token';
import type { TokensDto } from './session.dto';

/**
 * The two tokens of a session: a short access token, and a refresh token that works once and is followed by its
 * successor. Whether one is still good, the database says; nothing here looks.
 */
export class SessionTokens {
  private readonly successorKey: Buffer;

  constructor(
    private readonly accessTokens: AccessTokens,
    jwtSecret: string,
  ) {
    // a key of its own, so that no access token's signature can ever be a refresh token
    this.successorKey = Buffer.from(hkdfSync('sha256', jwtSecret, '', 'portal refresh-token successor', 32));
  }

  /** 256 random bits; what the next one will be, only this server's key can tell. */
  firstRefreshToken(): string {
    return randomBytes(32).toString('base64url');
  }

  /**
   * The same token has always the same successor, so that an answer that got lost can be given again although only
   * hashes are stored, by whichever process is asked.
   */
  successorOf(refreshToken: string): string {
    return createHmac('sha256', this.successorKey).update(refreshToken, 'utf8').digest('base64url');
  }

  /** `subject`: the staff, patient or carer id. */
  async pair(sessionId: string, subject: string, refreshToken: string): Promise<TokensDto> {
    return {
      sessionId,
      accessToken: await this.accessTokens.make(sessionId, subject),
      expiresIn: ACCESS_TOKEN_SECONDS,
      refreshToken,
    };
  }
}
