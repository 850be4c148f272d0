/**
 * The worker's door to the database: the login `portal_worker`, which becomes `app_worker` for one clinic at a time. No request
 * comes through here, and what it may reach is as narrow as any role's (migrations/always/3-policies.sql).
 */
import { DateTime } from 'luxon';
import { Pool, type PoolClient } from 'pg';
import { verifyDatabase } from './verify';

/** An open transaction of the worker at one clinic. As `Tx`, but nobody is asking. */
export class WorkTx {
  constructor(
    private readonly client: PoolClient,
    readonly clinicId: string,
    /** IANA name. */
    readonly timeZone: string,
    /** The transaction's clock, the same that every policy uses. */
    readonly now: Date,
  ) {}

  /** The clinic's calendar day, `YYYY-MM-DD`. */
  get today(): string {
    return DateTime.fromJSDate(this.now, { zone: this.timeZone }).toISODate() as string;
  }

  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, parameters)).rows as Row[];
  }

  /** Planned once on each connection, under this name. */
  async prepared<Row>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.client.query({ name, text, values })).rows as Row[];
  }
}

export interface ClinicAtWork {
  clinicId: string;
  timeZone: string;
}

export class WorkDoor {
  private readonly pool: Pool | null;

  /** null: this process has no worker; whoever opens a transaction nevertheless is told so. */
  constructor(workerUrl: string | null) {
    this.pool = workerUrl === null ? null : this.poolOn(workerUrl);
  }

  private poolOn(connectionString: string): Pool {
    const pool = new Pool({
      connectionString,
      max: 3,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 30_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 60_000,
      application_name: 'portal-worker',
    });
    // a connection that dies while idle is replaced at the next use
    pool.on('error', () => undefined);
    return pool;
  }

  /** Throws UnfitDatabase: the login is too mighty, or the database is not at the version of this software. */
  async verify(): Promise<void> {
    await this.inTx((client) =>
      verifyDatabase(
        { query: async <T>(sql: string) => (await client.query(sql)).rows as T },
        'portal_worker',
      ),
    );
  }

  /** Every clinic, in a steady order. */
  async clinics(): Promise<ClinicAtWork[]> {
    return this.inTx(async (client) => {
      await client.query(`select set_config('role', 'app_worker', true)`);
      const { rows } = await client.query(
        'select clinic_id as "clinicId", time_zone as "timeZone" from portal.clinics_at_work()',
      );
      return rows as ClinicAtWork[];
    });
  }

  /** That work is being done: what an admin and whoever watches the server are shown. */
  async noteSeen(): Promise<void> {
    await this.inTx(async (client) => {
      await client.query(`select set_config('role', 'app_worker', true)`);
      await client.query('select portal.worker_is_here()');
    });
  }

  /** Commits when `work` is done, and keeps nothing when it throws. */
  async openTx<T>({ clinicId, timeZone }: ClinicAtWork, work: (tx: WorkTx) => Promise<T>): Promise<T> {
    return this.inTx(async (client) => {
      await client.query(
        `select set_config('role', 'app_worker', true), set_config('app.clinic_id', $1, true),
           set_config('app.actor_id', '', true), set_config('app.patient_id', '', true),
           set_config('app.session_id', '', true)`,
        [clinicId],
      );
      const { rows } = await client.query('select portal.portal_now() as now');
      return work(new WorkTx(client, clinicId, timeZone, (rows[0] as { now: Date }).now));
    });
  }

  async close(): Promise<void> {
    await this.pool?.end();
  }

  private async inTx<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    if (!this.pool) throw new Error('This process has no login for background work.');
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const value = await work(client);
      await client.query('commit');
      return value;
    } catch (fault) {
      await client.query('rollback').catch((lost: Error) => (broken = lost));
      throw fault;
    } finally {
      client.release(broken);
    }
  }
}
