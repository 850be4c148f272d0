import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExerciseController } from './exercise.controller';
import { Exercise, ExerciseVideo } from './exercise.entity';
import { ExerciseService } from './exercise.service';
import { ExerciseImportController } from './import/exercise-import.controller';
import { PreferenceController } from './preference.controller';
import { DefaultDose, FavouriteExercise } from './preference.entity';
import { PreferenceService } from './preference.service';
import { VideoController } from './video.controller';
import { VideoService } from './video.service';

@Module({
  imports: [TypeOrmModule.forFeature([DefaultDose, Exercise, ExerciseVideo, FavouriteExercise])],
  controllers: [ExerciseController, ExerciseImportController, PreferenceController, VideoController],
  providers: [ExerciseService, PreferenceService, VideoService],
  exports: [ExerciseService],
})
export class ExerciseModule {}
