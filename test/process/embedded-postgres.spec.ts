/**
 * The embedded Postgres over its life: first and second start, a folder in use, the death of either process, and
 * folders that the user of Postgres cannot reach. Each start is a process of its own, so that it can be killed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  canReach,
  completeLinks,
  installedBinaries,
  reachableBinaries,
} from '../../src/db/embedded/binaries';
import type { EmbeddedPostgres } from '../../src/db/embedded-postgres';
import { DEMO_SIGN_INS, makeDemo } from '../../src/demo/make-demo';
import { isRunning, Launched, query, until } from './launched';

const isRoot = process.getuid?.() === 0;
const ifRoot = isRoot ? it : it.skip;
const NOBODY = { uid: 65534, gid: 65534 };
const runAs = isRoot ? NOBODY : undefined;
const ROW = "create table kept (word text); insert into kept values ('kept')";

let folder: string;
let dataDir: string;
let launches: Launched[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-launch-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
  launches = [];
});

afterEach(async () => {
  for (const launch of launches) await launch.kill();
  await until(() => !isRunning(postmasterPid()));
  if (existsSync(join(dataDir, 'postgres'))) rmSync(dirname(files()), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
});

function launch(kind: 'durable' | 'fast' = 'fast'): Launched {
  const launched = new Launched(dataDir, kind);
  launches.push(launched);
  return launched;
}

it('finds on a second start what the first one left, at the same address', async () => {
  const first = launch();
  const one = await first.started();
  expect(one.firstRun).toBe(true);
  await query(one.ownerUrl, `create schema portal; ${ROW}`);
  await first.stop();
  expect(isRunning(one.postmasterPid)).toBe(false);

  const two = await launch().started();
  expect(two).toEqual({ ...one, firstRun: false, postmasterPid: expect.any(Number) });
  expect(await query(two.ownerUrl, 'select word from kept')).toEqual([{ word: 'kept' }]);
});

it('heals logins whose passwords were changed, and does not take theirs for an empty database', async () => {
  const first = launch();
  const one = await first.started();
  await query(one.ownerUrl, `create schema portal; ${ROW}`);
  await query(one.superuserUrl, `alter role portal_owner password 'another'`);
  await query(one.superuserUrl, `alter role portal_app superuser nologin`);
  await first.stop();

  const two = await launch().started();
  expect(two.firstRun).toBe(false);
  expect(await query(two.ownerUrl, 'select word from kept')).toEqual([{ word: 'kept' }]);
  expect(await query(two.appUrl, `select current_setting('is_superuser') as mighty`)).toEqual([
    { mighty: 'off' },
  ]);
});

it('refuses the secrets of another folder in one sentence', async () => {
  const first = launch();
  await first.started();
  await first.stop();
  const file = join(dataDir, 'secrets.json');
  const secrets = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...secrets, superuser: 'of another folder' }));
  const second = launch();
  await second.exited;
  const sentence = `The database in ${dataDir} opens with other secrets than those in its secrets.json: bring them back.`;
  expect(second.news).toEqual([{ refused: `UnusableDataFolder: ${sentence}` }]);
  expect(existsSync(join(files(), 'postmaster.pid'))).toBe(false);
});

it('never lets a demo take the place of a database that holds tables', async () => {
  const started = await launch().started();
  await query(started.ownerUrl, `create schema portal; ${ROW}`);
  const demo = makeDemo(started as unknown as EmbeddedPostgres, dataDir, 'http://127.0.0.1');
  await expect(demo).rejects.toThrow('holds tables');
  expect(await query(started.ownerUrl, 'select word from kept')).toEqual([{ word: 'kept' }]);
  expect(existsSync(join(dataDir, DEMO_SIGN_INS))).toBe(false);
});

it('makes an owner who can migrate and logins that can do nothing by themselves, and keeps secrets', async () => {
  const { superuserUrl, ownerUrl } = await launch().started();
  const roles = await query(
    superuserUrl,
    `select rolname, rolsuper or rolbypassrls or rolcreatedb or rolreplication as mighty, rolcreaterole, rolinherit
       from pg_roles where rolcanlogin and rolname <> 'postgres' order by 1`,
  );
  expect(roles).toEqual([
    { rolname: 'portal_app', mighty: false, rolcreaterole: false, rolinherit: false },
    { rolname: 'portal_owner', mighty: false, rolcreaterole: true, rolinherit: true },
    { rolname: 'portal_worker', mighty: false, rolcreaterole: false, rolinherit: false },
  ]);
  await query(ownerUrl, 'create extension citext; create extension pg_trgm; create extension unaccent');
  expect(await query(ownerUrl, `select similarity('Übung', 'übung') as alike`)).toEqual([{ alike: 1 }]);

  const mode = (path: string) => statSync(path).mode & 0o777;
  expect(mode(join(dataDir, 'secrets.json'))).toBe(0o600);
  expect(mode(join(dataDir, 'postgres.log'))).toBe(0o600);
  expect(mode(files())).toBe(0o700);
  expect(mode(dataDir)).toBe(isRoot ? 0o711 : 0o700);
});

it('lets one of three simultaneous first starts have the folder, and refuses the others in one sentence', async () => {
  const all = [launch(), launch(), launch()];
  await until(() => all.every(({ news }) => news.some((one) => 'started' in one || 'refused' in one)));
  const outcomes = all.flatMap(({ news }) => news);
  const sentence = `The data folder ${dataDir} is in use by another server: stop it, or name another in PORTAL_DATA_DIR.`;
  expect(outcomes.filter((one) => 'refused' in one)).toEqual([
    { refused: `DataFolderInUse: ${sentence}` },
    { refused: `DataFolderInUse: ${sentence}` },
  ]);
  const winner = all.find(({ news }) => news.some((one) => 'started' in one))!;
  expect(await query((await winner.started()).ownerUrl, 'select 1 as answer')).toEqual([{ answer: 1 }]);
});

it('ends Postgres when the server is killed, whether or not another start waits for the folder', async () => {
  const first = launch();
  const one = await first.started();
  await query(one.ownerUrl, ROW);
  await first.kill();
  const second = launch();
  const two = await second.started();
  expect(isRunning(one.postmasterPid)).toBe(false);
  expect(await query(two.ownerUrl, 'select word from kept')).toEqual([{ word: 'kept' }]);

  await second.kill();
  await until(() => !isRunning(two.postmasterPid));
});

it('starts Postgres again at the same port when it dies alone, and every acknowledged row is there', async () => {
  const server = launch('durable');
  const { ownerUrl, postmasterPid } = await server.started();
  await query(ownerUrl, ROW);
  process.kill(postmasterPid, 'SIGKILL');
  await until(() => server.said().includes('Postgres runs again.'));
  expect(server.said()).toContain('Postgres ended unexpectedly and is being started again.');
  expect(await query(ownerUrl, 'select word from kept')).toEqual([{ word: 'kept' }]);
  expect(await query(ownerUrl, 'show fsync')).toEqual([{ fsync: 'on' }]);
});

it('ends a Postgres that outlived its server and its watcher, and takes its place', async () => {
  const first = launch();
  const { port } = await first.started();
  await first.stop();
  const program = join(await reachableBinaries(await installedBinaries(), runAs), 'bin', 'postgres');
  const orphan = spawn(program, ['-D', files(), '-p', String(port), '-k', ''], { ...runAs, cwd: '/' });
  const ended = once(orphan, 'exit');
  try {
    await until(() => postmasterPid() === orphan.pid && lockFile()[7]?.includes('ready'));
    expect((await launch().started()).port).toBe(port);
    await ended;
  } finally {
    orphan.kill('SIGINT');
  }
});

it('is not fooled by a lock file that names a process of another kind', async () => {
  const first = launch();
  await first.started();
  await first.stop();
  const bystander = spawn('sleep', ['60'], { ...runAs });
  try {
    writeFileSync(
      join(files(), 'postmaster.pid'),
      `${bystander.pid}\n${files()}\n1\n1\n\n127.0.0.1\n0 0\nready\n`,
    );
    await launch().started();
    expect(isRunning(bystander.pid)).toBe(true);
  } finally {
    bystander.kill();
  }
});

ifRoot('puts the data where it can be reached when the folder is closed, and says where', async () => {
  chmodSync(folder, 0o700);
  const first = launch();
  const { ownerUrl } = await first.started();
  const place = dirname(files());
  expect(place).toMatch(/^\/var\/tmp\/portal-data-/);
  expect(first.said()).toEqual([
    `Postgres runs as user 65534, who cannot reach every folder: its data is in ${place}.`,
  ]);
  await query(ownerUrl, ROW);
  await first.stop();
  expect(await query((await launch().started()).ownerUrl, 'select word from kept')).toEqual([
    { word: 'kept' },
  ]);
});

ifRoot('copies programs that cannot be reached, with links that npm did not make', async () => {
  const closed = join(folder, 'closed');
  cpSync(dirname(await installedBinaries()), closed, { recursive: true, verbatimSymlinks: true });
  chmodSync(closed, 0o700);
  const native = join(closed, 'native');
  rmSync(join(native, 'lib', 'libpq.so.5'), { force: true });
  await completeLinks(native);
  expect(canReach(join(native, 'bin', 'postgres'), NOBODY)).toBe(false);

  const copies = await Promise.all([1, 2].map(() => reachableBinaries(native, NOBODY, folder)));
  expect(copies[0]).toBe(copies[1]);
  const libraries = spawnSync('ldd', [join(copies[0]!, 'bin', 'initdb')], { ...NOBODY, cwd: '/' }).stdout;
  expect(String(libraries)).toContain(`libpq.so.5 => ${copies[0]}/`);
  const { stdout } = spawnSync(join(copies[0]!, 'bin', 'initdb'), ['--version'], { ...NOBODY, cwd: '/' });
  expect(String(stdout)).toMatch(/^initdb \(PostgreSQL\) 18/);
});

/** Where the database's files really are. */
function files(): string {
  return realpathSync(join(dataDir, 'postgres'));
}

function lockFile(): string[] {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

function postmasterPid(): number | undefined {
  return Number(lockFile()[0]) || undefined;
}
