import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Client } from 'pg';
import { withOwner } from '../../db/owner-access';
import { AppError } from '../../http/errors';
import { readFreeExerciseDb } from './free-exercise-db';
import { type Imported, importExercises } from './import-exercises';
import type { Reading } from './imported-draft';
import { readOwnCsv } from './own-csv';
import { showProgress } from './progress';

/**
 * `npm run import -- free-exercise-db <file> --clinic <id>`: as the operator, for one clinic, on the database of
 * OWNER_DATABASE_URL or else the embedded one. Ends with 0 when the file was gone through, faulty rows or not, as the
 * report names them; with 1 and a sentence when nothing was done.
 */
const USAGE = `Name what the file is, the file, and the id of the clinic:
  npm run import -- free-exercise-db exercises.json --clinic 7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11
  npm run import -- csv our-exercises.csv --clinic 7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11
`;

const READERS: Record<string, (text: string, file: string) => Reading> = {
  'free-exercise-db': (text, file) => readFreeExerciseDb(listIn(text, file)),
  csv: readOwnCsv,
};

interface Clinic {
  id: string;
  name: string;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { clinic: { type: 'string' } },
  });
  const [kind = '', file, ...more] = positionals;
  const read = READERS[kind];
  if (!read || !file || more.length > 0) throw new Error(USAGE);
  const reading = read(textIn(file), file);
  const report = await withOwner(process.env, say, async (owner) => {
    const clinic = await clinicOf(owner, values.clinic);
    return reportOf(clinic, reading, await importFor(owner, clinic.id, reading));
  });
  say(report);
}

/** npm runs in the folder of the project; INIT_CWD is where the person stood. */
function textIn(file: string): string {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (fault) {
    throw new Error(`${path} cannot be read: ${(fault as Error).message}.`);
  }
  if (!isUtf8(bytes)) throw new Error(`${path} is not a text in UTF-8: save it as UTF-8 and try again.`);
  return bytes.toString().replace(/^\ufeff/, '');
}

function listIn(text: string, file: string): unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (fault) {
    throw new Error(`${file} is not JSON: ${(fault as Error).message}.`);
  }
  if (!Array.isArray(list)) throw new Error(`${file} holds no list of exercises.`);
  return list;
}

async function clinicOf(owner: Client, id: string | undefined): Promise<Clinic> {
  const { rows } = await owner.query<Clinic>('select id, name from portal.clinic order by name, id');
  const clinic = rows.find((one) => one.id === id?.toLowerCase());
  if (clinic) return clinic;
  const known =
    rows.map((one) => `\n  ${one.id}  ${one.name}`).join('') || ' none: see npm run found-clinic.';
  throw new Error(`${id === undefined ? 'Say --clinic' : `There is no clinic ${id}`}. There are:${known}`);
}

async function importFor(owner: Client, clinicId: string, reading: Reading): Promise<Imported> {
  const progress = showProgress(reading.drafts.length, process.stdout);
  await owner.query('begin');
  try {
    const imported = await importExercises(
      async (sql, parameters) => (await owner.query(sql, parameters)).rows,
      clinicId,
      reading,
      progress.tell,
    );
    await owner.query(
      `insert into portal.audit_entry (clinic_id, actor_role, action, subject_type, subject_ids)
       values ($1, current_user, 'exercise.imported', 'exercise', $2)`,
      [clinicId, imported.ids],
    );
    await owner.query('commit');
    return imported;
  } catch (fault) {
    await owner.query('rollback').catch(() => undefined);
    throw new Error(`Nothing was imported: ${(fault as Error).message}.`);
  } finally {
    progress.end();
  }
}

function reportOf({ name }: Clinic, { read, faults }: Reading, { ids, alreadyThere }: Imported): string {
  return [
    `${name}: ${read} read, ${ids.length} imported as drafts, ${alreadyThere} there already, ${faults.length} faulty.`,
    ...faults.map(({ row, id, reason }) => `  row ${row}${id ? ` (${id})` : ''}: ${reason}`),
    ...(ids.length > 0 ? ['A clinician completes a draft, reviews its traits and publishes it.'] : []),
  ].join('\n');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((fault: unknown) => {
  const sentence = fault instanceof AppError ? fault.detail : undefined;
  process.stderr.write(`${sentence ?? (fault instanceof Error ? fault.message : String(fault))}\n`);
  process.exitCode = 1;
});
