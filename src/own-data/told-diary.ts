/**
 * A diary as it was told, each entry as it came: for the patient's own data, read with their rights, and for the full record, read
 * with a clinician's. Nobody judges it: it is the patient's own words, and they have it in their own data at once.
 */
import type { Tx } from '../db/tx';
import type { RecordDiaryDto } from './record-request.dto';

/** As JSON has a moment. */
export const utc = (column: string): string =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Of `log_entry e`. */
export const DIARY_COLUMNS = /* sql */ `e.id, e.kind, ${utc('e.at')} as at, e.day::text, e.session_id as "sessionId",
  e.prescription_id as "prescriptionId", e.item_id as "itemId", e.dose, e.sets_done as "setsDone",
  e.reps_done as "repsDone", e.seconds_done as "secondsDone", e.metres_done as "metresDone", e.pain, e.effort, e.spread,
  e.not_done_because as "notDoneBecause", e.how_much as "howMuch", e.note,
  e.private_note as "privateNote", e.on_bad_day as "onBadDay", e.corrects,
  e.carer_id is not null as "byCarer", e.taken_down_by is not null as "fromPaper", ${utc('e.received_at')} as "receivedAt"`;

/**
 * Oldest first, with the exercise by its name and its variation, as the plan had it. Not what came by a merge that nobody confirmed:
 * it may be another's, and what is released is for the patient's phone.
 */
export function diaryForRecord(tx: Tx, patientId: string): Promise<RecordDiaryDto[]> {
  return tx.query<RecordDiaryDto>(
    `select ${DIARY_COLUMNS}, nullif(concat_ws(', ', i.name, i.variation), '') as exercise
     from portal.log_entry e left join portal.prescription_item i on i.id = e.item_id
     where e.patient_id = $1
       and portal.came_by_merge('log_entry', e.id, (select portal.unsure_merges($1))) is not true
     order by e.at, e.id`,
    [patientId],
  );
}
