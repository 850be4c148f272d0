import { type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { AppError, type FieldFault } from './errors';

/**
 * Holds what was sent to what the handler's class says, before the handler runs: unknown fields are refused, and
 * every faulty one is named. A field of a body is named by its JSON pointer, a parameter by its name.
 */
export function fieldsPipe(): PipeTransform {
  const body = validation('/');
  const parameters = validation('');
  return {
    transform: (value, metadata) =>
      (metadata.type === 'body' ? body : parameters).transform(value, metadata) as Promise<unknown>,
  };
}

const validation = (above: string): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (faults) => new AppError('request.invalid', undefined, fieldFaults(faults, above)),
  });

function fieldFaults(faults: ValidationError[], above: string): FieldFault[] {
  return faults.flatMap((fault) => {
    const pointer = above + fault.property.replaceAll('~', '~0').replaceAll('/', '~1');
    const own = Object.entries(fault.constraints ?? {}).map(([code, detail]) => ({ pointer, code, detail }));
    return [...own, ...fieldFaults(fault.children ?? [], `${pointer}/`)];
  });
}
