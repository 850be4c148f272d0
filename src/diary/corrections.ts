/**
 * Which entries hold, once some were corrected: an order of the entries themselves decides, never the order in which they came. A
 * correction may come before what it corrects. Pure.
 */
import type { Entry } from './diary';

/** As much of an entry as decides whether it holds. */
type Correcting = Pick<Entry, 'id' | 'kind' | 'at' | 'corrects'>;

/** Later `at` first, then the greater id: an order of the entries themselves, whatever order they came in. */
export function byTime(a: Pick<Entry, 'at' | 'id'>, b: Pick<Entry, 'at' | 'id'>): number {
  return +a.at - +b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * The entries that hold, oldest first. Whoever corrects again names the latest entry that they know. Where several correct the
 * same one, the last of them by `byTime` takes its place. An entry corrects only one of its own kind; else both stand. Entries that
 * correct each other in a ring, which no device makes, leave the last of them.
 */
export function currentEntries<E extends Correcting>(entries: Iterable<E>): E[] {
  const all = [...new Map([...entries].map((entry) => [entry.id, entry])).values()];
  // an entry that has not come yet has a place too: what corrects it must not stand twice
  const placeOf = ({ id, kind }: Pick<E, 'id' | 'kind'>) => `${kind} ${id}`;
  const placeBefore = ({ kind, corrects }: E) => (corrects === null ? null : `${kind} ${corrects}`);
  const at = new Map(all.map((entry) => [placeOf(entry), entry]));
  const replacedBy = new Map<string, E>();
  for (const entry of all) {
    const place = placeBefore(entry);
    if (place === null) continue;
    const other = replacedBy.get(place);
    if (!other || byTime(other, entry) < 0) replacedBy.set(place, entry);
  }
  const current = new Map<string, E>();
  for (const entry of all) {
    const last = lastOf(firstPlace(entry, at, placeOf, placeBefore), at, replacedBy, placeOf);
    current.set(last.id, last);
  }
  return [...current.values()].sort(byTime);
}

/** The place that a chain of corrections began with; of a ring, that of its last entry. */
function firstPlace<E extends Correcting>(
  entry: E,
  at: ReadonlyMap<string, E>,
  placeOf: (entry: E) => string,
  placeBefore: (entry: E) => string | null,
): string {
  const seen = new Map<string, E>([[placeOf(entry), entry]]);
  let one = entry;
  for (;;) {
    const before = placeBefore(one);
    if (before === null) return placeOf(one);
    if (seen.has(before))
      return placeOf(
        ringOf(seen.get(before) as E, at, placeBefore)
          .sort(byTime)
          .at(-1) as E,
      );
    const next = at.get(before);
    if (!next) return before;
    seen.set(before, next);
    one = next;
  }
}

function ringOf<E extends Correcting>(
  begin: E,
  at: ReadonlyMap<string, E>,
  placeBefore: (entry: E) => string | null,
): E[] {
  const ring = [begin];
  for (let one = at.get(placeBefore(begin) as string) as E; one !== begin;) {
    ring.push(one);
    one = at.get(placeBefore(one) as string) as E;
  }
  return ring;
}

/** From a first place on along what took it. In a ring that is where one began. */
function lastOf<E extends Correcting>(
  place: string,
  at: ReadonlyMap<string, E>,
  replacedBy: ReadonlyMap<string, E>,
  placeOf: (entry: E) => string,
): E {
  const seen = new Set([place]);
  let last = at.get(place);
  let next = replacedBy.get(place);
  while (next && !seen.has(placeOf(next))) {
    seen.add(placeOf(next));
    last = next;
    next = replacedBy.get(placeOf(next));
  }
  // in a ring the one that began it holds
  return (next && at.get(place)) ?? (last as E);
}
