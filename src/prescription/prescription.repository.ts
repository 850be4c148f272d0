import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { expectedInAll } from '../schedule/expected';
import type { ScheduledPlan } from '../schedule/plan-weeks';
import type { Footing, PlanBefore } from './advice-rules';
import { asScheduled, type WrittenPlan } from './plan-views';
import {
  PhaseBegun,
  Prescription,
  PrescriptionItem,
  PrescriptionTransition,
  PrescriptionVersion,
  type TransitionKind,
} from './prescription.entity';

/** A prescription with all that was ever said and done about it. */
export interface WholePrescription {
  prescription: Prescription;
  versions: PrescriptionVersion[];
  items: PrescriptionItem[];
  transitions: PrescriptionTransition[];
  phasesBegun: PhaseBegun[];
}

export async function getPrescription(tx: Tx, id: string): Promise<Prescription> {
  const prescription = await tx.em.findOneBy(Prescription, { id });
  if (!prescription) throw new AppError('not_found');
  return prescription;
}

export async function getPrescriptionForUpdate(tx: Tx, id: string): Promise<Prescription> {
  const prescription = await tx.em.findOne(Prescription, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!prescription) throw new AppError('not_found');
  return prescription;
}

export async function getWhole(tx: Tx, id: string): Promise<WholePrescription> {
  const [whole] = await gather(tx, [await getPrescription(tx, id)]);
  return whole as WholePrescription;
}

/** One of a list, with its place in the list's order. */
export interface Listed extends WholePrescription {
  /** When it was begun, to the microsecond. */
  sortKey: string;
}

/** Newest first. */
export async function listOfPatient(tx: Tx, patientId: string, page: PageQuery): Promise<Listed[]> {
  const [begun, id] = cursorKey(page, 2) ?? [null, null];
  const places = await tx.query<{ id: string; sort_key: string }>(
    `select id, created_at::text as sort_key from portal.prescription
     where patient_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [patientId, begun, id, rowsFor(page)],
  );
  const prescriptions = await tx.em.findBy(Prescription, { id: In(places.map((place) => place.id)) });
  const whole = await gather(tx, prescriptions);
  return places.map((place) => ({
    ...(whole.find((one) => one.prescription.id === place.id) as WholePrescription),
    sortKey: place.sort_key,
  }));
}

async function gather(tx: Tx, prescriptions: Prescription[]): Promise<WholePrescription[]> {
  const ids = prescriptions.map((one) => one.id);
  const versions = await tx.em
    .createQueryBuilder(PrescriptionVersion, 'v')
    .where('v.prescription_id = any(:ids)', { ids })
    .orderBy('v.number')
    .getMany();
  const items = await itemsOf(
    tx,
    versions.map((one) => one.id),
  );
  const transitions = await tx.em
    .createQueryBuilder(PrescriptionTransition, 't')
    .where('t.prescription_id = any(:ids)', { ids })
    .orderBy('t.seq')
    .getMany();
  const phasesBegun = await tx.em.findBy(PhaseBegun, { prescriptionId: In(ids) });
  return prescriptions.map((prescription) => {
    const own = versions.filter((one) => one.prescriptionId === prescription.id);
    const ownIds = new Set(own.map((one) => one.id));
    return {
      prescription,
      versions: own,
      items: items.filter((one) => ownIds.has(one.versionId)),
      transitions: transitions.filter((one) => one.prescriptionId === prescription.id),
      phasesBegun: phasesBegun
        .filter((one) => one.prescriptionId === prescription.id)
        .sort((a, b) => (a.begunOn + a.phase < b.begunOn + b.phase ? -1 : 1)),
    };
  });
}

/** In the order in which the patient does them. */
export async function itemsOf(tx: Tx, versionIds: string[]): Promise<PrescriptionItem[]> {
  return tx.em
    .createQueryBuilder(PrescriptionItem, 'i')
    .where('i.version_id = any(:versionIds)', { versionIds })
    .orderBy('i.place')
    .getMany();
}

/**
 * For each exercise, every easier one on its ladder, however many steps down and whichever side of a link names it.
 */
export async function easierThan(tx: Tx, exerciseIds: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ start: string; easier: string[] }>(
    `with recursive step as (
       select e.id as harder, e.easier_id as easier from portal.exercise e where e.easier_id is not null
       union select e.harder_id, e.id from portal.exercise e where e.harder_id is not null
     ), down as (
       select s.harder as start, s.easier from step s where s.harder = any($1)
       union select d.start, s.easier from down d join step s on s.harder = d.easier
     )
     select start, array_agg(easier) as easier from down where easier <> start group by start`,
    [exerciseIds],
  );
  return new Map(rows.map((row) => [row.start, row.easier]));
}

export async function hasOpenInEpisode(tx: Tx, prescription: Prescription): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from portal.prescription where episode_id = $1 and id <> $2 and standing in ('issued', 'paused')`,
    [prescription.episodeId, prescription.id],
  );
  return rows.length > 0;
}

export async function nextVersionNumber(tx: Tx, prescription: Prescription): Promise<number> {
  const [row] = await tx.query<{ number: number }>(
    'select coalesce(max(number), 0) + 1 as number from portal.prescription_version where prescription_id = $1',
    [prescription.id],
  );
  return (row as { number: number }).number;
}

/** By the one who asks, and about the live version unless `facts` says another. */
export async function appendTransition(
  tx: Tx,
  prescription: Prescription,
  kind: TransitionKind,
  facts: Partial<PrescriptionTransition>,
): Promise<void> {
  await tx.em.insert(PrescriptionTransition, {
    id: randomUUID(),
    clinicId: tx.actor.clinicId,
    prescriptionId: prescription.id,
    versionId: prescription.liveVersionId as string,
    kind,
    byStaffId: tx.actor.id,
    ...facts,
  });
}

/** Leaves the audit row of a change, and reads what became of the prescription. */
export async function recorded(
  tx: Tx,
  { id, patientId }: Prescription,
  action: `prescription.${string}`,
): Promise<WholePrescription> {
  await record(tx, action, { type: 'prescription', ids: [id], patientIds: [patientId] });
  return getWhole(tx, id);
}

/** A version with its items. */
export async function getWritten(
  tx: Tx,
  versionId: string,
): Promise<{ version: PrescriptionVersion; items: PrescriptionItem[] }> {
  const version = await tx.em.findOneByOrFail(PrescriptionVersion, { id: versionId });
  return { version, items: await itemsOf(tx, [versionId]) };
}

/** What the live version was issued on. */
export async function getFooting(tx: Tx, { liveVersionId }: Prescription): Promise<Footing> {
  const version = await tx.em.findOneByOrFail(PrescriptionVersion, { id: liveVersionId as string });
  return { assessmentId: version.assessmentId as string, screenId: version.screenId };
}

/** The plan as it stands, as the rules about its days ask. */
export async function planAsItStands(tx: Tx, prescription: Prescription): Promise<PlanBefore> {
  const { standing, startsOn, reviewOn, adviceUntil, weekOneOn } = prescription;
  const isInItsDays =
    startsOn !== null && adviceUntil !== null && startsOn <= tx.today && tx.today <= adviceUntil;
  return {
    startsOn,
    reviewOn,
    adviceUntil,
    weekOneOn: prescription.liveVersionId === null ? null : weekOneOn,
    runs: standing === 'issued' && isInItsDays,
    pausedOn: standing === 'paused' ? await getPausedOn(tx, prescription) : null,
  };
}

/** How many sessions a plan with these days expects in all; phases that wait for a clinician count once they began. */
export async function sessionsExpected(
  tx: Tx,
  { id }: Prescription,
  plan: WrittenPlan,
  days: Pick<ScheduledPlan, 'startsOn' | 'weekOneOn' | 'adviceUntil'>,
): Promise<number> {
  const begun = await tx.em.findBy(PhaseBegun, { prescriptionId: id });
  const phasesBegun = begun.map(({ phase, begunOn }) => ({ name: phase, on: begunOn }));
  return expectedInAll(asScheduled(plan, { ...days, timeZone: tx.timeZone, phasesBegun })).sessions;
}

/** The clinic's day on which it was last paused. */
export async function getPausedOn(tx: Tx, prescription: Prescription): Promise<string> {
  const [row] = await tx.query<{ day: string }>(
    `select (max(at) at time zone $2)::date as day from portal.prescription_transition
     where prescription_id = $1 and kind = 'paused'`,
    [prescription.id, tx.timeZone],
  );
  return (row as { day: string }).day;
}
