/**
 * Stops of single exercises, as rows: opened by what the patient told or chose, lifted by a clinician, by the next day or by a
 * correction. The gate reads them itself (migrations/always/2-only-if-advised.sql); nothing here decides what is shown.
 */
import type { Tx } from '../db/tx';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import type { Accepts } from './pain-policy';
import type { ShownItems } from './stop-for';
import type { StopBecause, StopUntil } from './wording';

export interface ItemStop {
  id: string;
  patientId: string;
  prescriptionId: string;
  itemId: string;
  until: StopUntil;
  because: StopBecause;
  entryId: string | null;
  at: Date;
  /** The clinic's day; one until tomorrow is over with it. */
  day: string;
  liftedAt: Date | null;
  liftedBy: string | null;
}

/** Of `item_stop s`. */
export const STOP_COLUMNS = `s.id, s.patient_id as "patientId", s.prescription_id as "prescriptionId", s.item_id as "itemId", s.until,
  s.because, s.entry_id as "entryId", s.at, s.day::text, s.lifted_at as "liftedAt", s.lifted_by as "liftedBy"`;

/** Whether it still keeps its exercise from being shown on that day. */
export const isInForce = ({ until, day, liftedAt }: ItemStop, today: string): boolean =>
  liftedAt === null && (until === 'reviewed' || day >= today);

export interface NewStop {
  prescriptionId: string;
  itemId: string;
  until: StopUntil;
  because: StopBecause;
  entryId: string | null;
  /** When it was told of: for an exercise that shows no more. */
  at: Date;
  day: string;
  /** Only what shows now: what a pause for pain left open. */
  onlyIfShown?: boolean;
}

/** Those of which the exercise is, or then was, advised; the others are not opened. Answers what was. */
export function openStops(tx: Tx, stops: readonly NewStop[]): Promise<ItemStop[]> {
  if (stops.length === 0) return Promise.resolve([]);
  const { clinicId, patientId, role, id } = tx.actor;
  const rows = stops.map((stop) => ({ ...stop, onlyIfShown: stop.onlyIfShown ?? false }));
  return tx.query<ItemStop>(
    `insert into portal.item_stop as s (clinic_id, patient_id, carer_id, prescription_id, item_id, until, because, entry_id, at,
       day)
     select $2, $3, $4, n."prescriptionId", n."itemId", n.until, n.because, n."entryId",
       case when now.advised then portal.portal_now() else n.at end, n.day
     from jsonb_to_recordset($1::jsonb) as n ("prescriptionId" uuid, "itemId" uuid, until text, because text, "entryId" uuid,
       at timestamptz, day date, "onlyIfShown" boolean)
     cross join lateral (
       select portal.was_advised(n."prescriptionId", n."itemId", portal.portal_now()) as advised
     ) now
     where now.advised or (not n."onlyIfShown" and portal.was_advised(n."prescriptionId", n."itemId", n.at))
     returning ${STOP_COLUMNS}`,
    [JSON.stringify(rows), clinicId, patientId, role === 'carer' ? id : null],
  );
}

export function stopsOfEntries(tx: Tx, entryIds: readonly string[]): Promise<ItemStop[]> {
  return tx.query<ItemStop>(
    `select ${STOP_COLUMNS} from portal.item_stop s where s.patient_id = $1 and s.entry_id = any($2)`,
    [tx.actor.patientId, entryIds],
  );
}

/** Open ones of an exercise, whatever opened them. */
export function openStopsOf(tx: Tx, itemId: string): Promise<ItemStop[]> {
  return tx.query<ItemStop>(
    `select ${STOP_COLUMNS} from portal.item_stop s where s.item_id = $1 and s.lifted_at is null order by s.id`,
    [itemId],
  );
}

export async function findStop(tx: Tx, id: string): Promise<ItemStop | null> {
  const [stop] = await tx.query<ItemStop>(`select ${STOP_COLUMNS} from portal.item_stop s where s.id = $1`, [
    id,
  ]);
  return stop ?? null;
}

/** By the patient or by a correction of theirs: only what is until tomorrow anyway. */
export async function liftOwn(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update portal.item_stop set lifted_at = portal.portal_now() where id = any($1) and lifted_at is null`,
    [ids],
  );
}

export async function liftAsClinician(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    `update portal.item_stop set lifted_at = portal.portal_now(), lifted_by = $2
     where id = any($1) and lifted_at is null`,
    [ids, tx.actor.id],
  );
}

/** With the name that the patient reads. */
export type NamedStop = ItemStop & { itemName: string };

/** Newest first, for a clinician. */
export function pageOfStops(tx: Tx, patientId: string, page: PageQuery): Promise<NamedStop[]> {
  const [at, id] = cursorKey(page, 2) ?? [null, null];
  const opened = `date_trunc('milliseconds', s.at)`;
  return tx.query<NamedStop>(
    `select ${STOP_COLUMNS}, i.name as "itemName" from portal.item_stop s
     join portal.prescription_item i on i.clinic_id = s.clinic_id and i.id = s.item_id
     where s.patient_id = $1 and ($2::timestamptz is null or (${opened}, s.id) < ($2::timestamptz, $3::uuid))
     order by ${opened} desc, s.id desc limit $4`,
    [patientId, at, id, rowsFor(page)],
  );
}

/** What the exercise of an entry accepts, shown or not. */
export interface AcceptedOf {
  id: string;
  accepts: Accepts;
  isCorrected: boolean;
}

export async function readAccepted(tx: Tx, entryIds: readonly string[]): Promise<AcceptedOf[]> {
  const rows = await tx.prepared<Omit<AcceptedOf, 'accepts'> & Accepts>(
    'accepted of',
    `select a.id, a.pain_policy as "painPolicy", a.stop_rules as "stopRules", a.is_corrected as "isCorrected"
     from portal.accepted_of($1) a`,
    [entryIds],
  );
  return rows.map(({ id, painPolicy, stopRules, isCorrected }) => ({
    ...{ id, isCorrected },
    accepts: { painPolicy: painPolicy ?? undefined, stopRules: stopRules ?? undefined },
  }));
}

export async function readShownItems(tx: Tx): Promise<ShownItems> {
  const items = await tx.query<Accepts & { id: string; prescriptionId: string }>(
    `select i.id, i.prescription_id as "prescriptionId", i.dosage -> 'painPolicy' as "painPolicy",
       i.dosage -> 'stopRules' as "stopRules" from portal.advised_item i
     union all
     select (s.stop ->> 'itemId')::uuid, p.prescription_id, s.stop -> 'painPolicy', s.stop -> 'stopRules'
     from portal.advised_plan p cross join lateral jsonb_array_elements(p.stops) as s (stop)`,
  );
  const former = await tx.query<{ id: string; as: string }>(
    `select (f.item ->> 'id')::uuid as id, (f.item ->> 'as')::uuid as "as"
     from portal.advised_plan p cross join lateral jsonb_array_elements(p.former_items) as f (item)`,
  );
  return {
    accepts: new Map(
      items.map(({ id, prescriptionId, painPolicy, stopRules }) => [
        id,
        { prescriptionId, painPolicy: painPolicy ?? undefined, stopRules: stopRules ?? undefined },
      ]),
    ),
    nowCalled: new Map(former.map((item) => [item.id, item.as])),
  };
}
