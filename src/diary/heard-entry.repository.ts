/**
 * Which entries were heard although the diary could not keep them. A row for each id, written once: it is what makes sending again
 * change nothing. No exercise is named in it.
 */
import type { Tx } from '../db/tx';
import type { Entry } from './diary';
import type { EntryRefusal } from './entry-rules';

export interface Unkept {
  entry: Entry;
  refusal: EntryRefusal;
}

/** Answers the ids that were not heard before. In the order of the ids, as two deliveries may meet. */
export async function keepHeard(tx: Tx, unkept: readonly Unkept[]): Promise<Set<string>> {
  const { clinicId, patientId, role, id } = tx.actor;
  const rows = unkept.map(({ entry: { id: entryId, kind, at, pain, spread }, refusal }) => {
    return { entryId, kind, at, pain, spread, refusal };
  });
  const heard = await tx.query<{ entryId: string }>(
    `insert into portal.heard_entry (clinic_id, patient_id, carer_id, entry_id, kind, at, pain, spread, refused_because)
     select $2, $3, $4, h."entryId", h.kind, h.at, h.pain, h.spread, h.refusal
     from jsonb_to_recordset($1::jsonb) as h ("entryId" uuid, kind text, at timestamptz, pain int, spread text, refusal text)
     order by h."entryId"
     on conflict (clinic_id, patient_id, entry_id) do nothing returning entry_id as "entryId"`,
    [JSON.stringify(rows), clinicId, patientId, role === 'carer' ? id : null],
  );
  return new Set(heard.map(({ entryId }) => entryId));
}

/** Which of these were heard before they could be kept, on a record that was merged since too. */
export async function heardBefore(tx: Tx, entryIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ entryId: string }>(
    'select heard.id as "entryId" from portal.heard_before($1) as heard (id)',
    [entryIds],
  );
  return new Set(rows.map(({ entryId }) => entryId));
}
