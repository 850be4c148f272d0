-- What goes out, looked at again the moment it goes. The worker may see mails and little else, so what it must know of others
-- it asks here: each function answers the least that its question needs, and none tells what a plan holds.

-- when something is due --------------------------------------------------------------------------------------------

-- What the gate shows of a patient today or from tomorrow, as far as a calendar needs it: days, weeks and how often, with no name,
-- no dose and no reason; and what the diary answers for already. Looks through the gate as the patient would, for the length of one query.
-- For the functions below only.
create or replace function portal.when_due_of(at_clinic uuid, of_patient uuid)
returns jsonb language plpgsql set search_path = '' as $$
declare
  clinic_before constant text := coalesce(current_setting('app.clinic_id', true), '');
  patient_before constant text := coalesce(current_setting('app.patient_id', true), '');
  answer jsonb;
begin
  perform set_config('app.clinic_id', at_clinic::text, true), set_config('app.patient_id', of_patient::text, true);
  select coalesce(jsonb_agg(jsonb_build_object(
    'startsOn', p.starts_on, 'weekOneOn', p.week_one_on, 'adviceUntil', p.advice_until, 'phasesBegun', p.phases_begun,
    'items', (
      select coalesce(jsonb_agg(jsonb_build_object('place', i.place, 'isOptional', i.is_optional,
        'dosage', jsonb_build_object('sessions', (
          select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('schedule', dose.of -> 'schedule', 'weeks', dose.of -> 'weeks'))
            order by dose.place)
          from jsonb_array_elements(i.dosage -> 'sessions') with ordinality as dose (of, place))),
        'isOffToday', i.is_off_today,
        'phase', (
          select jsonb_strip_nulls(jsonb_build_object('name', f ->> 'name', 'weeks', f -> 'weeks', 'begins', f -> 'begins'))
          from jsonb_array_elements(p.phases) f where f ->> 'name' = i.phase)
      ) order by i.place), '[]')
      from portal.advised_ahead i where i.prescription_id = p.prescription_id),
    'done', (
      select coalesce(jsonb_agg(jsonb_build_object('place', told.place, 'session', told.dose, 'day', told.day,
        'times', told.times)), '[]')
      from (
        select i.place, e.dose, e.day, count(distinct e.session_id)::int as times
        from portal.standing_entry e
        join portal.advised_ahead i on i.clinic_id = e.clinic_id and i.id = e.item_id
        where e.clinic_id = at_clinic and e.patient_id = of_patient and e.prescription_id = p.prescription_id
          and e.kind = 'item'
          -- nobody's day is over because of what another did
          and portal.came_by_merge('log_entry', e.id, (select portal.unsure_merges())) is not true
        group by i.place, e.dose, e.day
      ) told)
  ) order by p.prescription_id), '[]') into answer
  from portal.advised_plan p;
  perform set_config('app.clinic_id', clinic_before, true), set_config('app.patient_id', patient_before, true);
  return answer;
end $$;

-- For the worker's reminders. Null: nobody of that id at this clinic.
create or replace function portal.when_due(of_patient uuid)
returns jsonb language sql security definer set search_path = '' as $$
  select portal.when_due_of(p.clinic_id, p.id) from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id = of_patient
$$;

-- A calendar that asks. Whoever has its secret learns on which days something is due, and of whom or what nothing. No row: it is
-- unknown or revoked.
create or replace function portal.open_feed(by_secret bytea)
returns table (feed_id uuid, time_zone text, plans jsonb)
language sql security definer set search_path = '' as $$
  select f.id, c.time_zone, portal.when_due_of(f.clinic_id, f.patient_id)
  from portal.calendar_feed f
  join portal.clinic c on c.id = f.clinic_id
  where f.secret_hash = by_secret and f.revoked_at is null
$$;

-- reminders --------------------------------------------------------------------------------------------------------

-- By the secret of a mail. Says nothing, so that known and unknown look alike.
create or replace function portal.stop_reminders(by_secret text, asked_in text)
returns void language sql security definer set search_path = '' as $$
  with stopped as (
    update portal.reminder r set stopped_at = portal.portal_now()
    where r.stop_secret = by_secret and r.stopped_at is null
    returning r.id, r.clinic_id, r.patient_id
  )
  select portal.trace_visit('reminder.stopped', s.clinic_id, null, null, asked_in, 'reminder', array[s.id],
    array[s.patient_id])
  from stopped s
$$;

-- Who is to be reminded of something today, at all.
create or replace function portal.reminders_at_work()
returns table (id uuid, patient_id uuid, email text, times text[], days text[], seen_to_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select r.id, r.patient_id, p.email, r.times, r.days, r.seen_to_at
  from portal.reminder r
  join portal.patient p on p.clinic_id = r.clinic_id and p.id = r.patient_id
  where r.clinic_id = portal.my_clinic() and r.stopped_at is null and p.merged_into_id is null
  order by r.id
$$;

create or replace function portal.reminder_seen_to(reminder_id uuid)
returns void language sql security definer set search_path = '' as $$
  update portal.reminder r set seen_to_at = portal.portal_now()
  where r.clinic_id = portal.my_clinic() and r.id = reminder_id and r.stopped_at is null
$$;

-- What the mail says to stop them with. Null: there is nothing left to stop.
create or replace function portal.stop_secret_of(mail_id uuid)
returns text language sql stable security definer set search_path = '' as $$
  select r.stop_secret from portal.mail m
  join portal.reminder r on r.clinic_id = m.clinic_id and r.id = (m.facts ->> 'reminderId')::uuid
  where m.clinic_id = portal.my_clinic() and m.id = mail_id and m.kind = 'reminder' and r.stopped_at is null
$$;

-- plans ------------------------------------------------------------------------------------------------------------

-- Plans that run and end within so many days, of patients who can be written to; not those of which something was said since
-- yesterday.
create or replace function portal.plans_that_end(within_days int)
returns table (prescription_id uuid, patient_id uuid, email text, advice_until text, days_left int)
language sql stable security definer set search_path = '' as $$
  select rx.id, p.id, p.email, rx.advice_until::text, rx.advice_until - portal.today_in(c.time_zone)
  from portal.prescription rx
  join portal.patient p on p.clinic_id = rx.clinic_id and p.id = rx.patient_id
  join portal.clinic c on c.id = rx.clinic_id
  where rx.clinic_id = portal.my_clinic() and rx.standing = 'issued' and p.email is not null
    and rx.advice_until - portal.today_in(c.time_zone) between 0 and within_days
    and not exists (
      select 1 from portal.discharge d
      where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null)
    and not exists (
      select 1 from portal.prescription_transition t
      where t.clinic_id = rx.clinic_id and t.prescription_id = rx.id and t.at > portal.portal_now() - interval '1 day')
  order by rx.id
$$;

-- Whose access closes by itself within so many days, of whoever is treated here; where each can be written to.
create or replace function portal.guardians_closing(within_days int)
returns table (carer_id uuid, patient_id uuid, email text, patient_email text, closes_on text, decides boolean)
language sql stable security definer set search_path = '' as $$
  select k.id, k.patient_id, k.email,
    case when not exists (
      select 1 from portal.carer other
      join portal.patient p on p.clinic_id = other.clinic_id and p.id = other.patient_id
      where other.clinic_id = k.clinic_id and other.patient_id = k.patient_id and other.kind = 'guardian'
        and lower(other.email) = lower(p.email)
    ) then portal.address_of(k.clinic_id, k.patient_id) end,
    access.closes_on::text, portal.decides_alone(portal.age_on(w.born, access.closes_on), w.found)
  from portal.carer k
  join portal.clinic c on c.id = k.clinic_id
  cross join lateral portal.decision_of(k.clinic_id, k.patient_id) w
  cross join lateral portal.access_of(k.id) access
  where k.clinic_id = portal.my_clinic() and k.kind = 'guardian' and k.ended_at is null
    and access.closes_on - portal.today_in(c.time_zone) <= within_days
    and not exists (
      select 1 from portal.discharge d
      where d.clinic_id = k.clinic_id and d.patient_id = k.patient_id and d.readmitted_at is null)
  order by access.closes_on, k.id
$$;

-- "Your plan changed": whoever changed it and from wherever, a clinician, a discharge or an assessment. It waits two minutes, in
-- which it may be undone; changes in a row are one mail, which remembers what stood before the first.
create or replace function portal.tell_of_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform portal.put_mail(rx.clinic_id, 'plan_changed', p.email, p.id, null, null,
    jsonb_build_object('prescriptionId', rx.id, 'before', jsonb_build_object('standing', rx.standing,
      'versionId', rx.live_version_id, 'adviceUntil', rx.advice_until)),
    'plan_changed ' || rx.id, portal.portal_now() + interval '2 minutes')
  from portal.prescription rx
  join portal.patient p on p.clinic_id = rx.clinic_id and p.id = rx.patient_id
  where rx.clinic_id = new.clinic_id and rx.id = new.prescription_id and p.email is not null
    and not exists (
      select 1 from portal.discharge d
      where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null);
  return new;
end $$;
drop trigger if exists tell_of_change on portal.prescription_transition;
-- before: it looks at what stood until now
create trigger tell_of_change before insert on portal.prescription_transition
  for each row when (new.kind in ('issued', 'extended', 'paused', 'resumed')) execute function portal.tell_of_change();

-- discharge --------------------------------------------------------------------------------------------------------

-- Silences everything at once. What is in the worker's hand this moment is not waited for; it looks again before it sends.
create or replace function portal.silence_discharged() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update portal.mail m set dropped_at = portal.portal_now(), dropped_because = 'discharged'
  where (m.clinic_id, m.id) in (
    select waiting.clinic_id, waiting.id from portal.mail waiting
    where waiting.clinic_id = new.clinic_id and waiting.patient_id = new.patient_id and waiting.staff_id is null
      and waiting.sent_at is null and waiting.dropped_at is null and waiting.bounced_at is null
    for update skip locked);
  update portal.reminder r set stopped_at = portal.portal_now()
  where r.clinic_id = new.clinic_id and r.patient_id = new.patient_id and r.stopped_at is null;
  return null;
end $$;
drop trigger if exists silence_discharged on portal.discharge;
create trigger silence_discharged after insert on portal.discharge
  for each row when (new.readmitted_at is null) execute function portal.silence_discharged();

-- sending ----------------------------------------------------------------------------------------------------------

-- What a mail is made of beside its kind: how the clinic is called and reached.
create or replace function portal.clinic_of_mails()
returns table (name text, phone text, email text)
language sql stable security definer set search_path = '' as $$
  select c.name, c.phone, c.email from portal.clinic c where c.id = portal.my_clinic()
$$;

-- Null: it may go. Else why not. What tells a patient of their plan is silent while they are discharged; what they asked for
-- themself since then (a link, a change of address) still comes.
create or replace function portal.why_not_send(mail_id uuid)
returns text language sql stable security definer set search_path = '' as $$
  select case
    when exists (
      select 1 from portal.carer k where k.clinic_id = m.clinic_id and k.id = m.carer_id
        and (k.ended_at is not null or portal.is_closed_to(k.clinic_id, k.id))
    ) then 'carer_ended'
    when m.staff_id is null and exists (
      select 1 from portal.death d
      where d.clinic_id = m.clinic_id and d.patient_id = m.patient_id and d.reversed_at is null
    ) then 'deceased'
    when m.staff_id is null and exists (
      select 1 from portal.discharge d
      where d.clinic_id = m.clinic_id and d.patient_id = m.patient_id and d.readmitted_at is null
        and (m.kind in ('plan_changed', 'plan_ends_soon', 'reminder', 'access_ends_soon', 'own_choice_soon') or d.discharged_at >= m.created_at)
    ) then 'discharged'
    when m.kind in ('plan_changed', 'plan_ends_soon', 'reminder', 'own_choice_soon')
      and lower(portal.address_of(m.clinic_id, m.patient_id)) is distinct from lower(m.to_address) then 'other_address'
    when m.staff_id is not null and not exists (
      select 1 from portal.staff s
      join portal.clinic c on c.id = s.clinic_id
      where s.clinic_id = m.clinic_id and s.id = m.staff_id
        and portal.today_in(c.time_zone) between s.active_from and coalesce(s.active_to, 'infinity')
    ) then 'left_the_clinic'
    -- undone within its two minutes, or taken back before anybody was told of it
    when m.kind = 'plan_changed' and exists (
      select 1 from portal.prescription rx
      where rx.clinic_id = m.clinic_id and rx.id = (m.facts ->> 'prescriptionId')::uuid
        and ((rx.standing, rx.live_version_id::text, rx.advice_until::text) is not distinct from
            (m.facts #>> '{before,standing}', m.facts #>> '{before,versionId}', m.facts #>> '{before,adviceUntil}')
          or (m.facts #>> '{before,standing}' = 'draft' and rx.standing in ('withdrawn', 'completed')))
    ) then 'changed_back'
    when m.kind = 'plan_ends_soon' and not exists (
      select 1 from portal.prescription rx
      where rx.clinic_id = m.clinic_id and rx.id = (m.facts ->> 'prescriptionId')::uuid and rx.standing = 'issued'
        and rx.advice_until::text = m.facts ->> 'adviceUntil'
    ) then 'no_longer_so'
    when m.kind = 'reminder' and not exists (
      select 1 from portal.reminder r
      where r.clinic_id = m.clinic_id and r.id = (m.facts ->> 'reminderId')::uuid and r.stopped_at is null
    ) then 'stopped'
    -- somebody was told to do nothing since: no reminder follows them to the hospital
    when m.kind = 'reminder' and exists (
      select 1 from portal.hold h
      where h.clinic_id = m.clinic_id and h.patient_id = m.patient_id and h.resolved_at is null and h.kind <> 'pain_pause'
    ) then 'on_hold'
    when m.kind = 'reminder' and m.created_at < portal.portal_now() - interval '1 hour' then 'too_late'
  end
  from portal.mail m
  where m.clinic_id = portal.my_clinic() and m.id = mail_id
$$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.clinic_of_mails, portal.why_not_send, portal.when_due, portal.reminders_at_work,
  portal.reminder_seen_to, portal.stop_secret_of, portal.plans_that_end, portal.guardians_closing to app_worker;
grant execute on function portal.open_feed, portal.stop_reminders to app_visitor;
