import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { SettingsModule } from '../settings/settings.module';
import { OutlivedRecords } from './outlived-records';
import { OwnDataController } from './own-data.controller';
import { PageLookService } from './page-look.service';
import { RecordRequestController } from './record-request.controller';
import { RecordRequestService } from './record-request.service';

@Module({
  imports: [ClinicModule, SettingsModule],
  controllers: [OwnDataController, RecordRequestController],
  providers: [RecordRequestService, OutlivedRecords, PageLookService],
  exports: [OutlivedRecords],
})
export class OwnDataModule {}
