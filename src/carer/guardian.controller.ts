import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { PatientLinkDto } from '../patient/patient-link.dto';
import { CarerDto, GuardianEndingDto, LetInDto, NewGuardianDto } from './carer.dto';
import { CarerService } from './carer.service';

@ApiTags('Carer')
@Controller()
export class GuardianController {
  constructor(private readonly carers: CarerService) {}

  @Get('patients/:id/carers')
  @Allow('clinician', 'desk')
  @Operation({ summary: 'List a patient’s carers and guardians, also former ones', returns: [CarerDto] })
  async list(@CurrentTx() tx: Tx, @PathId() patientId: string): Promise<CarerDto[]> {
    return this.carers.listOfPatient(tx, patientId);
  }

  @Post('patients/:id/guardians')
  @Allow('clinician', 'desk')
  @Idempotency('never')
  @Operation({
    summary: 'Write down a guardian of a child, or of somebody who cannot decide, with a link for them',
    about:
      'Of patients who do not decide for themself today; by an attorney’s or deputy’s power, of adults. A guardian sees what the ' +
      'patient sees, and may confirm that it was advised. The access closes by itself when the patient decides for themself: on ' +
      'the 16th birthday, or earlier by a note of competence.',
    returns: LetInDto,
    status: 201,
    refuses: [
      'guardian.patient_grown_up',
      'guardian.not_at_this_age',
      'guardian.ended_by_order',
      'patient.deceased',
    ],
  })
  async writeDown(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Body() body: NewGuardianDto,
  ): Promise<LetInDto> {
    return this.carers.writeDown(tx, patientId, body);
  }

  @Post('guardians/:id/link')
  @Allow('clinician', 'desk')
  @Idempotency('never')
  @Operation({
    summary: 'Make a new link for a guardian who lost theirs',
    about: 'The old one stops working.',
    returns: PatientLinkDto,
    status: 201,
    refuses: ['guardian.patient_grown_up', 'patient.deceased'],
  })
  async issueLink(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PatientLinkDto> {
    return this.carers.issueLink(tx, 'guardian', id);
  }

  @Post('guardians/:id/continuation')
  @Allow('clinician')
  @Idempotency('never')
  @Operation({
    summary: 'Record that the patient, who decides for themself, lets a guardian go on looking',
    about:
      'As they said it in the room, without the guardian. They can say it themself too, and take it back at any time.',
    refuses: ['carer.guardian'],
  })
  async keepOn(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.carers.keepOn(tx, id);
  }

  @Delete('guardians/:id')
  @Allow('clinician', 'desk')
  @Operation({ summary: 'End a guardian, who is signed out everywhere at once' })
  async end(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.carers.end(tx, 'guardian', id);
  }

  @Post('guardians/:id/ending')
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'End a guardian, and say why',
    about: 'Signed out everywhere at once. Neither they nor the patient read why.',
  })
  async endBecause(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() body: GuardianEndingDto,
  ): Promise<void> {
    await this.carers.end(tx, 'guardian', id, body);
  }
}
