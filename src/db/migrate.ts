import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrationsInOrder } from '../../migrations/in-order';
import { loadStarterLibrary } from '../exercise/load-starter-library';
import { makeQueues } from './queues';

/**
 * Brings a database to this version, as its owner: first the tables' history, then `always/`, which says anew who
 * may see what. Two processes may call it at once; one waits. The server never migrates, it only verifies.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl, application_name: 'portal-migrate' });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]);
    await owner.query('create schema if not exists portal');
    await owner.query('create schema if not exists history');
    await createRoles(owner);
    await runHistory(ownerUrl);
    await makeQueues(owner);
    await applyAlways(owner);
    await loadStarterLibrary(ownerUrl);
  } finally {
    await owner.end();
  }
}

const ONE_AT_A_TIME = 720_114_205;
const ACTOR_ROLES = ['app_visitor', 'app_patient', 'app_carer', 'app_clinician', 'app_desk', 'app_admin'];
/** What the worker becomes for each job: it serves nobody, so no request may. */
const WORKER_ROLE = 'app_worker';

/** Roles belong to the whole cluster: another database's migration may be making the same ones now. */
async function createRoles(owner: Client): Promise<void> {
  for (const role of [...ACTOR_ROLES, WORKER_ROLE]) {
    await owner.query(`do $$ begin
      create role ${role} nologin noinherit;
    exception when duplicate_object or unique_violation then null;
    end $$`);
  }
  await retryingConcurrentUpdate(() =>
    owner.query(`grant ${ACTOR_ROLES.join(', ')} to portal_app with inherit false, set true`),
  );
  await retryingConcurrentUpdate(() =>
    owner.query(`grant ${WORKER_ROLE} to portal_worker with inherit false, set true`),
  );
}

async function retryingConcurrentUpdate(work: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await work();
      return;
    } catch (thrown) {
      if (tried === 20 || !/concurrently updated|duplicate key/.test(String(thrown))) throw thrown;
      await new Promise((wake) => setTimeout(wake, 50 * tried));
    }
  }
}

async function runHistory(ownerUrl: string): Promise<void> {
  const history = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: 'history',
    migrations: migrationsInOrder,
    migrationsTableName: 'migration',
    installExtensions: false,
    extra: { max: 1, lock_timeout: 10_000 },
  });
  await history.initialize();
  try {
    await history.runMigrations({ transaction: 'each' });
  } finally {
    await history.destroy();
  }
}

async function applyAlways(owner: Client): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(
      `create table if not exists history.always (hash text not null, applied_at timestamptz not null)`,
    );
    for (const file of alwaysFiles()) await owner.query(file.sql);
    await owner.query('delete from history.always');
    await owner.query('insert into history.always values ($1, now())', [alwaysHash()]);
    await owner.query(SCHEMA_VERSION);
    await owner.query('commit');
  } catch (thrown) {
    await owner.query('rollback');
    throw thrown;
  }
}

const SCHEMA_VERSION = /* sql */ `
  create or replace function portal.schema_version() returns table (last_migration text, always_hash text)
  language sql stable security definer set search_path = '' as $$
    select (select m.name from history.migration m order by m.id desc limit 1),
      (select a.hash from history.always a)
  $$;
  revoke all on function portal.schema_version from public;
  grant usage on schema portal to portal_worker;
  grant execute on function portal.schema_version to portal_app, portal_worker`;

/** What the database must be at for this code to run on it. */
export function expectedVersion(): { lastMigration: string; alwaysHash: string } {
  return { lastMigration: migrationsInOrder.at(-1)?.name ?? '', alwaysHash: alwaysHash() };
}

function alwaysHash(): string {
  const hash = createHash('sha256');
  for (const file of alwaysFiles()) hash.update(file.name).update(file.sql);
  return hash.digest('hex');
}

let filesAtStart: { name: string; sql: string }[] | undefined;

/** Read once: a build of newer sources may replace the files below a server that runs. */
function alwaysFiles(): { name: string; sql: string }[] {
  const folder = join(__dirname, '..', '..', 'migrations', 'always');
  return (filesAtStart ??= readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') })));
}
