/**
 * The rows of one table as lines of JSON, in an order that is the same at every place, so that equal rows are equal bytes. An
 * exercise of the starter library is named by its code there, `starter:glute_bridge`, as its id is another one in each database.
 */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Counted, Meter, nowhere, type Passing } from '../backup/table-rows';
import { portal } from '../backup/tables';
import type { Column, MovingTable } from './moving-tables';

export const STARTER = 'starter:';

/** COPY with signs that JSON never holds, so that nothing in a line is quoted or escaped. */
export const AS_THEY_ARE = `(format csv, quote E'\\x01', delimiter E'\\x02', null E'\\x03')`;

/** After a failure the connection is of no use any more: end it. */
export async function keepLines(
  owner: Client,
  sql: string,
  file: string,
  passing: Passing,
): Promise<Counted> {
  const meter = new Meter(passing);
  const kept = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(reading(owner, sql), meter, kept);
  return meter.counted();
}

/** What `keepLines` would count, without keeping anything. */
export async function countLines(owner: Client, sql: string): Promise<Counted> {
  const meter = new Meter(() => undefined);
  await pipeline(reading(owner, sql), meter, nowhere());
  return meter.counted();
}

const reading = (owner: Client, sql: string) => owner.query(copyTo(`copy (${sql}) to stdout ${AS_THEY_ARE}`));

export function linesOf(table: MovingTable, clinicId: string): string {
  const { name, said, columns } = table;
  const fields = columns.map((column) => `${asJson(column)} as ${escapeIdentifier(column.name)}`);
  return `
    select row_to_json(line)::text from ${portal(name)} t cross join lateral (select ${fields.join(', ')}) line
    where ${ofClinic(name, clinicId)} and ${said.only?.where ?? 'true'}
    order by t.${escapeIdentifier(said.order ?? 'id')}`;
}

/** Of the starter library, those to which the clinic's rows refer: for readers; nothing is made of them. */
export function starterLines(tables: readonly MovingTable[], clinicId: string): string {
  const used = exerciseColumns(tables).map(
    ({ table, column }) =>
      `select t.${escapeIdentifier(column)} from ${portal(table)} t where ${ofClinic(table, clinicId)}`,
  );
  return `
    select row_to_json(line)::text from portal.exercise e
    cross join lateral (select ${escapeLiteral(STARTER)} || e.code as id, e.name, e.summary, e.pillar, e.position, e.muscles,
      e.equipment, e.steps, e.mistakes, e.traits) line
    where e.clinic_id is null and e.id in (${used.join(' union ')})
    order by e.code collate "C"`;
}

export const exerciseColumns = (tables: readonly MovingTable[]): { table: string; column: string }[] =>
  tables.flatMap(({ name, columns }) =>
    columns.filter(({ isExercise }) => isExercise).map((column) => ({ table: name, column: column.name })),
  );

export const ofClinic = (table: string, clinicId: string): string =>
  `t.${table === 'clinic' ? 'id' : 'clinic_id'} = ${escapeLiteral(clinicId)}::uuid`;

function asJson({ name, type, isExercise }: Column): string {
  const value = `t.${escapeIdentifier(name)}`;
  if (isExercise) {
    const starter = `select ${escapeLiteral(STARTER)} || e.code from portal.exercise e where e.id = ${value} and e.clinic_id is null`;
    return `coalesce((${starter}), ${value}::text)`;
  }
  if (type !== 'timestamp with time zone') return value;
  const instant = `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return `case when isfinite(${value}) then ${instant} else ${value}::text end`;
}
