/**
 * Copies of a stored value, each changed in one place: a number more or less, another word of its vocabulary, a part left
 * out, doubled or swapped with its neighbour, a field under another name. Whether a copy is still valid is for the caller to
 * ask.
 */
import * as model from '../../src/dosage/dosage';

type Json = unknown;
type Fields = Record<string, Json>;

const WORDS: readonly (readonly string[])[] = [
  ...Object.values(model).filter((value) => Array.isArray(value)),
  ['clinician', 'patient_within_limits'],
  ['as_usual', 'any'],
  ['superset', 'circuit'],
  ['week', 'criteria'],
];

/** The names of the fields that objects have, by the name of the field in which the objects stand. */
export type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** `names`: what fields may be called beside the names that they have. */
export function* changedLeaves<T>(value: T, names: Names): Generator<T> {
  for (const changed of changes(value, names, '')) yield changed as T;
}

function* changes(value: Json, names: Names, at: string): Generator<Json> {
  if (Array.isArray(value)) yield* ofList(value, names, at);
  else if (typeof value === 'object' && value !== null) yield* ofObject(value as Fields, names, at);
  else yield* ofLeaf(value);
}

function* ofLeaf(value: Json): Generator<Json> {
  if (typeof value === 'number')
    yield* [value + 1, value - 1, value + 0.25, value * 2, 0 - value, 60 * value];
  if (typeof value === 'boolean') yield !value;
  if (typeof value !== 'string') return;
  const known = WORDS.filter((words) => words.includes(value)).flat();
  if (known.length) yield* known.filter((word) => word !== value);
  else if (/^\d\d:\d\d$/.test(value)) yield* [value.replace(/^\d\d/, '10'), value.replace(/\d\d$/, '45')];
  else yield `${value}, more`;
}

function* ofList(list: Json[], names: Names, at: string): Generator<Json> {
  for (const [index, one] of list.entries()) {
    const [before, after] = [list.slice(0, index), list.slice(index + 1)];
    yield [...before, ...after];
    yield [...before, one, one, ...after];
    if (after.length) yield [...before, after[0], one, ...after.slice(1)];
    for (const changed of changes(one, names, at)) yield [...before, changed, ...after];
  }
}

function* ofObject(object: Fields, names: Names, at: string): Generator<Json> {
  for (const [name, value] of Object.entries(object)) {
    const { [name]: _, ...rest } = object;
    yield rest;
    for (const other of names.get(at) ?? []) if (!(other in object)) yield { ...rest, [other]: value };
    for (const changed of changes(value, names, name)) yield { ...object, [name]: changed };
  }
}

export function namesIn(value: Json, at = '', names = new Map<string, Set<string>>()): Names {
  if (Array.isArray(value)) value.forEach((one) => namesIn(one, at, names));
  else if (typeof value === 'object' && value !== null) {
    const here = names.get(at) ?? new Set<string>();
    names.set(at, here);
    for (const [name, one] of Object.entries(value)) {
      here.add(name);
      namesIn(one, name, names);
    }
  }
  return names;
}
