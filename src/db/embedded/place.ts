/**
 * Who runs Postgres, and where the database's files lie so that this user can reach them. Root may not run it; and
 * a user without rights cannot pass through a folder that is closed to others, such as root's home.
 */
import { chmod, mkdtemp, readlink, realpath, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canReach, REACHABLE_BY_ALL, refuseStrangers, type RunAs } from './binaries';
import { UnusableDataFolder } from './data-folder';

/** "Nobody" on most systems. It needs no account, so none is made. */
const NOBODY = 65534;

/** The real path of the database's files, or nothing when there are none. Throws when they cannot be reached. */
export async function findCluster(folder: string, say: (line: string) => void): Promise<string | undefined> {
  const name = join(folder, 'postgres');
  const files = await realpath(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (!files) {
    const lost = await readlink(name).catch(() => undefined);
    if (lost) say(`The database in ${lost} has been removed, so a new one is made.`);
    await rm(name, { force: true });
    return undefined;
  }
  if (dirname(files) !== folder) await refuseStrangers(dirname(files));
  const runAs = await whoRuns(files);
  if (!canReach(files, runAs)) {
    throw new UnusableDataFolder(
      `The database in ${files} cannot be reached by user ${runAs?.uid ?? process.getuid?.()}, who runs Postgres: ` +
        'start as the user who made it, or let all pass through the folders above it (chmod a+x).',
    );
  }
  return files;
}

/** The owner of the files when root starts the server, and nobody at first; else whoever starts it. */
export async function whoRuns(files: string | undefined): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = files ? await stat(files) : { uid: 0, gid: 0 };
  return uid === 0 ? { uid: NOBODY, gid: NOBODY } : { uid, gid };
}

/** Where new files shall lie: in the folder itself, or in a new one that everybody can pass through. */
export async function placeForCluster(folder: string, runAs: RunAs | undefined): Promise<string> {
  if (canReach(folder, runAs)) return join(folder, 'postgres');
  const place = await mkdtemp(join(REACHABLE_BY_ALL, 'portal-data-'));
  await chmod(place, 0o711);
  return join(place, 'postgres');
}

/** Leaves word in the folder of files that lie elsewhere. */
export async function rememberPlace(folder: string, files: string): Promise<void> {
  if (dirname(files) !== folder) await symlink(files, join(folder, 'postgres'));
}
