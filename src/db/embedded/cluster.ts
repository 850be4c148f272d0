/**
 * The database's own files: what Postgres needs to know to run on them, and how they are laid out the first time.
 * No server is running while this happens.
 */
import { spawn } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunAs } from './binaries';

export interface Cluster {
  /** The folder with `bin/postgres`. */
  binaries: string;
  /** The folder with the database's files. */
  files: string;
  /** The file to which Postgres writes what it has to say. */
  log: string;
  /** False lets a power cut destroy the data: for tests. */
  durable: boolean;
  runAs?: RunAs;
}

/**
 * Lays out the files of an empty server. They appear in `cluster.files` at once when complete, so that a first start
 * that is cut off leaves nothing half-made behind. Encoding, rules for letters and the superuser are settled here
 * for good; everything else is said at each start.
 */
export async function layOutCluster(cluster: Cluster, superuserPassword: string): Promise<void> {
  const draft = `${cluster.files}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (cluster.runAs) await chown(draft, cluster.runAs.uid, cluster.runAs.gid);
  // Sorting and upper case come from Postgres itself and so are the same everywhere. Only word search asks the
  // system what a letter is, and each system calls that by another name.
  const letters = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const options = [
    ...['--pgdata', draft, '--username=postgres', '--auth=scram-sha-256', '--pwfile=/dev/stdin'],
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--locale=C', `--lc-ctype=${letters}`, '--no-instructions'],
    ...(cluster.durable ? [] : ['--no-sync']),
  ];
  // The password travels by a pipe of the shell's own: Node's is a socket, and no socket can be opened by name.
  const script = 'cat | "$0" "$@"';
  const code = await withLog(cluster.log, async (log) => {
    const initdb = spawn('/bin/sh', ['-c', script, join(cluster.binaries, 'bin', 'initdb'), ...options], {
      ...surroundings(cluster.runAs),
      stdio: ['pipe', log, log],
    });
    initdb.stdin?.on('error', () => undefined).end(superuserPassword);
    return new Promise((resolve, reject) => initdb.on('error', reject).on('exit', resolve));
  });
  if (code !== 0) {
    const words = await readFile(cluster.log, 'utf8');
    throw new Error(`The database's files could not be laid out: ${words.trim().split('\n').at(-1)}`);
  }
  await rename(draft, cluster.files);
}

/** What every program of Postgres is started with: nothing of the server's environment, and a folder it can enter. */
export function surroundings(runAs?: RunAs) {
  return { ...runAs, cwd: '/', env: { PATH: process.env.PATH, TZ: 'UTC' } as NodeJS.ProcessEnv };
}

/** Opens the log, for its owner only, for as long as `work` takes; a program started in it may keep it open. */
export async function withLog<T>(log: string, work: (descriptor: number) => Promise<T>): Promise<T> {
  const file = await open(log, 'a', 0o600);
  try {
    return await work(file.fd);
  } finally {
    await file.close();
  }
}
