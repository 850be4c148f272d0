import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClinicalRules } from '../clinic/clinical-rules';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { AlertDto, AlertRulesDto, ClosingDto, toAlert, toAlertRules, WorklistQuery } from './alert.dto';
import { placeInWorklist } from './alert.repository';
import { AlertService } from './alert.service';

@ApiTags('Alert')
@Controller()
export class AlertController {
  constructor(
    private readonly alerts: AlertService,
    private readonly rules: ClinicalRules,
  ) {}

  @Get('alert-rules')
  @Allow('clinician', 'admin')
  @Operation({ summary: 'Read what puts something on the worklist', returns: AlertRulesDto })
  catalogue(): AlertRulesDto {
    return toAlertRules(this.rules.advise);
  }

  @Get('worklist')
  @Allow('clinician')
  @Operation({
    summary: 'List what should be looked at: the most urgent first, then what is due first',
    about: 'What is open or acknowledged. A list to look through, not a watch that is kept.',
    returns: PageOf(AlertDto),
  })
  async worklist(@CurrentTx() tx: Tx, @Query() query: WorklistQuery): Promise<Page<AlertDto>> {
    const page = pageOf(await this.alerts.worklist(tx, query), query, placeInWorklist, toAlert);
    tx.sawRecordOf(...page.items.map(({ patient }) => patient.id));
    return page;
  }

  @Get('patients/:id/alerts')
  @Allow('clinician')
  @Operation({
    summary: 'List a patient’s alerts, newest first, closed ones too',
    returns: PageOf(AlertDto),
  })
  async listOfPatient(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<AlertDto>> {
    const rows = await this.alerts.listOfPatient(tx, patientId, query);
    return pageOf(rows, query, ({ openedAt, id }) => [openedAt.toISOString(), id], toAlert);
  }

  @Post('alerts/:id/acknowledgement')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Say that you saw an alert and look after it',
    about: 'It goes on to nobody else from then on.',
    returns: AlertDto,
    refuses: ['alert.acknowledged_already', 'alert.closed'],
  })
  async acknowledge(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
  ): Promise<AlertDto> {
    return toAlert(await this.alerts.acknowledge(tx, id, expected));
  }

  @Post('alerts/:id/closing')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Close an alert, with a note of what was done',
    about: 'It stays closed: if the same is found later, there will be another.',
    returns: AlertDto,
    refuses: ['alert.closed'],
  })
  async close(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ClosingDto,
  ): Promise<AlertDto> {
    return toAlert(await this.alerts.close(tx, id, expected, body.note));
  }
}
