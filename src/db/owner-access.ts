import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { dataFolder } from '../config';
import { DataFolderInUse, ownerUrlOfHolder, startEmbeddedPostgres } from './embedded-postgres';
import { migrate } from './migrate';
import { isAtThisVersion } from './verify';

/**
 * The way to the database as its owner, for commands of whoever runs this software, whether the server runs or not: the
 * one of OWNER_DATABASE_URL, or the embedded one, which is started for as long as the work takes when nobody else holds
 * it. Nothing that serves requests comes here.
 */
interface Reached {
  ownerUrl: string;
  letGo(): Promise<void>;
}

/** A server that is just starting holds the folder before its Postgres answers. */
const HOLDER_ANSWERS_WITHIN_MS = 30_000;
const NOT_YET = ['ECONNREFUSED', '57P03', '3D000'];

/** `as it is`: of whatever version the database is, it stays at it. */
type Version = 'of this software' | 'as it is';

/** `say` prints one line to people. Throws one sentence for people when there is no database, or of another version. */
export async function withOwner<T>(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  work: (owner: Client) => Promise<T>,
  version: Version = 'of this software',
): Promise<T> {
  const { ownerUrl, letGo } = await reach(env, say, version);
  try {
    const owner = await connected(ownerUrl);
    try {
      if (version === 'of this software') await assertVersion(owner);
      return await work(owner);
    } finally {
      await owner.end();
    }
  } finally {
    await letGo();
  }
}

async function reach(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  version: Version,
): Promise<Reached> {
  const elsewhere = { letGo: async () => undefined };
  if (env.OWNER_DATABASE_URL) return { ownerUrl: env.OWNER_DATABASE_URL, ...elsewhere };
  if (env.DATABASE_URL) {
    throw new Error('Set OWNER_DATABASE_URL: this is done as the owner of the database, not as the API.');
  }
  const folder = dataFolder(env);
  if (!existsSync(join(folder, 'postgres'))) {
    throw new Error(
      `There is no database in ${folder} yet: start the server once, or set PORTAL_DATA_DIR or OWNER_DATABASE_URL.`,
    );
  }
  for (const deadline = Date.now() + HOLDER_ANSWERS_WITHIN_MS; ; await pause(300)) {
    const started = await startUnlessHeld(folder, say, version);
    if (started) return started;
    const ownerUrl = await ownerUrlOfHolder(folder);
    if (await answers(ownerUrl)) return { ownerUrl, ...elsewhere };
    if (Date.now() > deadline) {
      throw new Error(`The server that holds ${folder} does not answer: try again when it serves.`);
    }
  }
}

/** As the server starts it, but for the demo; nothing when another process holds the folder. */
async function startUnlessHeld(
  folder: string,
  say: (line: string) => void,
  version: Version,
): Promise<Reached | undefined> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, say, durable: true }).catch((fault) => {
    if (!(fault instanceof DataFolderInUse)) throw fault;
  });
  if (!postgres) return undefined;
  try {
    if (postgres.firstRun) throw new Error(`The database in ${folder} is empty: start the server once.`);
    if (version === 'of this software') await migrate(postgres.ownerUrl);
  } catch (fault) {
    await postgres.stop();
    throw fault;
  }
  return { ownerUrl: postgres.ownerUrl, letGo: () => postgres.stop() };
}

async function answers(ownerUrl: string): Promise<boolean> {
  try {
    await (await connected(ownerUrl)).end();
    return true;
  } catch (fault) {
    if (NOT_YET.includes((fault as { code?: string }).code ?? '')) return false;
    throw fault;
  }
}

async function connected(ownerUrl: string): Promise<Client> {
  const owner = new Client({ connectionString: ownerUrl, application_name: 'portal-operator' });
  // whoever waits for an answer hears of a lost connection anyway
  owner.on('error', () => undefined);
  await owner.connect();
  return owner;
}

async function assertVersion(owner: Client): Promise<void> {
  const query = async (sql: string) => (await owner.query(sql)).rows;
  if (await isAtThisVersion({ query } as Parameters<typeof isAtThisVersion>[0])) return;
  throw new Error(
    'The database is not at the version of this software: run `npm run migrate`, or start the server again.',
  );
}
