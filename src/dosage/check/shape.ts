/**
 * A small language for the shape of stored data such as a dose: which fields an object has, which of them stand together, and
 * what each may hold. Finds every fault with its JSON pointer. What sound parts contradict is asked by the check- files.
 */
import type { Bound } from '../bounds';
import type { DosageFault } from '../dosage';
import { CLOCK } from '../how-often';

/** What a field may hold. `part` and `list` are lazy, because shapes may hold themselves. */
export type Value =
  | { number: Bound }
  | { word: readonly string[] }
  /** Words of a closed list, each at most once. */
  | { words: readonly string[]; max: number }
  | { text: number }
  | { texts: number; max: number }
  /** `HH:MM` from 00:00 to 23:59. */
  | { clock: true }
  /** Either absent or true. */
  | { flag: true }
  | { part: () => Shape }
  | { list: () => Shape; bound: Bound };

/** A name that ends in `?` may be left out. */
export type Fields = Readonly<Record<string, Value>>;

export interface Shape {
  fields?: Fields;
  /** Exactly one of these stands in the object, and whole. */
  oneOf?: readonly Fields[];
  /** The word in the field `by` says which further fields there are. */
  by?: string;
  kinds?: Readonly<Record<string, Fields>>;
}

type Plain = Readonly<Record<string, unknown>>;

/** Every fault in the shape of what stands at `pointer`. A field that is undefined is a field left out; null is not. */
export function faultsOfShape(shape: Shape, value: unknown, pointer: string): DosageFault[] {
  if (!isPlain(value)) return [unknownValue(pointer, `${nameAt(pointer)} must be an object.`)];
  const form = formOf(shape, value, pointer);
  // without its kind nobody knows which fields it should have
  if ('fault' in form && shape.kinds) return [form.fault];
  const own = { ...shape.fields, ...form.fields };
  const known = new Map(Object.entries(own).map(([name, holds]) => [bare(name), holds]));
  const absent = Object.keys(own).filter((name) => !isOptional(name) && value[name] === undefined);
  return [
    ...absent.map((name) => missing(`${pointer}/${name}`, `Please give ${name}.`)),
    ...('fault' in form ? [form.fault] : []),
    ...given(value).flatMap((name): DosageFault[] => {
      const holds = known.get(name);
      const at = `${pointer}/${escaped(name)}`;
      return holds ? faultsOfValue(holds, value[name], at) : [strayField(shape, name, at)];
    }),
    ...upsideDown(value, pointer),
  ];
}

/** What is wrong about one field in the light of others; each is a fault where its condition holds. */
export type Contradiction = readonly [wrong: boolean, field: string, detail: string];

export function contradictionsAt(pointer: string, checks: readonly Contradiction[]): DosageFault[] {
  return checks
    .filter(([wrong]) => wrong)
    .map(([, field, detail]) => ({ pointer: `${pointer}/${field}`, code: 'dosage.contradictory', detail }));
}

export const missing = (pointer: string, detail: string): DosageFault => ({
  pointer,
  code: 'dosage.missing',
  detail,
});

/** The fields that this object should have by the word of its kind, or by the one form that it has. */
function formOf(
  { oneOf, by, kinds }: Shape,
  value: Plain,
  pointer: string,
): { fields: Fields } | { fields: Fields; fault: DosageFault } {
  if (by && kinds) {
    const kind = value[by];
    const holds: Value = { word: Object.keys(kinds) };
    if (kind === undefined) return { fields: {}, fault: missing(`${pointer}/${by}`, `Please give ${by}.`) };
    const [fault] = faultsOfValue(holds, kind, `${pointer}/${by}`);
    return fault ? { fields: {}, fault } : { fields: { ...kinds[kind as string], [by]: holds } };
  }
  if (!oneOf) return { fields: {} };
  const formed = new Set(oneOf.flatMap((fields) => Object.keys(fields).map(bare)));
  const present = given(value).filter((name) => formed.has(name));
  const form = present.length > 0 && oneOf.find((fields) => isWhole(fields, present));
  if (form) return { fields: form };
  const any = Object.fromEntries(
    oneOf.flatMap((fields) => Object.entries(fields).map(([name, holds]) => [`${bare(name)}?`, holds])),
  );
  return { fields: any, fault: noOneForm(oneOf, present, pointer) };
}

function faultsOfValue(holds: Value, value: unknown, pointer: string): DosageFault[] {
  const name = nameAt(pointer);
  if ('part' in holds) return faultsOfShape(holds.part(), value, pointer);
  if ('list' in holds) return faultsOfList(holds.list(), holds.bound, value, pointer);
  if ('number' in holds) return faultsOfNumber(holds.number, value, pointer);
  const [sound, should] = soundness(holds, value);
  return sound ? [] : [unknownValue(pointer, `${name} must be ${should}.`)];
}

function soundness(
  holds: Exclude<Value, { part: unknown } | { list: unknown } | { number: unknown }>,
  value: unknown,
): [sound: boolean, should: string] {
  if ('word' in holds) return [holds.word.includes(value as string), `one of: ${holds.word.join(', ')}`];
  if ('words' in holds) {
    const { words, max } = holds;
    const sound =
      isListOf(value, max, (one) => words.includes(one as string)) && new Set(value).size === value.length;
    return [sound, `1 to ${max} of: ${words.join(', ')}, each once`];
  }
  if ('texts' in holds) {
    const { texts, max } = holds;
    return [
      isListOf(value, max, (one) => isText(one, texts)),
      `1 to ${max} texts of at most ${texts} characters`,
    ];
  }
  if ('text' in holds) return [isText(value, holds.text), `a text of at most ${holds.text} characters`];
  if ('clock' in holds) return [typeof value === 'string' && CLOCK.test(value), 'a time written HH:MM'];
  return [value === true, 'true, or left out'];
}

function faultsOfNumber(bound: Bound, value: unknown, pointer: string): DosageFault[] {
  const { min, max, unit, step = 1 } = bound;
  const name = nameAt(pointer);
  const steps = step === 1 ? '' : ` in steps of ${step}`;
  if (typeof value !== 'number' || !Number.isFinite(value) || (step === 1 && !Number.isInteger(value))) {
    const kind = step === 1 ? 'a whole number' : 'a number';
    return [{ pointer, code: 'dosage.not_a_whole_number', detail: `${name} must be ${kind}.` }];
  }
  if (value >= min && value <= max && Number.isInteger(value / step)) return [];
  const detail = `${name} must be from ${min} to ${max}${steps} (${unit}).`;
  return [{ pointer, code: 'dosage.out_of_range', detail }];
}

function faultsOfList(shape: Shape, bound: Bound, value: unknown, pointer: string): DosageFault[] {
  if (!Array.isArray(value)) return [unknownValue(pointer, `${nameAt(pointer)} must be a list.`)];
  if (value.length < bound.min || value.length > bound.max) {
    const detail = `${nameAt(pointer)} must be ${bound.min} to ${bound.max} ${bound.unit}.`;
    return [{ pointer, code: 'dosage.out_of_range', detail }];
  }
  return value.flatMap((one, index) => faultsOfShape(shape, one, `${pointer}/${index}`));
}

/** Wherever an object has both, the lower end lies below the upper one. */
function upsideDown({ min, max }: Plain, pointer: string): DosageFault[] {
  const wrong = typeof min === 'number' && typeof max === 'number' && min >= max;
  const detail = 'The upper end must be above the lower one; give `exact` for an exact number.';
  return contradictionsAt(pointer, [[wrong, 'max', detail]]);
}

function noOneForm(oneOf: readonly Fields[], present: string[], pointer: string): DosageFault {
  const halfOfOne = oneOf.some((form) => present.every((name) => Object.keys(form).map(bare).includes(name)));
  const forms = oneOf.map((form) => {
    const names = Object.keys(form);
    const whole = names.filter((name) => !isOptional(name)).join(' with ');
    return whole || names.map(bare).join(' or ');
  });
  const detail = `${nameAt(pointer)} must have exactly one of: ${forms.join('; ')}.`;
  return { pointer, code: halfOfOne ? 'dosage.missing' : 'dosage.contradictory', detail };
}

/** A field of another kind of the same thing contradicts; a field of nothing is misspelt. */
function strayField({ by, kinds = {} }: Shape, name: string, pointer: string): DosageFault {
  const ofAnother = Object.values(kinds).some((fields) => Object.keys(fields).map(bare).includes(name));
  return ofAnother
    ? { pointer, code: 'dosage.contradictory', detail: `${name} does not belong to this ${by}.` }
    : { pointer, code: 'dosage.unknown_field', detail: `There is no field "${name}" here.` };
}

const unknownValue = (pointer: string, detail: string): DosageFault => ({
  pointer,
  code: 'dosage.unknown_value',
  detail,
});

const isOptional = (name: string): boolean => name.endsWith('?');
const bare = (name: string): string => name.replace(/\?$/, '');

function isWhole(form: Fields, present: readonly string[]): boolean {
  const names = Object.keys(form);
  return (
    names.every((name) => isOptional(name) || present.includes(name)) &&
    present.every((name) => names.map(bare).includes(name))
  );
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const given = (value: Plain): string[] => Object.keys(value).filter((name) => value[name] !== undefined);
const isText = (value: unknown, max: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= max && value.trim() === value;
const isListOf = (value: unknown, max: number, sound: (one: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= max && value.every(sound);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
/** The last name of a pointer, past the numbers of lists; "this" for the whole. */
const nameAt = (pointer: string): string =>
  pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? 'this';
