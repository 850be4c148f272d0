import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toStaff } from '../clinic/clinic.dto';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { toHandOver } from './hand-over.dto';
import { LeavingDto, LeavingFieldsDto, toWhatIsLeft, WhatIsLeftDto } from './leaving.dto';
import { LeavingService } from './leaving.service';

@ApiTags('Hand-over')
@Controller('staff/:id')
export class LeavingController {
  constructor(private readonly leavings: LeavingService) {}

  @Get('what-is-left')
  @Allow('admin', 'clinician')
  @Operation({
    summary: 'Read what somebody would leave behind, or has left',
    about: 'Ids and numbers, without a name of a patient.',
    returns: WhatIsLeftDto,
  })
  async whatIsLeft(@CurrentTx() tx: Tx, @PathId() id: string): Promise<WhatIsLeftDto> {
    return toWhatIsLeft(await this.leavings.whatIsLeft(tx, id));
  }

  @Post('leaving')
  @Allow('admin')
  @NeedsIfMatch()
  @Operation({
    summary: 'Enter somebody’s last working day, and hand their patients over',
    about:
      'Answers what is left then. With nobody named, they leave all the same: from the next day on, their patients are on every ' +
      'clinician’s list, and needsHandOver stands in the list of staff. The hand-over counts at once, not from the last day.',
    returns: LeavingDto,
    refuses: ['staff.last_admin', 'hand_over.not_here', 'hand_over.not_entitled', 'hand_over.nobody'],
  })
  async leave(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: LeavingFieldsDto,
  ): Promise<LeavingDto> {
    const { staff, handOver, left } = await this.leavings.leave(tx, id, expected, body);
    const { revision } = staff.staff;
    return {
      staff: toStaff(staff),
      handOver: handOver && toHandOver(handOver),
      left: toWhatIsLeft(left),
      revision,
    };
  }
}
