import { Module } from '@nestjs/common';
import { ClinicModule } from '../clinic/clinic.module';
import { PatientModule } from '../patient/patient.module';
import { ConsequenceService } from './consequence.service';
import { DiaryController } from './diary.controller';
import { DiaryService } from './diary.service';
import { ItemStopController } from './item-stop.controller';
import { ItemStopService } from './item-stop.service';
import { PaperLogController } from './paper-log.controller';
import { PaperLogService } from './paper-log.service';
import { UnkeptService } from './unkept.service';

@Module({
  imports: [ClinicModule, PatientModule],
  controllers: [DiaryController, ItemStopController, PaperLogController],
  providers: [ConsequenceService, DiaryService, ItemStopService, PaperLogService, UnkeptService],
  exports: [DiaryService],
})
export class DiaryModule {}
