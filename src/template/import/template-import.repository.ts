import type { Tx } from '../../db/tx';
import { cursorKey, type PageQuery, rowsFor } from '../../http/page';

/** Imports of templates, and the templates that they brought. Decides nothing. */
export interface TemplateImport {
  id: string;
  importedAt: Date;
  importedBy: string;
  /** In hexadecimal. */
  fileSha256: string;
  new: number;
  known: number;
  faulty: number;
  undoneAt: Date | null;
  undoneBy: string | null;
  removed: number | null;
  kept: number | null;
}

export interface Brought {
  templateId: string;
  /** Somebody changed it since, or took it out of use. */
  isTouched: boolean;
}

/** Lets one import or undoing of a clinic be at work at a time, so that the later one sees what the earlier one brought. */
export async function waitForOtherImports(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `template imports of ${tx.actor.clinicId}`,
  ]);
}

export async function insertImport(
  tx: Tx,
  made: Pick<TemplateImport, 'id' | 'fileSha256' | 'new' | 'known' | 'faulty'>,
): Promise<void> {
  const { id: by, clinicId } = tx.actor;
  await tx.query(
    `insert into portal.template_import (id, clinic_id, imported_by, file_sha256, templates_new, templates_known,
       templates_faulty)
     values ($1, $2, $3, decode($4, 'hex'), $5, $6, $7)`,
    [made.id, clinicId, by, made.fileSha256, made.new, made.known, made.faulty],
  );
}

const IMPORT = /* sql */ `
  select m.id, m.imported_at as "importedAt", m.imported_by as "importedBy", encode(m.file_sha256, 'hex') as "fileSha256",
    m.templates_new as new, m.templates_known as known, m.templates_faulty as faulty, m.undone_at as "undoneAt",
    m.undone_by as "undoneBy", m.removed, m.kept
  from portal.template_import m`;

/** The newest first, one more than the page shows. */
export async function listImports(tx: Tx, query: PageQuery): Promise<TemplateImport[]> {
  const [afterAt, afterId] = cursorKey(query, 2) ?? [];
  return tx.query(
    `${IMPORT}
     where ($1::timestamptz is null or (m.imported_at, m.id) < ($1, $2::uuid))
     order by m.imported_at desc, m.id desc limit $3`,
    [afterAt, afterId, rowsFor(query)],
  );
}

export async function findImport(tx: Tx, id: string): Promise<TemplateImport | null> {
  const [found] = await tx.query<TemplateImport>(`${IMPORT} where m.id = $1`, [id]);
  return found ?? null;
}

/** Ids by name in small letters, of templates that are in use. */
export async function findInUse(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `select id, lower(name) as name from portal.template
     where retired_at is null and lower(name) in (select lower(n) from unnest($1::text[]) n)`,
    [names],
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Locked, by name. */
export async function findBrought(tx: Tx, importId: string): Promise<Brought[]> {
  return tx.query(
    `select id as "templateId", revision > 1 as "isTouched" from portal.template where import_id = $1
     order by name, id for update`,
    [importId],
  );
}

export async function retireAll(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query('update portal.template set retired_at = $2, retired_by = $3 where id = any ($1)', [
    ids,
    tx.now,
    tx.actor.id,
  ]);
}

export async function markUndone(tx: Tx, id: string, removed: number, kept: number): Promise<void> {
  await tx.query(
    `update portal.template_import set undone_at = $2, undone_by = $3, removed = $4, kept = $5 where id = $1`,
    [id, tx.now, tx.actor.id, removed, kept],
  );
}
