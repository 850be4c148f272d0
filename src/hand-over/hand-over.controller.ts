import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import {
  HandOverDto,
  HandOverQuery,
  HandOverWithPatientsDto,
  NewHandOverDto,
  OwnClinicianDto,
  TakingBackDto,
  toHandOver,
  toHandOverWithPatients,
} from './hand-over.dto';
import { HandOverService } from './hand-over.service';
import { readOwnClinician } from './own-clinician.repository';

@ApiTags('Hand-over')
@Controller()
export class HandOverController {
  constructor(private readonly handOvers: HandOverService) {}

  @Post('hand-overs')
  @Allow('admin', 'clinician')
  @Operation({
    summary: 'Hand patients over to another clinician: one, some, or a whole caseload',
    about:
      'An admin anybody’s, a clinician their own. What is open on the worklist goes with them. Plans, drafts and requests stay as ' +
      'they are: any clinician goes on with them. Patients are told nothing but who their clinician is.',
    returns: HandOverDto,
    status: 201,
    refuses: [
      'hand_over.not_yours',
      'hand_over.not_theirs',
      'hand_over.not_here',
      'hand_over.not_entitled',
      'hand_over.nobody',
    ],
  })
  async make(@CurrentTx() tx: Tx, @Body() body: NewHandOverDto): Promise<HandOverDto> {
    return toHandOver(await this.handOvers.handOver(tx, body));
  }

  @Get('hand-overs')
  @Allow('admin', 'clinician')
  @Operation({ summary: 'List the hand-overs, newest first', returns: PageOf(HandOverDto) })
  async list(@CurrentTx() tx: Tx, @Query() query: HandOverQuery): Promise<Page<HandOverDto>> {
    const rows = await this.handOvers.list(tx, query);
    return pageOf(rows, query, ({ at, id }) => [at.toISOString(), id], toHandOver);
  }

  @Get('hand-overs/:id')
  @Allow('admin', 'clinician')
  @Operation({
    summary: 'Read a hand-over, and whom it moved',
    about: 'Ids and no names: an admin sees no patient.',
    returns: HandOverWithPatientsDto,
  })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<HandOverWithPatientsDto> {
    const { handOver, moved } = await this.handOvers.read(tx, id);
    return toHandOverWithPatients(handOver, moved);
  }

  @Post('hand-overs/:id/reversal')
  @Allow('admin', 'clinician')
  @Operation({
    summary: 'Take a hand-over back, within a day',
    about:
      'It is another hand-over: each patient goes back to whom they had, but for those who were moved on since.',
    returns: HandOverDto,
    status: 201,
    refuses: [
      'hand_over.not_yours',
      'hand_over.taken_back_already',
      'hand_over.too_late',
      'hand_over.nobody',
      'revision.conflict',
    ],
  })
  async takeBack(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() { note = null }: TakingBackDto,
  ): Promise<HandOverDto> {
    return toHandOver(await this.handOvers.takeBack(tx, id, note));
  }

  @Get('patients/:id/hand-overs')
  @Allow('clinician')
  @Operation({
    summary: 'List a patient’s hand-overs, newest first',
    about: 'From whom to whom this patient went.',
    returns: [HandOverDto],
  })
  async listOfPatient(@CurrentTx() tx: Tx, @PathId() patientId: string): Promise<HandOverDto[]> {
    return (await this.handOvers.listOfPatient(tx, patientId)).map(toHandOver);
  }

  @Get('own-clinician')
  @Allow('patient', 'carer')
  @Operation({ summary: 'Read who looks after me', returns: OwnClinicianDto })
  async ownClinician(@CurrentTx() tx: Tx): Promise<OwnClinicianDto> {
    return readOwnClinician(tx);
  }
}
