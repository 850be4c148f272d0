import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExerciseModule } from '../exercise/exercise.module';
import { ContentController } from './content.controller';
import { KeptPictures } from './kept-pictures';
import { MediaController } from './media.controller';
import { Media } from './media.entity';
import { MediaService } from './media.service';
import { FileRemoval } from './file-removal';
import { MediaSweep } from './media-sweep';
import { MEDIA_STORE, type MediaSettings } from './store/media-store';
import { storeOf } from './store/store-of';
import { StreamService } from './stream.service';
import { UploadService } from './upload.service';

/** The clinic's own videos and pictures, in a folder or a bucket. Global, as only one place knows where they are kept. */
@Module({})
export class MediaModule {
  static keptIn(settings: MediaSettings): DynamicModule {
    return {
      module: MediaModule,
      global: true,
      imports: [ExerciseModule, TypeOrmModule.forFeature([Media])],
      controllers: [ContentController, MediaController],
      providers: [
        { provide: MEDIA_STORE, useFactory: () => storeOf(settings) },
        KeptPictures,
        MediaService,
        FileRemoval,
        MediaSweep,
        StreamService,
        UploadService,
      ],
      exports: [KeptPictures, MEDIA_STORE],
    };
  }
}
