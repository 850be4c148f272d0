import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Controller, Get, type OnModuleDestroy } from '@nestjs/common';
import { Door } from '../db/door';
import { Public } from '../identity/allow';
import { AppError } from './errors';
import { Choice, Flag, Instant, Part } from './fields';
import { Operation } from './operation';

class HealthDto {
  @Choice(['ok'], { about: 'Always ok: trouble is a 503.' })
  status: 'ok';
}

class WorkerHealthDto {
  @Instant({ nullable: true, about: 'When background work was last done, by whichever process.' })
  seenAt: string | null;
  @Flag({ about: 'Not for five minutes. Requests are served all the same.' })
  isLate: boolean;
}

class ReadyDto extends HealthDto {
  @Part(() => WorkerHealthDto) worker: WorkerHealthDto;
}

const CACHED_MS = 1_000;
/** For how long it still serves after saying that it leaves, so that whoever sends requests here has time to notice. */
const NOTICE_MS = 2_000;

/** For whoever starts, stops and watches this process. `live` asks nobody; `ready` asks the database, once a second. */
@Controller('health')
export class HealthController implements OnModuleDestroy, BeforeApplicationShutdown {
  private asked = 0;
  private answer: Promise<ReadyDto | null> = Promise.resolve(null);
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
  @Operation({
    summary: 'Can it serve requests',
    about: 'Whether the worker is late is told beside it, and is no reason to send requests elsewhere.',
    returns: ReadyDto,
  })
  async ready(): Promise<ReadyDto> {
    if (Date.now() - this.asked > CACHED_MS) {
      this.asked = Date.now();
      this.answer = this.ask();
    }
    const answer = await this.answer;
    if (this.leaving || !answer) throw new AppError('service.unavailable', undefined, undefined, 1);
    return answer;
  }

  /** null: not ready. */
  private async ask(): Promise<ReadyDto | null> {
    if (!(await this.door.isReady())) return null;
    const { seenAt, isLate } = await this.door.workerLastSeen();
    return { status: 'ok', worker: { seenAt: seenAt?.toISOString() ?? null, isLate } };
  }

  onModuleDestroy(): void {
    this.leaving = true;
  }

  /** Nobody waits for a person at a keyboard to notice. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    if (signal === 'SIGTERM') await pause(NOTICE_MS);
  }
}
