import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the server of a data folder can be reached, for programs beside it that would otherwise guess a port and knock at
 * somebody else's. It stands there while that server lives: a file that a killed one left behind counts for nothing.
 */
const FILE = 'address';

interface Served {
  address: string;
  pid: number;
}

/** Until this process ends. */
export function publishAddress(dataDir: string, address: string): void {
  const file = join(dataDir, FILE);
  writeFileSync(file, `${JSON.stringify({ address, pid: process.pid } satisfies Served)}\n`, { mode: 0o600 });
  process.once('exit', () => rmSync(file, { force: true }));
}

/** Null: no server of this folder is running. */
export function publishedAddress(dataDir: string): string | null {
  try {
    const { address, pid } = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as Served;
    process.kill(pid, 0);
    return address;
  } catch {
    return null;
  }
}
