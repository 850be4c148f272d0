import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { HoldDto, NewHoldDto, ResolutionDto, toHold } from './hold.dto';
import { HoldService } from './hold.service';

@ApiTags('Hold')
@Controller()
export class HoldController {
  constructor(private readonly holds: HoldService) {}

  @Get('patients/:id/holds')
  @Allow('clinician')
  @Operation({ summary: 'List a patient’s holds, newest first', returns: PageOf(HoldDto) })
  async list(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<HoldDto>> {
    const rows = await this.holds.listHolds(tx, patientId, query);
    return pageOf(rows, query, (hold) => [hold.openedAt.toISOString(), hold.id], toHold);
  }

  @Post('patients/:id/holds')
  @Allow('clinician')
  @Operation({
    summary: 'Stop everything a patient was advised',
    about:
      'The patient’s routine closes with the next request, and nothing is issued until this is resolved.',
    returns: HoldDto,
    status: 201,
  })
  async open(@CurrentTx() tx: Tx, @PathId() patientId: string, @Body() body: NewHoldDto): Promise<HoldDto> {
    return toHold(await this.holds.openHold(tx, patientId, body.because));
  }

  @Post('holds/:id/resolution')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Resolve a hold, as a registered clinician',
    about: 'The routine opens again with the last open hold, if everything else still stands.',
    returns: HoldDto,
    refuses: ['hold.resolved', 'hold.resolver_not_entitled'],
  })
  async resolve(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ResolutionDto,
  ): Promise<HoldDto> {
    return toHold(await this.holds.resolveHold(tx, id, expected, body.resolution));
  }
}
