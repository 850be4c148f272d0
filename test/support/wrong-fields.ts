import type { OpenAPIObject } from '@nestjs/swagger';

/**
 * Reads a request's schema and says, field by field, which values it does not allow. Knows nothing of the code that
 * refuses them: only the OpenAPI document, as a client does.
 */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  items?: Schema;
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  required?: string[];
}

export interface WrongField {
  /** JSON pointer of the field. */
  pointer: string;
  /** undefined: it is not there. */
  value: unknown;
}

const WRONG_DAYS = [
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-2-3',
  '2026-02-03T00:00:00Z',
  '',
  20260203,
];
const WRONG_IDS = [
  'x',
  '7d0c9b525d8e4d7c9a510b7c0f4f7f11',
  '7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f1g',
  "1' or '1'='1",
];
const WRONG_ADDRESSES = ['javascript:alert(1)', 'http://clinic.example', '//clinic.example', 'https://', 'x'];
const WRONG_EMAILS = [
  'ann',
  'ann@',
  '@example.org',
  'ann@example.org\r\nBcc: all@example.org',
  'a b@example.org',
];
const WRONG_FLAGS = ['true', 1, 0, 'yes'];
/** Beyond what a number can be: JSON writes 1e400, and JavaScript reads Infinity. */
const BEYOND = 'one followed by four hundred zeros';

interface Field {
  pointer: string;
  /** As the document has it, with "or null" and references. */
  part: Schema;
  isRequired: boolean;
  isShown: boolean;
}

/** Every field of a body, and those inside the parts and lists that its example shows. */
function fieldsOf(document: OpenAPIObject, schema: Schema, example: unknown, above = ''): Field[] {
  const { properties = {}, required = [] } = resolved(document, schema);
  return Object.entries(properties).flatMap(([name, part]) => {
    const shown = (example as Record<string, unknown> | null)?.[name];
    const pointer = `${above}/${name}`;
    const field = { pointer, part, isRequired: required.includes(name), isShown: shown !== undefined };
    const whole = resolved(document, part);
    const inside = Array.isArray(shown)
      ? shown.slice(0, 1).flatMap((first) => fieldsOf(document, whole.items ?? {}, first, `${pointer}/0`))
      : shown
        ? fieldsOf(document, whole, shown, pointer)
        : [];
    return [field, ...inside];
  });
}

/** Everything that the schema forbids in the fields of a body, one by one. */
export function wrongFields(document: OpenAPIObject, schema: Schema, example: unknown): WrongField[] {
  return fieldsOf(document, schema, example).flatMap(({ pointer, part, isRequired }) => [
    ...wrongValues(document, part).map((value) => ({ pointer, value })),
    ...(isRequired ? [{ pointer, value: undefined }] : []),
  ]);
}

/** The same words in every field that the example shows and that takes any words, a password among them. */
export function inEveryText(document: OpenAPIObject, schema: Schema, example: object, words: string): string {
  const texts = fieldsOf(document, schema, example).flatMap(({ pointer, part, isShown }): WrongField[] => {
    if (!isShown) return [];
    const { type, enum: choice, format, pattern, items } = resolved(document, part);
    if (items && isText(document, items)) return [{ pointer, value: [words] }];
    if (format === 'email') return [{ pointer, value: `${words}@example.org` }];
    const isFree = [type].flat().includes('string') && !choice && !format && !pattern;
    return isFree ? [{ pointer, value: words }] : [];
  });
  return bodyWith(example, texts);
}

function isText(document: OpenAPIObject, item: Schema): boolean {
  const { type, enum: choice } = resolved(document, item);
  return type === 'string' && !choice;
}

function wrongValues(document: OpenAPIObject, part: Schema): unknown[] {
  const schema = resolved(document, part);
  const types = [schema.type].flat();
  const mayBeNull = types.includes('null') || (part.oneOf ?? []).some(({ type }) => type === 'null');
  const others = [{}, [], ...(mayBeNull ? [] : [null])];
  // of one that may hold anything only this is known: that it is an object
  if (schema.properties || schema.additionalProperties === true)
    return ['text', 5, true, [{}], [], ...others.slice(2)];
  if (types.includes('array')) {
    const tooMany = schema.maxItems === undefined ? [] : [Array(schema.maxItems + 1).fill('x')];
    return ['text', 5, {}, { length: 1 }, [[]], [null], [7], ...tooMany, ...others.slice(2)];
  }
  if (types.includes('boolean')) return [...WRONG_FLAGS, ...others];
  if (types.includes('integer')) {
    const { minimum = 0, maximum = 0 } = schema;
    return [minimum - 1, maximum + 1, 1.5, String(minimum), 1e9, 2 ** 53, BEYOND, true, ...others];
  }
  if (types.includes('number')) {
    const { minimum = 0, maximum = 0, multipleOf = 1 } = schema;
    return [
      minimum - multipleOf,
      maximum + multipleOf,
      minimum + multipleOf / 3,
      String(minimum),
      BEYOND,
      ...others,
    ];
  }
  if (schema.enum) return ['no such word', '', 'toString', 5, ...others];
  if (schema.format === 'date') return [...WRONG_DAYS, ...others];
  if (schema.format === 'uuid') return [...WRONG_IDS, 5, ...others];
  if (schema.format === 'uri') return [...WRONG_ADDRESSES, 5, ...others];
  if (schema.format === 'email') return [...WRONG_EMAILS, `${'x'.repeat(250)}@example.org`, 5, ...others];
  return [5, true, ['x'], 'x'.repeat((schema.maxLength ?? 0) + 1), ...others];
}

/** The schema itself, behind a reference, beside "or null" or below a description. */
export function resolved(document: OpenAPIObject, schema: Schema): Schema {
  const one = schema.oneOf?.find(({ type }) => type !== 'null') ?? schema.allOf?.[0] ?? schema;
  if (!one.$ref) return one;
  return document.components!.schemas![one.$ref.split('/').at(-1) as string] as Schema;
}

/** Puts wrong fields together as far as none stands inside another: a refusal has to name them all. */
export function inRounds(wrong: WrongField[]): WrongField[][] {
  const rounds: WrongField[][] = [];
  for (const field of wrong) {
    const fits = (round: WrongField[]) => round.every((other) => !overlap(field.pointer, other.pointer));
    const round = rounds.find(fits);
    if (round) round.push(field);
    else rounds.push([field]);
  }
  return rounds;
}

const overlap = (a: string, b: string): boolean => `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);

/** The body as text with these fields replaced, or taken out for `undefined`. */
export function bodyWith(example: object, wrong: WrongField[]): string {
  const body = structuredClone(example) as Record<string, unknown>;
  for (const { pointer, value } of wrong) {
    const names = pointer.slice(1).split('/');
    const last = names.pop() as string;
    let holder = body;
    for (const name of names) holder = holder[name] as Record<string, unknown>;
    holder[last] = value;
  }
  return JSON.stringify(body).replaceAll(JSON.stringify(BEYOND), '1e400');
}
