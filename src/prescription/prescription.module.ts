import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssessmentModule } from '../assessment/assessment.module';
import { ClinicModule } from '../clinic/clinic.module';
import { ExerciseModule } from '../exercise/exercise.module';
import { PatientModule } from '../patient/patient.module';
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
    ExerciseModule,
    PatientModule,
  ],
  controllers: [PrescriptionController],
  providers: [PrescriptionService],
})
export class PrescriptionModule {}
