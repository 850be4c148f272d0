/**
 * Writes all that moves with one clinic into a folder, as it was at one moment, while others go on writing: a file of JSON lines
 * for each table, the media beside, a page that says what everything means, and a manifest last. Nothing of another clinic and
 * no secret is in it. It changes nothing but one line in the clinic's audit.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { holdStill } from '../backup/backup';
import { MEDIA_FOLDER } from '../backup/checksums';
import { makeFolder } from '../backup/finished-folder';
import { writeManifest } from '../backup/manifest-file';
import { showProgress } from '../backup/progress';
import { speakPlainly } from '../backup/tables';
import type { MediaStore } from '../media/store/media-store';
import { type ExportManifest, type FileKept, lineFile, newExportManifest } from './export-manifest';
import { exportPage } from './export-page';
import { keepMedia, usableMedia } from './moved-media';
import { movingTables } from './moving-tables';
import { keepLines, linesOf, starterLines } from './rows-out';

export const STARTER_FILE = 'starter_exercise';

export interface ExportWanted {
  clinic: ClinicNamed;
  /** The folder that becomes the export; there must be none. */
  to: string;
  store: MediaStore;
  out: NodeJS.WriteStream;
}

export interface ClinicNamed {
  id: string;
  name: string;
}

/** By its id or its name, capitals aside. Throws a sentence for people where it is none or several. */
export async function findClinic(owner: Pick<Client, 'query'>, idOrName: string): Promise<ClinicNamed> {
  const { rows } = await owner.query<ClinicNamed>(
    'select id, name from portal.clinic where id::text = lower($1) or lower(name) = lower($1) order by name, id',
    [idOrName],
  );
  const [found, another] = rows;
  if (!found) {
    const { rows: all } = await owner.query<ClinicNamed>(
      'select id, name from portal.clinic order by name, id',
    );
    const thereAre = all.map(({ id, name }) => `\n  ${id}  ${name}`).join('');
    throw new Error(`There is no clinic of the name or id "${idOrName}"; there are:${thereAre}`);
  }
  if (another) {
    throw new Error(
      `Several clinics are called so; name one by its id: ${rows.map(({ id }) => id).join(', ')}.`,
    );
  }
  return found;
}

/**
 * Answers what was written. Throws a sentence for people, and then nothing of that name is there. The connection is of no use
 * after a failure.
 */
export async function exportClinic(owner: Client, wanted: ExportWanted): Promise<ExportManifest> {
  const { clinic, to } = wanted;
  const manifest = await makeFolder(to, 'export', [MEDIA_FOLDER], async (unfinished) => {
    const filled = await fill(owner, unfinished, wanted);
    await writeManifest(unfinished, filled);
    return filled;
  });
  await owner.query(
    `insert into portal.audit_entry (clinic_id, actor_role, action, subject_type, subject_ids)
     values ($1, current_user, 'clinic.exported', 'clinic', array[$1::uuid])`,
    [clinic.id],
  );
  return manifest;
}

async function fill(
  owner: Client,
  folder: string,
  { clinic, store, out }: ExportWanted,
): Promise<ExportManifest> {
  await owner.query('begin isolation level repeatable read, read only');
  await speakPlainly(owner);
  await holdStill(owner);
  const tables = await movingTables(owner);
  const [said] = (
    await owner.query<{ exportedAt: Date; lastMigration: string }>(
      `select now() as "exportedAt", v.last_migration as "lastMigration" from portal.schema_version() v`,
    )
  ).rows as [{ exportedAt: Date; lastMigration: string }];
  const queries = [
    ...tables.map((table) => ({ name: table.name, sql: linesOf(table, clinic.id) })),
    { name: STARTER_FILE, sql: starterLines(tables, clinic.id) },
  ];
  const progress = showProgress('Reading', queries.length, out);
  const files: FileKept[] = [];
  try {
    for (const { name, sql } of queries) {
      const counted = await keepLines(owner, sql, join(folder, lineFile(name)), progress.passing);
      files.push({ name, ...counted });
      progress.table();
    }
  } finally {
    progress.end();
  }
  const usable = await usableMedia(owner, clinic.id);
  await owner.query('commit');
  await writeFile(join(folder, 'README.md'), exportPage(tables), { mode: 0o600, flush: true });
  return newExportManifest({
    exportedAt: said.exportedAt.toISOString(),
    lastMigration: said.lastMigration,
    clinic: clinic.name,
    files,
    media: await keepMedia(store, usable, folder),
  });
}
