/**
 * Puts the lines of an export into the tables, within the caller's transaction. Every reference and every check is in force all
 * the while, so that no line can refer to what is not of this clinic; what triggers would draw from the rows is among the rows,
 * and they sleep. What they would refuse is asked afterwards.
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Progress } from '../backup/progress';
import { portal } from '../backup/tables';
import type { CheckedExport } from './check-export';
import { lineFile } from './export-manifest';
import { type Column, inOrderOfReference, type MovingTable } from './moving-tables';
import { AS_THEY_ARE, countLines, exerciseColumns, linesOf, STARTER } from './rows-out';

/** Throws a sentence for people when the starter library here lacks an exercise to which the export refers. */
export async function assertStarters(owner: Client, { starters }: CheckedExport): Promise<void> {
  const { rows } = await owner.query<{ code: string }>(
    `select code from unnest($1::text[]) code
     where not exists (select from portal.exercise e where e.clinic_id is null and e.code = code.code) order by 1`,
    [starters],
  );
  if (rows.length === 0) return;
  const codes = rows.map(({ code }) => code.slice(0, 60)).join(', ');
  throw new Error(`The export refers to exercises that the starter library does not have here: ${codes}.`);
}

export async function withTriggersAsleep<T>(
  owner: Client,
  tables: readonly MovingTable[],
  work: () => Promise<T>,
): Promise<T> {
  for (const { name } of tables) await owner.query(`alter table ${portal(name)} disable trigger user`);
  const done = await work();
  for (const { name } of tables) await owner.query(`alter table ${portal(name)} enable trigger user`);
  return done;
}

/** `isThere`: the clinic's row is one that was founded before, and takes what the export says of it. */
export async function putLines(
  owner: Client,
  tables: readonly MovingTable[],
  { folder, manifest }: CheckedExport,
  clinicId: string,
  isThere: boolean,
  progress: Progress,
): Promise<void> {
  for (const group of inOrderOfReference(tables)) {
    for (const { name } of group) {
      await owner.query(
        `create temp table ${coming(name)} (n bigint generated always as identity, line json) on commit drop`,
      );
      const into = owner.query(copyFrom(`copy ${coming(name)} (line) from stdin ${AS_THEY_ARE}`));
      await pipeline(createReadStream(join(folder, lineFile(name))), into).catch(inFile(name));
    }
    const statements = group.map((table) =>
      table.name === 'clinic' && isThere ? updateClinic(table, clinicId) : insert(table, clinicId),
    );
    // tables that refer to each other in one statement: references are looked up at its end
    const names = group.map(({ name }) => lineFile(name)).join(', ');
    const [last = '', ...before] = statements.toReversed();
    const parts = before.map((statement, n) => `part${n} as (${statement})`);
    await owner.query(`${parts.length > 0 ? `with ${parts.join(', ')}` : ''} ${last}`).catch(inFile(names));
    for (const { name } of group) {
      progress.passing(manifest.files.find((file) => file.name === name)?.bytes ?? 0);
      progress.table();
    }
  }
}

/** Holds what came in to what was to come in. Throws a sentence for people. */
export async function assertSameLines(
  owner: Client,
  tables: readonly MovingTable[],
  { manifest }: CheckedExport,
  clinicId: string,
): Promise<void> {
  for (const table of tables) {
    const { rows, sha256 } = await countLines(owner, linesOf(table, clinicId));
    const said = manifest.files.find(({ name }) => name === table.name);
    if (rows !== said?.rows || sha256 !== said.sha256) {
      throw new Error(
        `${lineFile(table.name)} would not come out again as it is: its lines were changed, or are out of order.`,
      );
    }
  }
}

/** What no reference between tables can say: exercises are the clinic's own or shared, and nobody else's patient is named. */
export async function assertNobodyElses(
  owner: Client,
  tables: readonly MovingTable[],
  clinicId: string,
): Promise<void> {
  for (const { table, column } of exerciseColumns(tables)) {
    const { rowCount } = await owner.query(
      `select from ${portal(table)} t join portal.exercise e on e.id = t.${escapeIdentifier(column)}
       where t.clinic_id = $1 and e.clinic_id <> $1 limit 1`,
      [clinicId],
    );
    if (rowCount) throw new Error(`${lineFile(table)} refers to an exercise of another clinic.`);
  }
  const { rowCount } = await owner.query(
    `select from portal.audit_entry a cross join unnest(a.patient_ids) as of (id) join portal.patient p on p.id = of.id
     where a.clinic_id = $1 and p.clinic_id <> $1 limit 1`,
    [clinicId],
  );
  if (rowCount) throw new Error(`${lineFile('audit_entry')} names a patient of another clinic.`);
}

const coming = (name: string): string => escapeIdentifier(`coming_${name}`);

interface Parts {
  names: string[];
  values: string[];
  from: string;
}

function insert(table: MovingTable, clinicId: string): string {
  const { names, values, from } = partsOf(table, clinicId);
  return `insert into ${portal(table.name)} (${names.join(', ')}) select ${values.join(', ')} ${from} order by c.n`;
}

function updateClinic(table: MovingTable, clinicId: string): string {
  const { names, values, from } = partsOf(table, clinicId);
  return `update ${portal(table.name)} t set (${names.join(', ')}) = (select ${values.join(', ')} ${from})
    where t.id = ${escapeLiteral(clinicId)}::uuid`;
}

function partsOf({ name, columns, said }: MovingTable, clinicId: string): Parts {
  const fields = columns.map(
    (column) => `${escapeIdentifier(column.name)} ${column.isExercise ? 'text' : column.type}`,
  );
  const clinic = `${escapeLiteral(clinicId)}::uuid`;
  const anew = Object.entries(said.without ?? {}).flatMap(([column, { anew: sql }]) =>
    sql === undefined
      ? []
      : [{ column, sql: sql.replaceAll('$clinic', name === 'clinic' ? clinic : `${clinic}::text`) }],
  );
  return {
    names: [
      ...(name === 'clinic' ? [] : ['clinic_id']),
      ...columns.map((column) => escapeIdentifier(column.name)),
      ...anew.map(({ column }) => escapeIdentifier(column)),
    ],
    values: [...(name === 'clinic' ? [] : [clinic]), ...columns.map(asValue), ...anew.map(({ sql }) => sql)],
    from: `from ${coming(name)} c cross join lateral json_to_record(c.line) as r (${fields.join(', ')})`,
  };
}

function asValue({ name, type, isNullable, isExercise }: Column): string {
  const value = `r.${escapeIdentifier(name)}`;
  // JSON's own null, such as what a setting was before somebody chose one
  if (type === 'jsonb' && !isNullable) return `coalesce(${value}, 'null')`;
  if (!isExercise) return value;
  return `case when starts_with(${value}, ${escapeLiteral(STARTER)})
    then (select e.id from portal.exercise e where e.clinic_id is null and e.code = substr(${value}, ${STARTER.length + 1}))
    else ${value}::uuid end`;
}

/** What the database refuses, as a sentence that names the file. Its own details name rows of this export only. */
const inFile =
  (file: string) =>
  (fault: unknown): never => {
    const { code, message, detail } = fault as { code?: string; message: string; detail?: string };
    const because = detail ?? message;
    if (code === '23505') {
      throw new Error(
        `${file}: ids are taken here already, as if this export was imported before. ${because}`,
      );
    }
    if (code === '23503')
      throw new Error(`${file} refers to something that is not in the export. ${because}`);
    if (code?.startsWith('22') || code?.startsWith('23')) {
      throw new Error(`${file} says something that cannot be. ${because}`);
    }
    throw fault;
  };
