-- What an admin, who sees no patient, is told of all of them: how many and how much, never who or what.
create or replace function portal.clinic_sizes()
returns table (kind text, rows bigint, bytes bigint)
language sql stable security definer rows 12 set search_path = '' as $$
  select 'patients', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.patient t
    where t.clinic_id = portal.my_clinic()
  union all select 'episodes', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.episode t
    where t.clinic_id = portal.my_clinic()
  union all select 'assessments', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.assessment t
    where t.clinic_id = portal.my_clinic()
  union all select 'plans', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.prescription t
    where t.clinic_id = portal.my_clinic()
  union all select 'plan_versions', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.prescription_version t
    where t.clinic_id = portal.my_clinic()
  union all select 'plan_items', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.prescription_item t
    where t.clinic_id = portal.my_clinic()
  union all select 'diary_entries', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.log_entry t
    where t.clinic_id = portal.my_clinic()
  union all select 'check_ins', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.check_in t
    where t.clinic_id = portal.my_clinic()
  union all select 'mails', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.mail t
    where t.clinic_id = portal.my_clinic()
  union all select 'audit_entries', count(*), coalesce(sum(pg_column_size(t)), 0) from portal.audit_entry t
    where t.clinic_id = portal.my_clinic()
  union all select 'media', count(*), coalesce(sum(t.bytes), 0) from portal.media t
    where t.clinic_id = portal.my_clinic() and t.uploaded_at is not null
$$;

-- Open sessions and standing passkeys of patients and of those who look after them, and videos that are gone: how many.
create or replace function portal.clinic_counts()
returns table (patient_sessions int, carer_sessions int, passkeys int, dead_videos int)
language sql stable security definer rows 1 set search_path = '' as $$
  with live as (
    select s.carer_id is not null as is_carers from portal.session s
    where s.clinic_id = portal.my_clinic() and s.staff_id is null and s.ended_at is null
      and least(s.expires_at, portal.idle_until(s.renewed_at, false)) > portal.portal_now()
  )
  select (select count(*)::int from live where not is_carers), (select count(*)::int from live where is_carers),
    (select count(*)::int from portal.passkey k where k.clinic_id = portal.my_clinic() and k.removed_at is null),
    (select count(*)::int from portal.video_check v where v.clinic_id = portal.my_clinic() and v.state = 'gone')
$$;

-- Mails that came back or were given up, newest first: of the address its first letter and its provider, so that an admin can see
-- what goes wrong and not who is a patient.
create or replace function portal.failed_mails(of_kind text, before timestamptz, before_id uuid, at_most int)
returns table (id uuid, kind text, masked text, posted_at timestamptz, failed_at timestamptz, code text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.kind, regexp_replace(m.to_address, '^(.)[^@]*@', '\1…@'), m.created_at, m.bounced_at, m.bounce
  from portal.mail m
  where m.clinic_id = portal.my_clinic() and m.bounced_at is not null
    and (of_kind is null or m.kind = of_kind)
    and (before is null or (m.bounced_at, m.id) < (before, before_id))
  order by m.bounced_at desc, m.id desc limit at_most
$$;
revoke all on function portal.clinic_sizes, portal.clinic_counts, portal.failed_mails from public;
grant execute on function portal.clinic_sizes, portal.clinic_counts, portal.failed_mails to app_admin;
