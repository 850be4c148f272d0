import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { AssessmentDto, AssessmentFieldsDto, NewAssessmentDto, toAssessment } from './assessment.dto';
import type { Assessment } from './assessment.entity';
import { AssessmentService, keyOf } from './assessment.service';
import { VisitReadingService, type VisitReading } from './visit-reading.service';

@ApiTags('Assessment')
@Controller()
export class AssessmentController {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly flags: VisitReadingService,
  ) {}

  @Get('patients/:id/assessments')
  @Allow('clinician')
  @Operation({ summary: 'List a patient’s assessments, newest first', returns: PageOf(AssessmentDto) })
  async list(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<AssessmentDto>> {
    const rows = await this.assessments.listAssessments(tx, patientId, query);
    const addenda = await this.assessments.addendaOf(tx, rows);
    const readings = await this.flags.readScreens(tx, rows);
    return pageOf(rows, query, keyOf, (assessment) =>
      toAssessment(assessment, addenda, readings.get(assessment.id) as VisitReading),
    );
  }

  @Post('episodes/:id/assessments')
  @Allow('clinician')
  @Operation({
    summary: 'Draft an assessment',
    about: 'Every field may wait until the signature.',
    returns: AssessmentDto,
    status: 201,
    refuses: ['episode.closed'],
  })
  async draft(
    @CurrentTx() tx: Tx,
    @PathId() episodeId: string,
    @Body() body: NewAssessmentDto,
  ): Promise<AssessmentDto> {
    return this.shown(tx, await this.assessments.draft(tx, episodeId, body));
  }

  @Get('assessments/:id')
  @Allow('clinician')
  @Operation({ summary: 'Read an assessment', returns: AssessmentDto })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<AssessmentDto> {
    return this.shown(tx, await this.assessments.readAssessment(tx, id));
  }

  @Patch('assessments/:id')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Change a draft',
    about: 'null clears a field; what is not sent stays.',
    returns: AssessmentDto,
    refuses: ['assessment.signed'],
  })
  async change(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: AssessmentFieldsDto,
  ): Promise<AssessmentDto> {
    return this.shown(tx, await this.assessments.changeDraft(tx, id, expected, body));
  }

  @Delete('assessments/:id')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({ summary: 'Discard a draft', refuses: ['assessment.signed'] })
  async discard(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<void> {
    await this.assessments.discardDraft(tx, id, expected);
  }

  private async shown(tx: Tx, assessment: Assessment): Promise<AssessmentDto> {
    const reading = await this.flags.readScreen(tx, assessment);
    return toAssessment(assessment, await this.assessments.addendaOf(tx, [assessment]), reading);
  }
}
