import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClinicModule } from '../clinic/clinic.module';
import { ArchivingController } from './archiving.controller';
import { ArchivingService } from './archiving.service';
import { DeathController } from './death.controller';
import { DeathService } from './death.service';
import { PatientImportController } from './import/patient-import.controller';
import { PatientImportService } from './import/patient-import.service';
import { PatientController } from './patient.controller';
import { Discharge, Patient, PatientIdentifier } from './patient.entity';
import { PatientService } from './patient.service';

@Module({
  imports: [TypeOrmModule.forFeature([Patient, PatientIdentifier, Discharge]), ClinicModule],
  controllers: [PatientController, DeathController, ArchivingController, PatientImportController],
  providers: [PatientService, DeathService, ArchivingService, PatientImportService],
  exports: [PatientService],
})
export class PatientModule {}
