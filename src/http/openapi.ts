import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ERRORS, type ErrorCode } from './errors';
import { operationName } from './operation';

/**
 * The contract, made from the code: OpenAPI 3.1 with an example for every body and every refusal that a route can
 * answer with. Refusals that follow from a route's shape (an id in its path, If-Match, a body) are added here, once. Every
 * application of a process has the same routes, so it is made once for all of them.
 */
export function openApiOf(app: INestApplication): OpenAPIObject {
  return (made ??= documentOf(app));
}

let made: OpenAPIObject | undefined;

function documentOf(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Exercise Prescription Portal')
    .setDescription(
      'A chiropractor assesses a patient and prescribes exercises. A patient sees exactly those, only while the ' +
        'advice stands. Times are UTC; days are the clinic’s. Errors are application/problem+json (RFC 9457).',
    )
    .setVersion('1')
    .setLicense('All rights reserved', 'https://clinic.example/licence')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationName });
  const schemas = (document.components!.schemas ??= {}) as Record<string, Schema>;
  schemas.Problem = PROBLEM;
  for (const schema of Object.values(schemas)) explainRevision(schema);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      complete(path, method, operation);
      addEtag(operation, schemas);
    }
  }
  const walked = withTypeNull(document) as OpenAPIObject;
  addBodyExamples(walked);
  return walked;
}

interface Schema {
  [key: string]: unknown;
}

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  'x-refuses'?: ErrorCode[];
  'x-public'?: boolean;
  'x-allow'?: string[];
  'x-idempotency'?: string;
  'x-own-door'?: boolean;
}

const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Where the code is explained.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERRORS), description: 'Stable: decide on this.' },
    detail: { type: 'string', description: 'For a person.' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer, or the name of a parameter.' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

function complete(path: string, method: string, operation: Operation): void {
  const headers = (operation.parameters ?? []).filter((p) => p.in === 'header').map((p) => p.name);
  const codes = new Set<ErrorCode>(['request.invalid', ...(operation['x-refuses'] ?? [])]);
  const whom = `For: ${operation['x-public'] ? 'anybody' : (operation['x-allow'] ?? []).join(', ')}.`;
  operation.description = [operation.description, whom].filter(Boolean).join('\n\n');
  if (operation['x-public']) {
    operation.security = [];
  } else {
    operation.security = [{ session: [] }];
    codes.add('identity.sign_in_required').add('identity.wrong_role');
    if (operation['x-allow']?.includes('carer')) codes.add('guardian.closed');
  }
  if (path.includes('{')) codes.add('not_found');
  if (/\/(patients|episodes)\/\{id\}/.test(path) && method !== 'get') codes.add('patient.merged');
  if (headers.includes('If-Match')) codes.add('revision.missing').add('revision.stale');
  // also where no body is declared: one that is sent all the same is read first
  if (method !== 'get') {
    codes.add('request.malformed').add('request.malformed_text');
    codes.add('request.too_large').add('request.unsupported_media_type');
  }
  const idempotency =
    operation['x-idempotency'] ?? (method === 'post' && !operation['x-public'] ? 'optional' : 'never');
  if (idempotency !== 'never') {
    codes.add('idempotency.key_reused').add('idempotency.in_flight');
    if (idempotency === 'required') codes.add('idempotency.key_missing');
    (operation.parameters ??= []).push({
      name: 'Idempotency-Key',
      in: 'header',
      required: idempotency === 'required',
      description: 'A new random value for each new request; the same one when it is repeated.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
      example: '0f6c1b9e-8a55-4f0e-9d83-1f9c0a2b7c11',
    } as never);
  }
  codes.add('request.too_many').add('service.unavailable');
  for (const status of new Set([...codes].map((code) => ERRORS[code][0]))) {
    operation.responses[status] = refusalResponse([...codes].filter((code) => ERRORS[code][0] === status));
  }
  delete operation['x-refuses'];
}

const REVISION = 'In double quotes it is the ETag: revision 3 is `If-Match: "3"`.';

/** Of the rows that carry one, wherever they are answered. */
function explainRevision({ properties }: Schema): void {
  const revision = (properties as Record<string, Schema> | undefined)?.revision;
  if (revision) revision.description = [revision.description, REVISION].filter(Boolean).join(' ');
}

const ETAG = {
  description: 'What to send as If-Match, or as If-None-Match or If-Range where the operation takes one.',
  schema: { type: 'string', example: '"3"' },
};

/** Where in-tx.interceptor.ts sends it, which is with each row that has a revision, and where a route by its own door takes one. */
function addEtag(operation: Operation, schemas: Record<string, Schema>): void {
  const takes = (header: RegExp) => (operation.parameters ?? []).some(({ name }) => header.test(name));
  const asksFor = takes(/^If-(None-Match|Range)$/);
  const sendsRevision = operation['x-own-door'] !== true || takes(/^If-Match$/);
  for (const [status, response] of Object.entries(operation.responses)) {
    const { content, headers } = response as {
      content?: Record<string, { schema?: Schema }>;
      headers?: object;
    };
    const name = String(content?.['application/json']?.schema?.$ref).split('/').at(-1) as string;
    const hasRevision = 'revision' in ((schemas[name]?.properties ?? {}) as object);
    if (/^2|^304/.test(status) && (asksFor || (hasRevision && sendsRevision))) {
      Object.assign(response as object, { headers: { ...headers, ETag: ETAG } });
    }
  }
  delete operation['x-own-door'];
}

function refusalResponse(codes: ErrorCode[]): unknown {
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code][1]}.`).join(' '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          codes.map((code) => [code.replace('.', '-'), { value: problemExample(code) }]),
        ),
      },
    },
  };
}

function problemExample(code: ErrorCode): unknown {
  const [status, title, detail] = ERRORS[code];
  return {
    type: `/docs/errors#${code}`,
    title,
    status,
    code,
    detail,
    ...(code === 'request.invalid'
      ? {
          errors: [
            { pointer: '/name', code: 'isLength', detail: 'name must be text of 1 to 200 characters.' },
          ],
        }
      : {}),
    requestId: 'b1946ac9-2c5d-4b0e-8f6e-7a1e0c6f2d11',
  };
}

/** Nest writes 3.0's `nullable: true`; 3.1 knows only the type "null". */
function withTypeNull(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withTypeNull);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Schema;
  const walked = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, withTypeNull(value)]),
  ) as Schema;
  if (nullable !== true) return walked;
  // a part that may be null comes as type object and allOf the part, which null would not fit
  if (typeof walked.type === 'string' && walked.allOf === undefined) {
    return {
      ...walked,
      type: [walked.type, 'null'],
      ...(Array.isArray(walked.enum) ? { enum: [...(walked.enum as unknown[]), null] } : {}),
    };
  }
  const { description, example, ...schema } = walked;
  return {
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    oneOf: [...((schema.allOf as unknown[] | undefined) ?? [schema]), { type: 'null' }],
  };
}

function addBodyExamples(document: OpenAPIObject): void {
  const schemas = document.components!.schemas as Record<string, Schema>;
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods as Record<string, Operation>)) {
      const bodies = [operation.requestBody, ...Object.values(operation.responses)] as {
        content?: Record<string, { schema?: Schema; example?: unknown }>;
      }[];
      for (const body of bodies) {
        for (const type of ['application/json', 'text/csv', 'application/octet-stream']) {
          const media = body?.content?.[type];
          if (media?.schema) media.example ??= exampleOf(media.schema, schemas);
        }
      }
    }
  }
}

function exampleOf(schema: Schema, schemas: Record<string, Schema>): unknown {
  if ('example' in schema) return schema.example;
  if (typeof schema.$ref === 'string') {
    return exampleOf(schemas[schema.$ref.split('/').at(-1) as string] as Schema, schemas);
  }
  const first = ((schema.oneOf ?? schema.allOf ?? schema.anyOf) as Schema[] | undefined)?.[0];
  if (first) return exampleOf(first, schemas);
  if (schema.type === 'array') return [exampleOf(schema.items as Schema, schemas)];
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties as Record<string, Schema>).map(([name, part]) => [
        name,
        exampleOf(part, schemas),
      ]),
    );
  }
  return null;
}
