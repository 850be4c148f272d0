/** Drives `launch.ts` from a test: starts it, waits for its news, ends it politely or not. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { News, Started } from './launch';

const LOADER = join(__dirname, '..', 'support', 'typescript.cjs');
const PROGRAM = join(__dirname, 'launch.ts');

export class Launched {
  readonly news: News[] = [];
  readonly exited: Promise<void>;
  private readonly child: ChildProcess;

  constructor(dataDir: string, kind: 'durable' | 'fast') {
    this.child = spawn(process.execPath, ['-r', LOADER, PROGRAM, dataDir, kind], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.exited = new Promise((resolve) => this.child.once('close', () => resolve()));
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.news.push(JSON.parse(line)));
  }

  /** What it was given; throws what it said instead when it did not start. */
  async started(): Promise<Started> {
    const news = await until(() => this.news.find((one) => 'started' in one || 'refused' in one));
    if ('started' in news) return news.started;
    throw new Error(JSON.stringify(this.news));
  }

  /** What it told people so far. */
  said(): string[] {
    return this.news.flatMap((one) => ('said' in one ? [one.said] : []));
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.exited;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}

/** Asks again and again until there is an answer; gives up after twenty seconds unless told otherwise. */
export async function until<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = 20_000,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await pause(20)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${ask}`);
  }
}

/** One statement on a connection of its own; returns the rows. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export function isRunning(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}
