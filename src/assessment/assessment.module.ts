import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClinicModule } from '../clinic/clinic.module';
import { EpisodeModule } from '../episode/episode.module';
import { HoldModule } from '../hold/hold.module';
import { PatientModule } from '../patient/patient.module';
import { AssessmentController } from './assessment.controller';
import { Addendum, Assessment } from './assessment.entity';
import { AssessmentService } from './assessment.service';
import { VisitReadingService } from './visit-reading.service';
import { SignatureController } from './signature.controller';
import { SignatureService } from './signature.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([Assessment, Addendum]),
    ClinicModule,
    EpisodeModule,
    HoldModule,
    PatientModule,
  ],
  controllers: [AssessmentController, SignatureController],
  providers: [AssessmentService, VisitReadingService, SignatureService],
  exports: [AssessmentService, SignatureService, VisitReadingService],
})
export class AssessmentModule {}
