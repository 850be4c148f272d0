/**
 * The media folder beside the tables: its files are copied under the names that they have, each with its checksum in a list that
 * `sha256sum -c` reads too. A bucket is not copied: whoever keeps one has it kept twice by its provider.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type Dirent } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import type { MediaSettings } from '../media/store/media-store';
import { checkChecksums, MEDIA_FOLDER, writeChecksums } from './checksums';
import type { MediaKept } from './manifest';

/** The two folders of the store, and what lies in them. */
const PARTS = ['kept', 'incoming'];
const KEY = /^(?:kept|incoming)(?:\/[0-9a-f-]{36}){1,3}$/;

interface Named {
  key: string;
  sha256: string;
}

/** Of media that are usable, and of logos, in the transaction of a backup: what it names lies in the store and is not taken away from there. */
export async function namedMedia(owner: Client): Promise<Named[]> {
  // a database of an older version may know no media
  const known = await owner.query(
    `select from pg_tables where schemaname = 'portal' and tablename = 'media'`,
  );
  if (known.rowCount === 0) return [];
  // and no logos, so its rows are asked without naming columns
  const { rows } = await owner.query<Named>(
    `select storage_key as key, sha256 from portal.media where uploaded_at is not null
     union all
     select c.said ->> 'logo_key', c.said ->> 'logo_sha256' from (select to_jsonb(t) as said from portal.clinic t) c
     where c.said ->> 'logo_key' is not null
     order by 1`,
  );
  return rows;
}

/** Into the folder of a backup. Throws when media are named and none is where they should be. */
export async function keepMedia(settings: MediaSettings, named: Named[], to: string): Promise<MediaKept> {
  if (!('folder' in settings)) {
    return { where: 'bucket', named: named.length, absent: 0, files: 0, bytes: 0, sha256: null };
  }
  const found = new Map<string, string>();
  let bytes = 0;
  for (const name of await filesOf(settings.folder)) {
    const copied = await copy(join(settings.folder, name), join(to, MEDIA_FOLDER, name));
    // an upload that was finished or swept since it was listed
    if (!copied) continue;
    found.set(name, copied.sha256);
    bytes += copied.bytes;
  }
  const absent = named.filter(({ key, sha256 }) => found.get(`kept/${key}`) !== sha256).length;
  if (named.length > 0 && absent === named.length) {
    throw new Error(
      `${named.length} videos and pictures are named in the database and none of them is in ${settings.folder}: set MEDIA_DIR.`,
    );
  }
  const sha256 = await writeChecksums(to, found);
  return { where: 'folder', named: named.length, absent, files: found.size, bytes, sha256 };
}

/** Answers the names of all files, each held to its checksum. Throws a sentence for people. */
export async function checkMedia(from: string, said: MediaKept): Promise<string[]> {
  if (said.where === 'bucket') return [];
  return checkChecksums(from, said, { name: KEY, called: 'backup' });
}

/** Into a folder that holds nothing; when that fails, it holds nothing again. */
export async function putMedia(from: string, names: string[], to: string): Promise<void> {
  try {
    for (const name of names) {
      if (!(await copy(join(from, MEDIA_FOLDER, name), join(to, name)))) {
        throw new Error(`The backup is damaged: ${join(MEDIA_FOLDER, name)} is gone.`);
      }
    }
  } catch (fault) {
    await takeMediaAway(to);
    throw fault;
  }
}

export async function takeMediaAway(folder: string): Promise<void> {
  for (const part of PARTS) await rm(join(folder, part), { recursive: true, force: true });
}

/** Whether there is a file of the store in it. */
export const holdsMedia = async (folder: string): Promise<boolean> => (await filesOf(folder)).length > 0;

/** Those that are whole, below the folder. */
async function filesOf(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const part of PARTS) {
    const entries = await readdir(join(folder, part), { recursive: true, withFileTypes: true }).catch(
      (fault: NodeJS.ErrnoException): Dirent[] => {
        if (fault.code === 'ENOENT') return [];
        throw fault;
      },
    );
    for (const entry of entries) {
      if (entry.isFile() && !entry.name.endsWith('.part')) {
        found.push(relative(folder, join(entry.parentPath, entry.name)));
      }
    }
  }
  return found.sort();
}

/** Null: there is no such file any more. */
async function copy(source: string, target: string): Promise<{ sha256: string; bytes: number } | null> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(
      createReadStream(source),
      meter,
      createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }),
    );
  } catch (fault) {
    const { code, path } = fault as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || path !== source) throw fault;
    await rm(target, { force: true });
    return null;
  }
  return { sha256: hash.digest('hex'), bytes };
}
