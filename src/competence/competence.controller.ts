import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import {
  CompetenceNoteDto,
  CompetenceNoteEndingDto,
  NewCompetenceNoteDto,
  toCompetenceNote,
} from './competence.dto';
import { CompetenceService } from './competence.service';

@ApiTags('Competence')
@Controller()
export class CompetenceController {
  constructor(private readonly competence: CompetenceService) {}

  @Get('patients/:id/competence-notes')
  @Allow('clinician')
  @Operation({
    summary: 'List what was found of a patient’s competence to decide, newest first',
    returns: [CompetenceNoteDto],
  })
  async list(@CurrentTx() tx: Tx, @PathId() patientId: string): Promise<CompetenceNoteDto[]> {
    return (await this.competence.listOf(tx, patientId)).map(toCompetenceNote);
  }

  @Post('patients/:id/competence-notes')
  @Allow('clinician')
  @Operation({
    summary: 'Record that a young person decides for themself, or that somebody of 16 or older cannot',
    about:
      'As a registered clinician. It takes the place of a note that stands, and counts from the next request: guardians of somebody ' +
      'who decides for themself look no longer, until that person lets them go on (POST /carers/{id}/continuation). Guardians are ' +
      'not told why.',
    returns: CompetenceNoteDto,
    status: 201,
    refuses: ['competence.presumed', 'competence.not_entitled'],
  })
  async write(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Body() body: NewCompetenceNoteDto,
  ): Promise<CompetenceNoteDto> {
    return toCompetenceNote(await this.competence.write(tx, patientId, body));
  }

  @Post('competence-notes/:id/ending')
  @Allow('clinician')
  @Operation({
    summary: 'End a note of competence',
    about: 'From the next request on it is again as the age alone has it: a child’s guardians look again.',
    returns: CompetenceNoteDto,
    refuses: ['competence.ended', 'competence.not_entitled'],
  })
  async end(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() body: CompetenceNoteEndingDto,
  ): Promise<CompetenceNoteDto> {
    return toCompetenceNote(await this.competence.end(tx, id, body.because));
  }
}
