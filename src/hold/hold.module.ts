import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClinicModule } from '../clinic/clinic.module';
import { PatientModule } from '../patient/patient.module';
import { HoldController } from './hold.controller';
import { Hold, Referral } from './hold.entity';
import { HoldService } from './hold.service';

@Module({
  imports: [TypeOrmModule.forFeature([Hold, Referral]), ClinicModule, PatientModule],
  controllers: [HoldController],
  providers: [HoldService],
  exports: [HoldService],
})
export class HoldModule {}
