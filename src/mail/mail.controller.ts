import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { Allow } from '../identity/allow';
import { BouncedMailDto, MailQuery } from './mail.dto';
import { MailService, toBounced } from './mail.service';

@ApiTags('Mail')
@Controller('mails')
export class MailController {
  constructor(private readonly mails: MailService) {}

  @Get()
  @Allow('desk', 'clinician')
  @Operation({
    summary: 'List mails that came back, newest first',
    about: 'To whom, when and why; never what they said. Ring instead, and ask for another address.',
    returns: PageOf(BouncedMailDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: MailQuery): Promise<Page<BouncedMailDto>> {
    const rows = await this.mails.listBounced(tx, query);
    return pageOf(rows, query, (row) => [row.sort_key, row.id], toBounced);
  }
}
