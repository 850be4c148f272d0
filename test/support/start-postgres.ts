/**
 * Before the first test file: one Postgres for the whole run, with one migrated database to clone from. Its files
 * lie in a temporary folder named after this process, so that a later run can clear away what a killed one left.
 * A run that is given a cluster by the environment uses that one, and leaves it running.
 */
import { access, chmod, constants, mkdtemp, readdir, realpath, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { refuseStrangers } from '../../src/db/embedded/binaries';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded-postgres';
import { migrate } from '../../src/db/migrate';
import { insertCast } from './cast';
import { asSuperuser, CLUSTER_VARIABLE, TEMPLATE, type Urls } from './database';

/** Linux keeps it in memory, where a database is cloned ten times as fast. */
const IN_MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;
const FOLDER = /^portal-test-(\d+)-/;

let stop = async (): Promise<void> => undefined;

export default async function startPostgres(): Promise<void> {
  if (process.env[CLUSTER_VARIABLE]) return;
  await clearKilledRuns();
  const folder = await newFolder();
  const postgres = await startIn(folder);
  stop = async () => {
    delete process.env[CLUSTER_VARIABLE];
    await postgres.stop();
    await removeFolder(folder);
  };
  try {
    const urls = await letCastMoveIn(postgres);
    await asSuperuser(postgres.superuserUrl, [
      `alter database ${TEMPLATE} with is_template true allow_connections false`,
    ]);
    process.env[CLUSTER_VARIABLE] = JSON.stringify(urls);
  } catch (error) {
    await stop(); // Jest does not tear down what failed to be set up
    throw error;
  }
}

/** A temporary folder of this process, for a Postgres that ends with it. */
export async function newFolder(): Promise<string> {
  const above = (await hasRoom(IN_MEMORY)) ? IN_MEMORY : tmpdir();
  const folder = await mkdtemp(join(above, `portal-test-${process.pid}-`));
  await chmod(folder, 0o711);
  return folder;
}

export const startIn = (folder: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({
    dataDir: folder,
    say: (line) => void process.stderr.write(`${line}\n`),
    durable: false,
  });

/** Migrates its database, and puts the cast into it. */
export async function letCastMoveIn(postgres: EmbeddedPostgres): Promise<Urls> {
  await migrate(postgres.ownerUrl);
  await insertCast(postgres.ownerUrl);
  const { appUrl, workerUrl, ownerUrl, superuserUrl } = postgres;
  return { appUrl, workerUrl, ownerUrl, superuserUrl };
}

/** After the last test file, whatever became of it. */
export function stopPostgres(): Promise<void> {
  return stop();
}

async function hasRoom(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

async function clearKilledRuns(): Promise<void> {
  for (const above of [tmpdir(), IN_MEMORY]) await clearIn(above);
}

async function clearIn(above: string): Promise<void> {
  for (const name of await readdir(above).catch(() => [])) {
    const pid = FOLDER.exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = join(above, name);
    // What is not ours stays: it may be another user's run, or a trap that points at files of ours.
    const ours = await refuseStrangers(folder).then(
      () => true,
      () => false,
    );
    if (ours) await removeFolder(folder);
  }
}

/** With the database's files, which lie elsewhere when the temporary folder is closed to the user of Postgres. */
export async function removeFolder(folder: string): Promise<void> {
  const files = await realpath(join(folder, 'postgres')).catch(() => undefined);
  if (files) await rm(dirname(files), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
