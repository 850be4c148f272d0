import { createHmac, hkdfSync } from 'node:crypto';

/**
 * Secrets and hashes that only this server can make, from keys derived of its one secret. Whoever changes JWT_SECRET ends
 * links that were mailed and not sent yet, and spoken codes that were not used yet; nothing else rests on it.
 */
export class KeyedSecrets {
  private readonly mailKey: Buffer;
  private readonly codeKey: Buffer;

  constructor(jwtSecret: string) {
    const key = (purpose: string) => Buffer.from(hkdfSync('sha256', jwtSecret, '', purpose, 32));
    this.mailKey = key('portal mailed link');
    this.codeKey = key('portal spoken code');
  }

  /**
   * What the address in this mail ends with: 192 bits in 32 characters, as any link's. The same mail has always the same
   * one, so that a mail that goes out twice after a crash leads to one link, although only hashes are stored.
   */
  mailedLinkSecret(mailId: string): string {
    return createHmac('sha256', this.mailKey)
      .update(mailId, 'utf8')
      .digest()
      .subarray(0, 24)
      .toString('base64url');
  }

  /**
   * A spoken code has sixty bits, twenty of which are stored as they are. The rest could be tried through in minutes by
   * whoever stole the database and found a plain hash there, and in weeks with a slow one; without this key they cannot be
   * tried at all. A slow hash would besides let anybody at the public door keep the clinic's processors busy. Whoever has
   * the key too can sign access tokens, and needs no code.
   */
  spokenCodeHash(code: string): Buffer {
    return createHmac('sha256', this.codeKey).update(code, 'utf8').digest();
  }
}
