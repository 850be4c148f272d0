import { createHash, randomBytes } from 'node:crypto';

/**
 * Secrets that open something by themselves: invitations, patients' links, refresh tokens. They are shown once; the
 * database knows only their SHA-256, which is enough for what is random. (A password is not: see password.ts.)
 */

/** 192 random bits in 32 characters that survive any address, mail or reader. */
export const newSecret = (): string => randomBytes(24).toString('base64url');

/** For how many days an invitation opens an account; and a reset one that is in use already, so not for as long. */
export const GOOD_FOR_DAYS = { join: 7, reset: 1 };

/** Of the text as it was handed out, so that one secret has one hash. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

const THIS_MACHINE = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Where links may lead: over https, or nowhere but to this machine. Without the slash at its end; null when what is
 * given is no such address, or holds more than host, port and path.
 */
export function linkBase(publicUrl: string): string | null {
  if (!URL.canParse(publicUrl)) return null;
  const { protocol, hostname, origin, pathname, username, search, hash } = new URL(publicUrl);
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && THIS_MACHINE.includes(hostname));
  if (!isPrivate || username || search || hash) return null;
  return `${origin}${pathname}`.replace(/\/+$/, '');
}

/**
 * Addresses that carry a secret. It stands behind the `#`, which a browser keeps to itself: no server log, proxy or
 * Referer ever holds it, and a mail scanner that fetches the address opens nothing.
 */
export class SecretLinks {
  /** `publicUrl` as `linkBase` answers it. */
  constructor(private readonly publicUrl: string) {}

  /** Where patients come in; without a secret it opens nothing. */
  get entrance(): string {
    return `${this.publicUrl}/enter`;
  }

  forInvitation(secret: string): string {
    return `${this.publicUrl}/invitation#${secret}`;
  }

  /** For a carer too. */
  forPatient(secret: string): string {
    return `${this.entrance}#${secret}`;
  }

  forReminderStop(secret: string): string {
    return `${this.publicUrl}/reminders/stop#${secret}`;
  }

  /** Calendar programs keep nothing to themselves and send no body, so here the secret stands in the path. */
  forCalendarFeed(secret: string): string {
    return `${this.publicUrl}/api/v1/calendar-feeds/${secret}.ics`;
  }

  forEmail(secret: string): string {
    return `${this.publicUrl}/confirm-email#${secret}`;
  }

  /** Where a passkey may be used: the origin of the portal's address, and the host that the key is bound to. */
  get place(): { origin: string; host: string } {
    const { origin, hostname } = new URL(this.publicUrl);
    return { origin, host: hostname };
  }
}
