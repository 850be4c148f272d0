-- Who can ask, and how the database knows them. Re-applied in one transaction with the other files of this folder.
-- Begins from nothing: every policy and grant of the schema is taken back first, so that a line removed from
-- these files is a right that is gone.

do $$
declare
  gone record;
begin
  for gone in select policyname, tablename from pg_policies where schemaname = 'portal' loop
    execute format('drop policy %I on portal.%I', gone.policyname, gone.tablename);
  end loop;
  for gone in select unnest(array['portal_app', 'app_visitor', 'app_patient', 'app_carer',
    'app_clinician', 'app_desk', 'app_admin', 'app_worker']) as role
  loop
    execute format('revoke all on all tables in schema portal from %I', gone.role);
    execute format('revoke all on all functions in schema portal from %I', gone.role);
    execute format('grant usage on schema portal to %I', gone.role);
  end loop;
end $$;

revoke all on all functions in schema portal from public;
revoke all on schema portal from public;
grant usage on schema portal to portal_app;

-- The one clock that SQL asks. Tests replace it in a database of their own; no setting can move it.
create or replace function portal.portal_now() returns timestamptz language sql stable set search_path = ''
  as 'select pg_catalog.now()';

create or replace function portal.me() returns uuid language sql stable set search_path = ''
  as $$ select nullif(pg_catalog.current_setting('app.actor_id', true), '')::uuid $$;

create or replace function portal.my_clinic() returns uuid language sql stable set search_path = ''
  as $$ select nullif(pg_catalog.current_setting('app.clinic_id', true), '')::uuid $$;

-- Of a patient themself, and of somebody who looks after them.
create or replace function portal.my_patient() returns uuid language sql stable set search_path = ''
  as $$ select nullif(pg_catalog.current_setting('app.patient_id', true), '')::uuid $$;

-- Null where the patient asks for themself.
create or replace function portal.my_carer() returns uuid language sql stable set search_path = ''
  as $$ select case when current_user = 'app_carer' then portal.me() end $$;

create or replace function portal.my_session() returns uuid language sql stable set search_path = ''
  as $$ select nullif(pg_catalog.current_setting('app.session_id', true), '')::uuid $$;

create or replace function portal.today_in(time_zone text) returns date language sql stable set search_path = ''
  as $$ select (portal.portal_now() at time zone time_zone)::date $$;

-- Who decides, by age. The rule stands here and nowhere else: sessions, policies and TypeScript ask it. All days are the clinic's.

-- In completed years, as src/calendar/age.ts counts: of somebody born on 29 February, from 1 March of a common year.
create or replace function portal.age_on(born date, day date) returns int language sql immutable set search_path = ''
  as $$ select extract(year from day)::int - extract(year from born)::int
    - (pg_catalog.to_char(day, 'MMDD') < pg_catalog.to_char(born, 'MMDD'))::int $$;

create or replace function portal.birthday(born date, age int) returns date language sql immutable set search_path = ''
  as $$ select (born + pg_catalog.make_interval(years => age))::date
    + (pg_catalog.to_char(born, 'MMDD') = '0229'
      and extract(day from born + pg_catalog.make_interval(years => age)) = 28)::int $$;

-- From 16 on capacity is presumed (Mental Capacity Act 2005, sections 1 and 2); below, somebody may be found competent (Gillick).
-- `found`: what a clinician found, or null [general knowledge, not verified; to be approved].
create or replace function portal.decides_alone(age int, found text) returns boolean language sql immutable set search_path = ''
  as $$ select case when age >= 16 then found is distinct from 'lacks_capacity' else found is not distinct from 'competent' end $$;

-- Whether a guardian's access stands, as long as nobody ends it: while the patient is a child in this, at most until they are 18;
-- by a power that does not end with childhood; or because the patient, deciding for themself, let them go on.
create or replace function portal.guardian_looks(age int, found text, evidence_kind text, is_kept_on boolean)
returns boolean language sql immutable set search_path = ''
  as $$ select coalesce(evidence_kind in ('attorney', 'deputy'), false) or is_kept_on or (age < 18 and not portal.decides_alone(age, found)) $$;

-- How that stands with a patient today. For the functions below and of the other files only.
create or replace function portal.decision_of(of_clinic uuid, of_patient uuid)
returns table (born date, age int, found text) language sql stable set search_path = '' as $$
  select p.date_of_birth, portal.age_on(p.date_of_birth, portal.today_in(c.time_zone)), n.found
  from portal.patient p
  join portal.clinic c on c.id = p.clinic_id
  left join portal.competence_note n on n.clinic_id = p.clinic_id and n.patient_id = p.id and n.ended_at is null
  where p.clinic_id = of_clinic and p.id = of_patient
$$;

-- Whether a guardian's access has closed by itself; of nobody, and of whom the patient let in, never.
create or replace function portal.is_closed_to(of_clinic uuid, of_carer uuid)
returns boolean language sql stable set search_path = '' as $$
  select exists (
    select 1 from portal.carer k
    cross join lateral portal.decision_of(k.clinic_id, k.patient_id) w
    where k.clinic_id = of_clinic and k.id = of_carer and k.kind = 'guardian'
      and not portal.guardian_looks(w.age, w.found, k.evidence_kind, k.kept_on_at is not null))
$$;

-- Whether what is a patient's own may reach them at this address. Not where a guardian reads who may look no longer: of a child's
-- address on file that is often the parent's own, and a link that went there lets them in as the patient. For the functions of these
-- files only.
create or replace function portal.may_reach(of_clinic uuid, of_patient uuid, address text)
returns boolean language sql stable set search_path = '' as $$
  select coalesce((
    select bool_or(k.ended_at is null and not portal.is_closed_to(k.clinic_id, k.id)) from portal.carer k
    where k.clinic_id = of_clinic and k.patient_id = of_patient and k.kind = 'guardian' and lower(k.email) = lower(address)), true)
$$;

-- Where a patient can be written to.
create or replace function portal.address_of(of_clinic uuid, of_patient uuid)
returns text language sql stable set search_path = '' as $$
  select p.email from portal.patient p
  where p.clinic_id = of_clinic and p.id = of_patient and portal.may_reach(p.clinic_id, p.id, p.email)
$$;

-- The same of what came by mail before: a patient's own link went to such an address while that was right. What it opened closes with
-- the guardian's access, as whoever has it may be the guardian. Of no mail, and of what was mailed to a carer as a carer, never.
create or replace function portal.is_mailed_amiss(at_clinic uuid, by_mail uuid)
returns boolean language sql stable set search_path = '' as $$
  select exists (
    select 1 from portal.mail m
    where (m.clinic_id, m.id) = (at_clinic, by_mail) and m.carer_id is null
      and not portal.may_reach(m.clinic_id, m.patient_id, m.to_address))
$$;

-- Turns a session into the person behind it, in the first of the allowed roles that they hold.
-- No row: the session has ended, or its account is suspended, or the member of staff is not active today, or the carer is
-- one no more, or the link came by a mail that a guardian reads who may look no longer.
-- app_visitor: a real session, but of the wrong kind of caller, or (`is_closed`) of a guardian whose access has closed by itself:
-- they are nobody here, but are told why, and look again if they are let go on.
drop function if exists portal.live_session;
create function portal.live_session(session_id uuid, allowed text[])
returns table (role text, actor uuid, clinic uuid, patient uuid, time_zone text, is_closed boolean)
language sql stable security definer set search_path = '' as $$
  select coalesce(case when not shut.is_closed then
      (select 'app_' || wanted.name
       from pg_catalog.unnest(allowed) with ordinality as wanted (name, rank)
       where wanted.name = any (case when s.patient_id is null then member.roles when s.carer_id is null
         then array['patient'] else array['carer'] end)
       order by wanted.rank limit 1) end,
      'app_visitor'),
    coalesce(s.staff_id, s.carer_id, s.patient_id), s.clinic_id, s.patient_id, c.time_zone, shut.is_closed
  from portal.session s
  join portal.clinic c on c.id = s.clinic_id
  left join portal.staff member on member.clinic_id = s.clinic_id and member.id = s.staff_id
  left join portal.account a on a.id = member.account_id
  left join portal.carer k on k.clinic_id = s.clinic_id and k.id = s.carer_id
  cross join lateral (
    select s.carer_id is not null and portal.is_closed_to(s.clinic_id, s.carer_id) as is_closed,
      s.mail_id is not null and portal.is_mailed_amiss(s.clinic_id, s.mail_id) as is_amiss
  ) shut
  where s.id = session_id
    and s.ended_at is null
    and s.expires_at > portal.portal_now()
    and a.suspended_at is null
    and k.ended_at is null
    and not shut.is_amiss
    and (s.staff_id is null or
      portal.today_in(c.time_zone) between member.active_from and coalesce(member.active_to, 'infinity'))
$$;
grant execute on function portal.live_session to portal_app;
grant execute on function portal.portal_now to portal_app;

-- Functions named in policies and in the gate run with the asker's rights.
grant execute on function portal.portal_now, portal.me, portal.my_clinic, portal.my_patient, portal.my_carer,
  portal.my_session, portal.today_in to app_visitor, app_patient, app_carer, app_clinician, app_desk, app_admin, app_worker;

-- The searches by words; the words themselves are generated columns, so writing a row calls it too.
grant execute on function portal.plain_words to app_clinician, app_desk;

-- What the asker's clinic, and a patient of themself, may know of it. No row: nobody of that id, or not theirs to ask of.
create or replace function portal.who_decides(of_patient uuid)
returns table (age int, decides_alone boolean)
language sql stable security definer rows 1 set search_path = '' as $$
  select w.age, portal.decides_alone(w.age, w.found)
  from portal.decision_of(portal.my_clinic(), of_patient) w
  where portal.my_patient() is null or portal.my_patient() = of_patient
$$;

create or replace function portal.i_decide() returns boolean language sql stable security definer set search_path = ''
  as $$ select w.decides_alone from portal.who_decides(portal.my_patient()) w $$;

-- Of a guardian at the asker's clinic: whether their access stands, and the day on which it closes by itself, as far as that can
-- be told. Null: it does not stand, or there is no such day.
create or replace function portal.access_of(of_carer uuid)
returns table (looks boolean, closes_on date)
language sql stable security definer rows 1 set search_path = '' as $$
  select shown.looks, case when shown.looks and k.kind = 'guardian' then (
    select min(portal.birthday(w.born, to_come)) from unnest(array[16, 18]) as to_come
    where to_come > w.age and not portal.guardian_looks(to_come, w.found, k.evidence_kind, k.kept_on_at is not null)) end
  from portal.carer k
  cross join lateral portal.decision_of(k.clinic_id, k.patient_id) w
  cross join lateral (
    select k.ended_at is null and not portal.is_closed_to(k.clinic_id, k.id) as looks
  ) shown
  where k.clinic_id = portal.my_clinic() and k.id = of_carer
    and (portal.my_patient() is null or k.patient_id = portal.my_patient())
$$;

-- The asker, where they are a guardian who answers for the patient: not for somebody who decides for themself, unless by a power
-- that was given for just that.
create or replace function portal.answering_guardian()
returns uuid language sql stable security definer set search_path = '' as $$
  select k.id from portal.carer k
  cross join lateral portal.decision_of(k.clinic_id, k.patient_id) w
  where k.clinic_id = portal.my_clinic() and k.id = portal.me() and k.kind = 'guardian'
    and (k.evidence_kind in ('attorney', 'deputy') or not portal.decides_alone(w.age, w.found))
$$;
revoke all on function portal.who_decides, portal.i_decide, portal.access_of, portal.answering_guardian from public;
grant execute on function portal.who_decides to app_patient, app_clinician, app_desk;
grant execute on function portal.i_decide to app_patient;
grant execute on function portal.access_of to app_patient, app_carer, app_clinician, app_desk;
grant execute on function portal.answering_guardian to app_carer;
