import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Controller, Get, type OnModuleDestroy } from '@nestjs/common';
import { Door } from '../db/door';
import { Public } from '../identity/allow';
import { AppError } from './errors';
import { Choice } from './fields';
import { Operation } from './operation';

class HealthDto {
  @Choice(['ok'], { about: 'Always ok: trouble is a 503.' })
  status: 'ok';
}

const CACHED_MS = 1_000;
/** For how long it still serves after saying that it leaves, so that whoever sends requests here has time to notice. */
const NOTICE_MS = 2_000;

/** For whoever starts, stops and watches this process. `live` asks nobody; `ready` asks the database, once a second. */
@Controller('health')
export class HealthController implements OnModuleDestroy, BeforeApplicationShutdown {
  private asked = 0;
  private answer: Promise<boolean> = Promise.resolve(false);
  private leaving = false;

  constructor(private readonly door: Door) {}

  @Get('live')
  @Public()
  @Operation({ summary: 'Is the process alive', returns: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @Operation({ summary: 'Can it serve requests', returns: HealthDto })
  async ready(): Promise<HealthDto> {
    if (Date.now() - this.asked > CACHED_MS) {
      this.asked = Date.now();
      this.answer = this.door.isReady();
    }
    if (this.leaving || !(await this.answer))
      throw new AppError('service.unavailable', undefined, undefined, 1);
    return { status: 'ok' };
  }

  onModuleDestroy(): void {
    this.leaving = true;
  }

  /** Nobody waits for a person at a keyboard to notice. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    if (signal === 'SIGTERM') await pause(NOTICE_MS);
  }
}
