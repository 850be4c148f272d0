/**
 * What the commands share that take a clinic or a whole database out and in: how they speak to whoever runs them, and how they end.
 * Knows nothing of what they do.
 */
import { resolve } from 'node:path';

/**
 * Ends with 0 when `main` does; with 1 and a sentence when it throws. `nothingDone`: what came of it then, as the beginning of the
 * sentence, where the words are those of Postgres or of the disk.
 */
export function runCommand(main: () => Promise<void>, nothingDone: string): void {
  main().catch((fault: unknown) => {
    const words = fault instanceof Error ? fault.message : String(fault);
    const isForeign = (fault as { code?: string }).code !== undefined;
    process.stderr.write(isForeign ? `${nothingDone}: ${words}.\n` : `${words}\n`);
    process.exitCode = 1;
  });
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** npm runs in the folder of the project; INIT_CWD is where the person stood. */
export const fromWhereTheyStand = (path: string): string =>
  resolve(process.env.INIT_CWD ?? process.cwd(), path);
