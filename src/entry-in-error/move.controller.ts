import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { MoveDto, NewMoveDto, toMove } from './move.dto';
import { MoveService } from './move.service';

@ApiTags('Assessment')
@Controller()
export class MoveController {
  constructor(private readonly moves: MoveService) {}

  @Post('episodes/:id/move')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Move what was written for the wrong patient to the right one',
    about:
      'Here the episode is an error, as by its entry in error: with the next request this patient sees nothing of it. There a new ' +
      'episode begins with the last signed findings and the standing plan as drafts: read, sign and issue them anew. What was ' +
      'carried over from other visits, and the diary, are not moved.',
    returns: MoveDto,
    status: 201,
    refuses: [
      'episode.in_error',
      'episode.error_not_entitled',
      'episode.same_patient',
      'patient.deceased',
      'prescription.exercise_unavailable',
    ],
  })
  async move(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: NewMoveDto,
  ): Promise<MoveDto> {
    return toMove(await this.moves.move(tx, id, expected, body));
  }
}
