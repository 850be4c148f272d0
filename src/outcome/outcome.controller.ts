import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { INSTRUMENTS } from './instrument';
import {
  InstrumentDto,
  InstrumentLicenceDto,
  NewInstrumentLicenceDto,
  NewOutcomeDto,
  OutcomeDto,
  OutcomeInErrorDto,
  OutcomeSeriesDto,
  toInstrument,
  toLicence,
} from './outcome.dto';
import { OutcomeService } from './outcome.service';

@ApiTags('Outcome')
@Controller()
export class OutcomeController {
  constructor(private readonly outcomes: OutcomeService) {}

  @Get('instruments')
  @Allow('clinician', 'admin')
  @Operation({ summary: 'List the outcome measures', returns: [InstrumentDto] })
  async instruments(@CurrentTx() tx: Tx): Promise<InstrumentDto[]> {
    const enabled = await this.outcomes.enabledInstruments(tx);
    return INSTRUMENTS.map((instrument) => toInstrument(instrument, enabled.has(instrument.code)));
  }

  @Get('instrument-licences')
  @Allow('clinician', 'admin')
  @Operation({ summary: 'List the licences that stand', returns: [InstrumentLicenceDto] })
  async licences(@CurrentTx() tx: Tx): Promise<InstrumentLicenceDto[]> {
    return (await this.outcomes.listLicences(tx)).map(toLicence);
  }

  @Post('instrument-licences')
  @Allow('admin')
  @Operation({
    summary: 'Record the clinic’s licence for an outcome measure',
    about:
      'It is enabled from then on. Its questions stay on the clinic’s own form; the total is recorded here.',
    returns: InstrumentLicenceDto,
    status: 201,
    refuses: ['outcome.no_licence_needed', 'outcome.licensed_already', 'revision.conflict'],
  })
  async license(@CurrentTx() tx: Tx, @Body() body: NewInstrumentLicenceDto): Promise<InstrumentLicenceDto> {
    return toLicence(await this.outcomes.recordLicence(tx, body));
  }

  @Delete('instrument-licences/:id')
  @Allow('admin')
  @Operation({ summary: 'End a licence', about: 'Scores that were taken under it stay.' })
  async endLicence(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.outcomes.endLicence(tx, id);
  }

  @Get('episodes/:id/outcomes')
  @Allow('clinician')
  @Operation({
    summary: 'Read the outcome scores of an episode over time',
    about: 'With the pain ratings and activities that its signed assessments hold.',
    returns: [OutcomeSeriesDto],
  })
  async series(@CurrentTx() tx: Tx, @PathId() episodeId: string): Promise<OutcomeSeriesDto[]> {
    return this.outcomes.seriesOf(tx, episodeId);
  }

  @Post('episodes/:id/outcomes')
  @Allow('clinician')
  @Operation({
    summary: 'Record an outcome score',
    returns: OutcomeDto,
    status: 201,
    refuses: ['episode.closed', 'outcome.instrument_disabled'],
  })
  async take(
    @CurrentTx() tx: Tx,
    @PathId() episodeId: string,
    @Body() body: NewOutcomeDto,
  ): Promise<OutcomeDto> {
    return this.outcomes.recordScore(tx, episodeId, body);
  }

  @Post('outcomes/:id/entry-in-error')
  @Allow('clinician')
  @Operation({ summary: 'Say that a score was an error', returns: OutcomeDto, refuses: ['outcome.in_error'] })
  async enterInError(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() body: OutcomeInErrorDto,
  ): Promise<OutcomeDto> {
    return this.outcomes.enterInError(tx, id, body.because);
  }
}
