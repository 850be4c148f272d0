/**
 * Reads a backup to its end before anything is made of it: every table and every medium is held to its checksum. Writes nothing.
 */
import { join } from 'node:path';
import { expectedVersion } from '../db/migrate';
import { type Manifest, readManifest, tableFile } from './manifest';
import { checkMedia } from './media-files';
import { showProgress } from './progress';
import { countKept } from './table-rows';

export interface CheckedBackup {
  folder: string;
  manifest: Manifest;
  /** Of the files of the store, as keys. */
  media: string[];
}

/** Throws a sentence for people when it is no backup, or of another version than this software. */
export async function readSound(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const { lastMigration } = expectedVersion();
  if (manifest.schema.lastMigration !== lastMigration) {
    throw new Error(
      `The backup is of version ${manifest.schema.lastMigration}, this software of ${lastMigration}: restore it with the ` +
        'software of its own version, and update that afterwards.',
    );
  }
  return manifest;
}

/** Throws a sentence for people that names the first file that is damaged or missing. */
export async function checkBackup(
  folder: string,
  manifest: Manifest,
  out: NodeJS.WriteStream,
): Promise<CheckedBackup> {
  const progress = showProgress('Checking', manifest.tables.length, out);
  try {
    for (const { name, rows, bytes, sha256 } of manifest.tables) {
      const file = tableFile(name);
      const found = await countKept(join(folder, file), progress.passing).catch(
        (fault: NodeJS.ErrnoException) => {
          throw new Error(
            `The backup is damaged: ${file} ${fault.code === 'ENOENT' ? 'is missing' : 'cannot be read'}.`,
          );
        },
      );
      if (found.sha256 !== sha256 || found.bytes !== bytes || found.rows !== rows) {
        throw new Error(`The backup is damaged: ${file} is not what was written.`);
      }
      progress.table();
    }
  } finally {
    progress.end();
  }
  return { folder, manifest, media: await checkMedia(folder, manifest.media) };
}
