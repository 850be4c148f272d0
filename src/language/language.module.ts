import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { LanguageController } from './language.controller';
import { LanguageService } from './language.service';
import { OwnLanguageController } from './own-language.controller';

@Module({
  imports: [ClinicModule],
  controllers: [LanguageController, OwnLanguageController],
  providers: [LanguageService],
})
export class LanguageModule {}
