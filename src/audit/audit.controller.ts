import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Entering } from '../db/door';
import { CurrentEntering, CurrentTx, OwnDoor } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { Allow } from '../identity/allow';
import { AuditEntryDto, AuditQuery, AuditSearch, toAuditEntry } from './audit.dto';
import { AuditService } from './audit.service';

const CSV = 'text/csv';

@ApiTags('Audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly trail: AuditService) {}

  @Get()
  @Allow('admin')
  @Operation({
    summary: 'Read who did what, newest first',
    about:
      'Ids and actions, as they were written: no name and nothing clinical. That you looked is written down too.',
    returns: PageOf(AuditEntryDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: AuditQuery): Promise<Page<AuditEntryDto>> {
    return pageOf(await this.trail.search(tx, query), query, ({ id }) => [id], toAuditEntry);
  }

  @Get('table')
  @Allow('admin')
  @OwnDoor()
  @Operation({
    summary: 'Take who did what along as a table',
    about:
      'CSV with the same columns, newest first and without an end of page. A cell that a spreadsheet would take for a formula ' +
      'stands behind an apostrophe. That you took it is written down.',
    file: CSV,
  })
  async table(
    @CurrentEntering() entering: Entering,
    @Query() search: AuditSearch,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lines = this.trail.table(entering, search);
    // read before the headers go, so that a refusal can still be told
    const first = (await lines.next()).value as string;
    void reply
      .status(200)
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .type(`${CSV}; charset=utf-8`)
      .send(Readable.from(begunWith(first, lines)));
  }
}

async function* begunWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
