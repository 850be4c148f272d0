import { Module } from '@nestjs/common';
import { PatientModule } from '../patient/patient.module';
import { AdherenceController } from './adherence.controller';
import { AdherenceService } from './adherence.service';
import { UncountedPlansRound } from './uncounted-plans.round';

@Module({
  imports: [PatientModule],
  controllers: [AdherenceController],
  providers: [AdherenceService, UncountedPlansRound],
})
export class AdherenceModule {}
