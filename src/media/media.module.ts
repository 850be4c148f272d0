import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExerciseModule } from '../exercise/exercise.module';
import { ContentController } from './content.controller';
import { MediaController } from './media.controller';
import { Media } from './media.entity';
import { MediaService } from './media.service';
import { FolderStore } from './store/folder-store';
import { MEDIA_STORE, type MediaSettings, type MediaStore } from './store/media-store';
import { S3Store } from './store/s3-store';
import { StreamService } from './stream.service';
import { UploadService } from './upload.service';

export const storeOf = (settings: MediaSettings): MediaStore =>
  'folder' in settings ? new FolderStore(settings.folder) : new S3Store(settings.s3);

/** The clinic's own videos and pictures, in a folder or a bucket. */
@Module({})
export class MediaModule {
  static keptIn(settings: MediaSettings): DynamicModule {
    return {
      module: MediaModule,
      imports: [ExerciseModule, TypeOrmModule.forFeature([Media])],
      controllers: [ContentController, MediaController],
      providers: [
        { provide: MEDIA_STORE, useFactory: () => storeOf(settings) },
        MediaService,
        StreamService,
        UploadService,
      ],
    };
  }
}
