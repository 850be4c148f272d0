import { Module } from '@nestjs/common';
import { PatientLinkModule } from '../patient/patient-link.module';
import { PatientModule } from '../patient/patient.module';
import { CarerController } from './carer.controller';
import { CarerService } from './carer.service';
import { ComingOfAgeController } from './coming-of-age.controller';
import { ComingOfAgeRound } from './coming-of-age.round';
import { GuardianController } from './guardian.controller';

@Module({
  imports: [PatientModule, PatientLinkModule],
  controllers: [CarerController, GuardianController, ComingOfAgeController],
  providers: [CarerService, ComingOfAgeRound],
})
export class CarerModule {}
