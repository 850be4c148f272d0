import { createHash, randomBytes } from 'node:crypto';

/**
 * Secrets that open something by themselves: invitations, patients' links, refresh tokens. They are shown once; the
 * database knows only their SHA-256, which is enough for what is random. (A password is not: see password.ts.)
 */

/** 192 random bits in 32 characters that survive any address, mail or reader. */
export const newSecret = (): string => randomBytes(24).toString('base64url');

/** Of the text as it was handed out, so that one secret has one hash. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

/**
 * Addresses that carry a secret. It stands behind the `#`, which a browser keeps to itself: no server log, proxy or
 * Referer ever holds it, and a mail scanner that fetches the address opens nothing.
 */
export class SecretLinks {
  /** `publicUrl` without a slash at its end. */
  constructor(private readonly publicUrl: string) {}

  forInvitation(secret: string): string {
    return `${this.publicUrl}/invitation#${secret}`;
  }

  forPatient(secret: string): string {
    return `${this.publicUrl}/enter#${secret}`;
  }
}
