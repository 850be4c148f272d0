import { type PipeTransform, type Type as Class, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { AppError, type FieldFault } from './errors';
import { unknownField } from './unknown-field';

/**
 * Holds what was sent to what the handler's class says, before the handler runs: unknown fields are refused, and
 * every faulty one is named. A field of a body is named by its JSON pointer, a parameter by its name.
 */
export function fieldsPipe(): PipeTransform {
  const parameters = validation('');
  return {
    transform: (value, metadata) =>
      (metadata.type === 'body' ? bodies : parameters).transform(value, metadata) as Promise<unknown>,
  };
}

/**
 * What one of many that came by another way, such as a row of a table, is as `shape`, or its faults: held to the same as a
 * body. Pointers are those of a body.
 */
export async function heldTo<T extends object>(shape: Class<T>, value: object): Promise<T | FieldFault[]> {
  try {
    return (await bodies.transform(value, { type: 'body', metatype: shape })) as T;
  } catch (fault) {
    if (fault instanceof AppError && fault.errors) return fault.errors;
    throw fault;
  }
}

const validation = (above: string): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: true, value: true },
    exceptionFactory: (faults) => new AppError('request.invalid', undefined, fieldFaults(faults, above)),
  });

const bodies = validation('/');

function fieldFaults(faults: ValidationError[], above: string): FieldFault[] {
  const firstUnknown = faults.find(isUnknown);
  return faults.flatMap((fault) => {
    const { property, target, constraints = {}, children = [] } = fault;
    const pointer = above + property.replaceAll('~', '~0').replaceAll('/', '~1');
    if (target && isUnknown(fault)) {
      const what = above ? 'field' : 'parameter';
      const detail = unknownField(property, target.constructor, what, fault === firstUnknown);
      return [{ pointer, code: UNKNOWN, detail }];
    }
    const own = Object.entries(constraints).map(([code, says]): FieldFault => {
      const isMissing = target !== undefined && fault.value === undefined;
      return isMissing
        ? { pointer, code: 'missing', detail: `${property} is missing: it${says.replace(property, '')}.` }
        : { pointer, code, detail: `${says}.` };
    });
    return [...own, ...fieldFaults(children, `${pointer}/`)];
  });
}

/** As class-validator calls it. */
const UNKNOWN = 'whitelistValidation';
const isUnknown = ({ constraints = {} }: ValidationError): boolean => UNKNOWN in constraints;
