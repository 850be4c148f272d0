import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EntryInErrorDto } from '../assessment/assessment.dto';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { toEpisode } from '../episode/episode.dto';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { EpisodeInErrorDto } from './entry-in-error.dto';
import { EntryInErrorService } from './entry-in-error.service';

@ApiTags('Assessment')
@Controller()
export class EntryInErrorController {
  constructor(private readonly entries: EntryInErrorService) {}

  @Post('episodes/:id/entry-in-error')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Say that a whole episode was an error, such as written for another patient',
    about:
      'With the next request the patient sees nothing of it, not even that there was a plan, on their page, paper, in their ' +
      'calendar or their own data; and no figure counts it. Its plans are withdrawn, its assessments and scores are errors. ' +
      'The record keeps all of it, with who said so, when and why. It is not taken back. What the patient wrote of it ' +
      'themself stays theirs.',
    returns: EpisodeInErrorDto,
    refuses: ['episode.in_error', 'episode.error_not_entitled'],
  })
  async enter(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: EntryInErrorDto,
  ): Promise<EpisodeInErrorDto> {
    const { episode, ...consequences } = await this.entries.enter(tx, id, expected, body.because);
    return { ...toEpisode(episode), ...consequences };
  }
}
