import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { PatientModule } from '../patient/patient.module';
import { DeletionController } from './deletion.controller';
import { DeletionService } from './deletion.service';
import { LegalHoldController } from './legal-hold.controller';
import { LegalHoldService } from './legal-hold.service';
import { RetentionController } from './retention.controller';
import { RetentionService } from './retention.service';

@Module({
  imports: [ClinicModule, PatientModule],
  controllers: [RetentionController, LegalHoldController, DeletionController],
  providers: [RetentionService, LegalHoldService, DeletionService],
})
export class RecordModule {}
