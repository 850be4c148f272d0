/**
 * A Postgres of the server's own, for machines without one: the real programs from npm, on loopback, in a data
 * folder. It stops with the process that started it. It makes the logins and an empty database; the schema is the
 * matter of the migrations. With DATABASE_URL nothing of this is used.
 */
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { installedBinaries, reachableBinaries } from './embedded/binaries';
import { layOutCluster, type Cluster } from './embedded/cluster';
import {
  choosePort,
  holdFolder,
  isFree,
  makeFolder,
  rememberedPort,
  secretsOf,
  type Secrets,
  UnusableDataFolder,
} from './embedded/data-folder';
import { keepRunning, type Keeper } from './embedded/keeper';
import { findCluster, placeForCluster, rememberPlace, whoRuns } from './embedded/place';
import { endOldPostmaster, startPostmaster, type Postmaster } from './embedded/postmaster';
import { createLogins } from './logins';

export { DataFolderInUse, UnusableDataFolder } from './embedded/data-folder';

export interface EmbeddedPostgres {
  /** Stays the same while the server lives, also when Postgres had to be started again. */
  port: number;
  /** The superuser in the database `postgres`; the three others in `portal`. */
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
  jwtSecret: string;
  /** The database is empty; so also after a first start that was cut off before it was complete. */
  firstRun: boolean;
  readonly postmasterPid: number;
  /** Ends Postgres in good order, then lets go of the folder. Close your pools first. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  /** Prints one line to people. */
  say: (line: string) => void;
  /** False trades safety against power cuts for speed: for tests only. */
  durable: boolean;
}

/** For how long a start waits for memory that a killed Postgres still shares with its last sessions. */
const START_ATTEMPTS = 30;
const ATTEMPT_PAUSE_MS = 300;

const WRONG_PASSWORD = '28P01';

/** Throws UnusableDataFolder, with DataFolderInUse for one that another living server holds. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await makeFolder(options.dataDir);
  const folder = await realpath(options.dataDir);
  const letGo = await holdFolder(folder);
  let keeper: Keeper | undefined;
  const stop = async () => {
    await keeper?.stop();
    await letGo();
  };
  try {
    const { cluster, secrets } = await prepare(folder, options);
    const { port, postmaster } = await start(folder, cluster);
    const kept = (keeper = keepRunning(cluster, port, postmaster, options.say));
    const superuserUrl = urlOf('postgres', secrets.superuser, port, 'postgres');
    // At every start, so that a login whose password or rights were changed is as it should be again.
    await createLogins(superuserUrl, { ...secrets, database: 'portal' }).catch((error: { code?: string }) => {
      if (error.code !== WRONG_PASSWORD) throw error;
      throw new UnusableDataFolder(
        `The database in ${folder} opens with other secrets than those in its secrets.json: bring them back.`,
      );
    });
    return {
      port,
      superuserUrl,
      ownerUrl: urlOf('portal_owner', secrets.owner, port),
      appUrl: urlOf('portal_app', secrets.app, port),
      workerUrl: urlOf('portal_worker', secrets.worker, port),
      jwtSecret: secrets.jwt,
      firstRun: !(await holdsTables(superuserUrl, 'portal')),
      get postmasterPid() {
        return kept.postmasterPid();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where the owner reaches the Postgres of the server that holds this folder, which may still be starting. */
export async function ownerUrlOfHolder(dataDir: string): Promise<string> {
  const { owner } = await secretsOf(dataDir, true);
  return urlOf('portal_owner', owner, await rememberedPort(dataDir));
}

const urlOf = (login: string, password: string, port: number, database = 'portal'): string =>
  `postgres://${login}:${password}@127.0.0.1:${port}/${database}`;

/** Finds or lays out the database's files, and tells people when something had to lie elsewhere. */
async function prepare(
  folder: string,
  { durable, say }: EmbeddedPostgresOptions,
): Promise<{ cluster: Cluster; secrets: Secrets }> {
  const found = await findCluster(folder, say);
  const runAs = await whoRuns(found);
  const installed = await installedBinaries();
  const binaries = await reachableBinaries(installed, runAs);
  const secrets = await secretsOf(folder, found !== undefined);
  const files = found ?? (await placeForCluster(folder, runAs));
  const cluster = { binaries, files, log: join(folder, 'postgres.log'), durable, runAs };
  if (!found) {
    await layOutCluster(cluster, secrets.superuser);
    await rememberPlace(folder, files);
  }
  const elsewhere = [
    ...(binaries === installed ? [] : [`its programs are in ${binaries}`]),
    ...(dirname(files) === folder ? [] : [`its data is in ${dirname(files)}`]),
  ];
  if (runAs && elsewhere.length > 0) {
    say(`Postgres runs as user ${runAs.uid}, who cannot reach every folder: ${elsewhere.join(' and ')}.`);
  }
  return { cluster, secrets };
}

async function start(folder: string, cluster: Cluster): Promise<{ port: number; postmaster: Postmaster }> {
  await endOldPostmaster(cluster.files);
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(folder);
    try {
      return { port, postmaster: await startPostmaster(cluster, port) };
    } catch (error) {
      const passing = /shared memory block/.test((error as Error).message) || !(await isFree(port));
      if (!passing || attempt === START_ATTEMPTS) throw error;
      await pause(ATTEMPT_PAUSE_MS);
    }
  }
}

/**
 * Whether a database was migrated. Asked as the superuser, whom nothing inside the database can make see less: what is
 * taken for empty may be dropped.
 */
export async function holdsTables(superuserUrl: string, database: string): Promise<boolean> {
  const connectionString = Object.assign(new URL(superuserUrl), { pathname: database }).href;
  const superuser = new Client({ connectionString });
  await superuser.connect();
  try {
    return (await superuser.query(`select from pg_namespace where nspname = 'portal'`)).rowCount === 1;
  } finally {
    await superuser.end();
  }
}
