import { Module } from '@nestjs/common';
import { PatientLinkController } from './patient-link.controller';
import { PatientLinkService } from './patient-link.service';

@Module({
  controllers: [PatientLinkController],
  providers: [PatientLinkService],
  exports: [PatientLinkService],
})
export class PatientLinkModule {}
