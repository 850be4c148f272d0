/**
 * A clinician's caseload, a page of up to 200 patients in one statement: what the days counted is read here and judged in
 * adherence.ts. It must stay one statement that reckons nothing per patient beyond the days themselves (`npm run bench:caseload`).
 */
import { type AlertKind, KINDS_BY_URGENCY } from '../alert/alert-rules';
import { isMine } from '../alert/whose-patient';
import type { Tx } from '../db/tx';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { daysBetween } from '../calendar/days';
import type { CountedDay } from './adherence';

export const CASELOADS = ['mine', 'clinic'] as const;
export type CaseloadOf = (typeof CASELOADS)[number];
export const CASELOAD_ORDERS = ['name', 'urgency'] as const;
export type CaseloadOrder = (typeof CASELOAD_ORDERS)[number];

export interface OpenAlert {
  kind: AlertKind;
  open: number;
  /** How many of them nobody acknowledged yet. */
  waiting: number;
  /** Of those, or else of all: when the first is due. */
  dueAt: string;
}

/** Of the open plan that is to be reviewed first, or of the last that there was. */
export interface PlanInCaseload {
  prescriptionId: string;
  standing: 'issued' | 'paused' | 'completed' | 'withdrawn';
  startsOn: string;
  reviewOn: string;
  adviceUntil: string;
  /** Whether the patient has seen what is live now. */
  isOpened: boolean;
}

export interface CaseloadRow {
  id: string;
  name: string;
  responsibleId: string | null;
  /** The last 28 days, of each plan. */
  plans: CountedDay[][];
  /** The worst pain of the first days of the open plan that have one. */
  firstPains: number[];
  assessedPain: number | null;
  lastContactOn: string | null;
  alerts: OpenAlert[];
  isOnHold: boolean;
  plan: PlanInCaseload | null;
  /** Its place in the order asked for. */
  rank: number;
}

interface Raw extends Omit<CaseloadRow, 'plans' | 'firstPains'> {
  /** For each plan a day, and what was counted from it on. */
  days: string | null;
  first: string | null;
}

/** By name, or the most urgent first; one more than the page shows. Whoever calls this notes the reading. */
export async function listCaseload(
  tx: Tx,
  of: CaseloadOf,
  order: CaseloadOrder,
  page: PageQuery & { siteId?: string },
): Promise<CaseloadRow[]> {
  const [rank = null, name = null, id = null] = cursorKey(page, 3) ?? [];
  const rows = await tx.query<Raw>(CASELOAD, [
    of === 'mine' ? tx.actor.id : null,
    order === 'urgency',
    KINDS_BY_URGENCY,
    ...[rank, name, id],
    rowsFor(page),
    tx.today,
    tx.timeZone,
    page.siteId ?? null,
  ]);
  return rows.map((row) => readCaseloadRow(row, tx.today));
}

export function readCaseloadRow({ days, first, ...rest }: Raw, today: string): CaseloadRow {
  const plans = days?.split(';').map((plan) => readDays(plan, today)) ?? [];
  return { ...rest, plans, firstPains: first ? numbersIn(first) : [] };
}

/** A day and an array of Postgres: `2026-03-01{1048576,0}`, as plan_tally packs what was counted. */
export function readDays(written: string, today: string): CountedDay[] {
  const first = daysBetween(written.slice(0, 10), today);
  return numbersIn(written.slice(10)).map((packed, n) => ({
    ago: first - n,
    due: packed >> 20,
    done: (packed >> 12) & 255,
    declined: (packed >> 4) & 255,
    worstPain: (packed & 15) === 0 ? null : (packed & 15) - 1,
  }));
}

const numbersIn = (array: string): number[] =>
  array === '{}' ? [] : array.slice(1, -1).split(',').map(Number);

/** Of a row `t` of plan_tally the 28 days up to a parameter, as readDays takes them. */
export const daysUpTo = (today: string): string => /* sql */ `greatest(${today}::date - 27, t.from_day)
  || t.days[greatest(${today}::date - 27 - t.from_day, 0) + 1 : ${today}::date - t.from_day + 1]::text`;

/**
 * $1 whose, null for all; $2 whether by urgency; $3 the kinds by urgency; $4 to $6 after whom; $7 how many; $8 today; $9 the
 * clinic's zone; $10 at which site, null for all. A plan's days come as one text: a row for each would cost more than all the rest.
 */
export const CASELOAD = /* sql */ `
  with open_alert as (
    select a.patient_id, min(array_position($3::text[], a.kind)) as rank,
      jsonb_agg(jsonb_build_object('kind', a.kind, 'open', a.open, 'waiting', a.waiting,
        'dueAt', to_char(a.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        order by array_position($3::text[], a.kind)) as listed
    from (
      select patient_id, kind, count(*) as open, count(*) filter (where acknowledged_at is null) as waiting,
        coalesce(min(due_at) filter (where acknowledged_at is null), min(due_at)) as due_at
      from portal.alert where closed_at is null group by patient_id, kind
    ) a
    group by a.patient_id
  ), page as materialized (
    select p.clinic_id, p.id, p.name, p.responsible_staff_id, coalesce(o.listed, '[]') as alerts, k.rank
    from portal.patient p
    left join open_alert o on o.patient_id = p.id
    cross join lateral (select case when $2::boolean then coalesce(o.rank, 99) else 0 end as rank) k
    where ($1::uuid is null or ${isMine({ responsible: 'p.responsible_staff_id', me: '$1::uuid', today: '$8::date' })})
      and ($10::uuid is null or p.usual_site_id = $10)
      and p.merged_into_id is null
      and p.archived_at is null
      and not exists (
        select 1 from portal.discharge d
        where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null
      )
      and ($4::int is null or (k.rank, p.name, p.id) > ($4, $5::text, $6::uuid))
    order by k.rank, p.name, p.id
    limit $7
  )
  select page.id, page.name, page.responsible_staff_id as "responsibleId", page.alerts, page.rank,
    counted.days, counted.pains as first, assessed.pain as "assessedPain",
    greatest(assessed.seen_on, extended.on_day)::text as "lastContactOn",
    exists (
      select 1 from portal.hold h
      where h.clinic_id = page.clinic_id and h.patient_id = page.id and h.resolved_at is null
    ) as "isOnHold",
    case when rx.id is not null then jsonb_build_object('prescriptionId', rx.id, 'standing', rx.standing,
      'startsOn', rx.starts_on, 'reviewOn', rx.review_on, 'adviceUntil', rx.advice_until,
      'isOpened', exists (
        select 1 from portal.version_seen s
        where s.clinic_id = page.clinic_id and s.patient_id = page.id and s.version_id = rx.live_version_id
      )) end as plan
  from page
  left join lateral (
    select p.* from portal.prescription p
    where p.clinic_id = page.clinic_id and p.patient_id = page.id and p.standing <> 'draft'
      and p.entered_in_error_at is null
    order by p.standing in ('issued', 'paused') desc,
      case when p.standing in ('issued', 'paused') then p.review_on - date '2000-01-01' else date '2000-01-01' - p.starts_on end,
      p.id
    limit 1
  ) rx on true
  left join lateral (
    select string_agg(${daysUpTo('$8')}, ';') as days,
      string_agg(t.first_pains::text, ';') filter (where t.prescription_id = rx.id) as pains
    from portal.plan_tally t
    where t.clinic_id = page.clinic_id and t.patient_id = page.id
  ) counted on true
  left join lateral (
    select a.seen_on, a.pain_nprs as pain from portal.assessment a
    where a.clinic_id = page.clinic_id and a.patient_id = page.id and a.signed_at is not null
      and a.entered_in_error_at is null
    order by a.seen_on desc, a.signed_at desc limit 1
  ) assessed on true
  left join lateral (
    select (max(t.at) at time zone $9::text)::date as on_day from portal.prescription_transition t
    where t.clinic_id = page.clinic_id and t.prescription_id = rx.id and t.kind = 'extended'
  ) extended on true
  order by page.rank, page.name, page.id`;
