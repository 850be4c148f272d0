/**
 * Whether the easier and harder links of a library can be climbed without coming back to where one was. Pure; a link is
 * named by whatever names an exercise there: a code in the starter library, an id in the database.
 */
export interface Rungs {
  name: string;
  easier: string | null;
  harder: string | null;
}

/**
 * The names of the exercises that are, over any number of steps, harder than themselves. Both kinds of link are read as
 * one direction, so two exercises that each call the other one easier are a loop too.
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
