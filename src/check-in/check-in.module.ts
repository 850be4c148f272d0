import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PatientModule } from '../patient/patient.module';
import { CheckInController } from './check-in.controller';
import { CheckIn, CheckInWord } from './check-in.entity';
import { CheckInService } from './check-in.service';
import { CheckInWordService } from './check-in-word.service';
import { OwnPauseService } from './own-pause.service';

@Module({
  imports: [TypeOrmModule.forFeature([CheckIn, CheckInWord]), PatientModule],
  controllers: [CheckInController],
  providers: [CheckInService, CheckInWordService, OwnPauseService],
})
export class CheckInModule {}
