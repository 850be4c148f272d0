-- What follows from what somebody did, for others: a mail, a line on the worklist. Who causes it may not see the tables that it
-- is written to, so these run as the owner; each is told the least it needs, and stamps the clinic itself.

-- Of a patient, or of somebody of the asker's clinic. Null: there is nobody of that id there.
create or replace function portal.of_my_clinic(patient uuid)
returns uuid language sql stable set search_path = '' as $$
  select p.id from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id = patient
    and (portal.my_patient() is null or p.id = portal.my_patient())
$$;

-- Work for later, in the transaction of what it follows from: it is done after the commit, or never. A queue's own settings
-- say how often work is tried and when it is forgotten. The queue's clock is the machine's, so what counts is how far away
-- `after` is.
create or replace function portal.put_work(at_clinic uuid, to_queue text, with_data jsonb, after timestamptz)
returns uuid language plpgsql set search_path = '' as $$
declare
  asked uuid;
begin
  insert into jobs.job (name, data, start_after, keep_until, expire_in, retry_limit, retry_delay, retry_backoff,
    dead_letter, policy)
  select q.name, with_data || jsonb_build_object('clinicId', at_clinic), later.start,
    later.start + coalesce(q.retention_minutes * interval '1 minute', interval '14 days'),
    coalesce(q.expire_seconds * interval '1 second', interval '15 minutes'), coalesce(q.retry_limit, 2),
    case when q.retry_backoff then greatest(q.retry_delay, 1) else coalesce(q.retry_delay, 0) end,
    coalesce(q.retry_backoff, false), q.dead_letter, q.policy
  from jobs.queue q
  cross join lateral (
    select pg_catalog.now() + greatest(coalesce(after, portal.portal_now()) - portal.portal_now(), interval '0') as start
  ) later
  where q.name = to_queue
  returning id into asked;
  if asked is null then raise exception 'there is no queue %', to_queue; end if;
  return asked;
end $$;

-- What actors may do: ask for work at their own clinic.
create or replace function portal.enqueue(to_queue text, with_data jsonb, after timestamptz default null)
returns uuid language sql security definer set search_path = '' as $$
  select portal.put_work(portal.my_clinic(), to_queue, with_data, after)
$$;

-- The same thing found again while somebody has yet to close it is counted, not listed twice. `anew`: whoever acknowledged it saw
-- less than there is now, so it waits again, with the time of this finding. Of somebody discharged nothing but a red flag is put on
-- the worklist, whoever finds it: no row. A discharge locks the patient's row; waiting for it here lets none slip past it.
-- `waits_anew`: it was not there before, or was acknowledged and waits again. `responsible_id`: whose it is now, if anybody's.
drop function if exists portal.raise_alert;
create function portal.raise_alert(of_patient uuid, of_prescription uuid, of_kind text, by_key text, found jsonb,
  until timestamptz, anew boolean)
returns table (alert_id uuid, waits_anew boolean, responsible_id uuid)
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id = portal.of_my_clinic(of_patient)
  for key share;
  return query
  -- $5: by its name it would be plpgsql's own `found`
  insert into portal.alert as a (clinic_id, patient_id, prescription_id, kind, key, facts, due_at, for_staff_id)
  select p.clinic_id, p.id, of_prescription, of_kind, by_key, $5, until, p.responsible_staff_id
  from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id = portal.of_my_clinic(of_patient)
    -- of who is discharged nothing is followed up any more; a red flag is heard from whoever still answers
    and (of_kind = 'A1' or not exists (
      select 1 from portal.discharge d
      where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null))
    -- and of who died nothing at all
    and not exists (
      select 1 from portal.death d
      where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.reversed_at is null)
  on conflict (clinic_id, patient_id, kind, key) where closed_at is null
  do update set times = a.times + 1, last_at = portal.portal_now(), facts = excluded.facts,
    due_at = case when anew and a.acknowledged_at is not null then excluded.due_at else a.due_at end,
    escalated_at = case when anew and a.acknowledged_at is not null then null else a.escalated_at end,
    escalated_to = case when anew and a.acknowledged_at is not null then null else a.escalated_to end,
    acknowledged_at = case when not anew then a.acknowledged_at end,
    acknowledged_by = case when not anew then a.acknowledged_by end
  returning new.id, old.id is null or (old.acknowledged_at is not null and new.acknowledged_at is null),
    coalesce(
      (select p.responsible_staff_id from portal.patient p where p.clinic_id = new.clinic_id and p.id = new.patient_id),
      new.for_staff_id);
end $$;

-- What is open goes with the patient to whoever is responsible from now on; where nobody is, it is everybody's.
create or replace function portal.alerts_follow() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update portal.alert a set for_staff_id = new.responsible_staff_id
  where a.clinic_id = new.clinic_id and a.patient_id = new.id and a.closed_at is null
    and a.for_staff_id is distinct from new.responsible_staff_id;
  return null;
end $$;
drop trigger if exists alerts_follow on portal.patient;
create trigger alerts_follow after update of responsible_staff_id on portal.patient
  for each row when (old.responsible_staff_id is distinct from new.responsible_staff_id)
  execute function portal.alerts_follow();

-- Whoever says on a patient's record who is responsible, the desk too, hands them over: it stands among the hand-overs, in their name.
-- Asked before the record is changed. Null: nobody of that id is at the asker's clinic, or they are with that colleague already.
create or replace function portal.hand_over_on_record(of_patient uuid, to_whom uuid)
returns uuid language sql security definer set search_path = '' as $$
  with moved as (
    select p.clinic_id, p.id, p.responsible_staff_id as was from portal.patient p
    where p.clinic_id = portal.my_clinic() and p.id = of_patient and p.responsible_staff_id is distinct from to_whom
  ), made as (
    insert into portal.hand_over (clinic_id, from_staff_id, to_staff_id, reason, patients, by_staff_id)
    select m.clinic_id, m.was, to_whom, 'changed_on_record', 1, portal.me() from moved m
    returning id
  )
  insert into portal.handed_over (clinic_id, hand_over_id, patient_id, from_staff_id, to_staff_id)
  select m.clinic_id, made.id, m.id, m.was, to_whom from made, moved m
  returning hand_over_id
$$;

-- `once`: of mails with the same key that wait, only the first stands. Nothing is written to a patient who died, nor to who looked
-- after them: null.
create or replace function portal.put_mail(at_clinic uuid, of_kind text, to_whom text, for_patient uuid, for_carer uuid,
  for_staff uuid, with_facts jsonb, once text, after timestamptz)
returns uuid language sql set search_path = '' as $$
  with posted as (
    insert into portal.mail as m (clinic_id, kind, to_address, patient_id, carer_id, staff_id, facts, once_key, send_after)
    select at_clinic, of_kind, to_whom, for_patient, for_carer, for_staff, with_facts, once,
      coalesce(after, portal.portal_now())
    where for_staff is not null or not exists (
      select from portal.death d
      where d.clinic_id = at_clinic and d.patient_id = for_patient and d.reversed_at is null)
    on conflict (clinic_id, once_key) where sent_at is null and dropped_at is null and bounced_at is null
    do update set send_after = greatest(m.send_after, excluded.send_after)
    returning m.id, m.send_after
  )
  select posted.id from posted
  cross join lateral portal.put_work(at_clinic, 'mail', jsonb_build_object('mailId', posted.id), posted.send_after)
$$;

create or replace function portal.post_mail(of_kind text, to_whom text, for_patient uuid, for_carer uuid, for_staff uuid,
  with_facts jsonb, once text, after timestamptz)
returns uuid language sql security definer set search_path = '' as $$
  select portal.put_mail(portal.my_clinic(), of_kind, to_whom, for_patient, for_carer, for_staff, with_facts, once, after)
$$;

-- Those of the clinic's staff who can sign in today. Whoever never accepted their invitation, is suspended, or is not here yet or
-- any more sees no list.
create or replace function portal.staff_here(of_role text)
returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(pg_catalog.array_agg(s.id order by s.id), '{}')
  from portal.staff s
  join portal.clinic c on c.id = s.clinic_id
  join portal.account a on a.id = s.account_id and a.suspended_at is null
  where s.clinic_id = portal.my_clinic() and of_role = any (s.roles)
    and portal.today_in(c.time_zone) between s.active_from and coalesce(s.active_to, 'infinity')
$$;

-- Who looks after the asker now, for a patient or their carer. No row: nobody who is here.
create or replace function portal.my_clinician()
returns table (name text, profession text)
language sql stable security definer rows 1 set search_path = '' as $$
  select s.name, s.profession
  from portal.patient p
  join portal.staff s on s.clinic_id = p.clinic_id and s.id = p.responsible_staff_id
  where p.clinic_id = portal.my_clinic() and p.id = portal.my_patient() and s.id = any (portal.staff_here('clinician'))
$$;
-- Who could be told of something today, whoever asks: ids, and no address. `covers` are today's.
create or replace function portal.team_today()
returns table (covers jsonb, backup_id uuid, clinician_ids uuid[], admin_ids uuid[])
language sql stable security definer set search_path = '' as $$
  select
    (select coalesce(jsonb_agg(jsonb_build_object('staffId', k.staff_id, 'coveredBy', k.covered_by, 'from', k.from_day,
       'to', k.to_day) order by k.from_day, k.id), '[]')
     from portal.cover k
     where k.clinic_id = c.id and portal.today_in(c.time_zone) between k.from_day and k.to_day),
    (select h.backup_staff_id from portal.opening_hours h where h.clinic_id = c.id),
    portal.staff_here('clinician'), portal.staff_here('admin')
  from portal.clinic c where c.id = portal.my_clinic()
$$;

-- One mail to each of these. Of mails with the same `once` that wait, each of them gets one.
create or replace function portal.mail_staff(of_kind text, whom uuid[], with_facts jsonb, once text)
returns void language sql security definer set search_path = '' as $$
  select portal.put_mail(s.clinic_id, of_kind, s.email, null, null, s.id, with_facts, once || ' ' || s.id, null)
  from portal.staff s where s.clinic_id = portal.my_clinic() and s.id = any (whom) order by s.id
$$;

-- Where the worker goes its rounds.
create or replace function portal.clinics_at_work()
returns table (clinic_id uuid, time_zone text)
language sql stable security definer set search_path = '' as $$
  select c.id, c.time_zone from portal.clinic c order by c.id
$$;

-- The worker says that it is at work, each time that it has asked for what is due.
create or replace function portal.worker_is_here()
returns void language sql security definer set search_path = '' as $$
  insert into portal.worker_seen as w (seen_at) values (portal.portal_now())
  on conflict (only_one) do update set seen_at = greatest(w.seen_at, excluded.seen_at)
$$;

-- One row, also where none was ever seen. Late: for five minutes nobody worked.
create or replace function portal.worker_last_seen()
returns table (seen_at timestamptz, is_late boolean)
language sql stable security definer set search_path = '' as $$
  select max(w.seen_at), coalesce(max(w.seen_at) < portal.portal_now() - interval '5 minutes', true)
  from portal.worker_seen w
$$;

-- Of the asker's clinic, for who sees no mail: counts and a time. What waits for its hour, as it was meant to, does not count.
create or replace function portal.mails_standing()
returns table (mails_waiting int, oldest_waiting_since timestamptz, mails_failed int)
language sql stable security definer set search_path = '' as $$
  select
    count(*) filter (where m.bounced_at is null)::int,
    min(m.created_at) filter (where m.bounced_at is null),
    count(*) filter (where m.bounced_at > portal.portal_now() - interval '30 days')::int
  from portal.mail m
  where m.clinic_id = portal.my_clinic() and m.sent_at is null and m.dropped_at is null
    and (m.bounced_at is not null or m.tries > 0 or m.send_after <= portal.portal_now())
$$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.raise_alert, portal.team_today, portal.mail_staff
  to app_patient, app_carer, app_clinician, app_worker;
grant execute on function portal.hand_over_on_record to app_clinician, app_desk;
grant execute on function portal.staff_here to app_clinician, app_admin;
grant execute on function portal.my_clinician to app_patient, app_carer;
grant execute on function portal.worker_is_here to app_worker;
-- the login itself asks too, for whoever watches the process
grant execute on function portal.worker_last_seen to app_admin, portal_app;
grant execute on function portal.mails_standing to app_admin;
grant execute on function portal.post_mail to app_patient, app_carer, app_clinician, app_desk, app_admin, app_worker;
grant execute on function portal.clinics_at_work to app_worker;
grant execute on function portal.enqueue to app_patient, app_carer, app_clinician, app_desk, app_admin, app_worker;

-- the queue -----------------------------------------------------------------------------------------------------
-- pg-boss' own tables (src/db/queues.ts). They hold ids and nothing else, and only the worker comes here. It may neither make
-- nor drop a queue.
do $$
declare
  somebody text;
begin
  foreach somebody in array array['public', 'portal_app', 'portal_worker', 'app_visitor', 'app_patient', 'app_carer',
    'app_clinician', 'app_desk', 'app_admin', 'app_worker']
  loop
    execute format('revoke all on schema jobs from %s', somebody);
    execute format('revoke all on all tables in schema jobs from %s', somebody);
    execute format('revoke all on all functions in schema jobs from %s', somebody);
  end loop;
end $$;
grant usage on schema jobs to app_worker;
grant select, insert, update, delete on jobs.job to app_worker;
grant select, insert, delete on jobs.archive to app_worker;
grant select on jobs.queue to app_worker;
grant select, update (maintained_on, monitored_on, cron_on) on jobs.version to app_worker;
