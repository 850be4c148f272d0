/** Reads what a day is made of through the gate's own views, and what was told of it. Decides nothing. */
import type { Tx } from '../db/tx';
import { findWithCorrections } from '../diary/diary.repository';
import { currentEntries } from '../diary/corrections';
import { type ItemDone, itemsDone } from '../diary/diary';
import type { StopBecause, StopUntil } from '../diary/wording';
import type { Pillar } from '../exercise/traits';
import type { RoutineKind } from '../routine/routine.dto';
import { STANDING_ORDER } from '../routine/wording';
import { DAYS_THAT_COUNT, type ShownItem, type ShownPlan } from './today';
import { addDays } from '../calendar/days';

export interface TodayPlanRow extends ShownPlan {
  episodeId: string;
  reviewOn: string;
  versionId: string;
  versionNumber: number;
  isSeen: boolean;
  lookedAt: Date | null;
  news: { versionId: string; number: number; at: string; by: string; changes: string[] }[];
  stops: { itemId: string; name: string; until: StopUntil; because: StopBecause }[];
}

export interface TodayItemRow extends ShownItem {
  name: string;
  pillar: Pillar;
  why: string;
  variation: string | null;
}

export interface StandingRow {
  kind: RoutineKind;
  since: Date | null;
  isOwnPause: boolean;
  notice: string | null;
  /** While it stands. */
  announcement: string | null;
  clinicName: string;
  phone: string;
  email: string;
  bookingUrl: string | null;
}

/** How it stands over all, and whom to call. */
export async function readStanding(tx: Tx): Promise<StandingRow> {
  const [row] = await tx.query<StandingRow>(
    `select s.kind, s.since, s.is_own_pause as "isOwnPause", c.notice, case when portal.today_in(c.time_zone) between c.announcement_from and c.announcement_until then c.announcement end as announcement, c.name as "clinicName", c.phone, c.email, c.booking_url as "bookingUrl"
     from portal.advice_standing s cross join portal.clinic c
     order by array_position($1::text[], s.kind), s.since desc limit 1`,
    [STANDING_ORDER],
  );
  return row as StandingRow;
}

export async function readPlans(tx: Tx): Promise<TodayPlanRow[]> {
  const rows = await tx.query<
    Omit<TodayPlanRow, 'schedules' | 'phasesBegun'> & {
      phasesBegun: { name: string; on: string; at: string }[];
      schedules: (Omit<ShownPlan['schedules'][number], 'dosage'> & { sessions: never[] })[];
    }
  >(
    `select p.prescription_id as "prescriptionId", p.episode_id as "episodeId", p.starts_on::text as "startsOn",
       p.week_one_on::text as "weekOneOn", p.review_on::text as "reviewOn", p.advice_until::text as "adviceUntil",
       p.version_id as "versionId", p.version_number as "versionNumber", p.phases, p.groups,
       p.phases_begun as "phasesBegun", p.transitions, p.holds, p.schedules, p.former_items as "formerItems",
       p.is_seen as "isSeen", p.looked_at as "lookedAt", p.news, p.stops
     from portal.advised_plan p order by p.issued_at desc, p.prescription_id`,
  );
  return rows.map(({ schedules, phasesBegun, transitions, holds, ...plan }) => ({
    ...plan,
    phasesBegun: phasesBegun.map((begun) => ({ ...begun, at: new Date(begun.at) })),
    transitions: transitions.map(({ kind, at }) => ({ kind, at: new Date(at) })),
    holds: holds.map(({ from, to }) => ({ from: new Date(from), to: to && new Date(to) })),
    schedules: schedules.map(({ sessions, ...item }) => ({ ...item, dosage: { sessions } })),
  }));
}

export function readItems(tx: Tx): Promise<TodayItemRow[]> {
  return tx.query<TodayItemRow>(
    `select i.id, i.prescription_id as "prescriptionId", i.place, i.name, i.pillar, i.why, i.variation, i.level, i.dosage,
       i.dose_sentence as "doseSentence", i.phase, i.group_name as "group", i.is_optional as "isOptional",
       i.is_comfort as "isComfort", i.on_bad_day as "onBadDay", i.bad_day_dosage as "badDayDosage",
       i.bad_day_sentence as "badDaySentence"
     from portal.advised_item i order by i.prescription_id, i.place`,
  );
}

/** What was done lately, as far as it can matter to what is due. */
export async function readDone(tx: Tx): Promise<ItemDone[]> {
  const sinceDay = addDays(tx.today, -DAYS_THAT_COUNT);
  const told = await findWithCorrections(tx, tx.actor.patientId as string, { sinceDay });
  return itemsDone(currentEntries(told));
}

/** Answers the id of the row where the patient had not seen it yet; `isLive` false: nothing of this id shows. */
export async function markSeen(
  tx: Tx,
  prescriptionId: string,
  versionId: string,
): Promise<{ isLive: boolean; isNew: boolean }> {
  const [row] = await tx.query<{ isLive: boolean; isNew: boolean }>(
    `with shown as (
       select p.prescription_id, p.version_id from portal.advised_plan p where p.prescription_id = $1 and p.version_id = $2
     ), seen as (
       insert into portal.version_seen (clinic_id, patient_id, prescription_id, version_id)
       select $3, $4, shown.prescription_id, shown.version_id from shown
       on conflict do nothing returning id
     )
     select exists (select 1 from shown) as "isLive", exists (select 1 from seen) as "isNew"`,
    [prescriptionId, versionId, tx.actor.clinicId, tx.actor.patientId],
  );
  return row as { isLive: boolean; isNew: boolean };
}
