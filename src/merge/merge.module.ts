import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { PatientModule } from '../patient/patient.module';
import { MergeController } from './merge.controller';
import { MergeService } from './merge.service';

@Module({
  imports: [ClinicModule, PatientModule],
  controllers: [MergeController],
  providers: [MergeService],
})
export class MergeModule {}
