/** What tests of moving out look at: every file of an export, every row of a database, and what must be in neither. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { query } from './launched';

export async function asOwner<T>(
  database: { ownerUrl: string },
  work: (owner: Client) => Promise<T>,
): Promise<T> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Every file of an export by its name; of the manifest without its date. */
export function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }) as string[];
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  return Object.fromEntries(
    files.map((name) => {
      const bytes = readFileSync(join(folder, name));
      if (name.startsWith('media/')) return [name, createHash('sha256').update(bytes).digest('hex')];
      return [name, bytes.toString().replace(/"exportedAt": "[^"]+"/, '')];
    }),
  );
}

/** All that is there of a clinic, or of everybody, as one text for each table. */
export async function everythingOf(url: string, clinic = 'true'): Promise<Record<string, string>> {
  const tables = await query(
    url,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'clinic_id'
     where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(string_agg(t::text, ',' order by t::text)) as sum from portal."${name}" t where ${clinic}`,
  );
  const rows = await query(url, sums.join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum as string]));
}

export async function idsOf(
  database: { ownerUrl: string },
  where: string,
  only?: string[],
): Promise<string[]> {
  const tables = await query(
    database.ownerUrl,
    `select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
     join pg_attribute b on b.attrelid = c.oid and b.attname = 'clinic_id'
     where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r'`,
  );
  const names = tables.map(({ name }) => name as string).filter((name) => only?.includes(name) ?? true);
  const ids = await query(
    database.ownerUrl,
    names.map((name) => `select t.id::text as id from portal."${name}" t where ${where}`).join(' union all '),
  );
  return ids.map(({ id }) => id as string);
}

/** Of both clinics, as text and as bytes are written. */
export async function secretsOf(database: { ownerUrl: string }): Promise<string[]> {
  const columns = await query(
    database.ownerUrl,
    `select c.relname as name, a.attname as column, a.atttypid = 'bytea'::regtype as bytes
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' and a.attnum > 0
       and (a.attname ~ '(secret|hash|public_key|credential_id|challenge|lookup)' and a.attname <> 'file_sha256'
         or c.relname in ('session', 'passkey') and a.attname = 'device')`,
  );
  const values = await query(
    database.ownerUrl,
    columns
      .map(
        ({ name, column, bytes }) =>
          `select ${bytes ? `encode(t."${column}", 'hex')` : `t."${column}"`} as one from portal."${name}" t`,
      )
      .join(' union '),
  );
  // what is said everywhere is no secret
  return values
    .map(({ one }) => one as string)
    .filter((one) => one !== null && !['test', '0000'].includes(one));
}
