import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';
import { IsCalendarDay, IsInSteps, IsMoment, IsPlainObject } from './field-checks';
import { countWords, measureWords, shapeWords, wholeWords } from './field-words';

/**
 * One decorator says everything about a field: what is accepted, how it is documented, an example, and what a refusal says.
 * In answers the same decorators document; the tests hold every answer to what they say.
 */
interface Common {
  about?: string;
  example?: unknown;
  /** May be left out. */
  optional?: boolean;
  /** May be null: "nothing", said out loud. */
  nullable?: boolean;
}

type Schema = Record<string, unknown>;

/** A field that is only documented, or the base of the others. */
export function Field(options: Common & Schema): PropertyDecorator {
  const { about, optional, ...schema } = options;
  return ApiProperty({ ...schema, description: about, required: !optional } as ApiPropertyOptions);
}

/** What every check of a field says when it fails: all that the field has to be, whichever part of it is not. */
interface Says {
  message: (failed: ValidationArguments) => string;
}

/** `must`: what it has to be, as the end of "kg must be …"; asked late where classes may stand in each other. */
function checked(
  common: Common,
  schema: Schema,
  must: string | (() => string),
  checks: (says: Says) => PropertyDecorator[],
): PropertyDecorator {
  const { about, example, optional, nullable } = common;
  const says: Says = {
    message: ({ property }) =>
      `${property} must be ${typeof must === 'string' ? must : must()}${nullable ? ', or null' : ''}`,
  };
  const leniency: PropertyDecorator[] = [];
  if (optional && nullable) leniency.push(IsOptional());
  else if (optional) leniency.push(ValidateIf((_, value) => value !== undefined));
  else if (nullable) leniency.push(ValidateIf((_, value) => value !== null));
  return applyDecorators(
    Field({ about, example, optional, nullable, ...schema }),
    ...leniency,
    ...checks(says),
  );
}

/**
 * Text a person wrote. Trimmed, never empty unless min is 0. `verbatim`: as typed, which only a password needs. A pattern
 * comes with the words for it: "a time written HH:MM".
 */
export function Text(
  o: Common & { max: number; min?: number; verbatim?: boolean } & (
      { pattern?: undefined } | { pattern: RegExp; patternSays: string }
    ),
) {
  const min = o.min ?? 1;
  const { pattern } = o;
  return checked(
    o,
    { type: 'string', minLength: min, maxLength: o.max, ...(pattern ? { pattern: pattern.source } : {}) },
    o.pattern ? o.patternSays : `text of ${countWords(min, o.max, 'characters')}`,
    (says) => [
      ...(o.verbatim ? [] : [Transform(({ value }) => trimmed(value))]),
      IsString(says),
      Length(min, o.max, says),
      ...(pattern ? [Matches(pattern, says)] : []),
    ],
  );
}

export function Email(o: Common = {}) {
  return checked(
    { example: 'ann@example.org', ...o },
    { type: 'string', format: 'email', maxLength: 254 },
    'an e-mail address of at most 254 characters',
    (says) => [IsEmail(undefined, says), Length(3, 254, says)],
  );
}

/** In whatever case it is typed. */
const HTTPS = /^[Hh][Tt][Tt][Pp][Ss]:\/\//;

/** An https address a browser may be sent to. */
export function WebAddress(o: Common = {}) {
  return checked(
    { example: 'https://clinic.example/book', ...o },
    { type: 'string', format: 'uri', pattern: HTTPS.source, maxLength: 2000 },
    'an address that begins with https://, of at most 2000 characters',
    (says) => [
      IsUrl({ protocols: ['https'], require_protocol: true }, says),
      Matches(HTTPS, says),
      Length(9, 2000, says),
    ],
  );
}

const AN_ID = '7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11';
/** For the example of an id that has to be another one than the one beside it. */
export const ANOTHER_ID = '2b6f0e1c-94d7-4c0a-8d52-6a1f3c9e7b40';

/** In either case, and from here on in small letters, as the database writes it: so that equal ids are equal texts. */
export function Id(o: Common = {}) {
  return checked(
    { example: AN_ID, ...o },
    { type: 'string', format: 'uuid' },
    'an id, which is a UUID',
    (says) => [Transform(({ value }) => inSmallLetters(value)), IsUUID('all', says)],
  );
}

/** A day without a time, `YYYY-MM-DD`, from 1900 to 2200. */
export function Day(o: Common = {}) {
  return checked(
    { example: '2026-11-22', ...o },
    { type: 'string', format: 'date' },
    'a day that exists, written YYYY-MM-DD, from 1900 to 2200',
    (says) => [IsString(says), IsCalendarDay(says)],
  );
}

/** A moment that somebody names, ISO 8601 in UTC, from 1900 to 2200. What happens now is never asked: the database knows. */
export function Moment(o: Common = {}) {
  return checked(
    { example: '2026-11-22T09:30:00Z', ...o },
    { type: 'string', format: 'date-time' },
    'a moment in UTC, written YYYY-MM-DDThh:mm:ssZ, from 1900 to 2200',
    (says) => [IsString(says), IsMoment(says)],
  );
}

/** A moment, ISO 8601 in UTC. Only in answers: the database says what time it is. */
export const Instant = (o: Common = {}) =>
  Field({ example: '2026-11-22T09:30:00.000Z', ...o, type: 'string', format: 'date-time' });

interface Numbers extends Common {
  min: number;
  max: number;
  /** In the document and in what a refusal says. */
  unit?: string;
}

/** `parameter`: it stands in the query, where everything is text; in a body "5" is not 5. */
export function Whole(o: Numbers & { parameter?: boolean }) {
  return checked(
    withUnit({ example: o.min, ...o }),
    { type: 'integer', minimum: o.min, maximum: o.max },
    wholeWords(o),
    (says) => [
      ...(o.parameter ? [Transform(({ value }) => numberStrictly(value))] : []),
      IsInt(says),
      Min(o.min, says),
      Max(o.max, says),
    ],
  );
}

/** A number in steps: kilometres in tenths, kilograms in quarters. */
export function Measure(o: Numbers & { step: number }) {
  return checked(
    withUnit({ example: o.min, ...o }),
    { type: 'number', minimum: o.min, maximum: o.max, multipleOf: o.step },
    measureWords(o),
    (says) => [
      IsNumber({ allowNaN: false, allowInfinity: false }, says),
      Min(o.min, says),
      Max(o.max, says),
      IsInSteps(o.step, says),
    ],
  );
}

const withUnit = ({ unit, ...o }: Numbers): Common =>
  unit ? { ...o, about: [o.about, `Unit: ${unit}.`].filter(Boolean).join(' ') } : o;

export const Flag = (o: Common = {}) =>
  checked({ example: true, ...o }, { type: 'boolean' }, 'true or false', (says) => [IsBoolean(says)]);

/** true, or left out: there is no false to say. */
export const Said = (o: Omit<Common, 'optional' | 'nullable'> = {}) =>
  checked(
    { example: true, ...o, optional: true },
    { type: 'boolean', const: true },
    'true, or left out',
    (says) => [Equals(true, says)],
  );

/** One of a closed list of words. */
export function Choice<T extends string>(values: readonly T[], o: Common = {}) {
  return checked(
    { example: values[0], ...o },
    { type: 'string', enum: [...values] },
    `one of: ${values.join(', ')}`,
    (says) => [IsIn([...values], says)],
  );
}

/** A list of words from a closed list, each at most once. */
export function Choices<T extends string>(
  values: readonly T[],
  o: Common & { min?: number; max?: number } = {},
) {
  const max = o.max ?? values.length;
  return checked(
    { example: values.slice(0, 1), ...o },
    {
      type: 'array',
      items: { type: 'string', enum: [...values] },
      minItems: o.min ?? 0,
      maxItems: max,
      uniqueItems: true,
    },
    `a list of ${countWords(o.min ?? 0, max, 'of these')}, each once: ${values.join(', ')}`,
    (says) => [
      IsArray(says),
      ArrayMinSize(o.min ?? 0, says),
      ArrayMaxSize(max, says),
      ArrayUnique(says),
      IsIn([...values], { each: true, ...says }),
    ],
  );
}

/** A list of ids, each at most once, in an order that counts. */
export function Ids(o: Common & { max: number; min?: number }) {
  const min = o.min ?? 0;
  return checked(
    { example: min > 0 ? [AN_ID] : [], ...o },
    {
      type: 'array',
      items: { type: 'string', format: 'uuid' },
      minItems: min,
      maxItems: o.max,
      uniqueItems: true,
    },
    `a list of ${countWords(min, o.max, 'ids')}, each once and a UUID`,
    (says) => [
      Transform(({ value }) => (Array.isArray(value) ? value.map(inSmallLetters) : value)),
      IsArray(says),
      ArrayMinSize(min, says),
      ArrayMaxSize(o.max, says),
      ArrayUnique(says),
      IsUUID('all', { each: true, ...says }),
    ],
  );
}

/** A list of short texts, such as steps. Each is trimmed and none empty. */
export function Texts(o: Common & { max: number; each: number; min?: number }) {
  return checked(
    { example: ['Stand tall.'], ...o },
    {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: o.each },
      minItems: o.min ?? 0,
      maxItems: o.max,
    },
    `a list of ${countWords(o.min ?? 0, o.max, 'texts')}, each of ${countWords(1, o.each, 'characters')}`,
    (says) => [
      Transform(({ value }) => (Array.isArray(value) ? value.map(trimmed) : value)),
      IsArray(says),
      ArrayMinSize(o.min ?? 0, says),
      ArrayMaxSize(o.max, says),
      IsString({ each: true, ...says }),
      Length(1, o.each, { each: true, ...says }),
    ],
  );
}

// Swagger knows a lazy type by its function's name, `type`: hence the wrapping arrows below.

/** A part with fields of its own. */
export function Part<T>(part: () => Class<T>, o: Common = {}) {
  return checked(
    o,
    { type: () => part() },
    () => shapeWords('an object', part(), o.example),
    (says) => [Type(part), IsPlainObject(says), ValidateNested(says)],
  );
}

/** An object of somebody else's making, such as what a browser hands over: any fields, read by who knows them. */
export const Foreign = (o: Common = {}) =>
  checked(o, { type: 'object', additionalProperties: true }, 'an object', (says) => [IsPlainObject(says)]);

/** A list of parts. */
export function ListOf<T>(part: () => Class<T>, o: Common & { min?: number; max?: number } = {}) {
  const [min, max] = [o.min ?? 0, o.max ?? 1000];
  return checked(
    o,
    { type: () => part(), isArray: true, minItems: o.min, maxItems: o.max },
    () => `a list of ${countWords(min, max, shapeWords('objects', part(), o.example))}`,
    (says) => [
      Type(part),
      IsArray(says),
      ArrayMinSize(min, says),
      ArrayMaxSize(max, says),
      IsPlainObject({ each: true, ...says }),
      ValidateNested({ each: true, ...says }),
    ],
  );
}

const inSmallLetters = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Query parameters arrive as text; "1e9", "0x10" and " 5" are not the way to write a whole number. */
function numberStrictly(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}
