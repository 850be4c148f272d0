import { getMetadataStorage } from 'class-validator';

/**
 * What a field has to be, as the end of the sentence "kg must be …": for the person who wrote the client and reads the
 * refusal. Nothing here decides what is accepted.
 */

interface Numbers {
  min: number;
  max: number;
  /** Named in every refusal and in the document: nobody can see it in a number. */
  unit?: string;
}

/** "a whole number from 1 to 24 (times a day)" */
export const wholeWords = (numbers: Numbers): string => `a whole number ${rangeWords(numbers)}`;

/** "a number from 0.25 to 500 in steps of 0.25 (kilograms)" */
export const measureWords = ({ step, ...numbers }: Numbers & { step: number }): string =>
  `a number ${rangeWords(numbers, ` in steps of ${step}`)}`;

const rangeWords = ({ min, max, unit }: Numbers, steps = ''): string =>
  `from ${min} to ${max}${steps}${unit ? ` (${unit})` : ''}`;

/** "1 to 60 characters" */
export const countWords = (min: number, max: number, things: string): string =>
  min === 0 ? `at most ${max} ${things}` : `${min} to ${max} ${things}`;

/** By its example, or where it has none by the names of its fields. `object`: "an object", "objects". */
export const shapeWords = (object: string, of: object, example: unknown): string =>
  example === undefined || example === null
    ? `${object} with ${fieldNames(of).join(', ')}`
    : `${object} such as ${sample(example)}`;

const namesOf = new WeakMap<object, string[]>();

/** The fields of a class of fields.ts, in their order. */
export function fieldNames(of: object): string[] {
  const known = namesOf.get(of);
  if (known) return known;
  const checks = getMetadataStorage().getTargetValidationMetadatas(of as never, '', false, false);
  const names = [...new Set(checks.map(({ propertyName }) => propertyName))];
  namesOf.set(of, names);
  return names;
}

/** JSON that fits into a sentence: what is longer is cut to its first fields, or to the first one of a list. */
function sample(example: unknown, room = 160): string {
  const whole = JSON.stringify(example);
  if (whole.length <= room || typeof example !== 'object' || example === null) return whole;
  if (Array.isArray(example)) return `[${sample(example[0], room)}${example.length > 1 ? ',…' : ''}]`;
  const fields = Object.entries(example);
  const shown: string[] = [];
  for (const [name, value] of fields) {
    const left = room - shown.join(',').length;
    const field = `"${name}":${JSON.stringify(value)}`;
    if (field.length > left && shown.length > 0) break;
    shown.push(field.length > left ? `"${name}":${sample(value, left - name.length)}` : field);
  }
  return `{${[...shown, ...(shown.length < fields.length ? ['…'] : [])].join(',')}}`;
}
