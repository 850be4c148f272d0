import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Answer } from '../support/contract';
import { type Letter, type Wire, wireTo } from '../support/wire';

/** Runs the real server in a process of its own, on a data folder that outlives it: to be killed, or asked to stop. */
const ROOT = join(__dirname, '..', '..');
const LOADER = join(ROOT, 'test', 'support', 'typescript.cjs');
const READY_WITHIN_MS = 60_000;

export class Served {
  readonly exited: Promise<number | null>;
  readonly wire: Wire;
  private readonly child: ChildProcess;
  private said = '';

  constructor(
    private readonly dataDir: string,
    readonly port: number,
  ) {
    this.child = spawn(process.execPath, ['-r', LOADER, join(ROOT, 'src', 'main.ts')], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), PORTAL_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (words: Buffer) => (this.said += words.toString()));
    }
    this.exited = once(this.child, 'exit').then(([code]) => code as number | null);
    this.wire = wireTo(port);
  }

  /** Throws what it said when it ends instead. */
  async ready(): Promise<void> {
    let ended = false;
    void this.exited.then(() => (ended = true));
    for (const deadline = Date.now() + READY_WITHIN_MS; ; await pause(50)) {
      if ((await this.readiness()) === 200) return;
      if (ended || Date.now() > deadline) throw new Error(`The server did not start:\n${this.said}`);
    }
  }

  /** Status of /health/ready; null when nobody answers. */
  async readiness(): Promise<number | null> {
    const answer = await this.ask({ method: 'GET', path: '/health/ready' });
    return answer?.status ?? null;
  }

  /** null: no answer came. */
  async ask(letter: Letter): Promise<Answer | null> {
    return this.wire.send(letter).catch(() => null);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
    this.wire.hangUp();
  }

  /** Asks it to stop, and answers its exit code and how long it took. */
  async terminate(): Promise<{ code: number | null; ms: number }> {
    const since = Date.now();
    this.child.kill('SIGTERM');
    const code = await this.exited;
    this.wire.hangUp();
    return { code, ms: Date.now() - since };
  }

  /** A connection as the owner of the tables, while the server runs. */
  async owner(): Promise<Client> {
    const secrets = JSON.parse(readFileSync(join(this.dataDir, 'secrets.json'), 'utf8')) as { owner: string };
    const port = Number(readFileSync(join(this.dataDir, 'port'), 'utf8'));
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: 'portal_owner',
      password: secrets.owner,
      database: 'portal',
    });
    await client.connect();
    return client;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Of the Postgres that it started. */
  get postmasterPid(): number {
    const lock = readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    return Number(lock.split('\n')[0]);
  }
}
