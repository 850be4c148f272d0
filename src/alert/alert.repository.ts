/** Reading alerts with the patient's name, as a clinician of the clinic may. Whoever calls these notes the reading. */
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { WARNING_SIGNS } from '../routine/warning-signs';
import type { WorklistQuery } from './alert.dto';
import { type AlertFacts, type AlertKind, KINDS_BY_URGENCY, KINDS_FOR_BACKUP } from './alert-rules';
import { isMine } from './whose-patient';

export interface AlertLine {
  id: string;
  patientId: string;
  patientName: string;
  prescriptionId: string | null;
  kind: AlertKind;
  facts: AlertFacts;
  openedAt: Date;
  times: number;
  lastAt: Date;
  dueAt: Date;
  escalatedAt: Date | null;
  escalatedTo: string | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  note: string | null;
  calls: number;
  revision: number;
}

/** Within its kind, what comes first: 0 where all of a kind are alike. */
export type RankedLine = AlertLine & { rank: number };

// a cursor holds milliseconds; the columns are finer
const DUE = `date_trunc('milliseconds', a.due_at)`;
const OPENED = `date_trunc('milliseconds', a.opened_at)`;

/** `more`: columns besides. */
const lineWith = (more = ''): string => /* sql */ `
  select a.id, a.patient_id as "patientId", p.name as "patientName", a.prescription_id as "prescriptionId", a.kind, a.facts,
    ${OPENED} as "openedAt", a.times, a.last_at as "lastAt", ${DUE} as "dueAt", a.escalated_at as "escalatedAt",
    a.escalated_to as "escalatedTo", a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy",
    a.closed_at as "closedAt", a.closed_by as "closedBy", a.note, a.revision${more},
    (select count(*)::int from portal.call_attempt c
     where c.clinic_id = a.clinic_id and c.patient_id = a.patient_id and c.at >= a.opened_at
       and (a.closed_at is null or c.at <= a.closed_at)) as calls
  from portal.alert a
  join portal.patient p on p.clinic_id = a.clinic_id and p.id = a.patient_id`;

const LINE = lineWith();

/** The patient's own clinician now; else whoever was when it was raised. */
const RESPONSIBLE = `coalesce(p.responsible_staff_id, a.for_staff_id)`;

/**
 * Of A1: a confirmed emergency, one that nobody confirmed or took back, what is urgent, and last what was a slip. Facts that name no
 * codes count as an emergency that nobody confirmed. What was confirmed and taken back later is confirmed.
 */
const RANK = /* sql */ `
  case when a.kind <> 'A1' then 0
    when said.confirmed ?| $9::text[] then 1
    when jsonb_typeof(a.facts -> 'codes') is distinct from 'array' or said.standing ?| $9::text[] then 2
    when said.standing <> '[]' then 3
    else 4 end`;
const EMERGENCIES = WARNING_SIGNS.filter(({ level }) => level === 'emergency').map(({ code }) => code);

const WORKLIST = /* sql */ `
  ${lineWith(', ranked.rank')}
  cross join lateral (
    select coalesce(a.facts -> 'codes', '[]') as codes, coalesce(a.facts -> 'confirmedCodes', '[]') as confirmed,
      coalesce(a.facts -> 'takenBackCodes', '[]') as taken_back
  ) fact
  cross join lateral (
    select fact.confirmed, coalesce(jsonb_agg(code) filter (where fact.confirmed ? code or not fact.taken_back ? code), '[]')
      as standing
    from jsonb_array_elements_text(case when jsonb_typeof(fact.codes) = 'array' then fact.codes else '[]' end) code
  ) said
  cross join lateral (select ${RANK} as rank) ranked
  where a.closed_at is null
    and ($12::uuid is null or p.usual_site_id = $12)
    and ($1::boolean or a.escalated_to = $2 or (a.escalated_at is not null and a.escalated_to is null)
      or (a.kind = any ($11) and exists (
        select 1 from portal.opening_hours h where h.clinic_id = a.clinic_id and h.backup_staff_id = $2))
      or ${isMine({ responsible: RESPONSIBLE, me: '$2::uuid', today: '$3::date' })})
    and ($5::int is null
      or (array_position($4::text[], a.kind), ranked.rank, ${DUE}, a.id) > ($5, $10::int, $6::timestamptz, $7::uuid))
  order by array_position($4::text[], a.kind), ranked.rank, ${DUE}, a.id
  limit $8`;

/** What is not closed: the most urgent first, of A1 the emergencies, then what is due first; one more than the page shows. */
export async function worklistOf(tx: Tx, query: WorklistQuery): Promise<RankedLine[]> {
  const [urgency, rank, dueAt, id] = cursorKey(query, 4) ?? [];
  return tx.query<RankedLine>(WORKLIST, [
    query.of === 'clinic',
    tx.actor.id,
    tx.today,
    KINDS_BY_URGENCY,
    urgency,
    dueAt,
    id,
    rowsFor(query),
    EMERGENCIES,
    rank,
    KINDS_FOR_BACKUP,
    query.siteId,
  ]);
}

export const placeInWorklist = ({ kind, rank, dueAt, id }: RankedLine): string[] => [
  String(KINDS_BY_URGENCY.indexOf(kind) + 1),
  String(rank),
  dueAt.toISOString(),
  id,
];

/** Newest first, closed ones too. */
export async function alertsOfPatient(tx: Tx, patientId: string, page: PageQuery): Promise<AlertLine[]> {
  const [openedAt, id] = cursorKey(page, 2) ?? [];
  return tx.query<AlertLine>(
    `${LINE} where a.patient_id = $1 and ($2::timestamptz is null or (${OPENED}, a.id) < ($2, $3::uuid))
     order by ${OPENED} desc, a.id desc limit $4`,
    [patientId, openedAt, id, rowsFor(page)],
  );
}

export async function getAlert(tx: Tx, id: string): Promise<AlertLine> {
  const [alert] = await tx.query<AlertLine>(`${LINE} where a.id = $1`, [id]);
  if (!alert) throw new AppError('not_found');
  return alert;
}

/** A closed one cannot be locked any more, but is not the same as none. */
export async function getAlertForUpdate(tx: Tx, id: string): Promise<AlertLine> {
  await tx.query('select 1 from portal.alert where id = $1 for update', [id]);
  return getAlert(tx, id);
}
