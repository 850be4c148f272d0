import { applyDecorators, type ExecutionContext, HttpCode, SetMetadata, type Type } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode } from './errors';

const REFUSES = 'refuses';

interface Description {
  /** One line, in the imperative. */
  summary: string;
  about?: string;
  returns?: Type<unknown> | [Type<unknown>];
  /** The answer is documented beside this, as one of several kinds. */
  answersElsewhere?: boolean;
  /** The media type, or types, of what it answers instead of JSON, or beside it where `returns` is said too. */
  file?: string | readonly string[];
  status?: number;
  /** Codes of its own; those that every route of its shape shares are added where the document is made. */
  refuses?: ErrorCode[];
}

/** Says what a route does, answers and refuses. Every route has one: the OpenAPI document is made of them. */
export function Operation(d: Description): MethodDecorator {
  const status = d.status ?? (d.returns || d.file ? 200 : 204);
  const [type, isArray] = Array.isArray(d.returns) ? [d.returns[0], true] : [d.returns, false];
  const answer = d.file ? { content: contentOf(d.file, type) } : { type, isArray };
  return applyDecorators(
    ApiOperation({ summary: d.summary, description: d.about }),
    ...(d.answersElsewhere
      ? []
      : [
          ApiResponse({
            status,
            description: d.returns || d.file ? 'Done.' : 'Done; there is nothing to say.',
            ...answer,
          }),
        ]),
    ...(d.file && type ? [ApiExtraModels(type)] : []),
    ApiExtension('x-refuses', d.refuses ?? []),
    SetMetadata(REFUSES, d.refuses ?? []),
    HttpCode(status),
  );
}

const contentOf = (file: string | readonly string[], type: Type<unknown> | undefined) => ({
  ...(type ? { 'application/json': { schema: { $ref: getSchemaPath(type) } } } : {}),
  ...Object.fromEntries(
    [file]
      .flat()
      .map((one) => [one, { schema: { description: `A file of type ${one}.` }, example: 'The file.' }]),
  ),
});

/** `patients.discharge` for PatientsController.discharge: the name in the document, in the audit and in the logs. */
export const operationName = (controller: string, method: string): string =>
  `${controller.replace(/Controller$/, '').replace(/^./, (first) => first.toLowerCase())}.${method}`;

export const operationOf = (context: ExecutionContext): string =>
  operationName(context.getClass().name, context.getHandler().name);
