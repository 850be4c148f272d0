import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { CallBackDto, NewCallDto, toCallBack } from './call-back.dto';
import { CallBackService } from './call-back.service';

@ApiTags('Alert')
@Controller('call-backs')
export class CallBackController {
  constructor(private readonly callBacks: CallBackService) {}

  @Get()
  @Allow('desk')
  @Operation({
    summary: 'List the patients who should be called, the most pressing first',
    about:
      'Not why: that is the clinicians’ to know. A patient is listed until a clinician closes what it is about.',
    returns: PageOf(CallBackDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<CallBackDto>> {
    const rows = await this.callBacks.list(tx, query);
    const page = pageOf(rows, query, ({ dueAt, patientId }) => [dueAt.toISOString(), patientId], toCallBack);
    tx.sawRecordOf(...page.items.map(({ patientId }) => patientId));
    return page;
  }

  @Post(':id/calls')
  @Allow('desk')
  @Operation({
    summary: 'Note that you rang a patient who should be called',
    about: 'The id is the patient’s.',
    returns: CallBackDto,
    status: 201,
    refuses: ['call_back.none'],
  })
  async note(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Body() body: NewCallDto,
  ): Promise<CallBackDto> {
    return toCallBack(await this.callBacks.note(tx, patientId, body.outcome));
  }
}
