/**
 * The three logins of the portal and the database they share, as SQL that a superuser runs once per cluster: the
 * embedded Postgres on its first start, and a server of your own (docker-compose) before its first migration.
 * Nothing here knows the schema; what the logins may do inside it is granted by the migrations.
 */
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface Logins {
  /** Name of the database to create. */
  database: string;
  /** The three passwords, in clear. */
  owner: string;
  app: string;
  worker: string;
}

const DUPLICATE_DATABASE = '42P04';

/**
 * The statements, in order; each must be sent on its own, as `create database` runs in no transaction. All may be
 * repeated, except that the creation of a database that exists fails with 42P04: go on to the next one then.
 */
function loginStatements({ database, owner, app, worker }: Logins): string[] {
  const name = escapeIdentifier(database);
  return [
    // The owner makes the actor roles in its migrations, hence createrole; it may never pass row-level security.
    ...login('portal_owner', 'nosuperuser nobypassrls nocreatedb createrole', owner),
    // Without inherit a login has no right of its own: it must set a role for each transaction.
    ...login('portal_app', 'nosuperuser nobypassrls nocreatedb nocreaterole noinherit', app),
    ...login('portal_worker', 'nosuperuser nobypassrls nocreatedb nocreaterole noinherit', worker),
    `create database ${name} owner portal_owner`,
    ...databaseStatements(database),
  ];
}

/** Ownership and access of one database: these do not travel when a database is cloned from a template. */
export function databaseStatements(database: string): string[] {
  const name = escapeIdentifier(database);
  return [
    // Owning the database is what lets the owner create the schema and the trusted extensions.
    `alter database ${name} owner to portal_owner`,
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to portal_app, portal_worker`,
  ];
}

/** Runs `loginStatements` as the superuser of `superuserUrl`; may be repeated, also after a crash in between. */
export async function createLogins(superuserUrl: string, logins: Logins): Promise<void> {
  const superuser = new Client({ connectionString: superuserUrl });
  await superuser.connect();
  try {
    for (const statement of loginStatements(logins)) {
      await superuser.query(statement).catch((error: { code?: string }) => {
        if (error.code !== DUPLICATE_DATABASE) throw error;
      });
    }
  } finally {
    await superuser.end();
  }
}

function login(role: string, attributes: string, password: string): string[] {
  return [
    // Two set-ups at once: the slower one meets a role just made, or its name in the catalogue's index.
    `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`,
    `alter role ${role} with login ${attributes} password ${escapeLiteral(password)}`,
  ];
}
