import { randomUUID } from 'node:crypto';
import { In, MoreThanOrEqual } from 'typeorm';
import { askDaysAhead } from '../adherence/days-asked';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { closedByHolds } from '../hold/weeks-taken-up';
import type { AdviceItem } from '../lifestyle/advice-item.entity';
import { adviceOf } from '../lifestyle/advice-item.repository';
import { dayAt } from '../schedule/clinic-clock';
import { type ClosedRange, closedSince, closuresOf } from '../schedule/closure';
import { expectedInAll } from '../schedule/expected';
import type { ScheduledPlan } from '../schedule/plan-weeks';
import type { PlanBefore } from './advice-rules';
import { asCounted } from './live-plan';
import { asScheduled, type WrittenPlan } from './plan-views';
import {
  PhaseBegun,
  Prescription,
  PrescriptionItem,
  PrescriptionTransition,
  PrescriptionVersion,
  type TransitionKind,
} from './prescription.entity';
import { itemsOf } from './version.repository';

/** A prescription with all that was ever done about it, and with what its live version and its draft say. */
export interface WholePrescription {
  prescription: Prescription;
  /** Every one, oldest first. */
  versions: PrescriptionVersion[];
  /** Of the live version and of the draft. */
  items: PrescriptionItem[];
  /** Of the same versions: what they say besides exercises. */
  advice: AdviceItem[];
  transitions: PrescriptionTransition[];
  phasesBegun: PhaseBegun[];
  /** When holds on the patient closed it. */
  holds: ClosedRange[];
  /** The clinic's. */
  timeZone: string;
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

/** A prescription with everything that was ever said in it. */
export interface PrescriptionHistory extends WholePrescription {
  /** Of every version. */
  items: PrescriptionItem[];
  advice: AdviceItem[];
}

export async function getHistory(tx: Tx, id: string): Promise<PrescriptionHistory> {
  const whole = await getWhole(tx, id);
  const versionIds = whole.versions.map((version) => version.id);
  return { ...whole, items: await itemsOf(tx, versionIds), advice: await adviceOf(tx, versionIds) };
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
  // a plan of years has many versions, and only these two are shown
  const shownIds = prescriptions.flatMap(({ liveVersionId, draftVersionId }) => [
    liveVersionId,
    draftVersionId,
  ]);
  const toShow = shownIds.filter((id) => id !== null);
  const items = await itemsOf(tx, toShow);
  const advice = await adviceOf(tx, toShow);
  const transitions = await tx.em
    .createQueryBuilder(PrescriptionTransition, 't')
    .where('t.prescription_id = any(:ids)', { ids })
    .orderBy('t.seq')
    .getMany();
  const phasesBegun = await tx.em.findBy(PhaseBegun, { prescriptionId: In(ids) });
  const patientIds = [...new Set(prescriptions.map(({ patientId }) => patientId))];
  const holds = await closedByHolds(tx, patientIds);
  return prescriptions.map((prescription) => {
    const own = versions.filter((one) => one.prescriptionId === prescription.id);
    const ownIds = new Set(own.map((one) => one.id));
    return {
      prescription,
      versions: own,
      items: items.filter((one) => ownIds.has(one.versionId)),
      advice: advice.filter((one) => ownIds.has(one.versionId)),
      transitions: transitions.filter((one) => one.prescriptionId === prescription.id),
      phasesBegun: phasesBegun
        .filter((one) => one.prescriptionId === prescription.id)
        .sort((a, b) => (a.begunOn + a.phase < b.begunOn + b.phase ? -1 : 1)),
      holds: holds.get(prescription.patientId) ?? [],
      timeZone: tx.timeZone,
    };
  });
}

/** What a patient follows, or may take up again: issued or paused, and not run out. In every episode, newest first. */
export async function openOfPatient(tx: Tx, patientId: string): Promise<Prescription[]> {
  return tx.em.find(Prescription, {
    where: { patientId, standing: In(['issued', 'paused']), adviceUntil: MoreThanOrEqual(tx.today) },
    order: { startsOn: 'DESC', id: 'DESC' },
  });
}

export async function hasOpenInEpisode(tx: Tx, prescription: Prescription): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from portal.prescription where episode_id = $1 and id <> $2 and standing in ('issued', 'paused')`,
    [prescription.episodeId, prescription.id],
  );
  return rows.length > 0;
}

/** By the one who asks, and about the live version unless `facts` says another. Writes anew what the days ahead ask. */
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
  if (WRITES_DAYS.has(kind)) await askDaysAhead(tx, [prescription.id]);
}

/** After these the plan is open, on days that may be others than before; what closes it clears its days in the database. */
const WRITES_DAYS: ReadonlySet<TransitionKind> = new Set(['issued', 'extended', 'resumed', 'weeks_moved']);

/** Leaves the audit row of a change, and reads what became of the prescription. */
export async function recorded(
  tx: Tx,
  { id, patientId }: Prescription,
  action: `prescription.${string}`,
): Promise<WholePrescription> {
  await record(tx, action, { type: 'prescription', ids: [id], patientIds: [patientId] });
  return getWhole(tx, id);
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
    closedOn: standing === 'paused' ? await findClosedOn(tx, prescription) : null,
  };
}

/** The clinic's day since which it is closed, by its pause and by holds in a row with it; null when it is open. */
async function findClosedOn(tx: Tx, { id, patientId }: Prescription): Promise<string | null> {
  const transitions = await tx.em.find(PrescriptionTransition, {
    where: { prescriptionId: id },
    order: { seq: 'ASC' },
  });
  const holds = await closedByHolds(tx, [patientId]);
  const since = closedSince(closuresOf(transitions, holds.get(patientId) ?? []), tx.now);
  return since && dayAt(since, tx.timeZone);
}

/** With the day from which their weeks count, once the plan was closed on so many days. */
export async function begunPhases(
  tx: Tx,
  prescriptionId: string,
  daysClosed: number,
): Promise<{ name: string; on: string }[]> {
  return asCounted(await tx.em.findBy(PhaseBegun, { prescriptionId }), daysClosed);
}

/**
 * How many sessions a version with these days will expect in all, from its issue on; phases that wait for a clinician count
 * once they began. `daysClosed`: of the prescription, by then.
 */
export async function sessionsExpected(
  tx: Tx,
  { id }: Prescription,
  plan: WrittenPlan,
  {
    daysClosed,
    ...days
  }: Pick<ScheduledPlan, 'startsOn' | 'weekOneOn' | 'adviceUntil'> & { daysClosed: number },
): Promise<number> {
  const phasesBegun = await begunPhases(tx, id, daysClosed);
  return expectedInAll(asScheduled(plan, { ...days, timeZone: tx.timeZone, phasesBegun })).sessions;
}
