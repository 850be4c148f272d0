import { createHash } from 'node:crypto';
import { applyDecorators, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Tx } from '../db/tx';
import { AppError } from './errors';

const IDEMPOTENCY = 'idempotency';
export type IdempotencyRule = 'required' | 'optional' | 'never';

const TOLD_ONCE = 'idempotency.toldOnce';

interface Keeping {
  /** Fields of the answer that hold a secret: they are not kept, so that a repeat is answered null in their place. */
  toldOnce?: readonly string[];
}

/** On a POST: `required` where a repeat would hurt, `never` where the answer is a secret. Otherwise optional. */
export const Idempotency = (rule: IdempotencyRule, { toldOnce = [] }: Keeping = {}) =>
  applyDecorators(
    SetMetadata(IDEMPOTENCY, rule),
    SetMetadata(TOLD_ONCE, toldOnce),
    ApiExtension('x-idempotency', rule),
  );

function idempotencyOf(handler: object, method: string): IdempotencyRule {
  return (
    (Reflect.getMetadata(IDEMPOTENCY, handler) as IdempotencyRule | undefined) ??
    (method === 'POST' ? 'optional' : 'never')
  );
}

const KEPT = `interval '24 hours'`;

/**
 * Does the work once for each Idempotency-Key of this caller and address: a repeat gets the first answer.
 * The answer is kept in the same transaction as the work, for 24 hours; failures are not kept. To repeat an answer that
 * tells of a patient is to read their record again, and is noted as that.
 * Throws idempotency.in_flight while the first is being worked on, idempotency.key_reused for another body.
 */
export async function once(
  tx: Tx,
  context: ExecutionContext,
  request: FastifyRequest,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const rule = idempotencyOf(context.getHandler(), request.method);
  const key = keyOf(request, rule);
  if (key === null) return work();

  const route = `${request.method} ${request.url.split('?')[0]}`;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest();
  const [lock] = await tx.query<{ free: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free`,
    [`${tx.actor.id} ${route} ${key}`],
  );
  if (!lock?.free) throw new AppError('idempotency.in_flight', undefined, undefined, 1);

  await tx.query(
    `delete from portal.idempotency_key where actor_id = $1 and created_at < portal.portal_now() - ${KEPT}`,
    [tx.actor.id],
  );
  const [before] = await tx.query<{ body_hash: Buffer; reply: string; patient_ids: string[] }>(
    `select body_hash, reply, patient_ids from portal.idempotency_key where actor_id = $1 and route = $2 and key = $3`,
    [tx.actor.id, route, key],
  );
  if (before) {
    if (!before.body_hash.equals(bodyHash)) throw new AppError('idempotency.key_reused');
    tx.sawRecordOf(...before.patient_ids);
    return JSON.parse(before.reply);
  }
  const answer = await work();
  await tx.query(
    `insert into portal.idempotency_key (clinic_id, actor_id, route, key, body_hash, reply, patient_ids)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.actor.clinicId, tx.actor.id, route, key, bodyHash, kept(answer, context), tx.recordsTouched],
  );
  return answer;
}

function kept(answer: unknown, context: ExecutionContext): string {
  const toldOnce = (Reflect.getMetadata(TOLD_ONCE, context.getHandler()) ?? []) as readonly string[];
  return JSON.stringify(answer ?? null, (field, value: unknown) => (toldOnce.includes(field) ? null : value));
}

function keyOf(request: FastifyRequest, rule: IdempotencyRule): string | null {
  const header = request.headers['idempotency-key'];
  if (rule === 'never' || header === undefined) {
    if (rule === 'required') throw new AppError('idempotency.key_missing');
    return null;
  }
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new AppError('request.invalid', undefined, [
      { pointer: 'Idempotency-Key', code: 'key', detail: 'Use 1 to 200 visible characters, such as a UUID.' },
    ]);
  }
  return header;
}
