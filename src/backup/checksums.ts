/**
 * The list of a folder's media with the checksum of each, as `sha256sum -c` reads it too. It lies beside them, and the manifest has
 * the checksum of the list.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const MEDIA_FOLDER = 'media';
const MEDIA_LIST = 'media.sha256';

/** Of the names below the media folder, in their order. Answers the checksum of the list. */
export async function writeChecksums(to: string, sums: ReadonlyMap<string, string>): Promise<string> {
  const list = [...sums].map(([name, sha256]) => `${sha256}  ${MEDIA_FOLDER}/${name}\n`).join('');
  await writeFile(join(to, MEDIA_LIST), list, { mode: 0o600, flush: true });
  return hashOf(list);
}

/**
 * Answers the names of all files, each held to its checksum. `name`: what may be one, as names become paths. Throws a sentence for
 * people.
 */
export async function checkChecksums(
  from: string,
  said: { sha256: string | null; files: number },
  { name, called }: { name: RegExp; called: 'backup' | 'export' },
): Promise<string[]> {
  const damaged = (what: string, how: string): never => {
    throw new Error(`The ${called} is damaged: ${what} ${how}.`);
  };
  const list = await readFile(join(from, MEDIA_LIST), 'utf8').catch(() =>
    damaged(MEDIA_LIST, 'cannot be read'),
  );
  if (hashOf(list) !== said.sha256) damaged(MEDIA_LIST, 'is not what was written');
  const names: string[] = [];
  for (const line of list.split('\n').slice(0, -1)) {
    const [, sum, file = ''] = LINE.exec(line) ?? [];
    if (!name.test(file)) damaged(MEDIA_LIST, 'names what is no medium');
    const path = join(MEDIA_FOLDER, file);
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(from, path)), hash).catch(() => damaged(path, 'cannot be read'));
    if (hash.digest('hex') !== sum) damaged(path, 'is not what was written');
    names.push(file);
  }
  if (names.length !== said.files) damaged(MEDIA_LIST, 'does not name as many as the manifest');
  return names;
}

const LINE = /^([0-9a-f]{64}) {2}media\/(.+)$/;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
