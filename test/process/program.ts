/**
 * Runs one of the server's programs as its operator does: in a process of its own, which sees nothing of the
 * environment but what it is given.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from './launched';

const ROOT = join(__dirname, '..', '..');
const LOADER = join(ROOT, 'test', 'support', 'typescript.cjs');

/** Relative to the sources. */
export const SERVER = 'main.ts';

export class Program {
  /** What it wrote to standard output and to standard error. */
  output = '';
  complaint = '';
  /** Settles with its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(source: string, env: NodeJS.ProcessEnv, args: string[] = []) {
    this.child = spawn(process.execPath, ['-r', LOADER, join(ROOT, 'src', source), ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout!.on('data', (words: Buffer) => (this.output += words.toString()));
    this.child.stderr!.on('data', (words: Buffer) => (this.complaint += words.toString()));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Of a server, once it listens; a first start makes the demo before. */
  async address(): Promise<string> {
    return until(() => {
      if (this.child.exitCode !== null) throw new Error(`It ended:\n${this.output}${this.complaint}`);
      return /"address":"([^"]+)"/.exec(this.output)?.[1];
    }, 80_000);
  }

  async terminate(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
