/** How the clinic's background work stands, for its admins: counts and times, never whom a mail is for or what it says. */
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Flag, Instant, Whole } from '../http/fields';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';

class WorkStandingDto {
  @Whole({
    min: 0,
    max: 1_000_000_000,
    example: 2,
    about: 'Mails that should have gone out and did not yet.',
  })
  mailsWaiting: number;
  @Instant({ nullable: true, about: 'When the oldest of them was posted.' })
  oldestWaitingSince: string | null;
  @Whole({
    min: 0,
    max: 1_000_000_000,
    example: 0,
    about: 'Mails of the last 30 days that came back or were given up. The desk sees which.',
  })
  mailsFailed: number;
  @Instant({
    nullable: true,
    about: 'When background work was last done, by the whole installation’s worker.',
  })
  workerSeenAt: string | null;
  @Flag({ about: 'Not for five minutes: mails do not go out, and nothing is found or passed on.' })
  workerIsLate: boolean;
}

interface Row {
  mailsWaiting: number;
  oldestWaitingSince: Date | null;
  mailsFailed: number;
  workerSeenAt: Date | null;
  workerIsLate: boolean;
}

@ApiTags('Clinic')
@Controller('clinic')
export class WorkStandingController {
  @Get('work')
  @Allow('admin')
  @Operation({
    summary: 'Read how mails and background work stand',
    about: 'Tell whoever runs this installation when the worker is late or mails wait for long.',
    returns: WorkStandingDto,
  })
  async read(@CurrentTx() tx: Tx): Promise<WorkStandingDto> {
    const [row] = (await tx.query<Row>(
      `select w.mails_waiting as "mailsWaiting", w.oldest_waiting_since as "oldestWaitingSince",
         w.mails_failed as "mailsFailed", s.seen_at as "workerSeenAt", s.is_late as "workerIsLate"
       from portal.mails_standing() w cross join portal.worker_last_seen() s`,
    )) as [Row];
    return {
      ...row,
      oldestWaitingSince: row.oldestWaitingSince?.toISOString() ?? null,
      workerSeenAt: row.workerSeenAt?.toISOString() ?? null,
    };
  }
}
