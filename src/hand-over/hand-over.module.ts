import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { OpeningHoursModule } from '../opening-hours/opening-hours.module';
import { PatientModule } from '../patient/patient.module';
import { HandOverController } from './hand-over.controller';
import { HandOverService } from './hand-over.service';
import { LeavingController } from './leaving.controller';
import { LeavingService } from './leaving.service';

@Module({
  imports: [ClinicModule, OpeningHoursModule, PatientModule],
  controllers: [HandOverController, LeavingController],
  providers: [HandOverService, LeavingService],
})
export class HandOverModule {}
