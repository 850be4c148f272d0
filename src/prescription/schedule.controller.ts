import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { livePlan } from './live-plan';
import { PrescriptionService } from './prescription.service';
import { periodOf, scheduledDays } from './schedule';
import { PlanScheduleDto, ScheduleQuery, toSchedule } from './schedule.dto';

/** On which days what was prescribed is due. */
@ApiTags('Prescription')
@Controller()
export class ScheduleController {
  constructor(private readonly prescriptions: PrescriptionService) {}

  @Get('prescriptions/:id/schedule')
  @Allow('clinician')
  @Operation({
    summary: 'Read what is due on which day, of the live version',
    about:
      'Days and hours are those of the clinic’s clock. Days that have been are shown as they were meant then, without what ' +
      'was done. A pause or a hold closes its days, and the weeks go on afterwards where they were left. The patient sees ' +
      'only what the gate lets through, whatever this says.',
    returns: PlanScheduleDto,
    refuses: ['prescription.nothing_live'],
  })
  async read(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Query() query: ScheduleQuery,
  ): Promise<PlanScheduleDto> {
    const period = periodOf(query, tx.today);
    const whole = await this.prescriptions.get(tx, id);
    const plan = livePlan(whole);
    if (!plan) throw new AppError('prescription.nothing_live');
    return toSchedule(whole, period, scheduledDays(plan, period));
  }
}
