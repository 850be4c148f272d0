/** Both stores, held to the same: all or nothing under a key, any stretch of it, and no key that leads anywhere else. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../src/http/errors';
import { FolderStore } from '../../src/media/store/folder-store';
import type { MediaStore } from '../../src/media/store/media-store';
import { S3Store } from '../../src/media/store/s3-store';
import { type FakeS3, openFakeS3 } from '../support/fake-s3';

const key = (folder = randomUUID()) => `incoming/${randomUUID()}/${folder}/${randomUUID()}`;
async function* inParts(bytes: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function* breaking(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(10);
  throw new AppError('media.unreadable');
}

let folder: string;
let s3: FakeS3;
const stores: Record<string, MediaStore> = {};
const s3With = (endpoint: string, accessKey = 'reader') =>
  new S3Store({ endpoint, accessKey, bucket: 'clips', region: 'eu', secretKey: 'x' });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), `portal-test-${process.pid}-`));
  s3 = await openFakeS3();
  stores.folder = new FolderStore(join(folder, 'media'));
  stores.bucket = s3With(s3.endpoint);
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

describe.each(['folder', 'bucket'])('a %s', (name) => {
  const store = () => stores[name] as MediaStore;
  const bytes = randomBytes(100_000);

  it('gives back what it was given, and any stretch of it', async () => {
    const at = key();
    await store().put(at, bytes.length, inParts(bytes));
    expect(await store().bytesOf(at)).toBe(bytes.length);
    for (const [from, length] of [
      [0, 100_000],
      [0, 1],
      [99_999, 1],
      [99_999, 10],
      [40_000, 20_000],
      [100_000, 10],
    ] as const) {
      const read = await store().read(at, from, length);
      expect([from, read?.equals(bytes.subarray(from, from + length))]).toEqual([from, true]);
    }
  });

  it('replaces, removes, and knows when nothing is there', async () => {
    const at = key();
    expect([await store().read(at, 0, 1), await store().bytesOf(at)]).toEqual([null, null]);
    await store().put(at, 4, inParts(Buffer.from('this')));
    await store().put(at, 5, inParts(Buffer.from('other')));
    expect((await store().read(at, 0, 9))?.toString()).toBe('other');
    await store().remove(at);
    await store().remove(at);
    expect([await store().read(at, 0, 1), await store().bytesOf(at)]).toEqual([null, null]);
  });

  it('removes all that lies in a folder, and nothing beside it', async () => {
    const [one, another] = [key(), key()];
    const beside = one.replace(/[^/]+$/, randomUUID());
    for (const at of [one, another, beside]) await store().put(at, 1, inParts(Buffer.from('x')));
    const within = one.replace(/[^/]+$/, '');
    await store().removeAll(within);
    await store().removeAll(within);
    expect(await Promise.all([one, beside, another].map((at) => store().bytesOf(at)))).toEqual([
      null,
      null,
      1,
    ]);
  });

  it('keeps nothing of what breaks off or has another length', async () => {
    const at = key();
    await expect(store().put(at, 20, breaking())).rejects.toMatchObject({ code: 'media.unreadable' });
    await expect(store().put(at, 20, inParts(Buffer.alloc(10)))).rejects.toThrow();
    await expect(store().put(at, 5, inParts(Buffer.alloc(10)))).rejects.toThrow();
    expect(await store().bytesOf(at)).toBeNull();
  });

  it.each(['../etc/passwd', 'kept/../../x', '/kept/x', 'kept/a b', '', 'kept//', `kept/${randomUUID()}/..`])(
    'knows no key %s',
    async (odd) => {
      await expect(store().read(odd, 0, 1)).rejects.toThrow('no key');
      await expect(store().put(odd, 1, inParts(Buffer.from('x')))).rejects.toThrow('no key');
      await expect(store().removeAll(odd)).rejects.toThrow('no key');
    },
  );
});

describe('a folder', () => {
  it('lets nobody else read, and leaves nothing half written', async () => {
    const at = key();
    await stores.folder!.put(at, 4, inParts(Buffer.from('this')));
    await expect(stores.folder!.put(at, 20, breaking())).rejects.toThrow();
    const path = join(folder, 'media', at);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(path, '..'))).toEqual([at.split('/').at(-1)]);
  });

  it('that cannot be written is a trouble that passes', async () => {
    await writeFile(join(folder, 'no-folder'), '');
    const store = new FolderStore(join(folder, 'no-folder'));
    await expect(store.put(key(), 1, inParts(Buffer.from('x')))).rejects.toMatchObject({
      code: 'service.unavailable',
    });
    await expect(store.bytesOf(key())).rejects.toMatchObject({ code: 'service.unavailable' });
  });
});

describe('a bucket', () => {
  it('is asked in its own path, with the length, and by a signature', async () => {
    s3.asked.length = 0;
    const at = key();
    await stores.bucket!.put(at, 4, inParts(Buffer.from('this')));
    expect(s3.objects.get(`clips/${at}`)?.toString()).toBe('this');
    expect(s3.asked).toMatchObject([
      { method: 'PUT', path: `clips/${at}`, headers: { 'content-length': '4' } },
    ]);
  });

  it('that fails once is asked again, and one that goes on failing is a trouble that passes', async () => {
    const at = key();
    await stores.bucket!.put(at, 4, inParts(Buffer.from('this')));
    s3.failNext(1);
    expect((await stores.bucket!.read(at, 0, 4))?.toString()).toBe('this');
    s3.failNext(10);
    await expect(stores.bucket!.read(at, 0, 4)).rejects.toMatchObject({ code: 'service.unavailable' });
    s3.failNext(0);
    await expect(s3With('http://127.0.0.1:9').bytesOf(at)).rejects.toMatchObject({
      code: 'service.unavailable',
    });
    await expect(s3With(s3.endpoint, 'nobody').read(at, 0, 4)).rejects.toMatchObject({
      code: 'service.unavailable',
    });
  });
});
