/**
 * One run of Postgres: starting it beneath a watcher, waiting until it answers, ending it. Whoever calls this holds
 * the data folder; a Postgres that still runs in it is taken for a left-over and ended.
 */
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readlink, rename, stat } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { surroundings, withLog, type Cluster } from './cluster';

export interface Postmaster {
  pid: number;
  /** Settles when this run is over, for whatever reason. */
  ended: Promise<void>;
  /** Ends open sessions, writes everything down and returns when this run is over. */
  stop(): Promise<void>;
}

/** After a crash Postgres first replays what it had promised; only then does it answer. */
const READY_WITHIN_MS = 120_000;
const ENDS_WITHIN_MS = 15_000;
const LOG_BYTES = 10_000_000;

// Standard input closes when Node ends, also by kill -9: then Postgres is ended. The shell ends with Postgres.
const WATCHER = `
  exec 3<&0
  "$0" "$@" </dev/null 3<&- >&2 &
  postgres=$!
  echo $postgres
  (read _ <&3; kill -INT $postgres) >/dev/null 2>&1 &
  reader=$!
  wait $postgres
  kill $reader 2>/dev/null`;

/** Starts Postgres and waits until it answers. Throws its last words when it ends instead. */
export async function startPostmaster(cluster: Cluster, port: number): Promise<Postmaster> {
  const old = await lockHolder(cluster.files);
  const spoken = await shortenLog(cluster.log);
  const { watcher, ended } = await withLog(cluster.log, (log) => spawnWatched(cluster, port, old, log));
  const pid = Number(await Promise.race([once(watcher.stdout, 'data'), ended]));
  const stop = async () => {
    watcher.ref();
    watcher.stdin.end();
    await endsSoon(pid, ended);
  };
  if (!(await answers(cluster.files, pid, ended))) {
    await stop();
    throw new Error(`Postgres did not start: ${await lastWords(cluster.log, spoken)} (see ${cluster.log}).`);
  }
  // From here on Postgres keeps no process alive; one that ends takes it along.
  watcher.stdout.destroy();
  watcher.stdin.unref();
  watcher.unref();
  return { pid, ended, stop };
}

/** What Postgres, or the shell in its place, gave as the reason in its log after the first `spoken` bytes. */
async function lastWords(log: string, spoken: number): Promise<string> {
  const words = (await readFile(log)).subarray(spoken).toString().trim();
  return /(?:FATAL|PANIC): +(.*)/.exec(words)?.[1] ?? words.split('\n').at(-1) ?? '';
}

async function spawnWatched(cluster: Cluster, port: number, old: number, log: number) {
  const { env, ...rest } = surroundings(cluster.runAs);
  const program = join(cluster.binaries, 'bin', 'postgres');
  const watcher = spawn('/bin/sh', ['-c', WATCHER, program, ...settings(cluster, port)], {
    ...rest,
    // A left-over lock file may name a process that by now is something else. This makes Postgres overlook that
    // one process; it still looks for memory shared with a former run.
    env: old ? { ...env, PG_GRANDPARENT_PID: String(old) } : env,
    // A group of its own: Ctrl-C must reach the server, which then ends Postgres in good order.
    detached: true,
    stdio: ['pipe', 'pipe', log],
  }) as ChildProcessByStdio<Socket, Readable, null>;
  const ended = new Promise<void>((resolve) => watcher.once('exit', () => resolve()));
  watcher.stdin.on('error', () => undefined); // closing it when the watcher is gone
  await once(watcher, 'spawn');
  return { watcher, ended };
}

/** Ends a Postgres that still runs on these files: its server died, a moment ago or together with the watcher. */
export async function endOldPostmaster(files: string): Promise<void> {
  const pid = await lockHolder(files);
  if (!pid || !(await runsOn(pid, files))) return;
  signal(pid, 'SIGINT');
  await endsSoon(pid, gone(pid));
}

/** Postgres stands in the folder of its files; where that cannot be asked, its command line names the folder. */
async function runsOn(pid: number, files: string): Promise<boolean> {
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === files;
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)]).stdout.includes(files);
}

function settings({ files, durable }: Cluster, port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    // A statement and the detail of an error hold what people wrote about patients: neither may reach a log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', files, ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Waits until Postgres notes in its lock file that it is ready; false when it ended or took too long. */
async function answers(files: string, pid: number, ended: Promise<void>): Promise<boolean> {
  let over = false;
  void ended.then(() => (over = true));
  for (const deadline = Date.now() + READY_WITHIN_MS; !over && Date.now() < deadline; await pause(15)) {
    const lock = await lockFile(files);
    if (Number(lock[0]) === pid && lock[7]?.trim() === 'ready') return true;
  }
  return false;
}

/** Waits for the end; one that takes too long is made to end without ceremony, which costs a replay but no data. */
async function endsSoon(pid: number, end: Promise<unknown>): Promise<void> {
  const impatience = setTimeout(() => signal(pid, 'SIGQUIT'), ENDS_WITHIN_MS);
  await end;
  clearTimeout(impatience);
}

async function gone(pid: number): Promise<void> {
  while (signal(pid, 0)) await pause(50);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** The process that the lock file names, if there is one; after a reboot it may be anything. */
async function lockHolder(files: string): Promise<number> {
  return Number((await lockFile(files))[0]);
}

async function lockFile(files: string): Promise<string[]> {
  return (await readFile(join(files, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

/** Returns the length of the log, after setting a long one aside in place of the one set aside before. */
async function shortenLog(log: string): Promise<number> {
  const { size } = await stat(log).catch(() => ({ size: 0 }));
  if (size < LOG_BYTES) return size;
  await rename(log, `${log}.old`);
  return 0;
}
