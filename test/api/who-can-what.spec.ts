import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiOf } from '../../src/http/openapi';
import { operationsOf, type Operation, PERSONAS, type Persona, requestOf, Targets } from '../support/access';
import { openStage, type Stage } from '../support/stage';

/**
 * The access table: every route, asked by everybody about something that exists, on a database that is put back after
 * each answer that changes something. `who-can-what.txt` is reviewed like code; UPDATE=1 writes it anew.
 */
/** Hand out a question that a device is to sign, kept for five minutes and of nobody's record: there is nothing to trace. */
const ASKS_ONLY = ['passkey.registrationOptions', 'passkey.signInOptions'];
const TABLE = join(__dirname, 'who-can-what.txt');

describe('who can do what', () => {
  let prepared: Stage;
  /** A clone of what was prepared, put back after every answer that changed it. */
  let untouched: Stage;
  let targets: Targets;
  let document: OpenAPIObject;
  let operations: Operation[];

  beforeAll(async () => {
    prepared = await openStage();
    targets = await Targets.prepare(prepared);
    document = openApiOf(prepared.app);
    operations = operationsOf(document);
    await prepared.rest();
    untouched = await openStage(prepared.databaseName);
  });
  afterAll(async () => {
    await untouched?.close();
    await prepared?.close();
  });

  it('knows every route that the server really has', () => {
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const undocumented = prepared.routes.filter((route) => !documented.includes(route));
    expect(undocumented.sort()).toEqual([
      'GET /api/v1/openapi.json',
      'GET /docs',
      'GET /docs/',
      'GET /docs/*',
      'GET /docs/LICENSE',
      'GET /docs/docs/swagger-ui-init.js',
      'GET /docs/errors',
      'GET /docs/index.html',
      'GET /docs/swagger-ui-init.js',
      'HEAD /docs/*',
    ]);
    expect(documented.filter((route) => !prepared.routes.includes(route))).toEqual([]);
  });

  it('is what the table says, and a denied answer is the answer for what does not exist', async () => {
    const lines = [headLine()];
    for (const operation of operations) lines.push(await lineOf(operation));
    const now = `${lines.join('\n')}\n`;
    if (process.env.UPDATE === '1' || !existsSync(TABLE)) writeFileSync(TABLE, now);
    expect(now).toBe(readFileSync(TABLE, 'utf8'));
  }, 600_000);

  async function lineOf(operation: Operation): Promise<string> {
    const cells: string[] = [];
    for (const persona of PERSONAS) {
      // otherwise the doors that count wrong tries would close on whoever comes last
      await untouched.owner('delete from portal.attempt');
      const reply = await ask(untouched, operation, persona, targets);
      cells.push(String(reply.status));
      const isChange = operation.method !== 'get' && reply.status < 300;
      if ([401, 403, 404].includes(reply.status)) await assertLikeAbsent(operation, persona, reply);
      if (isChange) {
        if (!ASKS_ONLY.includes(operation.id)) await assertTraced(operation);
        await untouched.renew();
      }
    }
    return `${operation.method.toUpperCase().padEnd(7)}${operation.path.padEnd(54)}${cells
      .map((cell) => cell.padEnd(10))
      .join('')
      .trimEnd()}`;
  }

  const ask = (stage: Stage, operation: Operation, persona: Persona, about: Targets) =>
    requestOf(persona === 'anonymous' ? stage.anonymous() : stage.as(persona), operation, document, about);

  /** Whoever may not see a thing must not learn that it is there: same status, same words, same headers. */
  async function assertLikeAbsent(
    operation: Operation,
    persona: Persona,
    denied: { status: number; text: string; headers: Record<string, string> },
  ): Promise<void> {
    if (!operation.path.includes('{id}')) return;
    const absent = await ask(untouched, operation, persona, targets.absent(randomUUID()));
    const bare = (reply: typeof denied) => ({
      status: reply.status,
      text: reply.text.replace(/"requestId":"[^"]+"/, ''),
      headers: Object.fromEntries(
        Object.entries(reply.headers).filter(([name]) => !['date', 'x-request-id'].includes(name)),
      ),
    });
    expect({ operation: operation.id, persona, ...bare(denied) }).toEqual({
      operation: operation.id,
      persona,
      ...bare(absent),
    });
  }

  /** Every change leaves at least one row in the audit. */
  async function assertTraced(operation: Operation): Promise<void> {
    const rows = await untouched.owner(`select 1 from portal.audit_entry where id > $1`, [
      targets.lastAuditId,
    ]);
    if (rows.length === 0) throw new Error(`${operation.id} left no audit row`);
  }
});

const headLine = (): string =>
  `${''.padEnd(61)}${PERSONAS.map((name) => name.padEnd(10))
    .join('')
    .trimEnd()}`;
