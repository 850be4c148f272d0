-- What an admin, who sees no patient, is told of all of them: how many and how much, never who or what.

-- Nobody waits for a whole table: rows are counted up to ten thousand, along the table's `unique (clinic_id, id)`. Beyond that they
-- are what Postgres noted when it last looked through the table, as it keeps how frequent the most common values of a column are.
-- Bytes are the rows' share of what the table takes on disk with its indexes; of media they are the files'.
create or replace function portal.clinic_sizes()
returns table (kind text, rows bigint, is_estimate boolean, bytes bigint)
language plpgsql stable security definer rows 12 set search_path = '' as $$
declare
  up_to constant int := 10000;
  kept_in text;
  of_all float8;
  share float8;
begin
  for kind, kept_in in select * from (values
    ('patients', 'patient'), ('episodes', 'episode'), ('assessments', 'assessment'), ('plans', 'prescription'),
    ('plan_versions', 'prescription_version'), ('plan_items', 'prescription_item'), ('diary_entries', 'log_entry'),
    ('check_ins', 'check_in'), ('mails', 'mail'), ('audit_entries', 'audit_entry'), ('media', 'media')) as tables (of_kind, named)
  loop
    execute format('select count(*) from (select from portal.%I where clinic_id = $1 limit $2) found', kept_in)
      into rows using portal.my_clinic(), up_to + 1;
    of_all := (select c.reltuples from pg_class c where c.oid = format('portal.%I', kept_in)::regclass);
    is_estimate := rows > up_to;
    if is_estimate then
      share := (select s.most_common_freqs[array_position(s.most_common_vals::text::text[], portal.my_clinic()::text)]
        from pg_stats s where s.schemaname = 'portal' and s.tablename = kept_in and s.attname = 'clinic_id');
      rows := greatest(rows, coalesce(share * of_all, 0)::bigint);
    end if;
    bytes := case
      when rows = 0 then 0
      when kept_in = 'media' then (select coalesce(sum(m.bytes), 0) from portal.media m
        where m.clinic_id = portal.my_clinic() and m.uploaded_at is not null)
      else pg_total_relation_size(format('portal.%I', kept_in)::regclass) * (rows / greatest(of_all, rows))
    end;
    return next;
  end loop;
end
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
