import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import {
  ChangePatientDto,
  DischargeDto,
  NewDischargeDto,
  NewIdentifierDto,
  NewPatientDto,
  PatientDto,
  PatientQuery,
  PlanStateDto,
  PossibleDuplicateDto,
  PossibleDuplicateQuery,
  toDischarge,
  toPatient,
  toPossibleDuplicate,
} from './patient.dto';
import { PatientService } from './patient.service';

@ApiTags('Patient')
@Controller('patients')
export class PatientController {
  constructor(private readonly patients: PatientService) {}

  @Get()
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'List the patients, by name',
    about: 'Whoever is archived is left out unless asked for.',
    returns: PageOf(PatientDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PatientQuery): Promise<Page<PatientDto>> {
    const page = pageOf(
      await this.patients.listPatients(tx, query),
      query,
      (patient) => [patient.name, patient.id],
      toPatient,
    );
    tx.sawRecordOf(...page.items.map((patient) => patient.id));
    return page;
  }

  @Post()
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'Register a patient',
    returns: PatientDto,
    status: 201,
    refuses: ['patient.identifier_taken'],
  })
  async register(@CurrentTx() tx: Tx, @Body() body: NewPatientDto): Promise<PatientDto> {
    return toPatient(await this.patients.register(tx, body));
  }

  @Get('possible-duplicates')
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'List patients who may be somebody about to be registered',
    about:
      'By the rules that an import goes by: the same names, in whatever order, and the same date of birth; or the same number ' +
      'in the same system. Only a hint: nothing keeps anybody from registering them. Nobody, if nothing is said.',
    returns: [PossibleDuplicateDto],
  })
  async possibleDuplicates(
    @CurrentTx() tx: Tx,
    @Query() query: PossibleDuplicateQuery,
  ): Promise<PossibleDuplicateDto[]> {
    return (await this.patients.findPossibleDuplicates(tx, query)).map(toPossibleDuplicate);
  }

  @Get(':id')
  @Allow('clinician', 'desk')
  @Operation({ summary: 'Read a patient', returns: PatientDto })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PatientDto> {
    return toPatient(await this.patients.getPatient(tx, id));
  }

  @Patch(':id')
  @Allow('clinician', 'desk')
  @NeedsIfMatch()
  @Operation({ summary: 'Change a patient', returns: PatientDto })
  async change(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ChangePatientDto,
  ): Promise<PatientDto> {
    return toPatient(await this.patients.changePatient(tx, id, expected, body));
  }

  @Post(':id/identifiers')
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'Add a patient’s number in another system',
    returns: PatientDto,
    status: 201,
    refuses: ['patient.identifier_taken'],
  })
  async addIdentifier(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() body: NewIdentifierDto,
  ): Promise<PatientDto> {
    return toPatient(await this.patients.addIdentifier(tx, id, body));
  }

  @Delete(':id/identifiers/:identifierId')
  @Allow('clinician', 'desk')
  @NeedsIfMatch()
  @Operation({
    summary: 'Remove a patient’s number in another system',
    about: 'If-Match is the patient’s ETag.',
  })
  async removeIdentifier(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @PathId('identifierId') identifierId: string,
    @IfMatch() expected: number,
  ): Promise<void> {
    await this.patients.removeIdentifier(tx, id, identifierId, expected);
  }

  @Get(':id/discharges')
  @Allow('clinician')
  @Operation({
    summary: 'List a patient’s discharges with their reasons, newest first',
    returns: [DischargeDto],
  })
  async listDischarges(@CurrentTx() tx: Tx, @PathId() id: string): Promise<DischargeDto[]> {
    return (await this.patients.listDischarges(tx, id)).map(toDischarge);
  }

  @Post(':id/discharge')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Discharge a patient',
    about:
      'The patient’s routine closes with the next request, what was issued is paused, and their alerts are closed with the note ' +
      '"Discharged."; no other is opened until they are readmitted.',
    returns: PatientDto,
    refuses: ['patient.discharged_already'],
  })
  async discharge(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: NewDischargeDto,
  ): Promise<PatientDto> {
    return toPatient(await this.patients.discharge(tx, id, expected, body.because));
  }

  @Post(':id/readmission')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Take a discharged patient back, as a registered clinician',
    about: 'What was advised stays paused until a clinician resumes it.',
    returns: PatientDto,
    refuses: ['patient.not_discharged', 'patient.readmitter_not_entitled', 'patient.deceased'],
  })
  async readmit(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<PatientDto> {
    return toPatient(await this.patients.readmit(tx, id, expected));
  }

  @Get(':id/plan-state')
  @Allow('clinician', 'desk')
  @Operation({ summary: 'Read whether a patient has live advice, and no more', returns: PlanStateDto })
  async planState(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PlanStateDto> {
    return { patientId: id, state: await this.patients.getPlanState(tx, id) };
  }
}
