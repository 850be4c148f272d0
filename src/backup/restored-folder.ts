/**
 * A data folder of the embedded Postgres that is made from a backup: under another name until it is complete, so that nothing
 * that was cut off can be taken for it by the next `npm start`. It gets secrets of its own; those of the old one are in no backup.
 */
import { lstat, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DataFolderInUse, type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded-postgres';
import { holdFolder } from '../db/embedded/data-folder';

/** Throws a sentence for people where there is anything already. */
export async function assertEmptyFolder(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return [];
    throw new Error(`${folder} cannot be used: ${fault.message}.`);
  });
  if (entries.length > 0) {
    throw new Error(`${folder} is not empty: a restore makes a folder and is never put over one.`);
  }
}

/**
 * Runs `work` on a Postgres of its own in the folder that is to be; `at` is where that lies meanwhile. Throws what `work` throws, and
 * then nothing is left.
 */
export async function makeDataFolder<T>(
  folder: string,
  say: (line: string) => void,
  work: (postgres: EmbeddedPostgres, at: string) => Promise<T>,
): Promise<T> {
  const at = `${folder}.unfinished`;
  await takeAwayLeftOver(at);
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: at, say, durable: true });
    let done: T;
    try {
      done = await work(postgres, at);
    } finally {
      await postgres.stop();
    }
    // over an empty folder or none: over any other this fails
    await rename(at, folder);
    return done;
  } catch (fault) {
    if (!(fault instanceof DataFolderInUse)) await takeAway(at);
    throw fault;
  }
}

/** Of a restore that was cut off; one that is under way holds its folder. */
async function takeAwayLeftOver(at: string): Promise<void> {
  if (!(await lstat(at).catch(() => null))) return;
  const letGo = await holdFolder(at).catch((fault: unknown) => {
    throw fault instanceof DataFolderInUse ? new Error(`Another restore is at work in ${at}.`) : fault;
  });
  await takeAway(at);
  await letGo();
}

/** With the database's files where they had to lie elsewhere (src/db/embedded/place.ts). */
async function takeAway(at: string): Promise<void> {
  const files = await realpath(join(at, 'postgres')).catch(() => null);
  const place = files && dirname(files);
  if (place && basename(place).startsWith('portal-data-')) await rm(place, { recursive: true, force: true });
  await rm(at, { recursive: true, force: true });
}
