import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { DeletedRecordDto, DeletionDto, toDeletedRecord } from './deletion.dto';
import { DeletionService } from './deletion.service';

@ApiTags('Record')
@Controller()
export class DeletionController {
  constructor(private readonly deletions: DeletionService) {}

  @Post('patients/:id/deletion')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Delete a patient’s whole record when its time is over, as a registered clinician',
    about:
      'All of it at once and for good: findings, plans, diary, mails, links, videos and pictures of the patient alone, and with it ' +
      'the records that were merged into this one, which are deleted in no other way. What ' +
      'stays is who deleted it, when, by which rule and why, and ids in the audit. Older backups have it until they are ' +
      'replaced. There is no way back.',
    returns: DeletedRecordDto,
    refuses: [
      ...(['record.not_entitled', 'record.kept_until', 'record.legal_hold', 'record.requested'] as const),
      ...(['record.in_care', 'record.name_differs', 'record.of_another'] as const),
    ],
  })
  async delete(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: DeletionDto,
  ): Promise<DeletedRecordDto> {
    return toDeletedRecord(await this.deletions.delete(tx, id, expected, body));
  }

  @Get('deleted-records')
  @Allow('clinician', 'admin')
  @Operation({
    summary: 'List the records that were deleted, newest first',
    about:
      'Ids and reasons, and no name. Keep a copy beside the backups: after a backup is restored, whatever was deleted since it ' +
      'was taken is there again, and has to be deleted again.',
    returns: PageOf(DeletedRecordDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<DeletedRecordDto>> {
    const rows = await this.deletions.list(tx, query);
    return pageOf(rows, query, ({ deletedAt, id }) => [deletedAt.toISOString(), id], toDeletedRecord);
  }
}
