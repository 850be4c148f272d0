/**
 * The short name that an exercise keeps for good, also when its name changes. Made once, when the exercise is; the starter
 * library writes its own instead.
 */

/** Readable, and unique without asking: it ends with the beginning of the random id. */
export function codeOf(name: string, id: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['exercise'];
  return `${words.join('_').slice(0, 60)}_${id.slice(0, 8)}`;
}
