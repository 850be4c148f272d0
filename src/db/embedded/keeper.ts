/**
 * Keeps Postgres running while the server lives: when it ends by itself (a kill, lack of memory), it is started
 * again on the same port, so that pools find it where it was. It never gives up, but tries less and less often.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster';
import { endOldPostmaster, startPostmaster, type Postmaster } from './postmaster';

export interface Keeper {
  /** The process of the latest run. */
  postmasterPid(): number;
  /** Ends Postgres for good. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** After a run of this length the pauses begin short again. */
const SOUND_RUN_MS = 60_000;

/** Takes over a Postgres that runs; `say` tells people of each end and each new start. */
export function keepRunning(
  cluster: Cluster,
  port: number,
  first: Postmaster,
  say: (line: string) => void,
): Keeper {
  let postmaster = first;
  const stopping = new AbortController();
  const kept = keep();

  async function keep(): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    for (;;) {
      const since = Date.now();
      await postmaster.ended;
      if (Date.now() - since > SOUND_RUN_MS) wait = FIRST_PAUSE_MS;
      if (!stopping.signal.aborted) say('Postgres ended unexpectedly and is being started again.');
      for (let next: Postmaster | undefined; !next; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
        // Not kept alive by this pause: a process with nothing else to do may end.
        await pause(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
        if (stopping.signal.aborted) return;
        next = await startAgain();
        if (next) postmaster = next;
      }
      if (stopping.signal.aborted) await postmaster.stop();
    }
  }

  async function startAgain(): Promise<Postmaster | undefined> {
    try {
      await endOldPostmaster(cluster.files);
      const next = await startPostmaster(cluster, port);
      say('Postgres runs again.');
      return next;
    } catch (error) {
      say((error as Error).message);
      return undefined;
    }
  }

  return {
    postmasterPid: () => postmaster.pid,
    stop: async () => {
      stopping.abort();
      await postmaster.stop();
      await kept;
    },
  };
}
