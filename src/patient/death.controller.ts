import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { DeathDto, DeathReversalDto, NewDeathDto, toDeath } from './death.dto';
import { DeathService } from './death.service';
import { PatientDto, toPatient } from './patient.dto';

@ApiTags('Patient')
@Controller('patients/:id')
export class DeathController {
  constructor(private readonly deaths: DeathService) {}

  @Get('deaths')
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'Read what was entered of a patient’s death, newest first',
    about: 'With who entered it, and what was taken back as a mistake.',
    returns: [DeathDto],
  })
  async list(@CurrentTx() tx: Tx, @PathId() id: string): Promise<DeathDto[]> {
    return (await this.deaths.list(tx, id)).map(toDeath);
  }

  @Post('death')
  @Allow('clinician', 'desk')
  @NeedsIfMatch()
  @Operation({
    summary: 'Enter that a patient died',
    about:
      'At once and for everybody: they and their carers are signed out, links, codes, passkeys and calendars end, mails and ' +
      'reminders that wait are dropped and none is made, what was issued is paused, alerts are closed, and they are on no ' +
      'list of work. They are discharged with it. The record stays for clinicians to read.',
    returns: PatientDto,
    refuses: ['patient.deceased'],
  })
  async enter(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: NewDeathDto,
  ): Promise<PatientDto> {
    return toPatient(await this.deaths.enter(tx, id, expected, body));
  }

  @Post('death/reversal')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Take back that a patient died, as a registered clinician',
    about:
      'For a mistake. The discharge that came with it ends. Plans stay paused until a clinician resumes each, and whoever was ' +
      'signed out needs a new link.',
    returns: PatientDto,
    refuses: ['patient.not_deceased', 'patient.death_reverser_not_entitled'],
  })
  async reverse(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: DeathReversalDto,
  ): Promise<PatientDto> {
    return toPatient(await this.deaths.reverse(tx, id, expected, body));
  }
}
