import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { ClinicalRules } from '../clinic/clinical-rules';
import { Allow } from '../identity/allow';
import {
  HoldDto,
  NewHoldDto,
  NewReferralDto,
  ReferralDto,
  ResolutionDto,
  toHold,
  toReferral,
} from './hold.dto';
import type { Hold } from './hold.entity';
import { HoldService } from './hold.service';

@ApiTags('Hold')
@Controller()
export class HoldController {
  constructor(
    private readonly holds: HoldService,
    private readonly rules: ClinicalRules,
  ) {}

  @Get('patients/:id/holds')
  @Allow('clinician')
  @Operation({ summary: 'List a patient’s holds, newest first', returns: PageOf(HoldDto) })
  async list(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<HoldDto>> {
    const rows = await this.holds.listHolds(tx, patientId, query);
    const referrals = await this.holds.referralsOf(tx, rows);
    const key = (hold: Hold) => [hold.openedAt.toISOString(), hold.id];
    return pageOf(rows, query, key, (hold) => toHold(hold, referrals, this.rules.advise));
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
    return toHold(await this.holds.openHold(tx, patientId, body.because), [], this.rules.advise);
  }

  @Post('holds/:id/referrals')
  @Allow('clinician')
  @Operation({
    summary: 'Record who was told of a hold, and how',
    about: 'As often as somebody is told, while it is open. It lifts nothing.',
    returns: ReferralDto,
    status: 201,
  })
  async refer(@CurrentTx() tx: Tx, @PathId() id: string, @Body() body: NewReferralDto): Promise<ReferralDto> {
    return toReferral(await this.holds.recordReferral(tx, id, body));
  }

  @Post('holds/:id/resolution')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Resolve a hold, as a registered clinician',
    about: 'The routine opens again with the last open hold, if everything else still stands.',
    returns: HoldDto,
    refuses: ['hold.resolved', 'hold.resolver_not_entitled', 'hold.nobody_told'],
  })
  async resolve(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ResolutionDto,
  ): Promise<HoldDto> {
    const hold = await this.holds.resolveHold(tx, id, expected, body);
    return toHold(hold, await this.holds.referralsOf(tx, [hold]), this.rules.advise);
  }
}
