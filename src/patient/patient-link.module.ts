import { Module } from '@nestjs/common';
import { LinkRequestService } from './link-request.service';
import { OwnEmailController } from './own-email.controller';
import { OwnEmailService } from './own-email.service';
import { PatientLinkController } from './patient-link.controller';
import { PatientLinkService } from './patient-link.service';
import { SpokenCodeService } from './spoken-code.service';

@Module({
  controllers: [PatientLinkController, OwnEmailController],
  providers: [PatientLinkService, SpokenCodeService, LinkRequestService, OwnEmailService],
  exports: [PatientLinkService],
})
export class PatientLinkModule {}
