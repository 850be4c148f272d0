/**
 * What a backup says of itself: of which version of the tables it is, and for each table how much there is and its checksum. It
 * is written last, so a folder without it is no backup. It tells damage, not malice: whoever can write here can write both.
 */
import { join } from 'node:path';
import { isCount, isName, isSha256, readManifestOf } from './manifest-file';

const FORMAT = 1;

/** `bytes` and `sha256` are of the rows as Postgres wrote them, before they were compressed. */
export interface TableKept {
  name: string;
  columns: string[];
  rows: number;
  bytes: number;
  sha256: string;
}

export interface SequenceKept {
  name: string;
  /** As text: a bigint. */
  last: string;
  isCalled: boolean;
}

/**
 * `named`: media of which a row says that they are usable. `absent`: of those, what was not found or is not what was once looked
 * into. `sha256` is of the list, in which each file has its own. In a bucket nothing is kept here.
 */
export interface MediaKept {
  where: 'folder' | 'bucket';
  named: number;
  absent: number;
  files: number;
  bytes: number;
  sha256: string | null;
}

export interface Manifest {
  format: number;
  takenAt: string;
  schema: { lastMigration: string; alwaysHash: string };
  postgres: string;
  tables: TableKept[];
  sequences: SequenceKept[];
  media: MediaKept;
}

export const newManifest = (said: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...said });

/** Where a table's rows lie inside a backup. */
export const tableFile = (name: string): string => join('tables', `${name}.copy.gz`);

export const totalOf = (tables: readonly TableKept[], what: 'rows' | 'bytes'): number =>
  tables.reduce((sum, table) => sum + table[what], 0);

/** Throws a sentence for people when there is none, or none that this software can read. */
export const readManifest = (folder: string): Promise<Manifest> =>
  readManifestOf(folder, { called: 'backup', format: FORMAT, isSound: isManifest });

function isManifest(said: unknown): said is Manifest {
  const { format, takenAt, schema, postgres, tables, sequences, media } = (said ?? {}) as Partial<Manifest>;
  return (
    format === FORMAT &&
    !Number.isNaN(Date.parse(takenAt ?? '')) &&
    typeof schema?.lastMigration === 'string' &&
    typeof postgres === 'string' &&
    Array.isArray(tables) &&
    tables.length > 0 &&
    tables.every(isTable) &&
    Array.isArray(sequences) &&
    sequences.every(({ name, last }) => isName(name) && /^\d{1,19}$/.test(last)) &&
    isMedia(media)
  );
}

const isTable = ({ name, columns, rows, bytes, sha256 }: TableKept): boolean =>
  isName(name) &&
  Array.isArray(columns) &&
  columns.every(isName) &&
  isCount(rows) &&
  isCount(bytes) &&
  isSha256(sha256);

const isMedia = (media: MediaKept | undefined): boolean =>
  media !== undefined &&
  ['folder', 'bucket'].includes(media.where) &&
  [media.named, media.absent, media.files, media.bytes].every(isCount) &&
  (media.where === 'folder' ? isSha256(media.sha256) : media.sha256 === null);
