-- Two records of one person made one, and parted again (folder merge). Rows are given to the other record by one function that runs
-- as the owner; no actor may change whose a row is. Who may ask for it, and when it is refused, TypeScript decides.

-- What becomes of each table that has rows of a patient. A table without a line here fails test/db/merge.spec.ts, and a merge.
--   moves: its rows go to the record that lives on, but for those that `unless` is true of (x is the row, $2 the record that lives on).
--   carried: they hang on a row that moves by a foreign key that names the patient, and go with it.
--   ends: what is open of it is ended (portal.end_ways_in) and stays: two different people may have been taken for one, and
--     no phone may show the other's plan.
--   stays: it was about that record.
-- In the order of moving: what others hang on by such a key comes first.
create or replace function portal.fates_at_merge()
returns table (table_name text, fate text, unless text, because text)
language sql immutable set search_path = '' as $$
  values
    ('patient_identifier', 'moves', 'false', 'other systems know the person by it'),
    ('episode', 'moves', 'false', 'what they were treated for'),
    ('assessment', 'carried', null, 'of the episode'),
    ('prescription', 'carried', null, 'of the episode'),
    ('prescription_version', 'carried', null, 'of the plan'),
    ('rule_decision', 'carried', null, 'of the plan'),
    ('outcome_score', 'carried', null, 'of the episode'),
    ('advice_confirmation', 'carried', null, 'of the episode'),
    ('check_in', 'moves', 'false', 'what they told'),
    ('check_in_word', 'carried', null, 'of the check-in'),
    ('hold', 'moves', 'false', 'it closes all, whichever record it was opened on'),
    ('log_entry', 'moves', 'false', 'what they told'),
    ('heard_entry', 'moves', 'exists (select from portal.heard_entry own where (own.clinic_id, own.patient_id, own.entry_id) = '
      '(x.clinic_id, $2, x.entry_id))', 'what they told; heard on both, it is there already'),
    ('item_stop', 'moves', 'false', 'what hurt'),
    ('version_seen', 'moves', 'false', 'of the plan'),
    ('plan_day', 'moves', 'false', 'of the plan'),
    ('plan_tally', 'moves', 'false', 'of the plan'),
    ('alert', 'moves', 'false', 'somebody should still look at it'),
    ('alert_threshold', 'moves', 'exists (select from portal.alert_threshold own where (own.clinic_id, own.patient_id) = '
      '(x.clinic_id, $2))', 'one to a person; that of the record that lives on counts'),
    ('call_attempt', 'moves', 'false', 'whom the clinic tried to reach'),
    ('media', 'moves', 'false', 'filmed for their plan'),
    ('discharge', 'moves', 'x.readmitted_at is null', 'what has been; one that is open closes that record and no other'),
    ('record_request', 'moves', 'x.released_at is not null or x.refused_at is not null',
      'what waits is answered of the whole; what was given was given to whoever asked'),
    ('released_record', 'carried', null, 'of the request'),
    ('carer', 'ends', null, 'whoever is let in sees the plan'),
    ('session', 'ends', null, 'it shows the plan'),
    ('patient_link', 'ends', null, 'it lets somebody in'),
    ('spoken_code', 'ends', null, 'it lets somebody in'),
    ('passkey', 'ends', null, 'it lets somebody in'),
    ('link_wish', 'ends', null, 'it would let somebody in'),
    ('email_change', 'ends', null, 'it would let somebody in'),
    ('calendar_feed', 'ends', null, 'it tells on which days something is due'),
    ('mail', 'stays', null, 'it went to that record''s address; what waits is dropped'),
    ('reminder', 'stays', null, 'a setting of whoever held that phone; without a plan nothing is due'),
    ('video_consent', 'stays', null, 'nobody agrees for another; asking again is little'),
    ('handed_over', 'stays', null, 'whose that record was; it is never changed'),
    ('legal_hold', 'moves', 'false', 'whoever asked that nothing be deleted asked it of the person'),
    ('death', 'stays', null, 'it closed that record; of the one that lives on it is said anew'),
    ('record_deleted', 'stays', null, 'nobody is left of whom it tells'),
    ('competence_note', 'stays', null, 'it lets guardians look no more; of the one that lives on it is found anew')
$$;

-- Keys that name the patient carry whose a row is: of tables to come too.
do $$
declare
  link record;
begin
  for link in
    select k.conrelid::regclass as t, k.conname as name, pg_get_constraintdef(k.oid) as says
    from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'patient_id' and a.attnum = any (k.conkey)
    where k.contype = 'f' and k.connamespace = 'portal'::regnamespace and k.confrelid <> 'portal.patient'::regclass
      and k.confupdtype <> 'c'
  loop
    execute format('alter table %s drop constraint %I, add constraint %I %s on update cascade', link.t, link.name, link.name,
      link.says);
  end loop;
end $$;

-- Nothing more is written on a record that was merged. Whoever is at it this moment is waited for, and whoever comes while it is
-- being merged waits and is refused: staff, that it was merged; a phone, that its session is over; a stranger, that the link opens
-- nothing. Of a phone that was signed out while it waited too: what it tells may be of a plan that has gone back to another record.
create or replace function portal.of_a_living_record() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ended boolean;
begin
  select p.merged_into_id is not null into ended
  from portal.patient p where p.clinic_id = new.clinic_id and p.id = new.patient_id for key share;
  if portal.my_patient() is not null and exists (
    select from portal.session s where s.id = portal.my_session() and s.ended_at is not null
  ) then
    ended := true;
  end if;
  if ended then
    raise exception 'this record was merged' using errcode =
      case when portal.my_patient() is not null then 'PM002' when portal.my_clinic() is null then 'PM003' else 'PM001' end;
  end if;
  return new;
end $$;

do $$
declare
  found record;
begin
  for found in
    select c.oid::regclass as t from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id' and not a.attisdropped
    where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r'
  loop
    -- its name comes first: before anything else is looked at or locked
    execute format('create or replace trigger a_living_record before insert on %s for each row when (new.patient_id is not null) '
      'execute function portal.of_a_living_record()', found.t);
  end loop;
end $$;

-- Runs as whoever asks, so that it knows them. Which record lives on in which, the functions below alone say.
create or replace function portal.merged_is_merged() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user = 'portal_owner' then return new; end if;
  if tg_op = 'UPDATE' and old.merged_into_id is not null then
    raise exception 'this record was merged' using errcode = 'PM001';
  end if;
  if new.merged_into_id is not null then
    raise object_not_in_prerequisite_state using message = 'a record is merged by its function alone';
  end if;
  return new;
end $$;
create or replace trigger a_living_record before insert or update on portal.patient
  for each row execute function portal.merged_is_merged();

-- Locks two records of the asker's clinic for a merge. First those who change a patient are shut out, then those who change plans,
-- and last those who write anything: whoever holds one of these waits for none that is held here.
create or replace function portal.lock_records(one uuid, other uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id in (one, other) order by p.id for no key update;
  perform from portal.episode e
  where e.clinic_id = portal.my_clinic() and e.patient_id in (one, other) order by e.id for no key update;
  perform from portal.prescription rx
  where rx.clinic_id = portal.my_clinic() and rx.patient_id in (one, other) order by rx.id for no key update;
  perform from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id in (one, other) order by p.id for update;
  perform portal.take_turns(least(one, other)), portal.take_turns(greatest(one, other));
end $$;

-- Ends whatever lets somebody in or tells them of the plan; of carers those who were let in since then.
create or replace function portal.end_ways_in(of_patient uuid, carers_since timestamptz, why text) returns void
language sql set search_path = '' as $$
  update portal.session s set ended_at = portal.portal_now(), ended_because = why
  where (s.clinic_id, s.patient_id) = (portal.my_clinic(), of_patient) and s.ended_at is null;
  update portal.patient_link l set revoked_at = portal.portal_now()
  where (l.clinic_id, l.patient_id) = (portal.my_clinic(), of_patient) and l.revoked_at is null;
  update portal.spoken_code c set revoked_at = portal.portal_now()
  where (c.clinic_id, c.patient_id) = (portal.my_clinic(), of_patient) and c.used_at is null and c.revoked_at is null;
  update portal.passkey k set removed_at = portal.portal_now()
  where (k.clinic_id, k.patient_id) = (portal.my_clinic(), of_patient) and k.removed_at is null;
  update portal.link_wish w set resolved_at = portal.portal_now(), resolved_by = portal.me()
  where (w.clinic_id, w.patient_id) = (portal.my_clinic(), of_patient) and w.resolved_at is null;
  update portal.email_change e set revoked_at = portal.portal_now()
  where (e.clinic_id, e.patient_id) = (portal.my_clinic(), of_patient) and e.confirmed_at is null and e.revoked_at is null;
  update portal.calendar_feed f set revoked_at = portal.portal_now()
  where (f.clinic_id, f.patient_id) = (portal.my_clinic(), of_patient) and f.revoked_at is null;
  update portal.carer k set ended_at = portal.portal_now(), ended_by_staff = portal.me()
  where (k.clinic_id, k.patient_id) = (portal.my_clinic(), of_patient) and k.ended_at is null and k.let_in_at >= carers_since;
  update portal.mail m set dropped_at = portal.portal_now(), dropped_because = why
  where (m.clinic_id, m.patient_id) = (portal.my_clinic(), of_patient) and m.staff_id is null
    and m.sent_at is null and m.dropped_at is null and m.bounced_at is null
$$;

-- Gives what is of one record to another of the asker's clinic, and answers the merge. Its plans were paused before.
create or replace function portal.merge_patients(this uuid, into_this uuid, why text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  here constant uuid := portal.my_clinic();
  merge constant uuid := pg_catalog.gen_random_uuid();
  one record;
begin
  perform portal.lock_records(this, into_this);
  if (select count(*) from portal.patient p
      where p.clinic_id = here and p.id in (this, into_this) and p.merged_into_id is null) <> 2
    or exists (select from portal.prescription rx
      where rx.clinic_id = here and rx.patient_id = this and rx.standing = 'issued')
    or exists (select from portal.discharge d
      where d.clinic_id = here and d.patient_id = into_this and d.readmitted_at is null)
  then
    raise object_not_in_prerequisite_state using message = 'these records cannot be made one';
  end if;
  insert into portal.patient_merge (id, clinic_id, merged_id, into_id, merged_by, because)
  values (merge, here, this, into_this, portal.me(), why);
  perform portal.end_ways_in(this, '-infinity', 'record_merged');

  -- What both have open and only one may: an alert stands beside the other under a name of its own, so that neither is hidden; of
  -- two holds that say the same the other one keeps all closed.
  with changed as (
    update portal.alert a set key = a.key || ' ' || merge
    from portal.alert own
    where (a.clinic_id, a.patient_id) = (here, this) and (own.clinic_id, own.patient_id) = (here, into_this)
      and (a.kind, a.key) = (own.kind, own.key) and a.closed_at is null and own.closed_at is null
    returning a.id, own.key
  )
  insert into portal.merged_row (clinic_id, merge_id, table_name, row_id, was)
  select here, merge, 'alert', c.id, pg_catalog.jsonb_build_object('key', c.key) from changed c;
  with changed as (
    update portal.hold h set resolved_at = portal.portal_now(), resolved_by = portal.me(),
      resolution = 'The same is open on the record that this one was merged into.'
    from portal.hold own
    where (h.clinic_id, h.patient_id) = (here, this) and (own.clinic_id, own.patient_id) = (here, into_this)
      and (h.kind, h.flags) = (own.kind, own.flags) and h.opened_by_patient and own.opened_by_patient
      and h.resolved_at is null and own.resolved_at is null
    returning h.id
  )
  insert into portal.merged_row (clinic_id, merge_id, table_name, row_id, was)
  select here, merge, 'hold', c.id, '{"resolved": false}' from changed c;

  -- what is carried is noted too where the survivor's phone could read it
  for one in
    select f.table_name from portal.fates_at_merge() f join portal.phones_at_merge() p using (table_name)
    where f.fate = 'carried' and p.is_kept_back
  loop
    execute pg_catalog.format('insert into portal.merged_row (clinic_id, merge_id, table_name, row_id)
      select $1, $3, %1$L, x.id from portal.%1$I x where x.clinic_id = $1 and x.patient_id = $2', one.table_name)
      using here, this, merge;
  end loop;
  for one in select f.table_name, f.unless from portal.fates_at_merge() f where f.fate = 'moves' loop
    execute pg_catalog.format('with moved as (
        update portal.%1$I x set patient_id = $2 where x.clinic_id = $1 and x.patient_id = $3 and not (%2$s) returning x.id
      )
      insert into portal.merged_row (clinic_id, merge_id, table_name, row_id) select $1, $4, %1$L, moved.id from moved
      on conflict (clinic_id, merge_id, table_name, row_id) do nothing', one.table_name, one.unless)
      using here, into_this, this, merge;
  end loop;
  update portal.patient p set merged_into_id = into_this where p.clinic_id = here and p.id = this;
  perform portal.count_due(here, into_this, portal.today_in(c.time_zone)) from portal.clinic c where c.id = here;
  return merge;
end $$;

-- Gives back what a merge moved and what hangs on it by now; what was newly written stays. Nobody stays signed in, nor keeps
-- a record that was given of both together, as either of two people may hold it. What the survivor's phone told meanwhile and goes
-- back with its plan is noted, so that the other's phone does not read it.
create or replace function portal.part_patients(of_merge uuid, why text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  here constant uuid := portal.my_clinic();
  made portal.patient_merge;
  one record;
  own jsonb := '{}';
  ids jsonb;
  moved int;
  more int;
begin
  select * into strict made from portal.patient_merge m where m.clinic_id = here and m.id = of_merge;
  perform portal.lock_records(made.merged_id, made.into_id);
  update portal.patient_merge m
  set reversed_at = portal.portal_now(), reversed_by = portal.me(), reversed_because = why
  where m.clinic_id = here and m.id = of_merge and m.reversed_at is null
    -- and the rows are where it brought them
    and exists (select from portal.patient p
      where p.clinic_id = here and p.id = made.into_id and p.merged_into_id is null);
  if not found then
    raise object_not_in_prerequisite_state using message = 'these records cannot be parted';
  end if;
  update portal.patient p set merged_into_id = null where p.clinic_id = here and p.id = made.merged_id;
  perform portal.end_ways_in(made.into_id, made.merged_at, 'record_parted');
  update portal.released_record r set available_until = portal.portal_now()
  where (r.clinic_id, r.patient_id) = (here, made.into_id) and r.released_at >= made.merged_at
    and r.available_until > portal.portal_now();

  -- the record that ended took no row meanwhile: what it has is its own
  for one in select p.table_name from portal.phones_at_merge() p where p.is_kept_back loop
    execute pg_catalog.format('select coalesce(jsonb_agg(x.id), ''[]'') from portal.%I x where x.clinic_id = $1 and x.patient_id = $2',
      one.table_name) into ids using here, made.merged_id;
    own := own || pg_catalog.jsonb_build_object(one.table_name, ids);
  end loop;

  for one in select f.table_name from portal.fates_at_merge() f where f.fate = 'moves' loop
    execute pg_catalog.format('update portal.%1$I x set patient_id = $2 from portal.merged_row r
      where (r.clinic_id, r.merge_id, r.table_name) = ($1, $4, %1$L)
        and x.clinic_id = $1 and x.id = r.row_id and x.patient_id = $3', one.table_name)
      using here, made.merged_id, made.into_id, of_merge;
  end loop;
  -- whatever names a row that went back goes after it, and what names that; keys that name the patient have carried theirs
  loop
    moved := 0;
    for one in
      select child.table_name as child, parent.table_name as parent, a.attname as names
      from pg_catalog.pg_constraint k
      join portal.fates_at_merge() child on k.conrelid = ('portal.' || child.table_name)::regclass and child.fate = 'moves'
      join portal.fates_at_merge() parent on k.confrelid = ('portal.' || parent.table_name)::regclass
        and parent.fate in ('moves', 'carried')
      join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[pg_catalog.array_position(k.confkey, (
        select i.attnum from pg_catalog.pg_attribute i where i.attrelid = k.confrelid and i.attname = 'id'))]
      where k.contype = 'f'
    loop
      execute pg_catalog.format('update portal.%I x set patient_id = $2 from portal.%I parent
        where x.clinic_id = $1 and x.patient_id = $3 and parent.clinic_id = $1 and parent.patient_id = $2 and parent.id = x.%I',
        one.child, one.parent, one.names) using here, made.merged_id, made.into_id;
      get diagnostics more = row_count;
      moved := moved + more;
    end loop;
    exit when moved = 0;
  end loop;
  for one in select p.table_name from portal.phones_at_merge() p where p.is_kept_back loop
    execute pg_catalog.format('insert into portal.merged_row (clinic_id, merge_id, table_name, row_id, written_since)
      select $1, $3, %1$L, x.id, true from portal.%1$I x
      where x.clinic_id = $1 and x.patient_id = $2 and not $4 -> %1$L ? x.id::text
      on conflict (clinic_id, merge_id, table_name, row_id) do nothing', one.table_name)
      using here, made.merged_id, of_merge, own;
  end loop;

  update portal.alert a set key = r.was ->> 'key' from portal.merged_row r
  where (r.clinic_id, r.merge_id, r.table_name) = (here, of_merge, 'alert') and r.was is not null
    and a.clinic_id = here and a.id = r.row_id
    and not exists (select from portal.alert other
      where (other.clinic_id, other.patient_id, other.kind, other.key) = (here, made.merged_id, a.kind, r.was ->> 'key')
        and other.closed_at is null);
  update portal.hold h set resolved_at = null, resolved_by = null, resolution = null from portal.merged_row r
  where (r.clinic_id, r.merge_id, r.table_name) = (here, of_merge, 'hold') and r.was is not null
    and h.clinic_id = here and h.id = r.row_id
    and not exists (select from portal.hold other
      where (other.clinic_id, other.patient_id, other.kind, other.flags) = (here, made.merged_id, h.kind, h.flags)
        and other.opened_by_patient and other.resolved_at is null);
  perform portal.count_due(here, p.id, least(portal.today_in(c.time_zone), (made.merged_at at time zone c.time_zone)::date))
  from portal.patient p join portal.clinic c on c.id = p.clinic_id
  where p.clinic_id = here and p.id in (made.merged_id, made.into_id) order by p.id;
end $$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.lock_records, portal.merge_patients, portal.part_patients to app_clinician;
