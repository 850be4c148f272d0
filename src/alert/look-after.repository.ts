/**
 * What the hourly round asks of a clinic: who told something lately, who told nothing, and whose review comes up. A few queries for
 * the whole clinic, each over patients with a plan that stands.
 */
import { addDays } from '../calendar/days';
import { CLINICAL_LIMITS } from '../clinic/clinical-limits';
import type { WorkTx } from '../db/work-door';
import { type InstrumentCode, scoreOf } from '../outcome/instrument';
import type { OutcomePoint } from '../outcome/outcome-series';
import type { FreshnessLimits } from '../prescription/freshness';
import type { Heard } from './occasion';
import type { RunningPlan, Scores } from './review-due';
import type { FollowedPlan, Following } from './silence';
import { heardOf } from './told.repository';

/** Entries that arrived late were looked at as they arrived; the round only makes up for what was cut off. */
const LATELY_DAYS = 2;

export async function patientsWhoTold(tx: WorkTx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct rx.patient_id as id from portal.prescription rx
     where rx.standing in ('issued', 'paused') and exists (
       select 1 from portal.log_entry e
       where e.clinic_id = rx.clinic_id and e.patient_id = rx.patient_id and e.day >= $1)
       and not exists (select 1 from portal.discharge d
         where d.clinic_id = rx.clinic_id and d.patient_id = rx.patient_id and d.readmitted_at is null)
     order by 1`,
    [addDays(tx.today, -LATELY_DAYS)],
  );
  return rows.map(({ id }) => id);
}

/** As many days of a plan as are looked at for what was not done. */
const PLAN_DAYS = 28;

/** A plan counts anew from whatever was last done about it: an issue, a resumption, an extension, a hold that was lifted. */
const FOLLOWED = /* sql */ `
  select rx.patient_id as "patientId",
    json_agg(json_build_object('prescriptionId', rx.id, 'delivery', rx.delivery,
      'isOpen', rx.standing = 'issued' and $1 between rx.starts_on and rx.advice_until
        and not exists (select 1 from portal.hold h
          where h.clinic_id = rx.clinic_id and h.patient_id = rx.patient_id and h.resolved_at is null)
        and not exists (select 1 from portal.discharge d
          where d.clinic_id = rx.clinic_id and d.patient_id = rx.patient_id and d.readmitted_at is null),
      'openSince', greatest(rx.starts_on, spoken.on, lifted.on), 'days', asked.days) order by rx.id) as plans,
    (select coalesce(json_agg(told.day order by told.day), '[]') from (
       select e.day from portal.log_entry e
       where e.clinic_id = rx.clinic_id and e.patient_id = rx.patient_id and e.day >= $2
       union
       select q.day from portal.check_in q
       where q.clinic_id = rx.clinic_id and q.patient_id = rx.patient_id and q.day >= $2
     ) told) as "toldOn",
    (select max(a.closed_at at time zone $3)::date from portal.alert a
     where a.clinic_id = rx.clinic_id and a.patient_id = rx.patient_id and a.kind = 'A4') as "closedOn",
    (select max(a.last_at) from portal.alert a
     where a.clinic_id = rx.clinic_id and a.patient_id = rx.patient_id and a.kind = 'A4' and a.closed_at is null)
      as "lastAt"
  from portal.prescription rx
  cross join lateral (
    select (max(t.at) at time zone $3)::date as on from portal.prescription_transition t
    where t.clinic_id = rx.clinic_id and t.prescription_id = rx.id
  ) spoken
  cross join lateral (
    select (max(h.resolved_at) at time zone $3)::date as on from portal.hold h
    where h.clinic_id = rx.clinic_id and h.patient_id = rx.patient_id
  ) lifted
  cross join lateral (
    select coalesce(json_agg(json_build_object('day', p.day, 'due', p.due, 'done', p.done, 'declined', p.declined)
      order by p.day), '[]') as days
    from portal.plan_day p
    where p.clinic_id = rx.clinic_id and p.prescription_id = rx.id and p.day >= $2
  ) asked
  where rx.standing = 'issued' and rx.advice_until >= $1
  group by rx.clinic_id, rx.patient_id order by rx.patient_id`;

export interface FollowedPatient extends Omit<Following, 'today'> {
  patientId: string;
  plans: FollowedPlan[];
  lastAt: Date | null;
}

export async function followed(tx: WorkTx): Promise<FollowedPatient[]> {
  return tx.query<FollowedPatient>(FOLLOWED, [tx.today, addDays(tx.today, -PLAN_DAYS), tx.timeZone]);
}

const RUNNING = /* sql */ `
  select rx.patient_id as "patientId", rx.id as "prescriptionId", rx.review_on as "reviewOn",
    rx.advice_until as "adviceUntil", rx.standing = 'paused' as "isPaused", seen.on as "fullScreenOn",
    least(c.same_level_days, $2::int) as "sameLevelDays", coalesce(known.of, '[]') as heard
  from portal.prescription rx
  join portal.clinic c on c.id = rx.clinic_id
  cross join lateral (
    select max(a.seen_on) as on from portal.assessment a
    where a.clinic_id = rx.clinic_id and a.episode_id = rx.episode_id and a.kind = 'full' and a.suitable
      and a.signed_at is not null and a.entered_in_error_at is null
  ) seen
  cross join lateral (
    select json_agg(json_build_object('kind', a.kind, 'key', a.key, 'lastAt', a.last_at, 'closedAt', a.closed_at)) as of
    from portal.alert a
    where a.clinic_id = rx.clinic_id and a.patient_id = rx.patient_id and a.kind in ('A7', 'A8')
  ) known
  where rx.standing in ('issued', 'paused')
    and (rx.review_on <= $1 or seen.on < $1::date - least(c.same_level_days, $2::int))
    and rx.advice_until >= $1
    and not exists (select 1 from portal.discharge d
      where d.clinic_id = rx.clinic_id and d.patient_id = rx.patient_id and d.readmitted_at is null)
  order by rx.patient_id, rx.id`;

export interface PlanToReview {
  patientId: string;
  plan: RunningPlan;
  limits: Pick<FreshnessLimits, 'sameLevelDays'>;
  heard: Heard;
  scores: Scores[];
}

export async function plansToReview(tx: WorkTx): Promise<PlanToReview[]> {
  type Row = RunningPlan & {
    patientId: string;
    sameLevelDays: number;
    heard: Parameters<typeof heardOf>[0];
  };
  const rows = await tx.query<Row>(RUNNING, [tx.today, CLINICAL_LIMITS.sameLevelDays.most]);
  if (rows.length === 0) return [];
  const scores = await scoresByReview(tx);
  return rows.map(({ patientId, sameLevelDays, heard, ...plan }) => ({
    patientId,
    plan,
    limits: { sameLevelDays },
    heard: heardOf(heard),
    scores: scores.get(plan.prescriptionId) ?? [],
  }));
}

async function scoresByReview(tx: WorkTx): Promise<Map<string, Scores[]>> {
  type Row = { prescription_id: string; instrument: InstrumentCode } & {
    taken_on: string;
    score: string | null;
    answers: OutcomePoint['answers'];
  };
  const rows = await tx.query<Row>('select * from portal.scores_by_review($1)', [tx.today]);
  const series = new Map<string, Map<InstrumentCode, OutcomePoint[]>>();
  for (const { prescription_id: plan, instrument, taken_on: takenOn, score, answers } of rows) {
    const own = series.get(plan) ?? new Map<InstrumentCode, OutcomePoint[]>();
    const points = own.get(instrument) ?? [];
    points.push({ takenOn, answers, score: score === null ? scoreOf(answers) : Number(score) });
    series.set(plan, own.set(instrument, points));
  }
  return new Map(
    [...series].map(([plan, own]) => [
      plan,
      [...own].map(([instrument, points]) => ({ instrument, points })),
    ]),
  );
}
