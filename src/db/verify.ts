import type { DataSource } from 'typeorm';
import { expectedVersion } from './migrate';

/** Why the server refuses to start on this database: one sentence for each fault. */
export class UnfitDatabase extends Error {}

interface Standing {
  login: string;
  superuser: boolean;
  bypasses: boolean;
  owns: boolean;
  inherits: boolean;
  open_tables: string[] | null;
}

/**
 * Checks what the gate leans on: that this login is not the owner, a member of the owner or a superuser (those
 * see every row), that no table of the schema is without row-level security, and that the database is at exactly
 * this version.
 */
export async function verifyDatabase(
  asked: Pick<DataSource, 'query'>,
  right: 'portal_app' | 'portal_worker' = 'portal_app',
): Promise<void> {
  const [standing] = (await asked.query(/* sql */ `
    select current_user as login, r.rolsuper as superuser, r.rolbypassrls as bypasses,
      exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('portal', 'history') and c.relowner = r.oid) as owns,
      exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'portal' and pg_has_role(r.oid, c.relowner, 'member')) as inherits,
      (select array_agg(c.relname::text) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'portal' and c.relkind in ('r', 'p') and not c.relrowsecurity) as open_tables
    from pg_roles r where r.rolname = current_user`)) as [Standing];
  if (standing.superuser || standing.bypasses) {
    throw new UnfitDatabase(
      `The server must not run as "${standing.login}", who sees every row: use ${right}.`,
    );
  }
  if (standing.owns || standing.inherits) {
    throw new UnfitDatabase(
      `The server must not run as the owner of the tables ("${standing.login}"): use ${right}.`,
    );
  }
  if (standing.open_tables) {
    throw new UnfitDatabase(`These tables are open to everybody: ${standing.open_tables.join(', ')}.`);
  }
  if (!(await isAtThisVersion(asked))) {
    throw new UnfitDatabase(
      'The database is not at the version of this software: run `npm run migrate` as its owner.',
    );
  }
}

/** Asked by anybody who reads rows: the API's pool, or the owner. */
export async function isAtThisVersion(asked: Pick<DataSource, 'query'>): Promise<boolean> {
  const expected = expectedVersion();
  try {
    const [found] = (await asked.query('select * from portal.schema_version()')) as [
      { last_migration: string; always_hash: string },
    ];
    return found.last_migration === expected.lastMigration && found.always_hash === expected.alwaysHash;
  } catch (thrown) {
    // an empty database has neither schema nor function
    const { code, driverError } = thrown as { code?: string; driverError?: { code?: string } };
    if (['3F000', '42883', '42501'].includes(driverError?.code ?? code ?? '')) return false;
    throw thrown;
  }
}
