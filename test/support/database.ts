/**
 * Gives each test file a database of its own: a clone of the one that the test run migrated, with the same logins
 * and rights as in production. In a clone, the owner may replace `portal.portal_now()` to move the clock.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { databaseStatements } from '../../src/db/logins';

/** How the cluster of this test run is reached from the processes in which test files run. */
export const CLUSTER_VARIABLE = 'PORTAL_TEST_CLUSTER';
/** The migrated database that clones are made of; nobody may connect to it, or it could not be cloned. */
export const TEMPLATE = 'portal';

export interface Urls {
  appUrl: string;
  workerUrl: string;
  ownerUrl: string;
  superuserUrl: string;
}

export interface TestDatabase extends Urls {
  /** Puts it back to what it was cloned from, under its name; whoever was connected connects anew. */
  renew(): Promise<void>;
  /** Ends what is still connected to this database, and removes it. */
  drop(): Promise<void>;
}

/**
 * Takes some 50 ms; call it once per file, in `beforeAll`, and drop in `afterAll`. A test may clone a database that it
 * furnished itself, when nobody is connected to it.
 */
export async function freshDatabase(template = TEMPLATE, cluster = clusterOfRun()): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const create = [`create database ${name} template ${template}`, ...databaseStatements(name)];
  const drop = `drop database if exists ${name} with (force)`;
  await asSuperuser(cluster.superuserUrl, create);
  const here = (url: string) => Object.assign(new URL(url), { pathname: name }).href;
  return {
    appUrl: here(cluster.appUrl),
    workerUrl: here(cluster.workerUrl),
    ownerUrl: here(cluster.ownerUrl),
    superuserUrl: here(cluster.superuserUrl),
    renew: () => asSuperuser(cluster.superuserUrl, [drop, ...create]),
    drop: () => asSuperuser(cluster.superuserUrl, [drop]),
  };
}

const clusterOfRun = (): Urls => JSON.parse(process.env[CLUSTER_VARIABLE] ?? '');

/** Runs statements one by one in the database that the URL names. */
export async function asSuperuser(superuserUrl: string, statements: string[]): Promise<void> {
  const superuser = new Client({ connectionString: superuserUrl });
  await superuser.connect();
  try {
    for (const statement of statements) await superuser.query(statement);
  } finally {
    await superuser.end();
  }
}
