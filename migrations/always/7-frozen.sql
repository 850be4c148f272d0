-- What was signed, issued, filmed or entered in error does not change, whoever asks: the triggers that stand on those tables call these.
-- Only the owner may give such a row to another record with nothing else changed (9-merging.sql), or delete it with its record
-- (8-records.sql). What may change beside that is named here, column by column, and nowhere else.

-- Whether this patient's record is being deleted in this transaction, or was. Nobody but portal.delete_record writes these
-- rows, so nobody else gets past the triggers below.
create or replace function portal.is_deleted(of_clinic uuid, of_patient uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from portal.record_deleted d where (d.clinic_id, d.patient_id) = (of_clinic, of_patient))
$$;

-- What the owner may do to a frozen row, in a merge or a deletion: change whose it is and nothing else, or let it go with its record.
-- Asked by functions that run as whoever acts, or everybody would be the owner; and after they saw that it is, as no actor may ask.
create or replace function portal.moves_or_goes(before jsonb, after jsonb) returns boolean
language sql stable set search_path = '' as $$
  select case
    when after is null then portal.is_deleted((before ->> 'clinic_id')::uuid, (before ->> 'patient_id')::uuid)
    else after - array['patient_id', 'updated_at', 'revision'] = before - array['patient_id', 'updated_at', 'revision']
  end
$$;

create or replace function portal.signed_is_signed() returns trigger language plpgsql set search_path = '' as $$
declare
  may_change constant text[] := array['entered_in_error_at', 'entered_in_error_by',
    'entered_in_error_because', 'updated_at', 'revision'];
begin
  if old.signed_at is null then
    return coalesce(new, old);
  end if;
  if current_user = 'portal_owner' then
    if portal.moves_or_goes(pg_catalog.to_jsonb(old), pg_catalog.to_jsonb(new)) then return coalesce(new, old); end if;
  end if;
  if tg_op = 'DELETE' or old.entered_in_error_at is not null
    or pg_catalog.to_jsonb(new) - may_change <> pg_catalog.to_jsonb(old) - may_change then
    raise object_not_in_prerequisite_state using message = 'a signed assessment does not change';
  end if;
  return new;
end $$;

create or replace function portal.issued_is_issued() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  version constant text := case tg_table_name when 'prescription_version' then 'id' else 'version_id' end;
  before constant jsonb := pg_catalog.to_jsonb(old);
  after constant jsonb := pg_catalog.to_jsonb(new);
begin
  -- an item without a version: the same statement has just deleted that, which it could do for one reason only
  if tg_op = 'DELETE' and not exists (
    select from portal.prescription_version v
    where v.clinic_id = (before ->> 'clinic_id')::uuid and v.id = (before ->> version)::uuid
      and not portal.is_deleted(v.clinic_id, v.patient_id)
  ) then
    return old;
  end if;
  if exists (
    select 1 from portal.prescription_transition t
    where t.clinic_id in ((before ->> 'clinic_id')::uuid, (after ->> 'clinic_id')::uuid)
      and t.version_id in ((before ->> version)::uuid, (after ->> version)::uuid)
  ) then
    raise object_not_in_prerequisite_state using message = 'an issued version does not change';
  end if;
  return coalesce(new, old);
end $$;

-- the function runs as the owner, so who asks is said before it is called
create or replace trigger issued_is_issued before update on portal.prescription_version for each row
  when (current_user <> 'portal_owner' or to_jsonb(new) - 'patient_id' <> to_jsonb(old) - 'patient_id')
  execute function portal.issued_is_issued();
create or replace trigger issued_is_not_deleted before delete on portal.prescription_version
  for each row execute function portal.issued_is_issued();

create or replace function portal.error_is_error() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user = 'portal_owner' then
    if portal.moves_or_goes(pg_catalog.to_jsonb(old), pg_catalog.to_jsonb(new)) then return coalesce(new, old); end if;
  end if;
  raise object_not_in_prerequisite_state using message = 'an episode that was entered in error does not change';
end $$;

create or replace function portal.usable_is_kept() returns trigger language plpgsql set search_path = '' as $$
declare
  may_change constant text[] := array['title', 'alt', 'place', 'pieces', 'retired_at', 'retired_by', 'updated_at',
    'revision'];
begin
  if old.uploaded_at is null then
    return coalesce(new, old);
  end if;
  if current_user = 'portal_owner' then
    if portal.moves_or_goes(pg_catalog.to_jsonb(old), pg_catalog.to_jsonb(new)) then return coalesce(new, old); end if;
  end if;
  if tg_op = 'DELETE'
    or pg_catalog.to_jsonb(new) - may_change <> pg_catalog.to_jsonb(old) - may_change then
    raise object_not_in_prerequisite_state using message = 'a usable medium does not change';
  end if;
  return new;
end $$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
