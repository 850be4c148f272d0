import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { Allow } from '../identity/allow';
import { AuditEntryDto, AuditQuery, toAuditEntry } from './audit.dto';
import { AuditService } from './audit.service';

@ApiTags('Audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly trail: AuditService) {}

  @Get()
  @Allow('admin')
  @Operation({ summary: 'Read who did what, newest first', returns: PageOf(AuditEntryDto) })
  async list(@CurrentTx() tx: Tx, @Query() query: AuditQuery): Promise<Page<AuditEntryDto>> {
    return pageOf(await this.trail.listEntries(tx, query), query, ({ id }) => [id], toAuditEntry);
  }
}
