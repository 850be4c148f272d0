import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Aside } from '../db/aside';

const EVERY_MINUTES = 10;

/**
 * Makes the answers that `idempotency.ts` keeps go after their day, also those of people who never send another request.
 * Several processes may sweep at once; which answers are old, the database says.
 */
@Injectable()
export class ReplySweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;

  constructor(private readonly aside: Aside) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MINUTES * 60_000).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    // when the database cannot be reached now, the next sweep takes them along
    await this.aside.call('select portal.forget_replies()', []).catch(() => undefined);
  }
}
