/**
 * Where the bytes of videos and pictures lie: outside the database, under keys that the server makes. Who may have them is
 * asked before, of the database; a store knows nobody. Its troubles are service.unavailable, as those of the database are.
 */
import { AppError } from '../../http/errors';

export interface MediaStore {
  /** Keeps exactly so many bytes under a key, all of them or nothing; what lay there before is replaced. */
  put(key: string, bytes: number, content: AsyncIterable<Buffer>): Promise<void>;
  /** At most so many bytes from a place on, in memory, so that no reader holds a file open; null where nothing lies. */
  read(key: string, from: number, bytes: number): Promise<Buffer | null>;
  /** How many lie under a key; null where nothing lies. */
  bytesOf(key: string): Promise<number | null>;
  /** Nothing is said of a key under which nothing lay. */
  remove(key: string): Promise<void>;
  /** Everything whose key begins with this, a folder's name with its slash. */
  removeAll(folder: string): Promise<void>;
}

/** To be injected. */
export const MEDIA_STORE = Symbol('MEDIA_STORE');

export interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** A folder of this machine, or a bucket. */
export type MediaSettings = { folder: string } | { s3: S3Settings };

/** Keys are made of clinic and random ids: nothing in one leads anywhere else. */
const KEY = /^(kept|incoming)(\/[0-9a-f-]{36}){1,3}\/?$/;

/** Throws at a bug of ours, as nobody's words ever become a key. */
export function assertKey(key: string): void {
  if (!KEY.test(key)) throw new Error('This is no key of the store.');
}

/** `what` only for the log: it names no key. */
export function storeTrouble(what: unknown): AppError {
  const trouble = new AppError('service.unavailable', undefined, undefined, 5);
  return Object.assign(trouble, { cause: what });
}
