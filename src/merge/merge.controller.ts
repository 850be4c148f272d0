import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { ConfirmationDto, MergeDto, NewMergeDto, ReversalDto, toMerge } from './merge.dto';
import { MergeService } from './merge.service';

@ApiTags('Patient')
@Controller()
export class MergeController {
  constructor(private readonly merges: MergeService) {}

  @Get('patients/:id/merges')
  @Allow('clinician')
  @Operation({
    summary: 'List the merges of a record, newest first',
    about:
      'Those by which it ended and those by which it got another’s rows, also those that were taken back.',
    returns: [MergeDto],
  })
  async list(@CurrentTx() tx: Tx, @PathId() id: string): Promise<MergeDto[]> {
    return (await this.merges.listMerges(tx, id)).map(toMerge);
  }

  @Post('patients/:id/merges')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Merge a record into another of the same person, as a registered clinician',
    about:
      'This record ends: it is in no list, and every change of it is refused. Its episodes with all that stands in them, what was ' +
      'told, holds, alerts and numbers in other systems go to the other record. Its plans are paused; resuming asks the rules of ' +
      'both together. Its links, sessions and carers end at once and are not moved, for if two people were taken for one, no phone ' +
      'may show the other’s plan. What was told on this record staff read at once, and the patient and who looks after them once ' +
      'the merge is confirmed.',
    returns: MergeDto,
    status: 201,
    refuses: [
      'merge.not_entitled',
      'merge.itself',
      'merge.merged_already',
      'merge.into_merged',
      'merge.into_discharged',
      'merge.both_asked',
    ],
  })
  async merge(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: NewMergeDto,
  ): Promise<MergeDto> {
    return toMerge(await this.merges.merge(tx, id, expected, body));
  }

  @Post('merges/:id/confirmation')
  @Allow('clinician')
  @Operation({
    summary: 'Confirm that a merge is of one person, as a registered clinician',
    about:
      'Once the patient was told so and said that both records are theirs, best in the room. Until then their phone shows nothing of ' +
      'the diary, the check-ins and the stops that came; from then on it shows them, until the merge is taken back.',
    returns: MergeDto,
    status: 201,
    refuses: ['merge.not_entitled', 'merge.reversed_already', 'merge.confirmed_already'],
  })
  async confirm(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() { because }: ConfirmationDto,
  ): Promise<MergeDto> {
    return toMerge(await this.merges.confirm(tx, id, because));
  }

  @Post('merges/:id/reversal')
  @Allow('clinician')
  @Operation({
    summary: 'Take a merge back, as a registered clinician',
    about:
      'Exactly what the merge moved goes back, with what was written in it since; what was newly written on the record that lived on ' +
      'stays there. Plans that go back are paused. All sessions and links of both end: give each person a new link. What was told ' +
      'meanwhile of a plan that goes back, staff read and the patient who gets it back does not.',
    returns: MergeDto,
    status: 201,
    refuses: ['merge.not_entitled', 'merge.reversed_already', 'merge.merged_on'],
  })
  async reverse(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() { because }: ReversalDto,
  ): Promise<MergeDto> {
    return toMerge(await this.merges.reverse(tx, id, because));
  }
}
