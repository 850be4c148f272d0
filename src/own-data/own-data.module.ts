import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { OutlivedRecords } from './outlived-records';
import { OwnDataController } from './own-data.controller';
import { RecordRequestController } from './record-request.controller';
import { RecordRequestService } from './record-request.service';

@Module({
  imports: [ClinicModule],
  controllers: [OwnDataController, RecordRequestController],
  providers: [RecordRequestService, OutlivedRecords],
  exports: [OutlivedRecords],
})
export class OwnDataModule {}
