import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Entering } from '../db/door';
import { CurrentEntering, OwnDoor } from '../db/in-tx.interceptor';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { OwnDataDto, OwnDataQuery } from './own-data.dto';
import { readOwnData } from './own-data.repository';
import { PageLookService } from './page-look.service';
import { readablePage } from './readable-page';

/** What a patient gets of themself at once. For nobody else: not for a carer, and not for a guardian. */
@ApiTags('Own data')
@Controller('own-data')
export class OwnDataController {
  constructor(private readonly looks: PageLookService) {}

  @Get()
  @Allow('patient')
  @OwnDoor()
  @Operation({
    summary: 'Read everything that I see or saw here, what I told, and who looked',
    about:
      'As JSON, or with `form=readable` as a page without scripts. What clinicians wrote for themselves is asked for with a ' +
      'record request.',
    returns: OwnDataDto,
    file: 'text/html',
  })
  async read(
    @CurrentEntering() entering: Entering,
    @Query() { form }: OwnDataQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnDataDto | string> {
    return this.looks.answer({ entering, form, reply }, readOwnData, readablePage);
  }
}
