import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { AlertThresholdDto, NewAlertThresholdDto } from './alert-threshold.dto';
import { AlertThresholdService } from './alert-threshold.service';

@ApiTags('Alert')
@Controller('patients/:id/alert-threshold')
export class AlertThresholdController {
  constructor(private readonly thresholds: AlertThresholdService) {}

  @Get()
  @Allow('clinician')
  @Operation({ summary: 'Read from where on a patient’s pain makes an alert', returns: AlertThresholdDto })
  async read(@CurrentTx() tx: Tx, @PathId() patientId: string): Promise<AlertThresholdDto> {
    return this.thresholds.read(tx, patientId);
  }

  @Put()
  @Allow('clinician')
  @Operation({
    summary: 'Say from where on a patient’s pain makes an alert',
    about:
      'For what is told from now on. It changes no pain rule of an exercise, and nothing that the patient reads.',
    returns: AlertThresholdDto,
  })
  async set(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Body() body: NewAlertThresholdDto,
  ): Promise<AlertThresholdDto> {
    return this.thresholds.set(tx, patientId, body);
  }
}
