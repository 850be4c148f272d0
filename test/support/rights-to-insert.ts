/**
 * Finds out by trying which rows somebody may put into a table: one like theirs, one like another clinic's, and in which
 * columns a row of theirs may not say otherwise. Part of `rights.ts`.
 */
import { randomUUID } from 'node:crypto';
import { type Asking, DENIED } from './as-role';
import type { Asker, Column, Rights, Row } from './rights';

export async function insertsOf(
  as: Asking,
  table: string,
  asker: Asker,
  columns: Column[],
  rows: Row[],
  seen: string[],
): Promise<Pick<Rights, 'insertsPinned' | 'insertsForeign'>> {
  const names = columns
    .filter((column) => column.may_insert && column.is_written)
    .map((column) => column.name);
  const own =
    rows.find((row) => row.home === 'own' && seen.includes(row.key)) ??
    rows.find((row) => row.home === 'own');
  const foreign = rows.find((row) => row.home === 'foreign');
  if (names.length === 0 || !own || !foreign) return { insertsPinned: null, insertsForeign: false };

  const mayInsert = async (content: Record<string, unknown>) => {
    const { refused } = await as.attemptPastTriggers(
      `insert into portal.${table} (${names.join()})
       select ${names.join()} from jsonb_populate_record(null::portal.${table}, $1)`,
      [JSON.stringify(content)],
    );
    return refused !== DENIED;
  };
  const mine = mineIn(columns, asker);
  const insertsForeign = await mayInsert({ ...foreign.content, ...mine });
  if (!(await mayInsert({ ...own.content, ...mine }))) return { insertsPinned: null, insertsForeign };

  const pinned: string[] = [];
  for (const { name, type } of columns.filter((column) => column.is_judged)) {
    const others: Record<string, unknown> = { uuid: randomUUID(), boolean: false };
    const other = name === 'clinic_id' ? foreign.content.clinic_id : (others[type] ?? 'somebody else');
    const allowed = await mayInsert({ ...own.content, ...mine, [name]: other });
    if (!allowed) pinned.push(name);
  }
  return { insertsPinned: pinned, insertsForeign };
}

/** A new key, and the asker wherever a policy wants them in a row of their own. */
function mineIn(columns: Column[], { role, person }: Asker): Record<string, unknown> {
  const mine: Record<string, unknown> = {};
  for (const { name, type, is_key, is_judged, says } of columns) {
    const wants = (value: string) => new RegExp(`\\b${name} = ${value}`).test(says ?? '');
    if (is_key && type === 'uuid') mine[name] = randomUUID();
    else if (wants('\\( SELECT (portal\\.)?me\\(')) mine[name] = person?.id;
    else if (wants('\\( SELECT (portal\\.)?my_patient\\(')) mine[name] = person?.patientId;
    else if (wants('\\( SELECT (portal\\.)?my_session\\(')) mine[name] = person?.sessionId;
    else if (type === 'boolean' && is_judged) mine[name] = true;
    else if (name === 'carer_id' && /my_carer\(/.test(says ?? ''))
      mine[name] = role === 'app_carer' ? person?.id : null;
    else if (wants('CURRENT_USER')) mine[name] = role;
  }
  return mine;
}
