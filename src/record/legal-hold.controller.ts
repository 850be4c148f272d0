import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { LegalHoldDto, LegalHoldEndDto, NewLegalHoldDto, toLegalHold } from './legal-hold.dto';
import { LegalHoldService } from './legal-hold.service';

@ApiTags('Record')
@Controller()
export class LegalHoldController {
  constructor(private readonly legalHolds: LegalHoldService) {}

  @Get('patients/:id/legal-holds')
  @Allow('clinician', 'desk')
  @Operation({ summary: 'List a patient’s legal holds, newest first', returns: [LegalHoldDto] })
  async list(@CurrentTx() tx: Tx, @PathId() id: string): Promise<LegalHoldDto[]> {
    return (await this.legalHolds.list(tx, id)).map(toLegalHold);
  }

  @Post('patients/:id/legal-holds')
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'Place a legal hold: the record is not deleted while it is open',
    about: 'Several may be open, each for its own reason.',
    returns: LegalHoldDto,
    status: 201,
  })
  async place(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() { because }: NewLegalHoldDto,
  ): Promise<LegalHoldDto> {
    return toLegalHold(await this.legalHolds.place(tx, id, because));
  }

  @Post('legal-holds/:id/end')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'End a legal hold, as a registered clinician',
    returns: LegalHoldDto,
    refuses: ['legal_hold.ended', 'legal_hold.not_entitled'],
  })
  async end(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() { because }: LegalHoldEndDto,
  ): Promise<LegalHoldDto> {
    return toLegalHold(await this.legalHolds.end(tx, id, expected, because));
  }
}
