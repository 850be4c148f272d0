import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { SeenDto, TodayDto, TodayQuery } from './today.dto';
import { TodayService } from './today.service';

@ApiTags('Today')
@Controller()
export class TodayController {
  constructor(private readonly days: TodayService) {}

  @Get('today')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Read my day: what is due, what is left of the week, and what changed',
    about:
      'Counts only what the gate shows, after all that the diary says. Rest is never a failure: nothing missed is asked for twice. ' +
      'Steps and videos stand in the routine.',
    returns: TodayDto,
  })
  async read(@CurrentTx() tx: Tx, @Query() { badDay }: TodayQuery): Promise<TodayDto> {
    return this.days.read(tx, badDay === 'true');
  }

  @Put('plans/:prescriptionId/seen')
  @Allow('patient', 'carer')
  @Operation({ summary: 'Say that I read what changed, up to this version' })
  async see(
    @CurrentTx() tx: Tx,
    @PathId('prescriptionId') prescriptionId: string,
    @Body() { versionId }: SeenDto,
  ): Promise<void> {
    await this.days.see(tx, prescriptionId, versionId);
  }
}
