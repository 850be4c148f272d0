/** Reads what a clinic approved and wrote of a language, and in which one a patient would like to read. Decides nothing. */
import { type Country, numbersOf } from '../clinic/emergency-numbers';
import type { Tx } from '../db/tx';
import type { Language, Translated } from './languages';
import type { Message } from './message';
import { type Standing, wordsFor } from './review';
import type { Words } from './words';

/**
 * What a clinic said of one language, as columns of a select. `of`: the clinic and the language, as SQL; it is the reader's clinic
 * whatever is asked.
 */
export const standingColumns = (clinic: string, language: string): string => /* sql */ `
  (select coalesce(jsonb_agg(jsonb_build_object('textId', a.text_id, 'pair', a.pair_hash)), '[]')
   from portal.text_approval a
   where (a.clinic_id, a.language) = (${clinic}, ${language}) and a.revoked_at is null) as approvals,
  (select coalesce(jsonb_agg(jsonb_build_object('textId', w.text_id, 'of', w.english_hash, 'says', w.says)), '[]')
   from portal.own_wording w
   where (w.clinic_id, w.language) = (${clinic}, ${language}) and w.ended_at is null) as own`;

/**
 * The one row of what a patient's words are made of, at the clinic that the asker sees; `patientId`: SQL. English for nobody the
 * asker can see, and where the clinic no longer offers what the patient chose.
 */
export const readerOf = (patientId: string): string => /* sql */ `
  select said.language, c.country, ${standingColumns('c.id', 'said.language')}
  from portal.clinic c
  left join portal.patient p on (p.clinic_id, p.id) = (c.id, ${patientId})
  cross join lateral (
    select case when p.preferred_language = any (c.languages) then p.preferred_language else 'en' end as language) said`;

export interface ReaderRow extends Standing {
  language: Language;
  country: Country;
}

export const wordsOfReader = ({ language, country, ...standing }: ReaderRow): Words =>
  wordsFor(language, standing, numbersOf(country));

/** In which words a patient reads, with the numbers to call where their clinic is. */
export async function readWords(tx: Tx, patientId = tx.actor.patientId as string): Promise<Words> {
  const [reader] = await tx.query<ReaderRow>(`${readerOf('$1::uuid')} where c.id = $2`, [
    patientId,
    tx.actor.clinicId,
  ]);
  return wordsOfReader(reader as ReaderRow);
}

export async function readStanding(tx: Tx, language: Translated): Promise<Standing> {
  const [row] = await tx.query<Standing>(`select ${standingColumns('$1::uuid', '$2::text')}`, [
    tx.actor.clinicId,
    language,
  ]);
  return row as Standing;
}

/** Until this transaction ends nobody else approves, revokes or rewrites a text of this language at this clinic. */
export async function lockLanguage(tx: Tx, language: Translated): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('language ' || $1 || ' ' || $2, 0))`, [
    tx.actor.clinicId,
    language,
  ]);
}

/** Answers the ids of the approvals that this ended; of texts that had none, nothing. */
export async function revokeApprovals(
  tx: Tx,
  language: Translated,
  textIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `update portal.text_approval set revoked_at = $4, revoked_by = $3
     where (language, revoked_at) is not distinct from ($1, null::timestamptz) and text_id = any ($2) returning id`,
    [language, textIds, tx.actor.id, tx.now],
  );
  return rows.map(({ id }) => id);
}

export async function insertApprovals(
  tx: Tx,
  language: Translated,
  texts: readonly { id: string; pair: string }[],
  comparedBy: string,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `insert into portal.text_approval (clinic_id, language, text_id, pair_hash, compared_by, approved_by)
     select $1, $2, one.id, one.pair, $5, $6 from unnest($3::text[], $4::text[]) as one (id, pair) returning id`,
    [
      tx.actor.clinicId,
      language,
      texts.map(({ id }) => id),
      texts.map(({ pair }) => pair),
      comparedBy,
      tx.actor.id,
    ],
  );
  return rows.map(({ id }) => id);
}

/** Answers the id of the wording that this ended; null: there was none. */
export async function endOwnWording(tx: Tx, language: Translated, textId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `update portal.own_wording set ended_at = $4, ended_by = $3
     where (language, ended_at) is not distinct from ($1, null::timestamptz) and text_id = $2 returning id`,
    [language, textId, tx.actor.id, tx.now],
  );
  return row?.id ?? null;
}

export async function insertOwnWording(
  tx: Tx,
  language: Translated,
  { textId, of, says }: { textId: string; of: string; says: Message },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into portal.own_wording (clinic_id, language, text_id, english_hash, says, written_by)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [tx.actor.clinicId, language, textId, of, JSON.stringify(says), tx.actor.id],
  );
  return (row as { id: string }).id;
}

export interface Step {
  id: string;
  textId: string;
  comparedBy: string;
  approvedBy: string;
  approvedAt: Date;
}

/** Those that stand, whatever became of the text since. */
export function openApprovals(tx: Tx, language: Translated): Promise<Step[]> {
  return tx.query<Step>(
    `select id, text_id as "textId", compared_by as "comparedBy", approved_by as "approvedBy", approved_at as "approvedAt"
     from portal.text_approval where (language, revoked_at) is not distinct from ($1, null::timestamptz)`,
    [language],
  );
}
