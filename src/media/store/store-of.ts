import { FolderStore } from './folder-store';
import type { MediaSettings, MediaStore } from './media-store';

/** The store that the settings name. What speaks to a bucket is loaded only where there is one: it takes its time. */
export async function storeOf(settings: MediaSettings): Promise<MediaStore> {
  if ('folder' in settings) return new FolderStore(settings.folder);
  const { S3Store } = await import('./s3-store.js');
  return new S3Store(settings.s3);
}
