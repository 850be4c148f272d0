import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor, Role } from '../identity/actor';
import { AppError } from '../http/errors';
import { preparedRows, Tx, VisitorTx } from './tx';
import { isAtThisVersion } from './verify';

/**
 * The only door to the database. Every transaction begins by entering: the database itself turns the session into
 * a person and takes their role, so that revocation counts from the next request and no token's claim decides.
 */
export interface Entering {
  sessionId: string;
  /** In the order in which a person of several roles enters. */
  allowed: readonly Role[];
  requestId: string;
  /** Reads may forget their audit row in a crash; writes never do. */
  readOnly: boolean;
}

/** The one statement that takes the role and the ids: session, the allowed roles, whether it only reads. */
export const ENTER = /* sql */ `
  select set_config('role', s.role, true) as role,
    set_config('app.actor_id', s.actor::text, true) as actor,
    set_config('app.clinic_id', s.clinic::text, true) as clinic,
    nullif(set_config('app.patient_id', coalesce(s.patient::text, ''), true), '') as patient,
    set_config('app.session_id', ($1::uuid)::text, true),
    set_config('synchronous_commit', case when $3::boolean then 'off' else 'on' end, true),
    s.time_zone, s.is_closed, portal.portal_now() as now
  from portal.live_session($1::uuid, $2::text[]) s`;

interface EnteringRow {
  role: string;
  actor: string;
  clinic: string;
  patient: string | null;
  time_zone: string;
  /** A guardian whose access has closed by itself. */
  is_closed: boolean;
  now: Date;
}

/** A deadlock is nobody's fault and nothing was kept: the same work is tried again. */
const DEADLOCK = '40P01';
const TRIES = 3;

@Injectable()
export class Door {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Runs `work` as the person behind the session and commits before it returns.
   * Throws identity.sign_in_required when the session has ended, guardian.closed to a guardian whose access has closed by itself,
   * identity.wrong_role when it is another kind of caller.
   */
  async openTx<T>(entering: Entering, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.dataSource.transaction(async (em) => work(await enter(em, entering)));
      } catch (thrown) {
        const code = (thrown as { driverError?: { code?: string } } | null)?.driverError?.code;
        if (code !== DEADLOCK || tried === TRIES) throw thrown;
      }
    }
  }

  /** Runs `work` as somebody unknown, who may only execute the visitors' functions. */
  async openVisitorTx<T>(requestId: string, work: (tx: VisitorTx) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (em) => {
      const [row] = (await em.query(
        `select set_config('role', 'app_visitor', true), portal.portal_now() as now`,
      )) as [{ now: Date }];
      return work(new VisitorTx(em, row.now, requestId));
    });
  }

  /** Whether the database answers, and is at the version of this software. */
  async isReady(): Promise<boolean> {
    return isAtThisVersion(this.dataSource).catch(() => false);
  }

  /** When background work was last done, by whichever process; null also when the database does not answer. */
  async workerLastSeen(): Promise<{ seenAt: Date | null; isLate: boolean }> {
    const asked = this.dataSource.query(
      'select seen_at as "seenAt", is_late as "isLate" from portal.worker_last_seen()',
    ) as Promise<[{ seenAt: Date | null; isLate: boolean }]>;
    return asked.then(([row]) => row).catch(() => ({ seenAt: null, isLate: true }));
  }

  /**
   * The door for one prepared read: begin, enter, select and commit travel in one round trip.
   * It leaves no audit row: whoever reads so of somebody else notes it besides. Of an ended session the select is denied, which
   * Postgres writes into its log.
   */
  async readOnce<Row>(
    entering: Entering,
    name: string,
    sql: string,
    parameters: unknown[],
  ): Promise<{ actor: Actor; row: Row }> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const [begun, entered, read, committed] = await Promise.allSettled([
        client.query('begin read only'),
        client.query<EnteringRow>({
          name: 'enter',
          text: ENTER,
          values: [entering.sessionId, entering.allowed, true],
        }),
        client.query({ name, text: sql, values: parameters }),
        client.query('commit'),
      ]);
      if (begun.status === 'rejected') throw begun.reason;
      if (entered.status === 'rejected') throw entered.reason;
      // the entering row first: an ended session gives no row and then a denied select
      const actor = actorOf(entered.value.rows[0], entering);
      if (read.status === 'rejected') throw read.reason;
      if (committed.status === 'rejected') throw committed.reason;
      return { actor, row: read.value.rows[0] as Row };
    } finally {
      await runner.release();
    }
  }
}

async function enter(em: EntityManager, entering: Entering): Promise<Tx> {
  const { sessionId, allowed, readOnly } = entering;
  const rows = await preparedRows<EnteringRow>(em, 'enter', ENTER, [sessionId, allowed, readOnly]);
  const actor = actorOf(rows[0], entering);
  const row = rows[0] as EnteringRow;
  return new Tx(em, actor, row.now, row.time_zone, entering.requestId);
}

function actorOf(row: EnteringRow | undefined, entering: Entering): Actor {
  if (!row) throw new AppError('identity.sign_in_required');
  if (row.is_closed) throw new AppError('guardian.closed');
  const role = row.role.replace(/^app_/, '');
  if (role === 'visitor') throw new AppError('identity.wrong_role');
  const { actor: id, clinic: clinicId, patient: patientId } = row;
  return { role: role as Role, id, clinicId, patientId, sessionId: entering.sessionId };
}
