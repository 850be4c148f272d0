import { Module } from '@nestjs/common';
import { ConsentController } from './consent.controller';
import { ConsentService } from './consent.service';
import { VideoConsentService } from './video-consent.service';

@Module({
  controllers: [ConsentController],
  providers: [ConsentService, VideoConsentService],
  exports: [ConsentService],
})
export class ConsentModule {}
