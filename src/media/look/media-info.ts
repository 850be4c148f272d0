/**
 * Lets MediaInfo (as WebAssembly) read what a file is, in a thread of its own: what somebody sends may be made to keep a reader
 * busy, and then only the thread is ended. It asks for the stretches of the file that it wants; nothing is judged here.
 */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../http/errors';
import type { Track } from './video';

/** A file that can be read at any place; fewer bytes than asked for are read only at its end. */
export interface Reader {
  bytes: number;
  read(from: number, bytes: number): Promise<Buffer>;
}

/** Far more than a sound file takes, which is read in a few places only. */
const PATIENCE_MS = 30_000;

/** Runs as JavaScript in the thread, which knows nothing of this process but what it is told. */
const IN_THE_THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const mediaInfoFactory = require(workerData.library).default;
let given;
parentPort.on('message', (bytes) => given(bytes));
const read = (bytes, from) => new Promise((resolve) => {
  given = resolve;
  parentPort.postMessage({ read: { from, bytes } });
});
(async () => {
  const info = await mediaInfoFactory({ format: 'object' });
  const found = await info.analyzeData(workerData.bytes, read);
  parentPort.postMessage({ tracks: found.media?.track ?? [] });
})().catch(() => parentPort.postMessage({ tracks: [] }));
`;

interface Said {
  read?: { from: number; bytes: number };
  tracks?: Track[];
}

/** Empty where it makes nothing of the file. Throws media.unreadable when that takes too long, and what `read` throws. */
export async function tracksOf(file: Reader, patienceMs = PATIENCE_MS): Promise<Track[]> {
  const thread = new Worker(IN_THE_THREAD, {
    eval: true,
    env: {},
    workerData: { library: require.resolve('mediainfo.js'), bytes: file.bytes },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Track[]>((resolve, reject) => {
      timer = setTimeout(() => reject(new AppError('media.unreadable')), patienceMs);
      thread.on('error', () => resolve([]));
      thread.on('exit', () => resolve([]));
      thread.on('message', ({ read, tracks }: Said) => {
        if (tracks) return resolve(tracks);
        if (read) file.read(read.from, read.bytes).then((bytes) => thread.postMessage(bytes), reject);
      });
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
