import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExerciseModule } from '../exercise/exercise.module';
import { ContentController } from './content.controller';
import { KeptPictures } from './kept-pictures';
import { MediaController } from './media.controller';
import { Media } from './media.entity';
import { MediaService } from './media.service';
import { MediaSweep } from './media-sweep';
import { FolderStore } from './store/folder-store';
import { MEDIA_STORE, type MediaSettings, type MediaStore } from './store/media-store';
import { StreamService } from './stream.service';
import { UploadService } from './upload.service';

/** What speaks to a bucket is loaded only where there is one: it takes its time. */
export async function storeOf(settings: MediaSettings): Promise<MediaStore> {
  if ('folder' in settings) return new FolderStore(settings.folder);
  const { S3Store } = await import('./store/s3-store.js');
  return new S3Store(settings.s3);
}

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
        MediaSweep,
        StreamService,
        UploadService,
      ],
      exports: [KeptPictures, MEDIA_STORE],
    };
  }
}
