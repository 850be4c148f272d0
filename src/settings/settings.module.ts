import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { LogoService } from './logo.service';
import { SettingsController } from './settings.controller';
import { SettingsService } from './settings.service';

@Module({
  imports: [ClinicModule],
  controllers: [SettingsController],
  providers: [LogoService, SettingsService],
  exports: [LogoService],
})
export class SettingsModule {}
