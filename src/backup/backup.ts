/**
 * Takes a backup, as the owner of the database: the rows of every table as they were at one moment, while others go on writing,
 * and the media beside them. The embedded Postgres comes without pg_dump; COPY is what pg_dump itself reads rows with. It changes
 * nothing but one line in each clinic's audit, and of whatever version the database is, it says which.
 *
 * Left out: the schema `jobs`, as a row says of itself that it waits (src/work/worker.ts sweeps for it), and `history` and all
 * that is no row, as the migrations make it.
 */
import { join } from 'node:path';
import type { Client } from 'pg';
import type { MediaSettings } from '../media/store/media-store';
import { makeFolder } from './finished-folder';
import { writeManifest } from './manifest-file';
import { type Manifest, newManifest, tableFile, type TableKept } from './manifest';
import { keepMedia, namedMedia } from './media-files';
import { type Progress, showProgress } from './progress';
import { keepRows } from './table-rows';
import { portal, sequencesOf, speakPlainly, type Table, tablesOf } from './tables';

export interface BackupWanted {
  /** The folder that becomes the backup; there must be none. */
  to: string;
  media: MediaSettings;
  out: NodeJS.WriteStream;
}

/**
 * Answers what was written. Throws a sentence for people, and then nothing of that name is there. The connection is of no use
 * after a failure.
 */
export async function takeBackup(owner: Client, { to, media, out }: BackupWanted): Promise<Manifest> {
  return makeFolder(to, 'backup', ['tables'], async (unfinished) => {
    const manifest = await fill(owner, unfinished, media, out);
    await writeManifest(unfinished, manifest);
    return manifest;
  });
}

async function fill(
  owner: Client,
  folder: string,
  settings: MediaSettings,
  out: NodeJS.WriteStream,
): Promise<Manifest> {
  await owner.query('begin isolation level repeatable read, read only');
  await speakPlainly(owner);
  const tables = await holdStill(owner);
  const [said] = (
    await owner.query<{ takenAt: Date; postgres: string; lastMigration: string; alwaysHash: string }>(
      `select now() as "takenAt", current_setting('server_version') as postgres, v.last_migration as "lastMigration",
         v.always_hash as "alwaysHash" from portal.schema_version() v`,
    )
  ).rows as [{ takenAt: Date; postgres: string; lastMigration: string; alwaysHash: string }];
  const kept = await keepTables(owner, tables, folder, out);
  const named = await namedMedia(owner);
  // moved by others meanwhile, and only forward: never behind the rows
  const sequences = await sequencesOf(owner);
  await owner.query('commit');
  return newManifest({
    takenAt: said.takenAt.toISOString(),
    schema: { lastMigration: said.lastMigration, alwaysHash: said.alwaysHash },
    postgres: said.postgres,
    tables: kept,
    sequences,
    media: await keepMedia(settings, named, folder),
  });
}

/** Inside a transaction: no migration may change a table between the first and the last that is read; writing goes on. */
export async function holdStill(owner: Client): Promise<Table[]> {
  const names = (await tablesOf(owner)).map(({ name }) => portal(name));
  await owner.query(`lock table ${names.join(', ')} in access share mode`);
  return tablesOf(owner);
}

async function keepTables(
  owner: Client,
  tables: readonly Table[],
  folder: string,
  out: NodeJS.WriteStream,
): Promise<TableKept[]> {
  const progress: Progress = showProgress('Reading', tables.length, out);
  const kept: TableKept[] = [];
  try {
    for (const table of tables) {
      const { name, columns } = table;
      const counted = await keepRows(owner, table, join(folder, tableFile(name)), progress.passing);
      kept.push({ name, columns, ...counted });
      progress.table();
    }
  } finally {
    progress.end();
  }
  return kept;
}

/** One row in each clinic's audit: somebody took a copy of everything. */
export async function noteInAudit(owner: Client, action: `backup.${string}`): Promise<void> {
  await owner.query(
    `insert into portal.audit_entry (clinic_id, actor_role, action, subject_type, subject_ids)
     select id, current_user, $1, 'clinic', array[id] from portal.clinic`,
    [action],
  );
}
