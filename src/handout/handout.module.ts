import { Module } from '@nestjs/common';
import { HoldModule } from '../hold/hold.module';
import { PatientLinkModule } from '../patient/patient-link.module';
import { HandoutController } from './handout.controller';
import { HandoutPicturesService } from './handout-pictures.service';
import { HandoutService } from './handout.service';
import { LinkLetterController } from './link-letter.controller';
import { LinkLetterService } from './link-letter.service';

@Module({
  imports: [HoldModule, PatientLinkModule],
  controllers: [HandoutController, LinkLetterController],
  providers: [HandoutPicturesService, HandoutService, LinkLetterService],
})
export class HandoutModule {}
