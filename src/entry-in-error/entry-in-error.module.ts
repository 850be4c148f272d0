import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module';
import { ClinicModule } from '../clinic/clinic.module';
import { EpisodeModule } from '../episode/episode.module';
import { OutcomeModule } from '../outcome/outcome.module';
import { PrescriptionModule } from '../prescription/prescription.module';
import { EntryInErrorController } from './entry-in-error.controller';
import { EntryInErrorService } from './entry-in-error.service';
import { MoveController } from './move.controller';
import { MoveService } from './move.service';

@Module({
  imports: [AssessmentModule, ClinicModule, EpisodeModule, OutcomeModule, PrescriptionModule],
  controllers: [EntryInErrorController, MoveController],
  providers: [EntryInErrorService, MoveService],
})
export class EntryInErrorModule {}
