-- The days of a plan and what they ask (folder adherence). Only the schedule of TypeScript can reckon that; it reads the plan
-- and writes the days through these functions, which run as the owner and keep to the asker's clinic. Who counts what was
-- done, and what of it counts, are the triggers of the diary.

-- Which entries of the diary stand: those that nobody corrected, and of corrections the newest. With the asker's rights.
drop view if exists portal.standing_entry;
create view portal.standing_entry with (security_invoker = true) as
-- without the private note, which not everybody who asks may read
select e.id, e.clinic_id, e.patient_id, e.carer_id, e.kind, e.at, e.day, e.session_id, e.prescription_id, e.item_id, e.dose,
  e.sets_done, e.reps_done, e.seconds_done, e.metres_done, e.pain, e.effort, e.spread, e.not_done_because, e.how_much, e.note,
  e.on_bad_day, e.corrects, e.received_at, e.taken_down_by
from portal.log_entry e
where not exists (
    select 1 from portal.log_entry c
    where c.clinic_id = e.clinic_id and c.corrects = e.id and c.patient_id = e.patient_id
  )
  and (e.corrects is null or portal.prevails(e.id));
grant select on portal.standing_entry to app_patient, app_carer, app_clinician;
grant execute on function portal.prevails to app_patient, app_carer, app_clinician;

-- What the exercises of these entries accept, for whoever told of them: that somebody could tell of an exercise says that it was
-- advised. The cheap question of each delivery; what shows now is asked of the gate, where something follows.
create or replace function portal.accepted_of(entries uuid[])
returns table (id uuid, pain_policy jsonb, stop_rules jsonb, is_corrected boolean)
language sql stable security definer rows 10 set search_path = '' as $$
  select e.id, i.dosage -> 'painPolicy', i.dosage -> 'stopRules', exists (
      select from portal.log_entry c
      where c.clinic_id = e.clinic_id and c.corrects = e.id and c.patient_id = e.patient_id
    )
  from portal.log_entry e
  left join portal.prescription_item i on i.clinic_id = e.clinic_id and i.id = e.item_id
  where e.clinic_id = portal.my_clinic() and e.patient_id = portal.my_patient() and e.id = any (entries)
    and portal.came_by_merge('log_entry', e.id, (select portal.unsure_merges())) is not true
$$;
revoke all on function portal.accepted_of from public;
grant execute on function portal.accepted_of to app_patient, app_carer;

-- What the schedule has to know of these plans. They are locked, so that nothing happens to them before their days are written.
create or replace function portal.plans_to_count(of_plans uuid[])
returns table (plan jsonb) language plpgsql security definer set search_path = '' as $$
begin
  perform from portal.prescription p
  where p.clinic_id = portal.my_clinic() and p.id = any (of_plans) order by p.id for no key update;
  return query
  select pg_catalog.jsonb_build_object('id', p.id, 'startsOn', p.starts_on, 'weekOneOn', p.week_one_on,
    'adviceUntil', p.advice_until, 'timeZone', c.time_zone, 'phases', v.phases,
    'items', (
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('place', i.place, 'dosage', i.dosage,
        'isOptional', i.is_optional, 'phase', i.phase))
      from portal.prescription_item i where i.clinic_id = p.clinic_id and i.version_id = v.id
    ),
    'phasesBegun', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('name', pb.phase,
        'on', pb.begun_on + (p.days_closed - pb.days_closed))), '[]')
      from portal.phase_begun pb where pb.clinic_id = p.clinic_id and pb.prescription_id = p.id
    ),
    'transitions', (
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', t.kind, 'at', t.at) order by t.seq)
      from portal.prescription_transition t where t.clinic_id = p.clinic_id and t.prescription_id = p.id
    ),
    'holds', (
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('from', h.opened_at, 'to', h.resolved_at)), '[]')
      from portal.hold h where h.clinic_id = p.clinic_id and h.patient_id = p.patient_id
    ))
  from portal.prescription p
  join portal.clinic c on c.id = p.clinic_id
  join portal.prescription_version v on v.clinic_id = p.clinic_id and v.id = p.live_version_id
  where p.clinic_id = portal.my_clinic() and p.id = any (of_plans);
end $$;

-- days: what each asks, by place; a day that is not named asks nothing. What was meant for the days before stays as it was.
-- The first day is written even where it asks nothing: it says that this version's days are.
create or replace function portal.ask_days(of_plan uuid, since date, days jsonb)
returns void language plpgsql security definer set search_path = '' as $$
declare
  p portal.prescription;
begin
  select * into strict p from portal.prescription one where one.clinic_id = portal.my_clinic() and one.id = of_plan;
  perform portal.take_turns(p.patient_id);
  delete from portal.plan_day d
  where d.clinic_id = p.clinic_id and d.prescription_id = p.id and d.day > since
    and not days ? d.day::text and d.done = 0 and d.declined = 0;
  update portal.plan_day d set asked = '{}', due = 0, version_id = p.live_version_id
  where d.clinic_id = p.clinic_id and d.prescription_id = p.id and d.day >= since and not days ? d.day::text;
  insert into portal.plan_day as d (clinic_id, patient_id, prescription_id, version_id, day, asked)
  select p.clinic_id, p.patient_id, p.id, p.live_version_id, asked.key::date, asked.value
  from pg_catalog.jsonb_each(pg_catalog.jsonb_build_object(since::text, '{}'::jsonb) || days) asked
  where asked.key::date >= since
  order by asked.key
  on conflict (clinic_id, prescription_id, day) do update
  set asked = excluded.asked, version_id = excluded.version_id;
  perform portal.count_due(p.clinic_id, p.patient_id, since);
end $$;

-- Plans that may still be followed and were issued before days were written.
create or replace function portal.uncounted_plans(most int)
returns setof uuid language sql stable security definer set search_path = '' as $$
  select p.id
  from portal.prescription p
  join portal.clinic c on c.id = p.clinic_id
  where p.clinic_id = portal.my_clinic() and p.standing in ('issued', 'paused')
    and p.advice_until >= portal.today_in(c.time_zone)
    and not exists (
      select 1 from portal.plan_day d
      where d.clinic_id = p.clinic_id and d.prescription_id = p.id and d.version_id = p.live_version_id
    )
  order by p.id limit most
$$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.plans_to_count, portal.ask_days to app_clinician, app_worker;
grant execute on function portal.uncounted_plans to app_worker;
