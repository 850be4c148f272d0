import type { Tx } from '../../db/tx';
import { TableImports } from '../../table-import/table-import.repository';

/** known: the clinic uses a template of this name, which is left as it is. */
export const OUTCOMES = ['new', 'known', 'faulty'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The templates that imports brought. Decides nothing. */
export const IMPORTS = new TableImports({
  noun: 'template',
  counted: 'templates',
  outcomes: OUTCOMES,
  undoneAlready: 'template.import_undone',
});

export interface Brought {
  templateId: string;
  /** Somebody changed it since, or took it out of use. */
  isTouched: boolean;
}

/** Ids of templates that are in use, by their names as they are asked; which letters are the same, the database alone says. */
export async function findInUse(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `select t.id, asked.name from unnest($1::text[]) as asked (name)
     join portal.template t on lower(t.name) = lower(asked.name) and t.retired_at is null`,
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
