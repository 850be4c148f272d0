import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { ChangeEpisodeDto, EpisodeDto, NewEpisodeDto, toEpisode } from './episode.dto';
import { EpisodeService } from './episode.service';

@ApiTags('Assessment')
@Controller()
export class EpisodeController {
  constructor(private readonly episodes: EpisodeService) {}

  @Get('patients/:id/episodes')
  @Allow('clinician')
  @Operation({ summary: 'List a patient’s episodes, newest first', returns: PageOf(EpisodeDto) })
  async list(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<EpisodeDto>> {
    const rows = await this.episodes.listEpisodes(tx, patientId, query);
    return pageOf(rows, query, (episode) => [episode.openedOn, episode.id], toEpisode);
  }

  @Post('patients/:id/episodes')
  @Allow('clinician')
  @Operation({
    summary: 'Open an episode',
    about: 'Whoever was archived is back in the everyday lists with it.',
    returns: EpisodeDto,
    status: 201,
    refuses: ['patient.deceased'],
  })
  async open(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Body() body: NewEpisodeDto,
  ): Promise<EpisodeDto> {
    return toEpisode(await this.episodes.openEpisode(tx, patientId, body));
  }

  @Patch('episodes/:id')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({ summary: 'Rename an episode', returns: EpisodeDto, refuses: ['episode.in_error'] })
  async change(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ChangeEpisodeDto,
  ): Promise<EpisodeDto> {
    return toEpisode(await this.episodes.changeEpisode(tx, id, expected, body));
  }

  @Post('episodes/:id/closure')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Close an episode whose advice has ended',
    returns: EpisodeDto,
    refuses: ['episode.closed', 'episode.prescription_open'],
  })
  async close(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<EpisodeDto> {
    return toEpisode(await this.episodes.closeEpisode(tx, id, expected));
  }
}
