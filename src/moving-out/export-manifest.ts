/**
 * What an export says of itself: of which version it is, and of each file how many lines and which checksum. It is written last,
 * so a folder without it is no export. It tells damage, not malice: whoever can write here can write both.
 */
import { isCount, isName, isSha256, readManifestOf } from '../backup/manifest-file';
import type { Counted } from '../backup/table-rows';

const FORMAT = 1;

export interface FileKept extends Counted {
  /** Of a table, or `starter_exercise`. */
  name: string;
}

export interface MediaMoved {
  files: number;
  bytes: number;
  /** Of the list media.sha256. */
  sha256: string;
  /** Ids of those whose bytes were not found, or were not what was once looked into. */
  absent: string[];
}

export interface ExportManifest {
  format: number;
  exportedAt: string;
  /** The last change of the tables that the software knew: an import needs the same. */
  lastMigration: string;
  clinic: string;
  files: FileKept[];
  media: MediaMoved;
}

export const newExportManifest = (said: Omit<ExportManifest, 'format'>): ExportManifest => ({
  format: FORMAT,
  ...said,
});

export const lineFile = (name: string): string => `${name}.jsonl`;

/** Throws a sentence for people when there is none, or none that this software can read. */
export const readExportManifest = (folder: string): Promise<ExportManifest> =>
  readManifestOf(folder, { called: 'export', format: FORMAT, isSound: isManifest });

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isManifest(said: unknown): said is ExportManifest {
  const { format, exportedAt, lastMigration, clinic, files, media } = (said ?? {}) as Partial<ExportManifest>;
  return (
    format === FORMAT &&
    !Number.isNaN(Date.parse(exportedAt ?? '')) &&
    typeof lastMigration === 'string' &&
    typeof clinic === 'string' &&
    Array.isArray(files) &&
    files.every(
      (file) => isName(file?.name) && isCount(file.rows) && isCount(file.bytes) && isSha256(file.sha256),
    ) &&
    isCount(media?.files) &&
    isCount(media?.bytes) &&
    isSha256(media?.sha256) &&
    Array.isArray(media?.absent) &&
    media.absent.every((id) => ID.test(id))
  );
}
