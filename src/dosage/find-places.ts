/**
 * Whether everything has a place: sets among the sets there were, sessions among sessions, items among items. What is asked
 * one by one ("does this fit there?") is settled for all at once, so that no order and no first choice decides.
 */

/** So many alike. */
export interface Counted {
  count: number;
}

/**
 * How often each of `all` stands at each of `places` (a row for each, by place), as often as it comes, and none of them taken
 * more often than there is; null when that cannot be done. Augmenting paths in a bipartite matching (Kuhn), each carrying as
 * many alike as it can. `fits` is asked once for each pair at the most.
 */
export function findPlaces<T extends Counted>(
  all: readonly T[],
  places: readonly T[],
  fits: (one: T, place: T) => boolean,
): number[][] | null {
  if (sumOf(all) > sumOf(places)) return null;
  const fitting: number[][] = [];
  for (const one of all) {
    const own = places.flatMap((place, where) => (fits(one, place) ? [where] : []));
    if (own.length === 0 && one.count > 0) return null;
    fitting.push(own);
  }
  const free = places.map(({ count }) => count);
  const taken = all.map(() => places.map(() => 0));
  /** Takes up to so many places, others moving on where there is another for them; answers how many. */
  const take = (who: number, upTo: number, tried: Set<number>): number => {
    const [row, own] = [taken[who]!, fitting[who]!];
    for (const where of own) {
      if (tried.has(where)) continue;
      tried.add(where);
      const found = Math.min(upTo, free[where]!);
      if (found > 0) {
        free[where]! -= found;
        row[where]! += found;
        return found;
      }
      for (let other = 0; other < taken.length; other++) {
        const held = taken[other]![where]!;
        const moved = held > 0 ? take(other, Math.min(upTo, held), tried) : 0;
        if (moved === 0) continue;
        taken[other]![where]! -= moved;
        row[where]! += moved;
        return moved;
      }
    }
    return 0;
  };
  for (const [who, { count }] of all.entries()) {
    for (let left = count; left > 0;) {
      const found = take(who, left, new Set());
      if (found === 0) return null;
      left -= found;
    }
  }
  return taken;
}

const sumOf = (all: readonly Counted[]): number => all.reduce((sum, { count }) => sum + count, 0);
