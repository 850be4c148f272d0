/**
 * Every way in which the walls around a patient's advice could quietly be weakened, one at a time: each condition of the
 * gate, each policy and each part of one, each trigger that guards what was written, and each table opened to the patient.
 * All are found in the gate's file and in the catalogue, so that what is added later is weakened too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { statementsOf, withoutEachCondition, withoutEachPart } from './clauses';

export interface Mutant {
  name: string;
  /** What the superuser does to a migrated database. */
  sql: string;
  /** The test files that should notice, and the tests in them; all others are asked when these do not. */
  likely: { files: string[]; tests?: string };
}

const GATE = join(__dirname, '../../migrations/always/2-only-if-advised.sql');
const LIKELY: Record<string, string[]> = {
  sound_version: ['only-if-advised', 'why-nothing-shows'],
  shown_plan: ['only-if-advised', 'days-of-advice', 'patients-stops'],
  unstopped_item: ['only-if-advised', 'days-of-advice', 'patients-stops', 'advised-media'],
  advised_item: ['patients-stops', 'only-if-advised', 'days-of-advice', 'patients-stops', 'advised-media'],
  advised_advice: ['advised-advice'],
  advised_media: ['advised-media'],
  advice_standing: ['why-nothing-shows', 'days-of-advice'],
  advised_plan: ['around-the-plan'],
  advised_ever: ['advised-ever'],
  was_advised: ['was-advised'],
  sessions_of: ['was-advised'],
  was_advised_to: ['was-advised', 'diary'],
  plan_state: ['why-nothing-shows', 'desk-knows', 'days-of-advice'],
};

export async function allMutants(migrated: Client): Promise<Mutant[]> {
  return [
    ...gateMutants(),
    ...(await policyMutants(migrated)),
    ...(await triggerMutants(migrated)),
    ...(await grantMutants(migrated)),
  ];
}

function gateMutants(): Mutant[] {
  const file = readFileSync(GATE, 'utf8');
  return statementsOf(file).flatMap((statement) => {
    const view = /create (?:view|or replace function) portal\.(\w+)/.exec(statement)?.[1];
    if (!view) return [];
    const linesAbove = file.slice(0, file.indexOf(statement.trim())).split('\n').length - 1;
    // replacing keeps the view's owner, its grants and the policies that lean on it
    const replacing = statement.trim().replace('create view', 'create or replace view');
    return withoutEachCondition(replacing).map(({ what, sql, line }) => ({
      name: `${view}, line ${linesAbove + line}: ${what}`,
      sql,
      likely: { files: LIKELY[view] ?? ['why-nothing-shows'] },
    }));
  });
}

interface Policy {
  name: string;
  table: string;
  using: string | null;
  check: string | null;
  /** Whether its roles may write a column that it judges: else what it says of new rows decides nothing. */
  judges_writes: boolean;
}

const POLICIES = `
  select pol.polname as name, pol.polrelid::regclass::text as table,
    pg_get_expr(pol.polqual, pol.polrelid) as using, pg_get_expr(pol.polwithcheck, pol.polrelid) as check,
    exists (
      select from pg_depend d, unnest(pol.polroles) r
      where d.classid = 'pg_policy'::regclass and d.objid = pol.oid and d.refobjid = pol.polrelid and d.refobjsubid > 0
        and (pol.polcmd in ('a', '*') and has_column_privilege(r, d.refobjid, d.refobjsubid::int2, 'insert')
          or pol.polcmd in ('w', '*') and has_column_privilege(r, d.refobjid, d.refobjsubid::int2, 'update'))
    ) as judges_writes
  from pg_policy pol order by 2, 1`;

async function policyMutants(migrated: Client): Promise<Mutant[]> {
  const { rows } = await migrated.query<Policy>(POLICIES);
  return rows.flatMap(({ name, table, using, check, judges_writes }) => {
    const altered = (what: string, sql: string): Mutant => ({
      name: `policy ${name}: ${what}`,
      sql: `alter policy ${name} on ${table} ${sql}`,
      likely: { files: ['who-sees-what'], tests: `${table.replace('portal.', '')}$` },
    });
    const mutants = [
      { ...altered('dropped', ''), sql: `drop policy ${name} on ${table}` },
      ...(using && using !== 'true' ? [altered('using (true)', 'using (true)')] : []),
      ...(judges_writes && check !== 'true' ? [altered('with check (true)', 'with check (true)')] : []),
    ];
    for (const [clause, condition] of [
      ['using', using],
      ['with check', check],
    ] as const) {
      const parts = condition === null ? [] : withoutEachPart(condition);
      // of a single part the whole was opened already
      if (parts.length > 1)
        for (const { what, sql } of parts) mutants.push(altered(`${clause}: ${what}`, `${clause} (${sql})`));
    }
    return mutants;
  });
}

async function triggerMutants(migrated: Client): Promise<Mutant[]> {
  const { rows } = await migrated.query<{ name: string; table: string }>(
    `select tgname as name, tgrelid::regclass::text as table from pg_trigger
     where not tgisinternal and tgrelid::regclass::text like 'portal.%' order by 2, 1`,
  );
  return rows.map(({ name, table }) => ({
    name: `trigger ${name} on ${table}: dropped`,
    sql: `drop trigger ${name} on ${table}`,
    likely: { files: name === 'next_revision' ? ['every-table'] : ['never-rewritten', 'standing', 'links'] },
  }));
}

/** Each table that the patient's role does not read in full, opened to it; and all tables at once, to each other verb. */
async function grantMutants(migrated: Client): Promise<Mutant[]> {
  const { rows } = await migrated.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
       and not has_table_privilege('app_patient', c.oid, 'select') order by 1`,
  );
  const opened = [
    ...rows.map(({ name }) => `grant select on ${name} to app_patient`),
    ...['insert', 'update', 'delete'].map(
      (verb) => `grant ${verb} on all tables in schema portal to app_patient`,
    ),
  ];
  return opened.map((sql) => ({ name: sql, sql, likely: { files: ['patients-window'] } }));
}
