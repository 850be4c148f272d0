import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { PatientLinkDto } from '../patient/patient-link.dto';
import { CarerDto, LetInDto, NewGuardianDto } from './carer.dto';
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
    summary: 'Write down a child’s guardian, with a link for them',
    about:
      'For patients under 16, asked on this day. A guardian sees what the child sees, and may confirm that it was advised. ' +
      'Nothing ends by itself on a birthday: end a guardian who may no longer.',
    returns: LetInDto,
    status: 201,
    refuses: ['guardian.patient_grown_up', 'patient.deceased'],
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
    refuses: ['patient.deceased'],
  })
  async issueLink(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PatientLinkDto> {
    return this.carers.issueLink(tx, 'guardian', id);
  }

  @Delete('guardians/:id')
  @Allow('clinician', 'desk')
  @Operation({ summary: 'End a guardian, who is signed out everywhere at once' })
  async end(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.carers.end(tx, 'guardian', id);
  }
}
