-- What came to a record by a merge (9-merging.sql). Two different people may have been taken for one, so what the one said, did or
-- felt is not for the phone of the other: while a merge stands that nobody confirmed, and for good of what the survivor's phone
-- told of a plan that went back at the parting. Staff read everything.

-- Of each table that a merge brings rows of and that a patient or a carer may read at all, whether the survivor's phone may read those.
-- A table without a line here fails test/db/came-by-merge.spec.ts. What is kept back has a policy in 3-policies.sql; views and functions
-- that tell of it as the owner ask came_by_merge themselves, those that tell of holds, alerts and assessments too.
create or replace function portal.phones_at_merge()
returns table (table_name text, is_kept_back boolean, because text)
language sql immutable set search_path = '' as $$
  values
    ('log_entry', true, 'what they did and how it felt'),
    ('heard_entry', true, 'what they felt'),
    ('check_in', true, 'what they answered'),
    ('check_in_word', true, 'what they said of it'),
    ('item_stop', true, 'what hurt, or what they chose; the exercise stays stopped all the same'),
    ('plan_day', true, 'what they did on that day and how it felt'),
    ('version_seen', true, 'when they looked; that of a plan which a clinician took up for the two as one, the plan itself says'),
    ('record_request', true, 'that they asked, and why; until a clinician answered it for the two as one'),
    ('released_record', false, 'what was given before stays with the other record, and what comes later was asked of the two as one'),
    ('advice_confirmation', false, 'that it was advised, which the plan says too, and confirming again must find it')
$$;

-- The merges because of which something may be kept back of this record: of one that was merged on too, those before. Of a patient
-- who asks, their own alone. Null: there are none, and so nobody else is asked a thing. Asked at each look of a phone, so it leaves
-- early, and keeps its plans.
create or replace function portal.unsure_merges(of_patient uuid default portal.my_patient())
returns uuid[] language plpgsql stable security definer set search_path = '' as $$
begin
  if portal.my_patient() <> of_patient or not exists (
    select from portal.patient_merge m
    where (m.clinic_id, m.into_id) = (portal.my_clinic(), of_patient)
      or (m.clinic_id, m.merged_id) = (portal.my_clinic(), of_patient)
  ) then
    return null;
  end if;
  return (
    with recursive line (id) as (
      select of_patient
      union
      select m.merged_id from line
      join portal.patient_merge m on (m.clinic_id, m.into_id) = (portal.my_clinic(), line.id) and m.reversed_at is null
    )
    select pg_catalog.array_agg(m.id) from line
    join portal.patient_merge m
      on ((m.clinic_id, m.into_id) = (portal.my_clinic(), line.id) and m.reversed_at is null and m.confirmed_at is null)
      or ((m.clinic_id, m.merged_id) = (portal.my_clinic(), line.id) and m.reversed_at is not null)
  );
end $$;

-- Whether a row came by one of these. Strict, so that without any it is not even asked: `is not true`, and never `not`.
create or replace function portal.came_by_merge(of_table text, of_row uuid, merges uuid[])
returns boolean language plpgsql stable strict security definer set search_path = '' as $$
begin
  return exists (
    select from portal.merged_row r
    join portal.patient_merge m on (m.clinic_id, m.id) = (r.clinic_id, r.merge_id)
    where (r.clinic_id, r.table_name, r.row_id) = (portal.my_clinic(), of_table, of_row)
      and r.merge_id = any (merges)
      -- while they are one, what it brought; once they are parted, what was written since and went along
      and r.written_since = (m.reversed_at is not null)
  );
end $$;

-- Sent again. Ids are made on the phone, and whoever told something before a merge may send it again after it, with their new link.
-- They are answered as before: the functions below compare, and give nothing back but what the sender says themself.

-- Which of these entries are in the diary word for word, though the asker cannot read them. All that a device says is compared, as
-- src/diary/entry-rules.ts does where it can be read.
create or replace function portal.told_before(given jsonb)
returns setof uuid language sql stable security definer rows 10 set search_path = '' as $$
  select e.id
  from (select array['clinic_id', 'patient_id', 'carer_id', 'taken_down_by', 'day', 'received_at'] as ours) this
  cross join pg_catalog.jsonb_populate_recordset(null::portal.log_entry, given) said
  join portal.log_entry e on (e.clinic_id, e.patient_id, e.id) = (portal.my_clinic(), portal.my_patient(), said.id)
  where portal.came_by_merge('log_entry', e.id, (select portal.unsure_merges()))
    and pg_catalog.to_jsonb(e) - this.ours = pg_catalog.to_jsonb(said) - this.ours
$$;

-- What was stopped because of them.
create or replace function portal.stopped_before(given jsonb)
returns setof portal.item_stop language sql stable security definer rows 10 set search_path = '' as $$
  select s.* from portal.told_before(given) as told (id)
  join portal.item_stop s on (s.clinic_id, s.patient_id, s.entry_id) = (portal.my_clinic(), portal.my_patient(), told.id)
$$;

-- Which of these were heard before they could be kept, whether or not the asker can read that.
create or replace function portal.heard_before(entries uuid[])
returns setof uuid language sql stable security definer rows 10 set search_path = '' as $$
  select h.entry_id from portal.heard_entry h
  where (h.clinic_id, h.patient_id) = (portal.my_clinic(), portal.my_patient()) and h.entry_id = any (entries)
$$;

-- Whether this check-in was made just so. What was left without an answer is sent again as what it was: nothing.
create or replace function portal.checked_in_before(given jsonb)
returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from pg_catalog.jsonb_populate_record(null::portal.check_in, given) said
    join portal.check_in c on (c.clinic_id, c.patient_id, c.id, c.kind, c.at)
      = (portal.my_clinic(), portal.my_patient(), said.id, said.kind, said.at)
    where portal.came_by_merge('check_in', c.id, (select portal.unsure_merges()))
      and said.answers = (
        select coalesce(pg_catalog.jsonb_object_agg(one.key, one.value), '{}') from pg_catalog.jsonb_each(c.answers) one
        where one.value <> '"not_answered"')
  )
$$;

-- As much of a check-in as it takes to say a word of it: what was answered yes, and the words said so far. A warning sign that is
-- confirmed has to close the plan whatever became of the record, so here its id is enough: nobody but the phone that made it has
-- it. Null: there is none of that id, or the asker can read it anyway.
create or replace function portal.said_of_check_in(of_id uuid)
returns jsonb language sql stable security definer set search_path = '' as $$
  select pg_catalog.jsonb_build_object(
    'yes', (select coalesce(pg_catalog.jsonb_object_agg(one.key, one.value), '{}') from pg_catalog.jsonb_each(c.answers) one
      where one.value = '"yes"'),
    'words', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', w.id, 'checkInId', w.check_in_id,
        'carerId', w.carer_id, 'kind', w.kind, 'codes', w.codes, 'at', w.at)), '[]')
      from portal.check_in_word w where (w.clinic_id, w.check_in_id) = (c.clinic_id, c.id)))
  from portal.check_in c
  where (c.clinic_id, c.patient_id, c.id) = (portal.my_clinic(), portal.my_patient(), of_id)
    and portal.came_by_merge('check_in', c.id, (select portal.unsure_merges()))
$$;

-- A new function may be executed by everybody until this is said.
revoke all on function portal.phones_at_merge, portal.unsure_merges, portal.came_by_merge, portal.told_before, portal.stopped_before, portal.heard_before,
  portal.checked_in_before, portal.said_of_check_in from public;
grant execute on function portal.unsure_merges, portal.came_by_merge to app_patient, app_carer, app_clinician;
grant execute on function portal.told_before, portal.stopped_before, portal.heard_before, portal.checked_in_before,
  portal.said_of_check_in to app_patient, app_carer;
