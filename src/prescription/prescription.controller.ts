import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import type { ErrorCode } from '../http/errors';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { DraftService } from './draft.service';
import { IssuanceService } from './issuance.service';
import {
  DraftDto,
  ExtensionDto,
  IssuanceDto,
  OptionalReasonDto,
  PhaseBeginningDto,
  PrescriptionDto,
  ReasonDto,
  toPrescription,
} from './prescription.dto';
import { PrescriptionService } from './prescription.service';
import { BeginningDto, BegunPrescriptionDto, toBegun } from './reuse.dto';

/** Why advice may not stand now, whatever is asked. */
const STANDING_REFUSALS: ErrorCode[] = [
  'prescription.wrong_standing',
  'prescription.not_entitled',
  'prescription.patient_discharged',
  'episode.closed',
  'prescription.on_hold',
  'prescription.found_unsuitable',
];

@ApiTags('Prescription')
@Controller()
export class PrescriptionController {
  constructor(
    private readonly prescriptions: PrescriptionService,
    private readonly drafts: DraftService,
    private readonly issuances: IssuanceService,
  ) {}

  @Post('episodes/:id/prescriptions')
  @Allow('clinician')
  @Operation({
    summary: 'Begin a prescription with a draft',
    about:
      'Give `items`, or take a plan over: `{"from":{"templateId":…}}`, or `{"from":{"prescriptionId":…}}` of the same ' +
      'patient. Doses, words, phases and groups are taken over; exercises read as the library does today. A former ' +
      'prescription brings the videos that are still attached; a template holds none, so each exercise gets the only video ' +
      'that was checked, or none where there is a choice. It is a draft like any other: the rules are asked anew, ' +
      'against this patient’s findings.',
    returns: BegunPrescriptionDto,
    status: 201,
    refuses: [
      'episode.closed',
      'prescription.exercise_unavailable',
      'prescription.nothing_to_take',
      'template.retired',
    ],
  })
  async begin(
    @CurrentTx() tx: Tx,
    @PathId() episodeId: string,
    @Body() body: BeginningDto,
  ): Promise<BegunPrescriptionDto> {
    return toBegun(await this.drafts.begin(tx, episodeId, body));
  }

  @Get('patients/:id/prescriptions')
  @Allow('clinician')
  @Operation({
    summary: 'List the prescriptions of a patient, newest first',
    returns: PageOf(PrescriptionDto),
  })
  async list(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<PrescriptionDto>> {
    const rows = await this.prescriptions.list(tx, patientId, query);
    return pageOf(rows, query, ({ sortKey, prescription }) => [sortKey, prescription.id], toPrescription);
  }

  @Get('prescriptions/:id')
  @Allow('clinician')
  @Operation({ summary: 'Read a prescription', returns: PrescriptionDto })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PrescriptionDto> {
    return toPrescription(await this.prescriptions.get(tx, id));
  }

  @Put('prescriptions/:id/draft')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Write the next version',
    about: 'Replaces the draft. What the patient sees stays as it is until this is issued.',
    returns: PrescriptionDto,
    refuses: ['prescription.wrong_standing', 'prescription.exercise_unavailable'],
  })
  async redraft(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: DraftDto,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.drafts.rewrite(tx, id, expected, body));
  }

  @Delete('prescriptions/:id/draft')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({ summary: 'Discard the draft', refuses: ['prescription.no_draft'] })
  async discardDraft(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<void> {
    await this.drafts.discard(tx, id, expected);
  }

  @Post('prescriptions/:id/issuance')
  @Allow('clinician')
  @NeedsIfMatch()
  @Idempotency('required')
  @Operation({
    summary: 'Issue the draft: the patient sees it from its first day',
    about:
      'A live version is superseded. How fresh the assessment must be depends on what is asked of the patient.',
    returns: PrescriptionDto,
    refuses: [
      ...STANDING_REFUSALS,
      'prescription.no_draft',
      'prescription.another_open',
      'prescription.exercise_unavailable',
      'prescription.library_changed',
      'prescription.rule_forbids',
      'prescription.decision_missing',
      'assessment.missing',
      'assessment.too_old',
      'assessment.nothing_new_needed',
    ],
  })
  async issue(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: IssuanceDto,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.issuances.issue(tx, id, expected, body));
  }

  @Post('prescriptions/:id/phases')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Begin a phase whose criteria are met',
    about: 'Its exercises show from today on; its weeks are counted from today.',
    returns: PrescriptionDto,
    refuses: [
      ...STANDING_REFUSALS,
      'prescription.no_such_phase',
      'prescription.phase_begun_already',
      'prescription.footing_gone',
      'prescription.rule_forbids',
      'assessment.too_old',
      'assessment.nothing_new_needed',
    ],
  })
  async beginPhase(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: PhaseBeginningDto,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.prescriptions.beginPhase(tx, id, expected, body.phase));
  }

  @Post('prescriptions/:id/pause')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Pause: the patient sees nothing until it is resumed',
    returns: PrescriptionDto,
    refuses: ['prescription.wrong_standing'],
  })
  async pause(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ReasonDto,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.prescriptions.pause(tx, id, expected, body.because));
  }

  @Post('prescriptions/:id/resumption')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Resume after a pause',
    returns: PrescriptionDto,
    refuses: [
      ...STANDING_REFUSALS,
      'prescription.footing_gone',
      'prescription.rule_forbids',
      'assessment.too_old',
      'assessment.nothing_new_needed',
    ],
  })
  async resume(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.prescriptions.resume(tx, id, expected));
  }

  @Post('prescriptions/:id/extension')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Let the same advice stand longer, after a contact',
    returns: PrescriptionDto,
    refuses: [
      ...STANDING_REFUSALS,
      'prescription.footing_gone',
      'prescription.rule_forbids',
      'assessment.too_old',
    ],
  })
  async extend(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ExtensionDto,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.prescriptions.extend(tx, id, expected, body));
  }

  @Post('prescriptions/:id/completion')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Complete: it has done its work',
    returns: PrescriptionDto,
    refuses: ['prescription.wrong_standing'],
  })
  async complete(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: OptionalReasonDto,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.prescriptions.complete(tx, id, expected, body.because ?? null));
  }

  @Post('prescriptions/:id/withdrawal')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Withdraw: the advice no longer stands',
    returns: PrescriptionDto,
    refuses: ['prescription.wrong_standing'],
  })
  async withdraw(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ReasonDto,
  ): Promise<PrescriptionDto> {
    return toPrescription(await this.prescriptions.withdraw(tx, id, expected, body.because));
  }
}
