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
import { type Lent, MUTANT_VARIABLE } from '../support/as-role';
import { asSuperuser, freshDatabase, type Urls } from '../support/database';
import startPostgres, { stopPostgres } from '../support/start-postgres';
import { allMutants, type Mutant } from './mutants';

const PROJECT = join(__dirname, '..', '..');
const ALL = { files: [''] };
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The first test that failed, or null when all passed. */
async function firstFailure(lent: Lent, { files, tests }: Mutant['likely']): Promise<string | null> {
  const jest = spawn(
    process.execPath,
    [
      join(PROJECT, 'node_modules/jest/bin/jest.js'),
      ...['--reporters=<rootDir>/test/mutants/first-failure.cjs', '--silent', '--runInBand'],
      ...(tests ? [`--testNamePattern=${tests}`] : []),
      ...files.map((file) => `test/db/${file}`),
    ],
    {
      cwd: PROJECT,
      env: { ...process.env, [MUTANT_VARIABLE]: JSON.stringify(lent) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said = text(jest.stdout);
  const [code] = (await once(jest, 'exit')) as [number | null];
  if (code === 0) return null;
  return (await said).trim() || `Jest ended with ${code} and said nothing`;
}

async function mutantsToTry(superuserUrl: string): Promise<Mutant[]> {
  const migrated = new Client({ connectionString: superuserUrl });
  await migrated.connect();
  try {
    const wanted = process.argv.slice(2);
    return (await allMutants(migrated)).filter(({ name }) => wanted.every((word) => name.includes(word)));
  } finally {
    await migrated.end();
  }
}

/** Each lane has a database of its own, which every mutant leaves as it was. */
async function run(): Promise<boolean> {
  const databases = await Promise.all(Array.from({ length: availableParallelism() }, () => freshDatabase()));
  const waiting = await mutantsToTry(databases[0]!.superuserUrl);
  const healthy = await firstFailure({ superuserUrl: databases[0]!.superuserUrl, mutation: '' }, ALL);
  if (healthy) throw new Error(`Without any mutant a test fails already: ${healthy}`);

  const total = waiting.length;
  const survivors: string[] = [];
  const lane = async ({ superuserUrl }: Urls) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      // one that cannot be made would fail every test
      await asSuperuser(superuserUrl, ['begin', mutant.sql, 'rollback']);
      const lent = { superuserUrl, mutation: mutant.sql };
      const killer = (await firstFailure(lent, mutant.likely)) ?? (await firstFailure(lent, ALL));
      if (killer === null) survivors.push(mutant.name);
      say(killer === null ? `SURVIVED ${mutant.name}` : `killed   ${mutant.name}\n           by ${killer}`);
    }
  };
  await Promise.all(databases.map(lane));
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
