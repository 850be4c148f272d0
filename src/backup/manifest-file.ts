/**
 * The file by which a folder says what it is, and that it is complete. What stands in it beside its format, each kind of folder says
 * for itself.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MANIFEST = 'manifest.json';

interface Kind<T> {
  /** As in "no complete backup". */
  called: 'backup' | 'export';
  format: number;
  isSound: (said: unknown) => said is T;
}

/** The last file of a folder: without it, it is none. */
export const writeManifest = (folder: string, manifest: object): Promise<void> =>
  writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });

/** Throws a sentence for people when there is none, or none that this software can read. */
export async function readManifestOf<T>(folder: string, { called, format, isSound }: Kind<T>): Promise<T> {
  const file = join(folder, MANIFEST);
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw new Error(`${folder} is no complete ${called}: ${file} cannot be read (${fault.code}).`);
  });
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Error(`${file} is damaged: it is not JSON.`);
  }
  const found = (said as { format?: unknown } | null)?.format;
  if (typeof found === 'number' && found !== format) {
    throw new Error(`${file} is of format ${found}; this software reads format ${format}.`);
  }
  if (!isSound(said)) {
    throw new Error(
      `${file} is damaged: it does not say what ${called === 'export' ? 'an' : 'a'} ${called} says.`,
    );
  }
  return said;
}

/** Names become paths and identifiers, so nothing else than the names of tables is one. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const SHA256 = /^[0-9a-f]{64}$/;

export const isName = (value: unknown): boolean => typeof value === 'string' && NAME.test(value);
export const isSha256 = (value: unknown): boolean => typeof value === 'string' && SHA256.test(value);
export const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
