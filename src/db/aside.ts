import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';

/**
 * Two connections of their own for what must stand even when the request's transaction rolls back, or before one
 * begins: counting wrong tries and recording refusals. Calls definer functions only, never from inside a transaction.
 */
@Injectable()
export class Aside implements OnApplicationShutdown {
  private readonly pool: Pool;

  constructor(appUrl: string) {
    this.pool = new Pool({
      connectionString: appUrl,
      max: 2,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 2_000,
      application_name: 'portal-aside',
    });
    // a connection that dies while idle is replaced at the next call
    this.pool.on('error', () => undefined);
  }

  async call<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return (await this.pool.query(sql, parameters)).rows as Row[];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
