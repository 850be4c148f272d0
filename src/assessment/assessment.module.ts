import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClinicModule } from '../clinic/clinic.module';
import { PatientModule } from '../patient/patient.module';
import { AssessmentController } from './assessment.controller';
import { Addendum, Assessment } from './assessment.entity';
import { AssessmentService } from './assessment.service';
import { EpisodeController } from './episode.controller';
import { Episode } from './episode.entity';
import { EpisodeService } from './episode.service';
import { HoldController } from './hold.controller';
import { Hold } from './hold.entity';
import { HoldService } from './hold.service';
import { SignatureController } from './signature.controller';
import { SignatureService } from './signature.service';

@Module({
  imports: [TypeOrmModule.forFeature([Episode, Assessment, Addendum, Hold]), ClinicModule, PatientModule],
  controllers: [EpisodeController, AssessmentController, SignatureController, HoldController],
  providers: [EpisodeService, AssessmentService, SignatureService, HoldService],
  exports: [EpisodeService, AssessmentService, HoldService],
})
export class AssessmentModule {}
