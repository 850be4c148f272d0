/**
 * Reads and writes hand-overs, by the rights of a clinician or an admin. An admin sees no patient: ids and whose they are is all that
 * is asked here. What is open on a patient's worklist goes with them by a trigger (7-consequences.sql).
 */
import type { Tx } from '../db/tx';
import { cursorKey, rowsFor } from '../http/page';
import type { HandOverQuery } from './hand-over.dto';
import type { Belonging, Move, WrittenReason } from './hand-over-rules';

export interface HandOver {
  id: string;
  at: Date;
  byId: string;
  /** null: from whoever each of the patients had. */
  fromId: string | null;
  /** null where another is taken back, or where nobody is responsible any more. */
  toId: string | null;
  isWhole: boolean;
  reason: WrittenReason;
  note: string | null;
  patients: number;
  takesBack: string | null;
  takenBackBy: string | null;
}

// a cursor holds milliseconds; the column is finer
const AT = `date_trunc('milliseconds', h.at)`;
const fields = (of: 'h' | 'p') => /* sql */ `
  h.id, ${AT} as at, h.by_staff_id as "byId", ${of}.from_staff_id as "fromId", ${of}.to_staff_id as "toId",
  h.is_whole as "isWhole", h.reason, h.note, h.patients, h.takes_back as "takesBack",
  (select back.id from portal.hand_over back where back.clinic_id = h.clinic_id and back.takes_back = h.id) as "takenBackBy"`;

/** Newest first, one more than the page shows. */
export async function listHandOvers(tx: Tx, query: HandOverQuery): Promise<HandOver[]> {
  const [at, id] = cursorKey(query, 2) ?? [];
  return tx.query<HandOver>(
    `select ${fields('h')} from portal.hand_over h
     where ($1::uuid is null or exists (select 1 from portal.handed_over p
         where p.clinic_id = h.clinic_id and p.hand_over_id = h.id and $1 in (p.from_staff_id, p.to_staff_id)))
       and ($2::timestamptz is null or (${AT}, h.id) < ($2, $3::uuid))
     order by ${AT} desc, h.id desc limit $4`,
    [query.staffId, at, id, rowsFor(query)],
  );
}

/** Of one patient, newest first: from whom to whom each moved them. */
export async function handOversOf(tx: Tx, patientId: string): Promise<HandOver[]> {
  return tx.query<HandOver>(
    `select ${fields('p')} from portal.handed_over p
     join portal.hand_over h on h.clinic_id = p.clinic_id and h.id = p.hand_over_id
     where p.patient_id = $1 order by h.at desc, h.id desc`,
    [patientId],
  );
}

export async function findHandOver(tx: Tx, id: string): Promise<HandOver | null> {
  const [found] = await tx.query<HandOver>(`select ${fields('h')} from portal.hand_over h where h.id = $1`, [
    id,
  ]);
  return found ?? null;
}

/** In the order of their ids. */
export async function movesOf(tx: Tx, handOverId: string): Promise<Move[]> {
  return tx.query<Move>(
    `select patient_id as "patientId", from_staff_id as "fromId", to_staff_id as "toId"
     from portal.handed_over where hand_over_id = $1 order by patient_id`,
    [handOverId],
  );
}

const LOCK = /* sql */ `select id, responsible_staff_id as "responsibleId" from portal.patient`;

/** Those who are at the asker's clinic, locked in the order of their ids. */
export async function patientsForUpdate(tx: Tx, ids: readonly string[]): Promise<Belonging[]> {
  return tx.query<Belonging>(
    `${LOCK} where id = any ($1) and merged_into_id is null order by id for update`,
    [ids],
  );
}

/** Everybody for whom somebody is responsible, discharged or not: whoever is readmitted finds a clinician. */
export async function caseloadForUpdate(tx: Tx, staffId: string): Promise<Belonging[]> {
  return tx.query<Belonging>(
    `${LOCK} where responsible_staff_id = $1 and merged_into_id is null order by id for update`,
    [staffId],
  );
}

export type NewHandOver = Pick<HandOver, 'fromId' | 'toId' | 'isWhole' | 'reason' | 'takesBack'> & {
  note: string | null;
  moves: Move[];
};

/** Writes it down and does it. `moves` is of locked patients, and not empty; answers the new id. */
export async function writeHandOver(tx: Tx, made: NewHandOver): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into portal.hand_over (clinic_id, from_staff_id, to_staff_id, is_whole, takes_back, reason, note, patients,
       by_staff_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      tx.actor.clinicId,
      made.fromId,
      made.toId,
      made.isWhole,
      made.takesBack,
      made.reason,
      made.note,
      made.moves.length,
      tx.actor.id,
    ],
  );
  const { id } = row as { id: string };
  const moved = [
    made.moves.map(({ patientId }) => patientId),
    made.moves.map(({ fromId }) => fromId),
    made.moves.map(({ toId }) => toId),
  ];
  await tx.query(
    `insert into portal.handed_over (clinic_id, hand_over_id, patient_id, from_staff_id, to_staff_id)
     select $1, $2, m.* from unnest($3::uuid[], $4::uuid[], $5::uuid[]) m`,
    [tx.actor.clinicId, id, ...moved],
  );
  await tx.query(
    `update portal.patient p set responsible_staff_id = m.to_id
     from unnest($1::uuid[], $2::uuid[]) m (patient_id, to_id) where p.id = m.patient_id`,
    [moved[0], moved[2]],
  );
  return id;
}

/** Whether somebody is among the clinicians who can sign in today. */
export async function isHere(tx: Tx, staffId: string): Promise<boolean> {
  const [row] = await tx.query<{ here: boolean }>(
    `select $1 = any (portal.staff_here('clinician')) as here`,
    [staffId],
  );
  return row?.here === true;
}
