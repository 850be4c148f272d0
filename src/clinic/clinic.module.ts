import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClinicController } from './clinic.controller';
import { Clinic, Site, Staff } from './clinic.entity';
import { ClinicService } from './clinic.service';

@Module({
  imports: [TypeOrmModule.forFeature([Clinic, Site, Staff])],
  controllers: [ClinicController],
  providers: [ClinicService],
  exports: [ClinicService],
})
export class ClinicModule {}
