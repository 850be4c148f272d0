/**
 * The queue of waiting work: pg-boss keeps it in a schema of its own, `jobs`, which the owner makes at each migration.
 * Nobody who serves requests has a right there (portal.enqueue puts work in for them); what the worker may do stands in
 * migrations/always/7-consequences.sql. A queue is named here, once.
 */
import type { Client } from 'pg';
import PgBoss from 'pg-boss';
import { schema as SCHEMA_VERSION } from 'pg-boss/version.json';

export const QUEUE_SCHEMA = 'jobs';

/** `mail`: a mail is to be sent. `round`: it is time for a round (src/work/round.ts). */
export type QueueName = 'mail' | 'round';

/** Seconds, but for retentionMinutes. */
const QUEUES: Record<QueueName, object> = {
  // the row in portal.mail says when to try again; this is for when even that could not be written
  mail: { policy: 'standard', retryLimit: 5, retryDelay: 30, retryBackoff: true, expireInSeconds: 300 },
  // the next slot is soon enough
  round: { policy: 'standard', retryLimit: 0, expireInSeconds: 1800, retentionMinutes: 1440 },
};

/** As the owner, under the lock of the migrations. May be repeated, also after a crash in between. */
export async function makeQueues(owner: Client): Promise<void> {
  const [found] = (await owner.query(`select to_regclass('${QUEUE_SCHEMA}.version') is not null as is_made`))
    .rows as [{ is_made: boolean }];
  if (!found.is_made) await owner.query(PgBoss.getConstructionPlans(QUEUE_SCHEMA));
  const [{ version }] = (await owner.query(`select version from ${QUEUE_SCHEMA}.version`)).rows as [
    { version: number },
  ];
  if (version < SCHEMA_VERSION) await owner.query(PgBoss.getMigrationPlans(QUEUE_SCHEMA, String(version)));
  for (const [name, settings] of Object.entries(QUEUES)) {
    await owner.query(`select ${QUEUE_SCHEMA}.create_queue($1, $2)`, [name, JSON.stringify(settings)]);
    await owner.query(
      `update ${QUEUE_SCHEMA}.queue set policy = s.policy, retry_limit = s."retryLimit",
         retry_delay = s."retryDelay", retry_backoff = s."retryBackoff", expire_seconds = s."expireInSeconds",
         retention_minutes = s."retentionMinutes", updated_on = now()
       from jsonb_to_record($2) as s (policy text, "retryLimit" int, "retryDelay" int, "retryBackoff" bool,
         "expireInSeconds" int, "retentionMinutes" int)
       where name = $1 and (queue.policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_minutes)
         is distinct from (s.policy, s."retryLimit", s."retryDelay", s."retryBackoff", s."expireInSeconds",
           s."retentionMinutes")`,
      [name, JSON.stringify(settings)],
    );
  }
}
