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
  registerDecorator,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DateTime } from 'luxon';

/**
 * One decorator says everything about a field: what is accepted, how it is documented, and an example.
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

function checked(common: Common, schema: Schema, ...checks: PropertyDecorator[]): PropertyDecorator {
  const { about, example, optional, nullable } = common;
  const leniency: PropertyDecorator[] = [];
  if (optional && nullable) leniency.push(IsOptional());
  else if (optional) leniency.push(ValidateIf((_, value) => value !== undefined));
  else if (nullable) leniency.push(ValidateIf((_, value) => value !== null));
  return applyDecorators(Field({ about, example, optional, nullable, ...schema }), ...leniency, ...checks);
}

/** Text a person wrote. Trimmed, never empty unless min is 0. `verbatim`: as typed, which only a password needs. */
export function Text(
  o: Common & { max: number; min?: number; pattern?: RegExp; patternSays?: string; verbatim?: boolean },
) {
  const min = o.min ?? 1;
  const checks: PropertyDecorator[] = [IsString(), Length(min, o.max)];
  if (!o.verbatim) {
    checks.unshift(Transform(({ value }) => trimmed(value)));
  }
  if (o.pattern)
    checks.push(Matches(o.pattern, { message: o.patternSays ?? 'does not have the right form' }));
  return checked(
    o,
    { type: 'string', minLength: min, maxLength: o.max, ...(o.pattern ? { pattern: o.pattern.source } : {}) },
    ...checks,
  );
}

export function Email(o: Common = {}) {
  return checked(
    { example: 'ann@example.org', ...o },
    { type: 'string', format: 'email', maxLength: 254 },
    IsEmail(),
    Length(3, 254),
  );
}

/** An https address a browser may be sent to. */
export function WebAddress(o: Common = {}) {
  return checked(
    { example: 'https://clinic.example/book', ...o },
    { type: 'string', format: 'uri', maxLength: 2000 },
    IsUrl({ protocols: ['https'], require_protocol: true }),
    Length(9, 2000),
  );
}

/** In either case, and from here on in small letters, as the database writes it: so that equal ids are equal texts. */
export function Id(o: Common = {}) {
  return checked(
    { example: '7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11', ...o },
    { type: 'string', format: 'uuid' },
    Transform(({ value }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsUUID('all'),
  );
}

/** A day without a time, `YYYY-MM-DD`, from 1900 to 2200. */
export function Day(o: Common = {}) {
  return checked(
    { example: '2026-11-22', ...o },
    { type: 'string', format: 'date' },
    IsString(),
    IsCalendarDay(),
  );
}

/** A moment that somebody names, ISO 8601 in UTC, from 1900 to 2200. What happens now is never asked: the database knows. */
export function Moment(o: Common = {}) {
  return checked(
    { example: '2026-11-22T09:30:00Z', ...o },
    { type: 'string', format: 'date-time' },
    IsString(),
    IsMoment(),
  );
}

/** A moment, ISO 8601 in UTC. Only in answers: the database says what time it is. */
export const Instant = (o: Common = {}) =>
  Field({ example: '2026-11-22T09:30:00.000Z', ...o, type: 'string', format: 'date-time' });

/** `parameter`: it stands in the query, where everything is text; in a body "5" is not 5. */
export function Whole(o: Common & { min: number; max: number; parameter?: boolean }) {
  return checked(
    { example: o.min, ...o },
    { type: 'integer', minimum: o.min, maximum: o.max },
    ...(o.parameter ? [Transform(({ value }) => numberStrictly(value))] : []),
    IsInt(),
    Min(o.min),
    Max(o.max),
  );
}

/** A number in steps: kilometres in tenths, kilograms in quarters. */
export function Measure(o: Common & { min: number; max: number; step: number }) {
  return checked(
    { example: o.min, ...o },
    { type: 'number', minimum: o.min, maximum: o.max, multipleOf: o.step },
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(o.min),
    Max(o.max),
    IsInSteps(o.step),
  );
}

export const Flag = (o: Common = {}) => checked({ example: true, ...o }, { type: 'boolean' }, IsBoolean());

/** true, or left out: there is no false to say. */
export const Said = (o: Omit<Common, 'optional' | 'nullable'> = {}) =>
  checked({ example: true, ...o, optional: true }, { type: 'boolean', const: true }, Equals(true));

/** One of a closed list of words. */
export function Choice<T extends string>(values: readonly T[], o: Common = {}) {
  return checked({ example: values[0], ...o }, { type: 'string', enum: [...values] }, IsIn([...values]));
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
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(max),
    ArrayUnique(),
    IsIn([...values], { each: true }),
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
    Transform(({ value }) => (Array.isArray(value) ? value.map(trimmed) : value)),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max),
    IsString({ each: true }),
    Length(1, o.each, { each: true }),
  );
}

// Swagger knows a lazy type by its function's name, `type`: hence the wrapping arrows below.

/** A part with fields of its own. */
export function Part<T>(part: () => Class<T>, o: Common = {}) {
  return checked(o, { type: () => part() }, Type(part), IsPlainObject(), ValidateNested());
}

/** A list of parts. */
export function ListOf<T>(part: () => Class<T>, o: Common & { min?: number; max?: number } = {}) {
  return checked(
    o,
    { type: () => part(), isArray: true, minItems: o.min, maxItems: o.max },
    Type(part),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max ?? 1000),
    IsPlainObject({ each: true }),
    ValidateNested({ each: true }),
  );
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Query parameters arrive as text; "1e9", "0x10" and " 5" are not the way to write a whole number. */
function numberStrictly(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function IsPlainObject(options: { each?: boolean } = {}): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isPlainObject',
      target: target.constructor,
      propertyName: propertyName as string,
      options: { ...options, message: 'must be an object' },
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      },
    });
}

/** Compares whole steps, because 42.3 / 0.1 is not quite 423. */
function IsInSteps(step: number): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isInSteps',
      target: target.constructor,
      propertyName: propertyName as string,
      options: { message: `must be a multiple of ${step}` },
      validator: {
        validate: (value) =>
          typeof value === 'number' && Math.abs(value / step - Math.round(value / step)) < 1e-6,
      },
    });
}

function IsMoment(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isMoment',
      target: target.constructor,
      propertyName: propertyName as string,
      options: { message: 'must be a moment in UTC, written YYYY-MM-DDThh:mm:ssZ, from 1900 to 2200' },
      validator: {
        validate: (value) =>
          typeof value === 'string' &&
          /^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value) &&
          DateTime.fromISO(value, { zone: 'utc' }).isValid,
      },
    });
}

function IsCalendarDay(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isCalendarDay',
      target: target.constructor,
      propertyName: propertyName as string,
      options: { message: 'must be a day that exists, written YYYY-MM-DD, from 1900 to 2200' },
      validator: {
        validate: (value) =>
          typeof value === 'string' &&
          /^(19|20|21)\d\d-\d\d-\d\d$/.test(value) &&
          DateTime.fromISO(value, { zone: 'utc' }).isValid,
      },
    });
}
