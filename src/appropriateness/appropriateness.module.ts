import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssessmentModule } from '../assessment/assessment.module';
import { EpisodeModule } from '../episode/episode.module';
import { ExerciseModule } from '../exercise/exercise.module';
import { HoldModule } from '../hold/hold.module';
import { PatientModule } from '../patient/patient.module';
import { AppropriatenessController } from './appropriateness.controller';
import { AppropriatenessService } from './appropriateness.service';
import { RuleDecision } from './rule-decision.entity';

@Module({
  imports: [
    TypeOrmModule.forFeature([RuleDecision]),
    AssessmentModule,
    EpisodeModule,
    ExerciseModule,
    HoldModule,
    PatientModule,
  ],
  controllers: [AppropriatenessController],
  providers: [AppropriatenessService],
  exports: [AppropriatenessService],
})
export class AppropriatenessModule {}
