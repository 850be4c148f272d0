/**
 * The ladders of easier and harder exercises: what stands on one, and whether it can be climbed without coming back to where
 * one was. Pure. Both kinds of link are read as one direction, whichever of two exercises names the other.
 */

/** A link is named by whatever names an exercise there: a code in the starter library, an id in the database. */
export interface Rungs {
  name: string;
  easier: string | null;
  harder: string | null;
}

/**
 * The names of the exercises that are, over any number of steps, harder than themselves; so two exercises that each call the
 * other one easier are a loop too.
 */
export function harderThanThemselves(library: readonly Rungs[]): string[] {
  const harderThan = new Map<string, Set<string>>();
  const link = (from: string | null, to: string | null) => {
    if (from !== null && to !== null) harderThan.set(from, (harderThan.get(from) ?? new Set()).add(to));
  };
  for (const { name, easier, harder } of library) {
    link(easier, name);
    link(name, harder);
  }
  return library.map(({ name }) => name).filter((name) => above(name, harderThan).has(name));
}

function above(name: string, harderThan: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const ahead = [name];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    for (const harder of harderThan.get(next) ?? []) {
      if (!reached.has(harder)) ahead.push(harder);
      reached.add(harder);
    }
  }
  return reached;
}

/** As much of an exercise as its ladder asks. */
export interface Rung {
  id: string;
  easierId: string | null;
  harderId: string | null;
}

export type Direction = 'easier' | 'harder';

/** The exercises that are easier (or harder) than this one, with the number of steps to each, the nearest first. */
export function alongTheLadder<Exercise extends Rung>(
  id: string,
  direction: Direction,
  library: readonly Exercise[],
): { exercise: Exercise; steps: number }[] {
  const known = new Map(library.map((exercise) => [exercise.id, exercise]));
  const reached = new Set([id]);
  const found: { exercise: Exercise; steps: number }[] = [];
  let rung = [id];
  for (let steps = 1; rung.length > 0; steps++) {
    const next = library.filter(
      (exercise) =>
        !reached.has(exercise.id) && rung.some((from) => isNext(from, known.get(from), exercise, direction)),
    );
    next.forEach((exercise) => reached.add(exercise.id));
    found.push(...next.map((exercise) => ({ exercise, steps })));
    rung = next.map((exercise) => exercise.id);
  }
  return found;
}

function isNext(fromId: string, from: Rung | undefined, to: Rung, direction: Direction): boolean {
  return direction === 'easier'
    ? from?.easierId === to.id || to.harderId === fromId
    : from?.harderId === to.id || to.easierId === fromId;
}
