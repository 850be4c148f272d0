/**
 * The tables of the schema `portal` as the catalogue has them, so that a table of tomorrow is backed up without anybody
 * thinking of it; and what a restore has to take off them while rows come in, and to put on again exactly as it was.
 */
import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { SequenceKept } from './manifest';

export interface Table {
  name: string;
  /** Without those that Postgres generates. */
  columns: string[];
  /** An `order by` under which the same rows are always the same bytes. */
  order: string;
}

export const portal = (name: string): string => `portal.${escapeIdentifier(name)}`;

/** The words that a session must use to write and read values alike on every server. */
const SPEECH = [
  `set local datestyle = 'ISO, YMD'`,
  `set local intervalstyle = 'postgres'`,
  `set local timezone = 'UTC'`,
  `set local extra_float_digits = 1`,
  `set local bytea_output = 'hex'`,
  `set local client_encoding = 'UTF8'`,
  // should a policy ever apply to whoever asks, this is an error instead of fewer rows
  `set local row_security = off`,
  `set local statement_timeout = 0`,
  `set local idle_in_transaction_session_timeout = 0`,
];

/** Inside a transaction, and for it. */
export async function speakPlainly(owner: Client): Promise<void> {
  for (const statement of SPEECH) await owner.query(statement);
}

/** By name. */
export async function tablesOf(owner: Client): Promise<Table[]> {
  const { rows } = await owner.query<Table>(/* sql */ `
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce(
        (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
           order by array_position(i.indkey::int2[], a.attnum))
         from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
         where i.indrelid = c.oid and i.indisprimary),
        '(' || quote_ident(c.relname) || '.*)::text collate "C"') as order
    from pg_class c
    where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r'
    order by c.relname collate "C"`);
  return rows;
}

export async function sequencesOf(owner: Client): Promise<SequenceKept[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'portal'::regnamespace and relkind = 'S' order by 1`,
  );
  const kept: SequenceKept[] = [];
  for (const { name } of rows) {
    const [said] = (
      await owner.query<Omit<SequenceKept, 'name'>>(
        `select last_value::text as last, is_called as "isCalled" from ${portal(name)}`,
      )
    ).rows;
    kept.push({ name, ...(said as Omit<SequenceKept, 'name'>) });
  }
  return kept;
}

export async function setSequences(owner: Client, sequences: readonly SequenceKept[]): Promise<void> {
  for (const { name, last, isCalled } of sequences) {
    await owner.query('select setval($1::regclass, $2::bigint, $3)', [portal(name), last, isCalled]);
  }
}

/** A reference between tables, and the statement that makes it. */
export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

export async function foreignKeysOf(owner: Client): Promise<ForeignKey[]> {
  const { rows } = await owner.query<ForeignKey>(/* sql */ `
    select r.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class r on r.oid = c.conrelid
    where c.connamespace = 'portal'::regnamespace and c.contype = 'f'
    order by 1, 2`);
  return rows;
}

/**
 * One hash over all that guards the rows: constraints, triggers and whether they are awake, policies, row-level security, rights
 * and indexes. What a restore takes off and does not put on again changes it.
 */
export async function guardsOf(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ line: string }>(/* sql */ `
    select line from (
      select concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) as line
      from pg_constraint where connamespace = 'portal'::regnamespace
      union all
      select concat_ws(' ', 'trigger', t.tgrelid::regclass, t.tgenabled, pg_get_triggerdef(t.oid))
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'portal'::regnamespace and not t.tgisinternal
      union all
      -- those that hold references: of them only how many sleep
      select concat_ws(' ', 'internal', t.tgrelid::regclass, t.tgenabled, count(*))
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'portal'::regnamespace and t.tgisinternal group by t.tgrelid, t.tgenabled
      union all
      select concat_ws(' ', 'policy', p::text) from pg_policies p where schemaname = 'portal'
      union all
      select concat_ws(' ', 'table', relname, relkind, relrowsecurity, relforcerowsecurity, relowner::regrole, relacl::text)
      from pg_class where relnamespace = 'portal'::regnamespace
      union all
      select concat_ws(' ', 'index', indexdef) from pg_indexes where schemaname = 'portal'
    ) as guards order by line collate "C"`);
  return createHash('sha256')
    .update(rows.map(({ line }) => line).join('\n'))
    .digest('hex');
}
