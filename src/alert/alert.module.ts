import { Module } from '@nestjs/common';
import { PatientModule } from '../patient/patient.module';
import { AlertThresholdController } from './alert-threshold.controller';
import { AlertThresholdService } from './alert-threshold.service';
import { AlertController } from './alert.controller';
import { AlertService } from './alert.service';
import { CallBackController } from './call-back.controller';
import { CallBackService } from './call-back.service';
import { EscalationRound } from './escalation.round';
import { LookAfterRound } from './look-after.round';

/** Raising needs no module: `raiseAlert` and `afterEntries` are functions. */
@Module({
  imports: [PatientModule],
  controllers: [AlertController, AlertThresholdController, CallBackController],
  providers: [AlertService, AlertThresholdService, CallBackService, EscalationRound, LookAfterRound],
})
export class AlertModule {}
