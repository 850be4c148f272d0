import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { NewEntriesDto, PaperLogAnswerDto, toEntry } from './diary.dto';
import { PaperLogService } from './paper-log.service';

/** What a patient wrote on paper, brought to a visit. What they tell on a device is diary.controller.ts. */
@ApiTags('Diary')
@Controller('prescriptions/:id/paper-log')
export class PaperLogController {
  constructor(private readonly paperLogs: PaperLogService) {}

  @Post()
  @Allow('clinician')
  @Idempotency('never')
  @Operation({
    summary: 'Take down what the patient wrote on paper',
    about:
      'Up to 100 entries with ids that are made once, as of POST /diary-entries, each kept, known or refused by itself. A paper ' +
      'has days and no times: send a time of that day at which the exercise was advised. Alerts follow as if the patient had ' +
      'told it; nothing is stopped, as you have the patient before you.',
    returns: PaperLogAnswerDto,
  })
  async takeDown(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() { entries }: NewEntriesDto,
  ): Promise<PaperLogAnswerDto> {
    return { entries: await this.paperLogs.takeDown(tx, id, entries.map(toEntry)) };
  }
}
