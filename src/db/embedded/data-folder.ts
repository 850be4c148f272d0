/**
 * The folder where an embedded Postgres and its secrets live: who holds it, and what is remembered in it. Nothing
 * here starts a program.
 *
 *   secrets.json   generated once, readable only by who starts the server
 *   port           the port of the last start
 *   postgres.log   what Postgres says
 *   postgres       the database, readable only by who runs Postgres; a link when that user cannot reach this folder
 */
import { randomBytes, randomInt } from 'node:crypto';
import { chmod, lstat, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type ListenOptions, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { REACHABLE_BY_ALL } from './binaries';

/** No server can start on the folder as it is. The message is one sentence for people. */
export class UnusableDataFolder extends Error {
  override name = 'UnusableDataFolder';
}

/** Another living server holds the folder. */
export class DataFolderInUse extends UnusableDataFolder {
  override name = 'DataFolderInUse';

  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another server: stop it, or name another in PORTAL_DATA_DIR.`,
    );
  }
}

/** Passwords of the four logins, and 48 random bytes in base64url to sign access tokens with. */
export interface Secrets {
  superuser: string;
  owner: string;
  app: string;
  worker: string;
  jwt: string;
}

/** Makes the folder when there is none; root's can be passed through, but not listed, by the user of Postgres. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/**
 * Holds the folder until the returned function is called or the process ends, however it ends. Throws
 * DataFolderInUse. The folder is known by its inode, so another spelling of its path is the same folder.
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const { dev, ino } = await stat(folder, { bigint: true });
  const name = `portal-data-${dev}-${ino}`;
  const holder = createServer((visitor) => visitor.destroy()).unref();
  // A listening socket cannot be held twice and dies with its process. On Linux it has a name but no file.
  if (process.platform === 'linux') {
    if (!(await listens(holder, { path: `\0${name}` }))) throw new DataFolderInUse(folder);
  } else {
    await listenOnFile(holder, join(REACHABLE_BY_ALL, name), folder);
  }
  return () => new Promise((resolve) => holder.close(() => resolve()));
}

/** The secrets of this folder; made once, complete or not at all. */
export async function secretsOf(folder: string, databaseExists: boolean): Promise<Secrets> {
  const file = join(folder, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (text !== undefined) return JSON.parse(text);
  if (databaseExists) {
    throw new UnusableDataFolder(
      `${file} is missing, and its database opens with no other secrets: bring the file back.`,
    );
  }
  const password = () => randomBytes(24).toString('base64url');
  const secrets: Secrets = {
    superuser: password(),
    owner: password(),
    app: password(),
    worker: password(),
    jwt: randomBytes(48).toString('base64url'),
  };
  const draft = await open(`${file}.new`, 'w', 0o600);
  await draft.writeFile(JSON.stringify(secrets, null, 2));
  await draft.sync();
  await draft.close();
  await rename(`${file}.new`, file);
  return secrets;
}

/** The port of the last start, which a server that holds the folder still has; 0 before the first. */
export async function rememberedPort(folder: string): Promise<number> {
  return Number(await readFile(join(folder, 'port'), 'utf8').catch(() => ''));
}

/** The port of the last start while it is free, else another, remembered from now on. */
export async function choosePort(folder: string): Promise<number> {
  const remembered = await rememberedPort(folder);
  if (remembered && (await isFree(remembered))) return remembered;
  for (;;) {
    // Below the range from which systems lend ports to outgoing connections: while Postgres restarts, a pool that
    // tries again and again could otherwise be lent this very port and hold it against Postgres.
    const port = randomInt(15_000, 32_000);
    if (!(await isFree(port))) continue;
    await writeFile(join(folder, 'port'), String(port));
    return port;
  }
}

/** Whether a program could listen on this port of the loopback address now. */
export async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  if (!(await listens(probe, { host: '127.0.0.1', port }))) return false;
  await new Promise((resolve) => probe.close(resolve));
  return true;
}

/** Where sockets need a file, it outlives a killed process: then nobody answers, and the file may be replaced. */
async function listenOnFile(holder: Server, path: string, folder: string): Promise<void> {
  if (await listens(holder, { path })) return;
  const answers = await new Promise((resolve) => {
    const visit = connect(path, () => resolve(visit.destroy())).on('error', () => resolve(false));
  });
  if (answers) throw new DataFolderInUse(folder);
  await rm(path, { force: true });
  if (!(await listens(holder, { path }))) throw new DataFolderInUse(folder);
  // Somebody who found the same dead file may just have removed ours: the last one to do so holds the folder.
  const { ino } = await lstat(path);
  await pause(300);
  if ((await lstat(path)).ino !== ino) throw new DataFolderInUse(folder);
}

function listens(server: Server, address: ListenOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(address, () => resolve(true));
  });
}
