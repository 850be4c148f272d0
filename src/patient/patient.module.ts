import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClinicModule } from '../clinic/clinic.module';
import { PatientImportController } from './import/patient-import.controller';
import { PatientImportService } from './import/patient-import.service';
import { PatientController } from './patient.controller';
import { Discharge, Patient, PatientIdentifier } from './patient.entity';
import { PatientService } from './patient.service';

@Module({
  imports: [TypeOrmModule.forFeature([Patient, PatientIdentifier, Discharge]), ClinicModule],
  controllers: [PatientController, PatientImportController],
  providers: [PatientService, PatientImportService],
  exports: [PatientService],
})
export class PatientModule {}
