/**
 * How far a backup or a restore is, for whoever waits for it: a bar at a terminal, a line now and then where the output goes to
 * a file. Says nothing about what came of it.
 */
import { SingleBar } from 'cli-progress';

export interface Progress {
  /** Of the table in hand. */
  passing(bytes: number): void;
  /** One more table. */
  table(): void;
  /** Also when it failed: a bar has to give the cursor back. */
  end(): void;
}

const LINE_EVERY_TABLES = 30;
const LINE_EVERY_BYTES = 256 * 1024 * 1024;

/** `doing` as in "Reading": what comes before the numbers. */
export function showProgress(doing: string, tables: number, out: NodeJS.WriteStream): Progress {
  let done = 0;
  let bytes = 0;
  const bar = out.isTTY
    ? new SingleBar({
        format: `${doing} {bar} {value} of {total} tables, {size}`,
        stream: out,
        hideCursor: true,
      })
    : null;
  bar?.start(tables, 0, { size: inMegabytes(0) });
  const line = () => out.write(`${doing}: ${done} of ${tables} tables, ${inMegabytes(bytes)}\n`);
  return {
    passing: (more) => {
      const before = bytes;
      bytes += more;
      bar?.update(done, { size: inMegabytes(bytes) });
      if (!bar && Math.floor(before / LINE_EVERY_BYTES) < Math.floor(bytes / LINE_EVERY_BYTES)) line();
    },
    table: () => {
      done++;
      bar?.update(done, { size: inMegabytes(bytes) });
      if (!bar && (done % LINE_EVERY_TABLES === 0 || done === tables)) line();
    },
    end: () => bar?.stop(),
  };
}

export const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
