import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DEMO_PASSWORD } from '../../src/demo/people';
import { ERRORS, OUTCOMES } from '../../src/http/errors';
import { operationsOf } from '../support/access';
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

/** The contract is committed, so that a change of it is a diff that somebody reads. UPDATE=1 writes it anew. */
const COMMITTED = join(__dirname, '..', '..', 'docs', 'openapi.json');
const SOURCES = join(__dirname, '..', '..', 'src');

describe('the OpenAPI document', () => {
  let stage: Stage;
  let document: OpenAPIObject;
  beforeAll(async () => {
    stage = await openStage();
    const { body } = await request('/openapi.json');
    document = body;
  });
  afterAll(() => stage.close());

  const request = async (path: string) => {
    const reply = await stage.app.inject({ method: 'GET', url: `/api/v1${path}` });
    return { status: reply.statusCode, body: reply.json() };
  };

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Record<string, never>>).map(([method, operation]) => ({
        name: `${method} ${path}`,
        operation: operation as unknown as {
          operationId: string;
          summary?: string;
          requestBody?: { content: Record<string, { example?: unknown }> };
          responses: Record<string, { content?: Record<string, { example?: unknown; examples?: object }> }>;
        },
      })),
    );

  it('is the committed one', () => {
    const served = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env.UPDATE === '1') writeFileSync(COMMITTED, served);
    expect(served).toBe(readFileSync(COMMITTED, 'utf8'));
  });

  it('is version 3.1 and names every operation once', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives each schema a name of its own: of two classes with one name the document would hold a mixture', () => {
    const classes = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap(
        (file) => readFileSync(join(SOURCES, file), 'utf8').match(/^(?:export )?class \w+Dto\b/gm) ?? [],
      )
      .map((line) => line.split(' ').at(-1) as string);
    expect(classes.length).toBeGreaterThan(100);
    expect(classes.filter((name, i) => classes.indexOf(name) !== i)).toEqual([]);
  });

  it('has an example for every body and every answer, and refusals for every operation', () => {
    const gaps = operations().flatMap(({ name, operation }) => {
      const bodies = Object.values(operation.requestBody?.content ?? {}).map((media) => media.example);
      const answers = Object.entries(operation.responses).flatMap(([, { content }]) =>
        Object.values(content ?? {}).map((media) => media.example ?? media.examples),
      );
      const refusals = Object.keys(operation.responses).filter((status) => status.startsWith('4'));
      return [
        ...(bodies.some((example) => example === undefined) ? [`${name}: a body without an example`] : []),
        ...(answers.some((example) => example === undefined)
          ? [`${name}: an answer without an example`]
          : []),
        ...(refusals.length === 0 ? [`${name}: no refusals`] : []),
        ...(operation.summary ? [] : [`${name}: no summary`]),
      ];
    });
    expect(gaps).toEqual([]);
  });

  it('shows bodies that are taken as they stand, but that nobody has these ids', async () => {
    const ASKERS = {
      clinician: 'rivera',
      desk: 'dale',
      admin: 'adams',
      patient: 'ann',
      carer: 'cara',
    } as const;
    const refused: string[] = [];
    for (const { id, path, method, mediaType, needsIfMatch, needsKey, takesUpload } of operationsOf(
      document,
    )) {
      const { requestBody, 'x-allow': allow } = (document.paths[path] as never)[method] as {
        requestBody?: { content: Record<string, { example: object }> };
        'x-allow'?: (keyof typeof ASKERS)[];
      };
      if (!requestBody || takesUpload) continue;
      const asker = allow?.[0] ? stage.as(ASKERS[allow[0]]) : stage.anonymous();
      const ofAnn = path.replace('/api/v1', '').replace('/patients/{id}', `/patients/${people.ann.id}`);
      const test = asker[method](ofAnn.replace('{provider}', 'file').replace(/\{\w+\}/g, randomUUID()));
      if (needsIfMatch) void test.set('if-match', '"1"');
      if (needsKey) void test.set('idempotency-key', randomUUID());
      const { status, body } = await test.type(mediaType).send(requestBody.content[mediaType]!.example);
      const faults = (body.errors ?? []) as { pointer: string; code: string }[];
      // whose they are, and what somebody's password is, no example knows
      const own = faults.filter(({ code }) => !['clinician', 'staff', 'wrong'].includes(code));
      if (status === 400) refused.push(...own.map(({ pointer, code }) => `${id}: ${pointer} ${code}`));
      // who died or was signed out would hide the next
      if (status < 300) await stage.renew();
    }
    expect(refused).toEqual([]);
  });

  it('says of each operation for whom it is', () => {
    const silent = operations().filter(({ operation }) => {
      const said = operation as unknown as Record<string, unknown>;
      const whom = said['x-public'] ? 'anybody' : (said['x-allow'] as string[] | undefined)?.join(', ');
      return !whom || !String(said.description).endsWith(`For: ${whom}.`);
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('documents the ETag with every row that has a revision', () => {
    const schemas = document.components!.schemas as Record<string, { properties?: Record<string, never> }>;
    const gaps = operations().flatMap(({ name, operation }) => {
      const { headers, content } = (operation.responses['200'] ?? operation.responses['201'] ?? {}) as {
        headers?: Record<string, unknown>;
        content?: Record<string, { schema?: { $ref?: string } }>;
      };
      const answered = content?.['application/json']?.schema?.$ref?.split('/').at(-1);
      const has = answered !== undefined && 'revision' in (schemas[answered]?.properties ?? {});
      return has && !headers?.ETag ? [name] : [];
    });
    // opens transactions of its own and sends none
    expect(gaps).toEqual(['put /api/v1/media/{id}/content']);
    for (const { properties } of Object.values(schemas)) {
      const revision = properties?.revision as { description: string } | undefined;
      if (revision) expect(revision.description).toContain('If-Match: "3"');
    }
  });

  it('says of every id in a path that it is a UUID, and shows the demo’s password', () => {
    const ids = operations().flatMap(({ name, operation }) =>
      (
        (operation as unknown as { parameters?: { in: string; name: string; schema: { format?: string } }[] })
          .parameters ?? []
      )
        .filter((one) => one.in === 'path' && /^id$|Id$/.test(one.name) && one.schema.format !== 'uuid')
        .map((one) => `${name}: ${one.name}`),
    );
    expect(ids).toEqual([]);
    const { SignInDto } = document.components!.schemas as Record<
      string,
      { properties: Record<string, { example: string }> }
    >;
    expect(SignInDto!.properties.password!.example).toBe(DEMO_PASSWORD);
  });

  it('leads from every refusal to a page that explains it', async () => {
    const reply = await stage.app.inject({ method: 'GET', url: '/docs/errors' });
    expect(reply.statusCode).toBe(200);
    for (const code of Object.keys({ ...ERRORS, ...OUTCOMES })) expect(reply.body).toContain(`id="${code}"`);
  });
});
