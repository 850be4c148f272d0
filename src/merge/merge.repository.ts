/**
 * Reads merges, and asks the database to make them: whose a row is, only its own functions change (migrations/always/9-merging.sql).
 * Statements only; whether it may be done, the service has asked.
 */
import type { Tx } from '../db/tx';
import type { Standing } from './merge-rules';

export interface Merge {
  id: string;
  mergedId: string;
  intoId: string;
  mergedAt: Date;
  mergedBy: string;
  because: string;
  /** null: it stands. */
  reversedAt: Date | null;
  reversedBy: string | null;
  reversedBecause: string | null;
  /** null: until then what came by it is not for the phone. */
  confirmedAt: Date | null;
  confirmedBy: string | null;
  confirmedBecause: string | null;
}

const MERGE = /* sql */ `
  select m.id, m.merged_id as "mergedId", m.into_id as "intoId", m.merged_at as "mergedAt", m.merged_by as "mergedBy", m.because,
    m.reversed_at as "reversedAt", m.reversed_by as "reversedBy", m.reversed_because as "reversedBecause",
    m.confirmed_at as "confirmedAt", m.confirmed_by as "confirmedBy", m.confirmed_because as "confirmedBecause"
  from portal.patient_merge m`;

/** Those by which a record ended or got another's, newest first. */
export async function mergesOf(tx: Tx, patientId: string): Promise<Merge[]> {
  return tx.query<Merge>(
    `${MERGE} where $1 in (m.merged_id, m.into_id) order by m.merged_at desc, m.id desc`,
    [patientId],
  );
}

export async function findMerge(tx: Tx, id: string): Promise<Merge | null> {
  const [found] = await tx.query<Merge>(`${MERGE} where m.id = $1`, [id]);
  return found ?? null;
}

/** Until this transaction ends nothing is written on either, and of their plans nothing is changed by others. */
export async function lockRecords(tx: Tx, one: string, other: string): Promise<void> {
  await tx.query('select portal.lock_records($1, $2)', [one, other]);
}

/** Of those of these who are at the asker's clinic. */
export async function standingsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<(Standing & { revision: number })[]> {
  return tx.query(
    `select p.id, p.revision, p.merged_into_id as "mergedIntoId",
       exists (select 1 from portal.discharge d
         where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null) as "isDischarged",
       exists (select 1 from portal.record_request r
         where r.clinic_id = p.clinic_id and r.patient_id = p.id and r.released_at is null
           and r.refused_at is null) as "waitsForRecord"
     from portal.patient p where p.id = any($1)`,
    [ids],
  );
}

/** Of two locked records; answers the id of the merge. */
export async function mergeRecords(
  tx: Tx,
  asked: { id: string; intoId: string; because: string },
): Promise<string> {
  const [made] = await tx.query<{ id: string }>('select portal.merge_patients($1, $2, $3) as id', [
    asked.id,
    asked.intoId,
    asked.because,
  ]);
  return (made as { id: string }).id;
}

export async function confirmMerge(tx: Tx, mergeId: string, because: string): Promise<void> {
  await tx.query(
    `update portal.patient_merge
     set confirmed_at = portal.portal_now(), confirmed_by = $2, confirmed_because = $3 where id = $1`,
    [mergeId, tx.actor.id, because],
  );
}

export async function partRecords(tx: Tx, mergeId: string, because: string): Promise<void> {
  await tx.query('select portal.part_patients($1, $2)', [mergeId, because]);
}
