import { Module } from '@nestjs/common';
import { PatientLinkModule } from '../patient/patient-link.module';
import { PatientModule } from '../patient/patient.module';
import { CarerController } from './carer.controller';
import { CarerService } from './carer.service';
import { GuardianController } from './guardian.controller';

@Module({
  imports: [PatientModule, PatientLinkModule],
  controllers: [CarerController, GuardianController],
  providers: [CarerService],
})
export class CarerModule {}
