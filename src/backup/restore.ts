/**
 * Puts the rows of a checked backup into a database at this version that holds no clinic, in one transaction: others see all of
 * it or nothing. References are taken off while rows come in and put on again afterwards, which looks up every one of them;
 * triggers sleep meanwhile, as what they would draw from the rows is among the rows. Before it is kept, every table is read back
 * and has to be the same bytes, and everything that guards the rows has to be as it was.
 */
import { join } from 'node:path';
import type { Client } from 'pg';
import { noteInAudit } from './backup';
import type { CheckedBackup } from './check-backup';
import { tableFile } from './manifest';
import { showProgress } from './progress';
import { countRows, putRows } from './table-rows';
import {
  foreignKeysOf,
  guardsOf,
  portal,
  sequencesOf,
  setSequences,
  speakPlainly,
  type Table,
  tablesOf,
} from './tables';

/** What the restore changed in what was restored. */
export interface Aftermath {
  sessionsEnded: number;
  mailsDropped: number;
}

/** `beforeCommit`: what must have succeeded for this to count. Throws a sentence for people; then nothing has changed. */
export async function restoreRows(
  owner: Client,
  backup: CheckedBackup,
  out: NodeJS.WriteStream,
  beforeCommit: () => Promise<void>,
): Promise<Aftermath> {
  await owner.query('begin');
  try {
    await speakPlainly(owner);
    await owner.query('lock table portal.clinic in access exclusive mode');
    await assertNoClinic(owner);
    const tables = await tablesOf(owner);
    assertSameTables(tables, backup);
    const guards = await guardsOf(owner);
    await putAll(owner, tables, backup, out);
    if ((await guardsOf(owner)) !== guards)
      throw new Error('What guards the rows was not put on again as it was.');
    await assertSameRows(owner, tables, backup, out);
    const aftermath = await endWhatWasUnderWay(owner);
    await noteInAudit(owner, 'backup.restored');
    await beforeCommit();
    await owner.query('commit');
    return aftermath;
  } catch (fault) {
    await owner.query('rollback').catch(() => undefined);
    throw fault;
  }
}

/** What the migrations bring may be there; a clinic, or somebody's account, is somebody's data. */
export async function assertNoClinic(owner: Client): Promise<void> {
  const { rowCount } = await owner.query(
    'select from portal.clinic union all select from portal.account limit 1',
  );
  if (rowCount) {
    throw new Error(
      'The database is not empty: a clinic or an account is in it. Nothing is ever put over it.',
    );
  }
}

function assertSameTables(tables: readonly Table[], { manifest }: CheckedBackup): void {
  const shape = (all: readonly Pick<Table, 'name' | 'columns'>[]) =>
    all.map(({ name, columns }) => `${name} (${columns.join(', ')})`);
  const [here, there] = [shape(tables), shape(manifest.tables)];
  const odd = [...here, ...there].find((one) => !here.includes(one) || !there.includes(one));
  if (odd) throw new Error(`The backup and this software do not know the same tables: ${odd}.`);
}

async function putAll(
  owner: Client,
  tables: readonly Table[],
  { folder, manifest }: CheckedBackup,
  out: NodeJS.WriteStream,
): Promise<void> {
  const references = await foreignKeysOf(owner);
  for (const { table, name } of references) {
    await owner.query(`alter table ${portal(table)} drop constraint "${name}"`);
  }
  for (const { name } of tables) await owner.query(`alter table ${portal(name)} disable trigger user`);
  await owner.query(`truncate ${tables.map(({ name }) => portal(name)).join(', ')}`);
  const progress = showProgress('Writing', tables.length, out);
  try {
    for (const table of tables) {
      await putRows(owner, table, join(folder, tableFile(table.name)), progress.passing);
      progress.table();
    }
  } finally {
    progress.end();
  }
  for (const { table, name, definition } of references) {
    await owner.query(`alter table ${portal(table)} add constraint "${name}" ${definition}`);
  }
  for (const { name } of tables) await owner.query(`alter table ${portal(name)} enable trigger user`);
  await setSequences(owner, await known(owner, manifest.sequences));
}

/** A name goes into SQL only if the catalogue has it. */
async function known<T extends { name: string }>(owner: Client, named: readonly T[]): Promise<T[]> {
  const here = new Set((await sequencesOf(owner)).map(({ name }) => name));
  const odd = named.find(({ name }) => !here.has(name));
  if (odd) throw new Error(`The backup names ${odd.name}, which this software does not know.`);
  return [...named];
}

async function assertSameRows(
  owner: Client,
  tables: readonly Table[],
  { manifest }: CheckedBackup,
  out: NodeJS.WriteStream,
): Promise<void> {
  const kept = new Map(manifest.tables.map((table) => [table.name, table]));
  const progress = showProgress('Comparing', tables.length, out);
  try {
    for (const table of tables) {
      const { rows, sha256 } = await countRows(owner, table, progress.passing);
      const said = kept.get(table.name);
      if (rows !== said?.rows || sha256 !== said.sha256) {
        throw new Error(
          `${table.name} came out with ${rows} rows that are not the ${said?.rows} of the backup.`,
        );
      }
      progress.table();
    }
  } finally {
    progress.end();
  }
}

/**
 * Nobody knows what happened since the backup. Who was signed in may have been signed out since, so all sign in anew. A mail that
 * waited, or was in the postman's hand, has probably gone out: none goes twice, and what it told of stands in the clinic's lists.
 * A reminder of an hour that is over is not made up for.
 */
async function endWhatWasUnderWay(owner: Client): Promise<Aftermath> {
  const sessions = await owner.query(
    `update portal.session set ended_at = portal.portal_now(), ended_because = 'ended_by_clinic' where ended_at is null`,
  );
  const mails = await owner.query(
    `update portal.mail set dropped_at = portal.portal_now(), dropped_because = 'restored', once_key = null
     where sent_at is null and dropped_at is null and bounced_at is null`,
  );
  await owner.query(`update portal.reminder set seen_to_at = portal.portal_now() where stopped_at is null`);
  return { sessionsEnded: sessions.rowCount ?? 0, mailsDropped: mails.rowCount ?? 0 };
}
