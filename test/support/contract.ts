import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Response, Test } from 'supertest';
import { openApiOf } from '../../src/http/openapi';

/**
 * Holds every answer in the API tests to the OpenAPI document: its status must be listed for the operation, its
 * content type too, and its body must fit the schema with nothing more than the schema names.
 */
interface Contract {
  operations: { method: string; pattern: RegExp; responses: Record<string, { content?: Media }> }[];
  ajv: Ajv2020;
}
type Media = Record<string, { schema: object }>;

/** The document is made of the code, so one serves every application of this process. */
let contract: Contract | undefined;
const compiled = new WeakMap<object, ValidateFunction>();

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  body: unknown;
}

export function holdToContract(app: NestFastifyApplication, test: Test, method: string, path: string): Test {
  return test.expect((response: Response) => assertContract(app, method, path, response));
}

/** The same for an answer that came in another way. `method` in lower case, `path` below /api/v1. */
export function assertContract(
  app: NestFastifyApplication,
  method: string,
  path: string,
  answer: Answer,
): void {
  const { operations, ajv } = contractOf(app);
  const bare = path.split('?')[0] as string;
  const operation = operations.find((one) => one.method === method && one.pattern.test(bare));
  if (!operation) {
    if (answer.status !== 404) throw new Error(`${method} ${bare} is not in the OpenAPI document`);
    return;
  }
  const said = operation.responses[answer.status];
  if (!said) throw new Error(`${method} ${bare} answered ${answer.status}, which its document does not list`);
  const type = (answer.headers['content-type'] ?? '').split(';')[0] as string;
  const media = said.content?.[type];
  if (!media) {
    if (!said.content && !answer.text) return;
    throw new Error(`${method} ${bare} answered ${answer.status} with ${type || 'no type'}`);
  }
  const validate = compiled.get(media.schema) ?? ajv.compile(media.schema);
  compiled.set(media.schema, validate);
  if (!validate(type.startsWith('text/') ? answer.text : answer.body)) {
    throw new Error(`${method} ${bare} ${answer.status}: ${ajv.errorsText(validate.errors)}`);
  }
}

function contractOf(app: NestFastifyApplication): Contract {
  return (contract ??= readContract(app));
}

function readContract(app: NestFastifyApplication): Contract {
  const document = openApiOf(app);
  const ajv = new Ajv2020({ strict: false, allErrors: true, multipleOfPrecision: 6 });
  addFormats(ajv);
  const schemas = document.components?.schemas as Record<string, Record<string, unknown>>;
  // an answer says its fields out loud: what the document does not name must not leave the house
  for (const schema of Object.values(schemas)) {
    if (schema.type === 'object' && schema.properties) schema.additionalProperties ??= false;
  }
  const resolved = JSON.parse(
    JSON.stringify(document).replaceAll('#/components/schemas/', 'document#/components/schemas/'),
  );
  ajv.addSchema({ $id: 'document', components: resolved.components });
  return {
    ajv,
    operations: Object.entries(
      resolved.paths as Record<string, Record<string, { responses: never }>>,
    ).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method,
        pattern: new RegExp(`^${path.replace('/api/v1', '').replace(/\{\w+\}/g, '[^/]+')}$`),
        responses: operation.responses,
      })),
    ),
  };
}
