import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiOf } from '../../src/http/openapi';
import { operationsOf, type Operation, Targets } from './access';
import { people, type PersonName } from './cast';
import { type Answer, assertContract } from './contract';
import { openSession } from './credentials';
import { accessToken, openStage, type Setting, type Stage } from './stage';
import { type Letter, openWire, type Wire } from './wire';
import type { Schema } from './wrong-fields';

/**
 * Puts requests on trial: good ones, made from the OpenAPI document as the person who may send them, spoilt in one
 * way each. A trial is passed when the answer is the refusal expected, as the document describes it.
 */
export interface Trial {
  /** What is wrong with it. */
  about: string;
  operation: Operation;
  letter: Letter;
  /** The code of the problem; any refusal that the document lists when left out. */
  code?: string;
  /** What `errors` must name, all of it. */
  pointers?: string[];
}

export interface GoodLetter extends Letter {
  /** With every field that the document shows; of CSV the text. */
  example: object;
  headers: Record<string, string>;
}

const PERSON = { clinician: 'rivera', desk: 'dale', admin: 'adams', patient: 'ann', carer: 'cara' } as const;

interface Documented {
  'x-allow'?: (keyof typeof PERSON)[];
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema; example: object }> };
}

/** Stands for a key that no other letter has; each sending puts one in its place. */
const OWN_KEY = 'a key of its own';

export class Trials {
  private constructor(
    readonly stage: Stage,
    readonly wire: Wire,
    readonly document: OpenAPIObject,
    readonly operations: Operation[],
    private readonly targets: Targets,
  ) {}

  static async open(setting?: Setting): Promise<Trials> {
    const stage = await openStage(undefined, setting);
    const targets = await Targets.prepare(stage);
    const document = openApiOf(stage.app);
    return new Trials(stage, await openWire(stage.app), document, operationsOf(document), targets);
  }

  async close(): Promise<void> {
    this.wire.hangUp();
    await this.stage.close();
  }

  /** The person of the cast who may ask for this; null where anybody may. */
  askerOf(operation: Operation) {
    const role = this.documented(operation)['x-allow']?.[0];
    return role ? people[PERSON[role]] : null;
  }

  /** Signs the asker in once more, because some operations end the session that asks. */
  async ownSession(operation: Operation): Promise<Record<string, string>> {
    const asker = this.askerOf(operation);
    if (!asker) return {};
    const who = (Object.keys(people) as PersonName[]).find((name) => people[name] === asker) as PersonName;
    const sessionId = await openSession(this.stage, who, randomUUID());
    return { authorization: `Bearer ${accessToken(sessionId)}` };
  }

  /** Patients and staff alike; a carer is nobody's staff. */
  isForBoth(operation: Operation): boolean {
    const roles = this.documented(operation)['x-allow'] ?? [];
    return roles.includes('patient') && roles.some((role) => role !== 'patient' && role !== 'carer');
  }

  queryOf(operation: Operation) {
    return (this.documented(operation).parameters ?? []).filter((parameter) => parameter.in === 'query');
  }

  readonly takesKey = (operation: Operation): boolean =>
    (this.documented(operation).parameters ?? []).some(({ name }) => name === 'Idempotency-Key');

  schemaOf(operation: Operation): Schema {
    return this.documented(operation).requestBody?.content['application/json']?.schema ?? {};
  }

  /** A request that would be obeyed. */
  good(operation: Operation, targets = this.targets): GoodLetter {
    const asker = this.askerOf(operation);
    const shown = this.documented(operation).requestBody?.content[operation.mediaType]?.example;
    const colleague = Object(shown).responsibleId ? { responsibleId: people.rivera.id } : {};
    const upload = (targets.body(operation) ?? shown) as object;
    const example = operation.takesUpload ? upload : { ...shown, ...colleague, ...targets.body(operation) };
    return {
      example,
      method: operation.method.toUpperCase(),
      path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => targets.parameter(operation, name)),
      headers: {
        ...(asker ? { authorization: `Bearer ${accessToken(asker.sessionId)}` } : {}),
        ...(operation.needsIfMatch ? { 'if-match': targets.etag(operation) } : {}),
        ...(operation.needsKey ? { 'idempotency-key': OWN_KEY } : {}),
        ...(operation.takesBody ? { 'content-type': operation.mediaType } : {}),
      },
      ...(operation.takesBody
        ? {
            body: typeof example === 'string' || Buffer.isBuffer(example) ? example : JSON.stringify(example),
          }
        : {}),
    };
  }

  /** The same about things that nobody has. */
  goodButAbsent(operation: Operation, id: string): GoodLetter {
    return this.good(operation, this.targets.absent(id));
  }

  /** Sends them all, and fails with the list of those that were not refused as they should, or if anything changed. */
  async expectRefused(trials: Trial[]): Promise<void> {
    expect(trials).not.toEqual([]);
    const before = await this.checksum();
    const faults: string[] = [];
    const waiting = [...trials];
    const work = async (): Promise<void> => {
      for (let trial = waiting.pop(); trial; trial = waiting.pop()) {
        const answer = await this.send(trial.letter);
        const fault = this.faultOf(trial, answer);
        if (fault) faults.push(`${trial.operation.id}, ${trial.about}: ${fault}`);
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    expect(faults.slice(0, 20)).toEqual([]);
    expect(await this.checksum()).toBe(before);
  }

  send(letter: Letter): Promise<Answer> {
    const { 'idempotency-key': key, ...headers } = letter.headers ?? {};
    const ownKey = key === OWN_KEY ? randomUUID() : key;
    return this.wire.send({
      ...letter,
      headers: { ...headers, ...(ownKey === undefined ? {} : { 'idempotency-key': ownKey }) },
    });
  }

  checksum(): Promise<string> {
    return checksumOf(this.stage);
  }

  /** What speaks against an answer; nothing when it keeps to the document. */
  breachOf(operation: Operation, answer: Answer): string | undefined {
    try {
      assertContract(this.stage.app, operation.method, operation.path.replace('/api/v1', ''), answer);
    } catch (thrown) {
      return (thrown as Error).message;
    }
  }

  private faultOf({ operation, code, pointers = [] }: Trial, answer: Answer): string | undefined {
    const said = `${answer.status} ${answer.text.slice(0, 300)}`;
    if (answer.status < 400 || answer.status > 499) return said;
    const problem = answer.body as { code?: string; errors?: { pointer: string }[] } | undefined;
    if (code && problem?.code !== code) return said;
    const named = problem?.errors?.map((error) => error.pointer) ?? [];
    const unnamed = pointers.filter((pointer) => !named.some((one) => one.startsWith(pointer)));
    if (unnamed.length > 0) return `${said} does not name ${unnamed.join()}`;
    return this.breachOf(operation, answer);
  }

  private documented({ path, method }: Operation): Documented {
    return (this.document.paths[path] as Record<string, Documented>)[method] as Documented;
  }
}

/** Of everything that is kept, but for what is kept about the asking itself. */
export async function checksumOf(stage: Stage): Promise<string> {
  const tables = await stage.owner<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'portal'::regnamespace and relkind = 'r'
       and relname not in ('audit_entry', 'attempt', 'idempotency_key') order by relname`,
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name} ' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum from portal.${name} t`,
  );
  const rows = await stage.owner<{ sum: string }>(sums.join(' union all '));
  // the parts of a union come in no order
  return rows
    .map(({ sum }) => sum)
    .sort()
    .join('\n');
}
