import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClinicModule } from '../clinic/clinic.module';
import { LocumController } from './locum.controller';
import { LocumService } from './locum.service';
import { OpeningHoursController } from './opening-hours.controller';
import { ClosedDay, StoodInFor } from './opening-hours.entity';
import { OpeningHoursService } from './opening-hours.service';

@Module({
  imports: [TypeOrmModule.forFeature([ClosedDay, StoodInFor]), ClinicModule],
  controllers: [OpeningHoursController, LocumController],
  providers: [OpeningHoursService, LocumService],
  exports: [OpeningHoursService],
})
export class OpeningHoursModule {}
