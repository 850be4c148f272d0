import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExerciseController } from './exercise.controller';
import { Exercise, ExerciseVideo } from './exercise.entity';
import { ExerciseService } from './exercise.service';
import { ExerciseImportController } from './import/exercise-import.controller';
import { PreferenceController } from './preference.controller';
import { DefaultDose, FavouriteExercise } from './preference.entity';
import { PreferenceService } from './preference.service';
import { GuardedFetch } from '../http/guarded-fetch';
import { DeadVideoController } from './dead-video.controller';
import { VideoCheckRound } from './video-check.round';
import { VideoController } from './video.controller';
import { VideoService } from './video.service';
import { VideoLooker } from './video-looker';

@Module({
  imports: [TypeOrmModule.forFeature([DefaultDose, Exercise, ExerciseVideo, FavouriteExercise])],
  controllers: [
    ExerciseController,
    ExerciseImportController,
    PreferenceController,
    VideoController,
    DeadVideoController,
  ],
  providers: [
    ExerciseService,
    PreferenceService,
    VideoService,
    VideoCheckRound,
    {
      provide: VideoLooker,
      inject: [GuardedFetch],
      useFactory: (guarded: GuardedFetch) => new VideoLooker(guarded),
    },
  ],
  exports: [ExerciseService, VideoCheckRound],
})
export class ExerciseModule {}
