import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { DueRecordDto, RetentionDto, toDueRecord, toRetention } from './retention.dto';
import { RetentionService } from './retention.service';

@ApiTags('Record')
@Controller()
export class RetentionController {
  constructor(private readonly retentions: RetentionService) {}

  @Get('patients/:id/retention')
  @Allow('clinician')
  @Operation({
    summary: 'Read until when a patient’s record is kept, and by which rule',
    returns: RetentionDto,
  })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<RetentionDto> {
    return toRetention(await this.retentions.ofPatient(tx, id));
  }

  @Get('records-due')
  @Allow('clinician')
  @Operation({
    summary: 'List the records whose time is over, the longest unseen first',
    about: 'A list and no more: each is deleted by a person who decides it, with a reason, or stays.',
    returns: PageOf(DueRecordDto),
  })
  async listDue(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<DueRecordDto>> {
    const page = pageOf(
      await this.retentions.listDue(tx, query),
      query,
      ({ lastVisit, patientId }) => [lastVisit.day, patientId],
      toDueRecord,
    );
    tx.sawRecordOf(...page.items.map(({ patientId }) => patientId));
    return page;
  }
}
