-- The end of a record (folders death and record): what ends when a patient dies, when they were last seen, who goes out of the everyday
-- lists, and how a record is deleted. These run as the owner, because whoever asks may see only a part of what is concerned; each
-- keeps to the asker's clinic. Whether something should be done is for src/death and src/record to say.

-- death ------------------------------------------------------------------------------------------------------------

-- Everything at once: a death discharges too, so that whatever is closed to the discharged (the gate first of all) is closed by the
-- same condition; and more ends with it than with a discharge. Answers what ended, by noun. No row: nobody of that id is at the
-- asker's clinic, or they are dead already. The patient's row is locked first, as by whoever lets somebody in.
create or replace function portal.enter_death(of_patient uuid, on_day date, why text)
returns table (noun text, ids uuid[]) language plpgsql security definer set search_path = '' as $$
declare
  at_clinic constant uuid := portal.my_clinic();
  now constant timestamptz := portal.portal_now();
  me constant uuid := portal.me();
  brought uuid;
begin
  perform from portal.patient p where p.clinic_id = at_clinic and p.id = of_patient for update;
  if not found or exists (
    select from portal.death d where d.clinic_id = at_clinic and d.patient_id = of_patient and d.reversed_at is null
  ) then
    return;
  end if;

  insert into portal.discharge (clinic_id, patient_id, discharged_by, because)
  values (at_clinic, of_patient, me, 'Died.')
  on conflict (clinic_id, patient_id) where readmitted_at is null do nothing
  returning id into brought;
  insert into portal.death (clinic_id, patient_id, died_on, because, recorded_by, discharge_id)
  values (at_clinic, of_patient, on_day, why, me, brought)
  returning 'death', array[id] into noun, ids;
  return next;

  select 'prescription', array_agg(paused) into noun, ids from portal.pause_plans_of(of_patient, 'Died') paused;
  return next;

  -- links before sessions: who is just opening one is waited for, and then found among the sessions
  with closed as (
    update portal.patient_link l set revoked_at = now
    where l.clinic_id = at_clinic and l.patient_id = of_patient and l.revoked_at is null returning l.id)
  select 'patient_link', array_agg(c.id) into noun, ids from closed c;
  return next;
  with closed as (
    update portal.spoken_code k set revoked_at = now
    where k.clinic_id = at_clinic and k.patient_id = of_patient and k.used_at is null and k.revoked_at is null
    returning k.id)
  select 'spoken_code', array_agg(c.id) into noun, ids from closed c;
  return next;
  with closed as (
    update portal.passkey k set removed_at = now
    where k.clinic_id = at_clinic and k.patient_id = of_patient and k.removed_at is null returning k.id)
  select 'passkey', array_agg(c.id) into noun, ids from closed c;
  return next;
  with closed as (
    update portal.calendar_feed f set revoked_at = now
    where f.clinic_id = at_clinic and f.patient_id = of_patient and f.revoked_at is null returning f.id)
  select 'calendar_feed', array_agg(c.id) into noun, ids from closed c;
  return next;
  with closed as (
    update portal.session s set ended_at = now, ended_because = 'ended_by_clinic'
    where s.clinic_id = at_clinic and s.patient_id = of_patient and s.ended_at is null returning s.id)
  select 'session', array_agg(c.id) into noun, ids from closed c;
  return next;

  with closed as (
    update portal.alert a set closed_at = now, closed_by = me, note = 'The patient died.',
      acknowledged_at = coalesce(a.acknowledged_at, now), acknowledged_by = coalesce(a.acknowledged_by, me)
    where a.clinic_id = at_clinic and a.patient_id = of_patient and a.closed_at is null returning a.id)
  select 'alert', array_agg(c.id) into noun, ids from closed c;
  return next;
  update portal.link_wish w set resolved_at = now, resolved_by = me
  where w.clinic_id = at_clinic and w.patient_id = of_patient and w.resolved_at is null;
  update portal.email_change e set revoked_at = now
  where e.clinic_id = at_clinic and e.patient_id = of_patient and e.confirmed_at is null and e.revoked_at is null;
  update portal.reminder r set stopped_at = now
  where r.clinic_id = at_clinic and r.patient_id = of_patient and r.stopped_at is null;
  -- what came after an earlier discharge; what is in the worker's hand, why_not_send stops
  update portal.mail m set dropped_at = now, dropped_because = 'deceased'
  where (m.clinic_id, m.id) in (
    select waiting.clinic_id, waiting.id from portal.mail waiting
    where waiting.clinic_id = at_clinic and waiting.patient_id = of_patient and waiting.staff_id is null
      and waiting.sent_at is null and waiting.dropped_at is null and waiting.bounced_at is null
    for update skip locked);
end $$;

-- The gate asks for the discharge, so a discharge stays for as long as the death does.
create or replace function portal.the_dead_stay_discharged() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from portal.death d
    where d.clinic_id = new.clinic_id and d.patient_id = new.patient_id and d.reversed_at is null
  ) then
    raise object_not_in_prerequisite_state using message = 'who died is not readmitted';
  end if;
  return new;
end $$;
drop trigger if exists the_dead_stay_discharged on portal.discharge;
create trigger the_dead_stay_discharged before update of readmitted_at on portal.discharge
  for each row when (new.readmitted_at is not null) execute function portal.the_dead_stay_discharged();

-- one person -------------------------------------------------------------------------------------------------------

-- Each of these patients with their own record and those that were merged into it, and into these: all are kept and deleted as one.
-- Null: all of the clinic. With the asker's rights.
create or replace function portal.records_of(at_clinic uuid, of_patients uuid[])
returns table (patient_id uuid, record_id uuid)
language sql stable rows 100 set search_path = '' as $$
  with recursive one_person (patient_id, record_id) as (
    select p.id, p.id from portal.patient p
    where p.clinic_id = at_clinic and (of_patients is null or p.id = any (of_patients))
    union
    select o.patient_id, m.id from one_person o
    join portal.patient m on m.clinic_id = at_clinic and m.merged_into_id = o.record_id
  )
  select o.patient_id, o.record_id from one_person o
$$;

-- seen last --------------------------------------------------------------------------------------------------------

-- On which day of the clinic each of these patients was seen last, as far as the rows tell, and by what: from that day a record is
-- kept. What was entered in error was not theirs, a plan that was withdrawn or paused says nothing of a visit, and a death is none.
-- Of a record into which others were merged, what they tell too. Null: all of the clinic.
create or replace function portal.last_visits(of_patients uuid[])
returns table (patient_id uuid, on_day date, kind text)
language sql stable security definer rows 100 set search_path = '' as $$
  select distinct on (o.patient_id) o.patient_id, seen.on_day, seen.kind
  from portal.records_of(portal.my_clinic(), of_patients) o
  join portal.patient p on (p.clinic_id, p.id) = (portal.my_clinic(), o.record_id)
  join portal.clinic c on c.id = p.clinic_id
  cross join lateral (
    select 'registered' as kind, (p.created_at at time zone c.time_zone)::date as on_day
    union all
    select 'assessed', max(a.seen_on) from portal.assessment a
    where a.clinic_id = p.clinic_id and a.patient_id = p.id and a.signed_at is not null
      and a.entered_in_error_at is null
    union all
    select 'scored', max(o.taken_on) from portal.outcome_score o
    join portal.episode e on (e.clinic_id, e.id) = (o.clinic_id, o.episode_id)
    where e.clinic_id = p.clinic_id and e.patient_id = p.id and o.entered_in_error_at is null
    union all
    select 'advised', max((t.at at time zone c.time_zone)::date) from portal.prescription rx
    join portal.prescription_transition t on (t.clinic_id, t.prescription_id) = (rx.clinic_id, rx.id)
    where rx.clinic_id = p.clinic_id and rx.patient_id = p.id and rx.entered_in_error_at is null
      and t.kind in ('issued', 'extended', 'resumed')
    union all
    select 'paper_log', max((l.received_at at time zone c.time_zone)::date) from portal.log_entry l
    where l.clinic_id = p.clinic_id and l.patient_id = p.id and l.taken_down_by is not null
    union all
    select 'discharged', max((d.discharged_at at time zone c.time_zone)::date) from portal.discharge d
    where d.clinic_id = p.clinic_id and d.patient_id = p.id
      and not exists (
        select from portal.death dead where (dead.clinic_id, dead.discharge_id) = (d.clinic_id, d.id))
  ) seen
  where seen.on_day is not null
  order by o.patient_id, seen.on_day desc, seen.kind
$$;

-- archive ----------------------------------------------------------------------------------------------------------

-- These patients, or all who were not seen since a day; of the latter those in care are passed over. In care is who has a plan that
-- may show, or anything that somebody has yet to close; which of these, the desk does not learn. A record that was merged is in no
-- list anyway.
create or replace function portal.archive_patients(these uuid[], not_seen_since date, why text)
returns table (patient_id uuid, outcome text) language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in
    select p.clinic_id, p.id, p.archived_at is not null as is_archived, exists (
        select from portal.prescription rx
        join portal.clinic c on c.id = rx.clinic_id
        where rx.clinic_id = p.clinic_id and rx.patient_id = p.id and rx.standing in ('issued', 'paused')
          and rx.advice_until >= portal.today_in(c.time_zone)
          and not exists (select from portal.discharge d
            where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null)
        union all
        select from portal.hold h
        where h.clinic_id = p.clinic_id and h.patient_id = p.id and h.resolved_at is null
        union all
        select from portal.alert a
        where a.clinic_id = p.clinic_id and a.patient_id = p.id and a.closed_at is null
        union all
        select from portal.record_request r
        where r.clinic_id = p.clinic_id and r.patient_id = p.id and r.released_at is null and r.refused_at is null
      ) as is_in_care
    from portal.patient p
    where p.clinic_id = portal.my_clinic() and p.merged_into_id is null
      and (p.id = any (these) or (these is null and p.archived_at is null and p.id in (
        select seen.patient_id
        -- whoever was registered since was seen since; two days more, as a day of the clinic is not one of the database
        from portal.last_visits(array(select early.id from portal.patient early
          where early.clinic_id = portal.my_clinic() and early.created_at < not_seen_since + 2)) seen
        where seen.on_day < not_seen_since)))
    order by p.id for update of p
  loop
    continue when these is null and one.is_in_care;
    patient_id := one.id;
    outcome := case when one.is_archived then 'archived_already' when one.is_in_care then 'in_care' else 'archived' end;
    if outcome = 'archived' then
      update portal.patient p
      set archived_at = portal.portal_now(), archived_by = portal.me(), archived_because = why
      where p.clinic_id = one.clinic_id and p.id = one.id;
    end if;
    return next;
  end loop;
end $$;

-- Whoever comes with something new is back in the everyday lists, whichever way it was opened.
create or replace function portal.comes_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update portal.patient p set archived_at = null, archived_by = null, archived_because = null
  where p.clinic_id = new.clinic_id and p.id = new.patient_id and p.archived_at is not null;
  return null;
end $$;
drop trigger if exists comes_back on portal.episode;
create trigger comes_back after insert on portal.episode for each row execute function portal.comes_back();

-- deletion ---------------------------------------------------------------------------------------------------------

-- The rows that hang on a patient, by table, as the catalogue has it: whatever names the patient, or a record that was merged into
-- theirs, and whatever refers to such a row, in tables to come too. An empty table is one that could have such rows. Each has an `id`. For delete_record and its test.
create or replace function portal.rows_of_record(at_clinic uuid, of_patient uuid)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  records constant uuid[] := array(select o.record_id from portal.records_of(at_clinic, array[of_patient]) o);
  found_so_far jsonb := jsonb_build_object('patient', jsonb_build_array(of_patient));
  grown text[] := array['patient'];
  growing text[];
  link record;
  more jsonb;
begin
  for link in
    select c.relname as child from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id' and not a.attisdropped
    where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' and c.relname <> 'record_deleted'
  loop
    execute format('select coalesce(jsonb_agg(x.id), ''[]'') from portal.%I x where x.clinic_id = $1 and x.patient_id = any ($2)',
      link.child) into more using at_clinic, records;
    found_so_far := found_so_far || jsonb_build_object(link.child, more);
    grown := grown || link.child::text;
  end loop;
  while cardinality(grown) > 0 loop
    growing := '{}';
    for link in
      select child.relname as child, parent.relname as parent,
        (select string_agg(format('x.%I = up.%I', own.attname, theirs.attname), ' and ')
         from unnest(k.conkey, k.confkey) as pair (mine, up)
         join pg_catalog.pg_attribute own on own.attrelid = k.conrelid and own.attnum = pair.mine
         join pg_catalog.pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pair.up) as joined
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class child on child.oid = k.conrelid
      join pg_catalog.pg_class parent on parent.oid = k.confrelid
      where k.contype = 'f' and parent.relnamespace = 'portal'::regnamespace and parent.relname = any (grown)
    loop
      execute format(
        'select coalesce(jsonb_agg(distinct x.id), ''[]'') from portal.%I x join portal.%I up on %s
         where up.id = any ($1) and x.id <> all ($2)', link.child, link.parent, link.joined)
        into more using
          array(select jsonb_array_elements_text(found_so_far -> link.parent)::uuid),
          array(select jsonb_array_elements_text(found_so_far -> link.child)::uuid);
      if not found_so_far ? link.child or jsonb_array_length(more) > 0 then
        found_so_far := found_so_far
          || jsonb_build_object(link.child, coalesce(found_so_far -> link.child, '[]') || more);
        growing := growing || link.child::text;
      end if;
    end loop;
    grown := growing;
  end loop;
  return found_so_far;
end $$;

-- All of a record, with those that were merged into it, or nothing of it. Who was merged goes with the record that lives on and not
-- before: a row of both tells of the merge. Answers 'deleted', or why not: 'absent', 'legal_hold', 'too_early' (the least time for which any
-- record is kept, whoever asks; the rule is src/record/retention.ts), 'of_another' (something of theirs is somebody else's too).
-- Rows that refer to each other in circles go in one statement, at whose end the foreign keys are asked.
create or replace function portal.delete_record(of_patient uuid, until date, by_rule text, why text)
returns text language plpgsql security definer set search_path = '' as $$
declare
  at_clinic constant uuid := portal.my_clinic();
  records uuid[];
  doomed jsonb;
  ids text[];
  one record;
  is_left boolean;
begin
  perform from portal.patient p
  where p.clinic_id = at_clinic and p.id = of_patient and p.merged_into_id is null for update;
  if not found then return 'absent'; end if;
  records := array(select o.record_id from portal.records_of(at_clinic, array[of_patient]) o);
  if exists (
    select from portal.legal_hold h where h.clinic_id = at_clinic and h.patient_id = any (records) and h.ended_at is null
  ) then
    return 'legal_hold';
  end if;
  if exists (
    select from portal.last_visits(array[of_patient]) seen
    join portal.clinic c on c.id = at_clinic
    where (seen.on_day + interval '8 years')::date >= portal.today_in(c.time_zone)
  ) then
    return 'too_early';
  end if;

  doomed := portal.rows_of_record(at_clinic, of_patient);
  if jsonb_array_length(doomed -> 'patient') > cardinality(records) then return 'of_another'; end if;
  for one in
    select c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id' and not a.attisdropped
    where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' and doomed ? c.relname
  loop
    execute format('select exists (select from portal.%I x where x.id = any ($1) and x.patient_id <> all ($2))', one.name)
      into is_left using array(select jsonb_array_elements_text(doomed -> one.name)::uuid), records;
    if is_left then return 'of_another'; end if;
  end loop;

  -- what is about them alone and refers to no row of theirs: hand-overs of nobody else, and mails to staff about something of theirs
  ids := array(select jsonb_array_elements_text(part.value) from jsonb_each(doomed) part);
  doomed := doomed || jsonb_build_object(
    'hand_over', (
      select coalesce(jsonb_agg(h.id), '[]') from portal.hand_over h
      where h.clinic_id = at_clinic and exists (
          select from portal.handed_over m
          where (m.clinic_id, m.hand_over_id) = (h.clinic_id, h.id) and m.patient_id = any (records))
        and not exists (
          select from portal.handed_over m
          where (m.clinic_id, m.hand_over_id) = (h.clinic_id, h.id) and m.patient_id <> all (records))),
    'mail', (
      select coalesce(jsonb_agg(m.id), '[]') from portal.mail m
      where m.clinic_id = at_clinic and (m.id = any (array(select jsonb_array_elements_text(doomed -> 'mail')::uuid))
        or exists (select from jsonb_each_text(m.facts) fact where fact.value = any (ids)))));
  ids := array(select jsonb_array_elements_text(part.value) from jsonb_each(doomed) part);

  -- no row is written of a record that is merged
  update portal.patient p set merged_into_id = null where p.clinic_id = at_clinic and p.id = any (records);
  insert into portal.record_deleted (clinic_id, patient_id, deleted_by, kept_until, rule, because)
  select at_clinic, gone, portal.me(), until, by_rule, why from unnest(records) gone;
  insert into portal.file_to_remove (clinic_id, storage_key)
  select m.clinic_id, m.storage_key from portal.media m
  where m.clinic_id = at_clinic and m.id = any (array(select jsonb_array_elements_text(doomed -> 'media')::uuid));

  execute (
    select 'with ' || string_agg(format(
      'of_%s as (delete from portal.%I x where x.id = any (array(select jsonb_array_elements_text($1 -> %L)::uuid)))',
      part.key, part.key, part.key), ', ') || ' select 1'
    from jsonb_each(doomed) part where jsonb_array_length(part.value) > 0
  ) using doomed;

  -- answers kept for a repeat, by whoever they were given to, and work that waits
  for one in
    select c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_ids' and not a.attisdropped
    where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' and c.relname <> 'audit_entry'
  loop
    execute format('delete from portal.%I x where x.clinic_id = $1 and x.patient_ids && $2', one.name)
      using at_clinic, records;
  end loop;
  delete from portal.idempotency_key k
  where k.clinic_id = at_clinic
    and (k.actor_id::text = any (ids) or exists (select from unnest(records) gone where strpos(k.reply, gone::text) > 0));
  delete from jobs.job j where exists (select from jsonb_path_query(j.data, '$.*') said where said #>> '{}' = any (ids));
  delete from jobs.archive j where exists (select from jsonb_path_query(j.data, '$.*') said where said #>> '{}' = any (ids));
  return 'deleted';
end $$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.enter_death, portal.archive_patients to app_clinician, app_desk;
grant execute on function portal.records_of, portal.last_visits, portal.delete_record to app_clinician;
