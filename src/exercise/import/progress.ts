import { SingleBar } from 'cli-progress';

/**
 * How far an import is, for whoever waits for it: a bar at a terminal, a few lines where the output goes to a file. Says
 * nothing about what came of it.
 */
export interface Progress {
  tell(done: number): void;
  /** Also when it failed: a bar has to give the cursor back. */
  end(): void;
}

const LINE_EVERY = 500;

export function showProgress(total: number, out: NodeJS.WriteStream): Progress {
  return out.isTTY ? asBar(total, out) : asLines(total, out);
}

function asBar(total: number, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({ format: 'Importing {bar} {value} of {total}', stream, hideCursor: true });
  bar.start(total, 0);
  return { tell: (done) => bar.update(done), end: () => bar.stop() };
}

function asLines(total: number, out: NodeJS.WriteStream): Progress {
  return {
    tell: (done) => {
      if (done % LINE_EVERY === 0 || done === total) out.write(`${done} of ${total} gone through\n`);
    },
    end: () => undefined,
  };
}
