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

-- Turns a session into the person behind it, in the first of the allowed roles that they hold.
-- No row: the session has ended, or its account is suspended, or the member of staff is not active today, or the carer is
-- one no more.
-- app_visitor: a real session, but of the wrong kind of caller.
drop function if exists portal.live_session;
create function portal.live_session(session_id uuid, allowed text[])
returns table (role text, actor uuid, clinic uuid, patient uuid, time_zone text)
language sql stable security definer set search_path = '' as $$
  select coalesce(
      (select 'app_' || wanted.name
       from pg_catalog.unnest(allowed) with ordinality as wanted (name, rank)
       where wanted.name = any (case when s.patient_id is null then member.roles when s.carer_id is null
         then array['patient'] else array['carer'] end)
       order by wanted.rank limit 1),
      'app_visitor'),
    coalesce(s.staff_id, s.carer_id, s.patient_id), s.clinic_id, s.patient_id, c.time_zone
  from portal.session s
  join portal.clinic c on c.id = s.clinic_id
  left join portal.staff member on member.clinic_id = s.clinic_id and member.id = s.staff_id
  left join portal.account a on a.id = member.account_id
  left join portal.carer k on k.clinic_id = s.clinic_id and k.id = s.carer_id
  where s.id = session_id
    and s.ended_at is null
    and s.expires_at > portal.portal_now()
    and a.suspended_at is null
    and k.ended_at is null
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
