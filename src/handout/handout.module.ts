import { Module } from '@nestjs/common';
import { HoldModule } from '../hold/hold.module';
import { PatientLinkModule } from '../patient/patient-link.module';
import { SettingsModule } from '../settings/settings.module';
import { HandoutController } from './handout.controller';
import { HandoutPicturesService } from './handout-pictures.service';
import { HandoutService } from './handout.service';
import { LinkLetterController } from './link-letter.controller';
import { LinkLetterService } from './link-letter.service';
import { PaperLookService } from './paper-look.service';

@Module({
  imports: [HoldModule, PatientLinkModule, SettingsModule],
  controllers: [HandoutController, LinkLetterController],
  providers: [HandoutPicturesService, HandoutService, LinkLetterService, PaperLookService],
})
export class HandoutModule {}
