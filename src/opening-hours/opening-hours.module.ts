import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OpeningHoursController } from './opening-hours.controller';
import { ClosedDay, StoodInFor } from './opening-hours.entity';
import { OpeningHoursService } from './opening-hours.service';

@Module({
  imports: [TypeOrmModule.forFeature([ClosedDay, StoodInFor])],
  controllers: [OpeningHoursController],
  providers: [OpeningHoursService],
})
export class OpeningHoursModule {}
