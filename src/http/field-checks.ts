import { registerDecorator, type ValidationOptions } from 'class-validator';
import { DateTime } from 'luxon';

/** The checks of a field that class-validator does not bring. What they say when they fail is said in fields.ts. */
type Says = Pick<ValidationOptions, 'message' | 'each'>;

export const IsPlainObject = (says: Says): PropertyDecorator =>
  check(
    'isPlainObject',
    says,
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );

/** Compares whole steps, because 42.3 / 0.1 is not quite 423. */
export const IsInSteps = (step: number, says: Says): PropertyDecorator =>
  check(
    'isInSteps',
    says,
    (value) => typeof value === 'number' && Math.abs(value / step - Math.round(value / step)) < 1e-6,
  );

export const IsMoment = (says: Says): PropertyDecorator =>
  check(
    'isMoment',
    says,
    (value) =>
      typeof value === 'string' &&
      /^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value) &&
      DateTime.fromISO(value, { zone: 'utc' }).isValid,
  );

export const IsCalendarDay = (says: Says): PropertyDecorator =>
  check(
    'isCalendarDay',
    says,
    (value) =>
      typeof value === 'string' &&
      /^(19|20|21)\d\d-\d\d-\d\d$/.test(value) &&
      DateTime.fromISO(value, { zone: 'utc' }).isValid,
  );

function check(name: string, options: Says, validate: (value: unknown) => boolean): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: propertyName as string,
      options,
      validator: { validate },
    });
}
