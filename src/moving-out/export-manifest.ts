/**
 * What an export says of itself: of which version it is, and of each file how many lines and which checksum. It is written last,
 * so a folder without it is no export. It tells damage, not malice: whoever can write here can write both.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counted } from '../backup/table-rows';

export const EXPORT_MANIFEST = 'manifest.json';
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
export async function readExportManifest(folder: string): Promise<ExportManifest> {
  const file = join(folder, EXPORT_MANIFEST);
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw new Error(`${folder} is no complete export: ${file} cannot be read (${fault.code}).`);
  });
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Error(`${file} is damaged: it is not JSON.`);
  }
  const format = (said as Partial<ExportManifest> | null)?.format;
  if (typeof format === 'number' && format !== FORMAT) {
    throw new Error(`${file} is of format ${format}; this software reads format ${FORMAT}.`);
  }
  if (!isManifest(said)) throw new Error(`${file} is damaged: it does not say what an export says.`);
  return said;
}

/** Names become paths, so nothing else than the names of tables is one. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function isManifest(said: unknown): said is ExportManifest {
  const { format, exportedAt, lastMigration, clinic, files, media } = (said ?? {}) as Partial<ExportManifest>;
  return (
    format === FORMAT &&
    !Number.isNaN(Date.parse(exportedAt ?? '')) &&
    typeof lastMigration === 'string' &&
    typeof clinic === 'string' &&
    Array.isArray(files) &&
    files.every(
      (file) =>
        typeof file?.name === 'string' &&
        NAME.test(file.name) &&
        isCount(file.rows) &&
        isCount(file.bytes) &&
        SHA256.test(file.sha256),
    ) &&
    isCount(media?.files) &&
    isCount(media?.bytes) &&
    SHA256.test(media?.sha256 ?? '') &&
    Array.isArray(media?.absent) &&
    media.absent.every((id) => ID.test(id))
  );
}
