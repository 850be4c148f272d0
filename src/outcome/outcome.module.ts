import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssessmentModule } from '../assessment/assessment.module';
import { EpisodeModule } from '../episode/episode.module';
import { OutcomeController } from './outcome.controller';
import { InstrumentLicence, OutcomeScore } from './outcome.entity';
import { OutcomeService } from './outcome.service';

@Module({
  imports: [TypeOrmModule.forFeature([InstrumentLicence, OutcomeScore]), AssessmentModule, EpisodeModule],
  controllers: [OutcomeController],
  providers: [OutcomeService],
  exports: [OutcomeService],
})
export class OutcomeModule {}
