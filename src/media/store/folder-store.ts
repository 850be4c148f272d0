/**
 * The store in a folder of this machine. A file has its name only when it is whole; only this user may read it. Several
 * processes may share the folder.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertKey, type MediaStore, storeTrouble } from './media-store';

const isAbsent = (fault: unknown): boolean => (fault as NodeJS.ErrnoException).code === 'ENOENT';

export class FolderStore implements MediaStore {
  constructor(private readonly folder: string) {}

  async put(key: string, bytes: number, content: AsyncIterable<Buffer>): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(refuse);
    const unfinished = `${path}.${randomUUID()}.part`;
    try {
      const file = await open(unfinished, 'wx', 0o600).catch(refuse);
      let written = 0;
      try {
        for await (const chunk of content) {
          // writeFile goes on where the last one ended, and writes all of it
          await file.writeFile(chunk).catch(refuse);
          written += chunk.length;
        }
        await file.sync().catch(refuse);
      } finally {
        await file.close();
      }
      if (written !== bytes) throw new Error(`${written} bytes came instead of ${bytes}.`);
      await rename(unfinished, path).catch(refuse);
    } catch (fault) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw fault;
    }
  }

  async read(key: string, from: number, bytes: number): Promise<Buffer | null> {
    const path = this.pathOf(key);
    try {
      const file = await open(path, 'r');
      try {
        const into = Buffer.alloc(bytes);
        let filled = 0;
        while (filled < bytes) {
          const { bytesRead } = await file.read(into, filled, bytes - filled, from + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return into.subarray(0, filled);
      } finally {
        await file.close();
      }
    } catch (fault) {
      if (isAbsent(fault)) return null;
      throw storeTrouble(fault);
    }
  }

  async bytesOf(key: string): Promise<number | null> {
    const path = this.pathOf(key);
    try {
      return (await stat(path)).size;
    } catch (fault) {
      if (isAbsent(fault)) return null;
      throw storeTrouble(fault);
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true }).catch(refuse);
  }

  async removeAll(folder: string): Promise<void> {
    await rm(this.pathOf(folder), { recursive: true, force: true }).catch(refuse);
  }

  private pathOf(key: string): string {
    assertKey(key);
    return join(this.folder, key);
  }
}

function refuse(fault: unknown): never {
  throw storeTrouble(fault);
}
