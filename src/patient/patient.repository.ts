import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, rowsFor } from '../http/page';
import { readTypedWords, saysAll, saysAllAsTyped } from '../search/typed-words';
import type { PatientQuery } from './patient.dto';
import type { PatientRecord, PlanState } from './patient.entity';

/**
 * Reading patients as the desk and clinicians both may: with their identifiers and the day of their discharge, without
 * its reason. Whoever calls these notes the reading.
 */
const RECORD = /* sql */ `
  select p.id, p.name, p.date_of_birth as "dateOfBirth", p.email, p.phone, p.address,
    p.responsible_staff_id as "responsibleId", p.usual_site_id as "usualSiteId", p.preferred_language as "preferredLanguage",
    p.revision, p.merged_into_id as "mergedIntoId", p.archived_at as "archivedAt", d.discharged_at as "dischargedAt",
    case when died.id is not null then jsonb_build_object('diedOn', died.died_on, 'recordedAt', died.recorded_at) end as deceased,
    portal.last_bounce_of(p.id) as bounce, guessed.wrong_dates as "wrongDates", guessed.since as "wrongDatesSince",
    coalesce((
      select json_agg(json_build_object('id', i.id, 'system', i.system, 'value', i.value) order by i.system, i.value)
      from portal.patient_identifier i
      where i.clinic_id = p.clinic_id and i.patient_id = p.id), '[]') as identifiers
  from portal.patient p
  left join portal.discharge d
    on d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null
  left join portal.death died
    on died.clinic_id = p.clinic_id and died.patient_id = p.id and died.reversed_at is null
  left join portal.guessed_links() guessed on guessed.patient_id = p.id`;

const LIST = /* sql */ `${RECORD}
  where p.merged_into_id is null and ($1::text is null or (p.name, p.id) > ($1, $2::uuid))
    and case when $10::boolean then ${saysAllAsTyped('p.words', '$11')} else ${saysAll('p.words', '$3', '$4')} end
    and ($5::uuid is null or p.responsible_staff_id = $5)
    and ($6::text is null or $6 = case when died.id is not null then 'deceased' when d.id is not null then 'discharged'
      else 'current' end)
    and ($13::boolean is null or (p.archived_at is not null) = $13)
    and ($12::uuid is null or p.usual_site_id = $12)
    and ($7::text is null or p.id = (
      select known.patient_id from portal.patient_identifier known where known.system = $7 and known.value = $8))
  order by p.name, p.id
  limit $9`;

/** Slips are forgiven only when nobody bears the words as typed: else a stranger could stand above the one meant. */
const SAID_AS_TYPED = /* sql */ `
  select exists (
    select 1 from portal.patient p where ${saysAllAsTyped('p.words', '$1')} and p.merged_into_id is null) as as_typed`;

/** By name, one more than the page shows. Words: 20,000 patients of one clinic are searched in about 0.1 seconds. */
export async function listPatients(tx: Tx, query: PatientQuery): Promise<PatientRecord[]> {
  const [afterName, afterId] = cursorKey(query, 2) ?? [];
  const { words, patterns, asTyped } = await readTypedWords(tx, query.q);
  const [known] = await tx.query<{ as_typed: boolean }>(SAID_AS_TYPED, [asTyped]);
  return tx.query(LIST, [
    afterName,
    afterId,
    words,
    patterns,
    query.responsibleId,
    query.status,
    query.externalSystem,
    query.externalValue,
    rowsFor(query),
    known?.as_typed,
    asTyped,
    query.siteId,
    // whoever is looked for by their number is found wherever they are
    query.archived === undefined && query.externalValue !== undefined ? null : query.archived === 'true',
  ]);
}

export async function findPatient(tx: Tx, id: string): Promise<PatientRecord | null> {
  const [found] = await tx.query<PatientRecord>(`${RECORD} where p.id = $1`, [id]);
  return found ?? null;
}

/** The patient's ETag stands for their identifiers, discharge, death and archiving too. */
export async function moveRevision(tx: Tx, id: string): Promise<void> {
  await tx.query('update portal.patient set updated_at = portal.portal_now() where id = $1', [id]);
}

/** Among the hand-overs, as by whoever changes the record; answers its id, or null where they are with that colleague already. */
export async function handOverOnRecord(
  tx: Tx,
  patientId: string,
  toId: string | null,
): Promise<string | null> {
  const [made] = await tx.query<{ id: string | null }>('select portal.hand_over_on_record($1, $2) as id', [
    patientId,
    toId,
  ]);
  return made?.id ?? null;
}

export async function isDeceased(tx: Tx, patientId: string): Promise<boolean> {
  const standing = await tx.query(
    'select 1 from portal.death where patient_id = $1 and reversed_at is null',
    [patientId],
  );
  return standing.length > 0;
}

/**
 * For whatever lets somebody in or begins something: throws patient.deceased. Locks, so that a death is either known here or
 * waits, and then ends what was made. As staff.
 */
export async function assertAlive(tx: Tx, patientId: string): Promise<void> {
  await tx.query('select id from portal.patient where id = $1 for key share', [patientId]);
  if (await isDeceased(tx, patientId)) throw new AppError('patient.deceased');
}

export async function isDischarged(tx: Tx, patientId: string): Promise<boolean> {
  const open = await tx.query(
    'select 1 from portal.discharge where patient_id = $1 and readmitted_at is null',
    [patientId],
  );
  return open.length > 0;
}

/** Until this transaction ends, nothing is begun or issued for the patient. */
export async function lockPlansOf(tx: Tx, patientId: string): Promise<void> {
  await tx.query('select portal.lock_plans_of($1)', [patientId]);
}

/** Answers the ids of the prescriptions that were issued and are paused now, whatever their episode. */
export async function pausePlansOf(tx: Tx, patientId: string, because: string): Promise<string[]> {
  const paused = await tx.query<{ id: string }>('select portal.pause_plans_of($1, $2) as id', [
    patientId,
    because,
  ]);
  return paused.map(({ id }) => id);
}

/** As a clinician, who says that they closed it; answers the ids of what was open. */
export async function closeAlertsOf(tx: Tx, patientId: string, note: string): Promise<string[]> {
  const closed = await tx.query<{ id: string }>(
    `with closed as (
       update portal.alert set closed_at = $2, closed_by = $3, note = $4,
         acknowledged_at = coalesce(acknowledged_at, $2), acknowledged_by = coalesce(acknowledged_by, $3)
       where patient_id = $1 and closed_at is null returning id
     ) select id from closed order by id`,
    [patientId, tx.now, tx.actor.id, note],
  );
  return closed.map(({ id }) => id);
}

export async function findPlanState(tx: Tx, id: string): Promise<PlanState | null> {
  const [found] = await tx.query<{ state: PlanState }>(
    'select state from portal.plan_state where patient_id = $1',
    [id],
  );
  return found?.state ?? null;
}
