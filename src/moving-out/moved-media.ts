/**
 * The bytes of a clinic's videos and pictures: out of the store into the folder of an export, held to their checksums there, and
 * into the store of another place. A file is called as its row's id, so that it says nothing of where it lay.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { checkChecksums, MEDIA_FOLDER, writeChecksums } from '../backup/checksums';
import { keptUnder } from '../media/media.entity';
import type { MediaStore } from '../media/store/media-store';
import { logoFile } from './what-moves';
import type { ExportManifest, MediaMoved } from './export-manifest';

const AT_ONCE = 1024 * 1024;

export interface UsableMedium {
  id: string;
  storageKey: string;
  sha256: string;
}

/** In the transaction of an export: what is usable is never taken away from the store. */
export async function usableMedia(owner: Client, clinicId: string): Promise<UsableMedium[]> {
  const { rows } = await owner.query<UsableMedium>(
    `select id, storage_key as "storageKey", sha256 from portal.media where clinic_id = $1 and uploaded_at is not null
     union all
     select ${logoFile('c')}, c.logo_key, c.logo_sha256 from portal.clinic c where c.id = $1 and c.logo_key is not null
     order by id`,
    [clinicId],
  );
  return rows;
}

/** Into the folder of an export. Throws a sentence for people when media are named and none is where they should be. */
export async function keepMedia(store: MediaStore, usable: UsableMedium[], to: string): Promise<MediaMoved> {
  const sums = new Map<string, string>();
  const absent: string[] = [];
  let bytes = 0;
  for (const { id, storageKey, sha256 } of usable) {
    const file = join(to, MEDIA_FOLDER, id);
    const hash = createHash('sha256');
    await pipeline(
      Readable.from(contentOf(store, keptUnder(storageKey), hash), { objectMode: false }),
      createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
    );
    if (hash.digest('hex') === sha256) {
      sums.set(id, sha256);
      bytes += (await stat(file)).size;
    } else {
      absent.push(id);
      await rm(file);
    }
  }
  if (usable.length > 0 && absent.length === usable.length) {
    throw new Error(
      `${usable.length} videos and pictures are named in the database and none of them is where the server keeps them: ` +
        'set MEDIA_DIR, or MEDIA_S3_…, as the server has it.',
    );
  }
  return { files: sums.size, bytes, sha256: await writeChecksums(to, sums), absent };
}

async function* contentOf(store: MediaStore, key: string, hash: ReturnType<typeof createHash>) {
  for (let from = 0; ; from += AT_ONCE) {
    const piece = await store.read(key, from, AT_ONCE);
    if (!piece || piece.length === 0) return;
    hash.update(piece);
    yield piece;
  }
}

/** Answers the ids of all files, each held to its checksum. Throws a sentence for people. */
export const checkMedia = (from: string, { media }: ExportManifest): Promise<string[]> =>
  checkChecksums(from, media, { name: /^[0-9a-f-]{36}$/, called: 'export' });

/**
 * Under the keys that the rows get, of a clinic that has none yet. Answers how to take exactly these away again; throws when one
 * cannot be put, and then none is there.
 */
export async function putMedia(
  store: MediaStore,
  from: string,
  ids: string[],
  clinicId: string,
): Promise<() => Promise<void>> {
  const put: string[] = [];
  const takeAway = async (): Promise<void> => {
    for (const key of put) await store.remove(key);
  };
  try {
    for (const id of ids) {
      const file = join(from, MEDIA_FOLDER, id);
      const key = keptUnder(`${clinicId}/${id}`);
      await store.put(key, (await stat(file)).size, createReadStream(file));
      put.push(key);
    }
  } catch (fault) {
    await takeAway().catch(() => undefined);
    throw fault;
  }
  return takeAway;
}
