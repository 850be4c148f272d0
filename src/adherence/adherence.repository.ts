/** Reads one patient's days and diary for their adherence, with the reader's rights. What it means is said in adherence.ts. */
import type { Tx } from '../db/tx';
import type { CountedDay } from './adherence';

export interface DayOfPatient extends Omit<CountedDay, 'ago'> {
  /** ISO day. */
  day: string;
  prescriptionId: string;
}

/** Of every plan, by day. ISO days, both included. */
export function daysOfPatient(tx: Tx, patientId: string, from: string, to: string): Promise<DayOfPatient[]> {
  return tx.query(
    `select prescription_id as "prescriptionId", day::text, due, done, declined, worst_pain as "worstPain"
     from portal.plan_day where patient_id = $1 and day between $2::date and $3::date order by day, prescription_id`,
    [patientId, from, to],
  );
}

/** 0 to 10, where anything was said. */
export interface FeltOnDay {
  day: string;
  /** The worst during an exercise. */
  pain: number | null;
  /** The morning after. */
  painNextMorning: number | null;
  /** The hardest. */
  effort: number | null;
}

export function feltByDay(tx: Tx, patientId: string, from: string, to: string): Promise<FeltOnDay[]> {
  return tx.query(
    `select e.day::text, max(e.pain) filter (where e.kind = 'item') as pain,
       max(e.pain) filter (where e.kind = 'next_morning') as "painNextMorning", max(e.effort) as effort
     from portal.standing_entry e
     where e.patient_id = $1 and e.day between $2::date and $3::date and e.kind in ('item', 'next_morning')
     group by e.day having num_nonnulls(max(e.pain), max(e.effort)) > 0 order by e.day`,
    [patientId, from, to],
  );
}

/** The answer to "how much of your plan did you do this week?", 0 to 10. */
export interface WeeklyWord {
  day: string;
  howMuch: number;
}

export function weeklyWords(tx: Tx, patientId: string, from: string, to: string): Promise<WeeklyWord[]> {
  return tx.query(
    `select day::text, how_much as "howMuch" from portal.standing_entry
     where patient_id = $1 and day between $2::date and $3::date and kind = 'weekly' order by day, at, id`,
    [patientId, from, to],
  );
}

export const REASONS = ['pain', 'time', 'forgot', 'unsure_how', 'ill', 'other'] as const;
export type Reason = (typeof REASONS)[number];

export interface ToldOfItem {
  prescriptionId: string;
  itemId: string;
  name: string;
  done: number;
  declined: number;
  /** How often each was said, where it was. */
  reasons: Partial<Record<Reason, number>>;
  worstPain: number | null;
}

/** Every item of which something was told, whichever version it stands in, and those that are live. For clinicians. */
export function toldOfItems(tx: Tx, patientId: string, from: string, to: string): Promise<ToldOfItem[]> {
  return tx.query(
    `with told as (
       select e.item_id, count(*) filter (where e.not_done_because is null)::int as done,
         count(e.not_done_because)::int as declined, max(e.pain) as worst_pain
       from portal.standing_entry e
       where e.patient_id = $1 and e.day between $2::date and $3::date and e.kind = 'item' group by e.item_id
     ), reason as (
       select r.item_id, jsonb_object_agg(r.because, r.times) as listed
       from (
         select e.item_id, e.not_done_because as because, count(*) as times from portal.standing_entry e
         where e.patient_id = $1 and e.day between $2::date and $3::date and e.not_done_because is not null
         group by e.item_id, e.not_done_because
       ) r group by r.item_id
     )
     select v.prescription_id as "prescriptionId", i.id as "itemId", i.name, coalesce(told.done, 0) as done,
       coalesce(told.declined, 0) as declined, coalesce(reason.listed, '{}') as reasons, told.worst_pain as "worstPain"
     from portal.prescription p
     join portal.prescription_version v on v.clinic_id = p.clinic_id and v.prescription_id = p.id
     join portal.prescription_item i on i.clinic_id = v.clinic_id and i.version_id = v.id
     left join told on told.item_id = i.id
     left join reason on reason.item_id = i.id
     where p.patient_id = $1 and p.entered_in_error_at is null and (told.item_id is not null or v.id = p.live_version_id)
     order by p.id, v.number, i.place`,
    [patientId, from, to],
  );
}
