import { type Client, types } from 'pg';
import { DataSourceOptions, DefaultNamingStrategy } from 'typeorm';

/**
 * How the API reaches Postgres: as the login `portal_app`, which owns nothing and may do nothing until a
 * transaction has taken an actor's role. Limits here mean that a slow query costs one caller, not the clinic.
 */
export function appConnection(url: string, poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    schema: 'portal',
    namingStrategy: new SnakeCase(),
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: {
      max: poolSize,
      // several statements may travel in one round trip; see door.ts
      pipeline: true,
      // what a connection has prepared goes with it: one that rested a little must not plan everything anew
      idleTimeoutMillis: 300_000,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 5_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      application_name: 'portal-api',
      // for a moment nobody listens to a new connection; one that dies just then would take the process along
      onConnect: (client: Client) => void client.on('error', () => undefined),
    },
  };
}

/** Days stay days: pg would otherwise turn a date into local midnight and shift it across time zones. */
types.setTypeParser(types.builtins.DATE, (day) => day);

class SnakeCase extends DefaultNamingStrategy {
  override tableName(className: string, given?: string): string {
    return given ?? snake(className);
  }

  override columnName(property: string, given: string | undefined): string {
    return given ?? snake(property);
  }
}

const snake = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
