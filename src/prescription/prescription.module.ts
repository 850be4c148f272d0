import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssessmentModule } from '../assessment/assessment.module';
import { ClinicModule } from '../clinic/clinic.module';
import { EpisodeModule } from '../episode/episode.module';
import { ExerciseModule } from '../exercise/exercise.module';
import { HoldModule } from '../hold/hold.module';
import { PatientModule } from '../patient/patient.module';
import { AdviceFactsService } from './advice-facts.service';
import { DraftService } from './draft.service';
import { PrescriptionController } from './prescription.controller';
import {
  Prescription,
  PrescriptionItem,
  PrescriptionTransition,
  PrescriptionVersion,
} from './prescription.entity';
import { PrescriptionService } from './prescription.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([Prescription, PrescriptionVersion, PrescriptionItem, PrescriptionTransition]),
    AssessmentModule,
    ClinicModule,
    EpisodeModule,
    ExerciseModule,
    HoldModule,
    PatientModule,
  ],
  controllers: [PrescriptionController],
  providers: [AdviceFactsService, DraftService, PrescriptionService],
})
export class PrescriptionModule {}
