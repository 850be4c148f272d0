/**
 * The server on a database of one's own, from the empty database to a clinic's first admin, as README.md tells it:
 * what it refuses to start on, and two processes side by side.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Launched, query } from './launched';
import type { Started } from './launch';
import { Program, SERVER } from './program';

const PASSWORD = 'seven herons over the weir';

let dataDir: string;
let postgres: Launched;
let urls: Started;
let servers: Program[];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-own-'));
  postgres = new Launched(dataDir, 'fast');
  urls = await postgres.started();
  servers = [];
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await postgres.stop();
  rmSync(dirname(realpathSync(join(dataDir, 'postgres'))), { recursive: true });
  rmSync(dataDir, { recursive: true, force: true });
});

const settings = (): NodeJS.ProcessEnv => ({
  DATABASE_URL: urls.appUrl,
  JWT_SECRET: 'R4nd0m-enough-for-a-test-of-the-start',
  PUBLIC_URL: 'https://portal.example',
  HOST: '127.0.0.1',
  PORT: '0',
});

/** Starts one server for each change of the settings; answers what each said before it ended with 1. */
async function refusals(changes: NodeJS.ProcessEnv[]): Promise<string[]> {
  const starts = changes.map((change) => new Program(SERVER, { ...settings(), ...change }));
  servers.push(...starts);
  expect(await Promise.all(starts.map(({ ended }) => ended))).toEqual(changes.map(() => 1));
  return starts.map(({ complaint }) => complaint.trimEnd());
}

it('refuses in one sentence what is missing or weak, and an empty database', async () => {
  const wrong = Object.assign(new URL(urls.appUrl), { password: 'wrong' }).href;
  const nowhere = Object.assign(new URL(urls.appUrl), { port: '1' }).href;
  expect(
    await refusals([
      { JWT_SECRET: '' },
      { JWT_SECRET: 'short' },
      { PUBLIC_URL: '' },
      { DATABASE_URL: wrong },
      { DATABASE_URL: nowhere },
      {},
    ]),
  ).toEqual([
    'JWT_SECRET is missing: set at least 32 random bytes.',
    'JWT_SECRET is too short: 32 bytes at least.',
    'PUBLIC_URL is missing: set the address at which patients reach the portal.',
    'The database cannot be reached: password authentication failed for user "portal_app".',
    'The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1.',
    'The database is not at the version of this software: run `npm run migrate` as its owner.',
  ]);
});

it('is migrated by the owner, as whom it will not serve; nor as the superuser', async () => {
  const migration = new Program('db/migrate-command.ts', { OWNER_DATABASE_URL: urls.ownerUrl });
  expect([await migration.ended, migration.complaint]).toEqual([0, '']);
  const superuserUrl = Object.assign(new URL(urls.superuserUrl), { pathname: 'portal' }).href;
  expect(await refusals([{ DATABASE_URL: urls.ownerUrl }, { DATABASE_URL: superuserUrl }])).toEqual([
    'The server must not run as the owner of the tables ("portal_owner"): use portal_app.',
    'The server must not run as "postgres", who sees every row: use portal_app.',
  ]);
});

it('starts empty, twice on one database; both serve one session, and SIGTERM ends them with 0', async () => {
  servers.push(new Program(SERVER, settings()), new Program(SERVER, settings()));
  const [one, two] = servers.slice(-2) as [Program, Program];
  const [here, there] = await Promise.all([one.address(), two.address()]);
  for (const table of ['clinic', 'account', 'patient']) {
    expect(await query(urls.ownerUrl, `select * from portal.${table}`)).toEqual([]);
  }

  const secret = await foundClinic();
  await ask(here, 'POST', '/invitation-acceptance', { secret, password: PASSWORD });
  const signedIn = await ask(there, 'POST', '/session', { email: 'adams@north.example', password: PASSWORD });
  const token = signedIn.body.tokens.accessToken;
  for (const address of [here, there]) {
    expect(await ask(address, 'GET', '/clinic', undefined, token)).toMatchObject({
      status: 200,
      body: { name: 'North Clinic' },
    });
  }
  expect((await ask(here, 'DELETE', '/session', undefined, token)).status).toBe(204);
  expect((await ask(there, 'GET', '/clinic', undefined, token)).status).toBe(401);

  expect(await Promise.all([one.terminate(), two.terminate()])).toEqual([0, 0]);
});

/** Answers what stands behind the # of the first admin's invitation. */
async function foundClinic(): Promise<string> {
  const founding = new Program(
    'clinic/found-clinic-command.ts',
    { OWNER_DATABASE_URL: urls.ownerUrl, PUBLIC_URL: 'https://portal.example' },
    [
      ...['--name', 'North Clinic', '--address', '1 High Street, London', '--phone', '020 7946 0000'],
      ...['--email', 'desk@north.example', '--time-zone', 'Europe/London'],
      ...['--admin-name', 'Chris Adams', '--admin-email', 'adams@north.example'],
    ],
  );
  expect([await founding.ended, founding.complaint]).toEqual([0, '']);
  return /^https:\/\/portal\.example\/invitation#(.+)$/m.exec(founding.output)?.[1] as string;
}

async function ask(address: string, method: string, path: string, body?: object, token?: string) {
  const response = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
