/**
 * A folder that has its name only when it is complete, and that nobody but its owner may read: a backup, or what a clinic moves
 * out with. Knows nothing of what lies in it.
 */
import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Runs `fill` on the folder while it is called `<to>.unfinished`. Throws what `fill` throws, and a sentence for people where there is
 * anything of either name already; then nothing of the name `to` is there. `what`: as in "another backup".
 */
export async function makeFolder<T>(
  to: string,
  what: string,
  within: readonly string[],
  fill: (unfinished: string) => Promise<T>,
): Promise<T> {
  const unfinished = await begin(to, what, within);
  try {
    const filled = await fill(unfinished);
    await rename(unfinished, to);
    await settle(dirname(to));
    return filled;
  } catch (fault) {
    await rm(unfinished, { recursive: true, force: true });
    throw fault;
  }
}

async function begin(to: string, what: string, within: readonly string[]): Promise<string> {
  if (await stat(to).catch(() => null)) {
    throw new Error(`${to} is there already: ${withArticle(what)} gets a folder of its own.`);
  }
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const unfinished = `${to}.unfinished`;
  await mkdir(unfinished, { mode: 0o700 }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
    throw new Error(
      `${unfinished} is there: another ${what} is being taken, or one was cut off. In that case remove it.`,
    );
  });
  const folders = [unfinished, ...within.map((name) => join(unfinished, name))];
  for (const folder of folders) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // whatever the umask
    await chmod(folder, 0o700);
  }
  return unfinished;
}

const withArticle = (what: string): string => `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`;

/** Writes the folder's list of names down, so that a power cut does not lose the new one. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
