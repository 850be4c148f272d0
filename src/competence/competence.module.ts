import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { PatientModule } from '../patient/patient.module';
import { CompetenceController } from './competence.controller';
import { CompetenceService } from './competence.service';

@Module({
  imports: [ClinicModule, PatientModule],
  controllers: [CompetenceController],
  providers: [CompetenceService],
})
export class CompetenceModule {}
