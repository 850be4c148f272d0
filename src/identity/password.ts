import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../http/errors';

/** argon2id is the library's own choice; the figures are OWASP's: 19 MiB, two passes, one lane. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';

const BUSY_SECONDS = 2;

/**
 * Hashes and compares passwords, a few at a time: each takes a tenth of a second of a core on purpose, and a flood of
 * sign-ins must not take the clinic's day with it. Never inside a transaction, which would hold a connection meanwhile.
 */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly nobodys = hash(randomBytes(32), SETTINGS);

  constructor(
    private readonly places = 2 * availableParallelism(),
    private readonly queueLength = 8 * availableParallelism(),
  ) {}

  /**
   * Waits for one of the few places, then works. All hashing of a request happens inside one such turn, taken before
   * its try is counted. Throws service.unavailable at once when the queue is full.
   */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.places) {
      this.running++;
    } else {
      if (this.waiting.length >= this.queueLength) {
        throw new AppError('service.unavailable', undefined, undefined, BUSY_SECONDS);
      }
      await new Promise<void>((turn) => this.waiting.push(turn));
    }
    try {
      return await work();
    } finally {
      // the place goes to whoever waited longest, without becoming free in between
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  async hash(password: string): Promise<string> {
    return hash(typed(password), SETTINGS);
  }

  /** null: nobody has this e-mail. It takes as long as a real comparison, and is always wrong. */
  async isRight(storedHash: string | null, password: string): Promise<boolean> {
    const same = await verify(storedHash ?? (await this.nobodys), typed(password));
    return same && storedHash !== null;
  }

  /** Hashed with settings of another day; hash it anew while the password is at hand. */
  isOutdated(storedHash: string): boolean {
    return !storedHash.startsWith(CURRENT);
  }
}

/** One keyboard sends é as one character, another as two: the same password all the same. Nothing else is changed. */
const typed = (password: string): string => password.normalize('NFC');
