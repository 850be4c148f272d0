/**
 * Weakens the database in every way that `mutants.ts` knows, and runs the tests of test/db against each: one of them must
 * fail every time. A mutant that survives is a clause that no test needs: strengthen the tests, or take the clause out.
 * `npm run test:mutants`; words after it choose the mutants whose names contain them all.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { databaseStatements } from '../../src/db/logins';
import { asSuperuser, CLUSTER_VARIABLE, TEMPLATE, TEMPLATE_VARIABLE, type Urls } from '../support/database';
import startPostgres, { stopPostgres } from '../support/start-postgres';
import { allMutants, type Mutant } from './mutants';

const PROJECT = join(__dirname, '..', '..');
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The first test that failed, or null when all passed. */
async function firstFailure(template: string, files: string[]): Promise<string | null> {
  const jest = spawn(
    process.execPath,
    [
      join(PROJECT, 'node_modules/jest/bin/jest.js'),
      ...['--reporters=<rootDir>/test/mutants/first-failure.cjs', '--silent', '--runInBand'],
      ...(files.length > 0 ? files.map((file) => `test/db/${file}\\.spec`) : ['test/db/']),
    ],
    {
      cwd: PROJECT,
      env: { ...process.env, [TEMPLATE_VARIABLE]: template },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said = text(jest.stdout);
  const [code] = (await once(jest, 'exit')) as [number | null];
  if (code === 0) return null;
  return (await said).trim() || `Jest ended with ${code} and said nothing`;
}

/** The test that noticed, or null: the mutant survived. */
async function killerOf(mutant: Mutant, n: number, superuserUrl: string): Promise<string | null> {
  const name = `mutant_${n}`;
  await asSuperuser(superuserUrl, [
    `create database ${name} template ${TEMPLATE}`,
    ...databaseStatements(name),
  ]);
  try {
    await asSuperuser(Object.assign(new URL(superuserUrl), { pathname: name }).href, [mutant.sql]);
    return (await firstFailure(name, mutant.likely)) ?? (await firstFailure(name, []));
  } finally {
    await asSuperuser(superuserUrl, [`drop database ${name} with (force)`]);
  }
}

/** A clone, as nobody may connect to the template itself. */
async function mutantsToTry(superuserUrl: string): Promise<Mutant[]> {
  await asSuperuser(superuserUrl, [`create database looked_at template ${TEMPLATE}`]);
  const migrated = new Client({
    connectionString: Object.assign(new URL(superuserUrl), { pathname: 'looked_at' }).href,
  });
  await migrated.connect();
  try {
    const wanted = process.argv.slice(2);
    return (await allMutants(migrated)).filter(({ name }) => wanted.every((word) => name.includes(word)));
  } finally {
    await migrated.end();
  }
}

async function run(): Promise<boolean> {
  const { superuserUrl } = JSON.parse(process.env[CLUSTER_VARIABLE]!) as Urls;
  const healthy = await firstFailure(TEMPLATE, []);
  if (healthy) throw new Error(`Without any mutant a test fails already: ${healthy}`);
  const waiting = (await mutantsToTry(superuserUrl)).map((mutant, n) => ({ mutant, n }));
  const survivors: string[] = [];
  const total = waiting.length;
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const killer = await killerOf(next.mutant, next.n, superuserUrl);
      if (killer === null) survivors.push(next.mutant.name);
      say(
        `${killer === null ? 'SURVIVED' : 'killed  '} ${next.mutant.name}${killer ? `\n           by ${killer}` : ''}`,
      );
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  for (const name of survivors) say(`SURVIVED ${name}`);
  say(`${total - survivors.length} passed, ${survivors.length} failed`);
  return survivors.length === 0;
}

async function main(): Promise<void> {
  await startPostgres();
  try {
    if (!(await run())) process.exitCode = 1;
  } finally {
    await stopPostgres();
  }
}

void main();
