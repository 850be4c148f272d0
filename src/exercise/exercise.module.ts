import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExerciseController } from './exercise.controller';
import { Exercise, ExerciseVideo } from './exercise.entity';
import { ExerciseService } from './exercise.service';
import { VideoController } from './video.controller';
import { VideoService } from './video.service';

@Module({
  imports: [TypeOrmModule.forFeature([Exercise, ExerciseVideo])],
  controllers: [ExerciseController, VideoController],
  providers: [ExerciseService, VideoService],
  exports: [ExerciseService],
})
export class ExerciseModule {}
