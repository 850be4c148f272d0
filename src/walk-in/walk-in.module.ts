import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module';
import { ConsentModule } from '../consent/consent.module';
import { EpisodeModule } from '../episode/episode.module';
import { HoldModule } from '../hold/hold.module';
import { PatientLinkModule } from '../patient/patient-link.module';
import { PatientModule } from '../patient/patient.module';
import { PrescriptionModule } from '../prescription/prescription.module';
import { WalkInController } from './walk-in.controller';
import { WalkInService } from './walk-in.service';

@Module({
  imports: [
    AssessmentModule,
    ConsentModule,
    EpisodeModule,
    HoldModule,
    PatientLinkModule,
    PatientModule,
    PrescriptionModule,
  ],
  controllers: [WalkInController],
  providers: [WalkInService],
})
export class WalkInModule {}
