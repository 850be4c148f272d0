-- THE GATE. A patient sees an exercise only if a clinician advised it to them, and only while that advice stands.
-- The patient role has no grant on exercise, prescription or prescription_item: these views are its only window.
-- Whatever is not in this sentence does not decide visibility. Views run as the owner; only this file may hold such.

drop view if exists portal.advised_ever;
drop view if exists portal.advised_media;
drop view if exists portal.advised_plan;
drop view if exists portal.advice_standing;
drop view if exists portal.advised_advice;
drop view if exists portal.advised_ahead;
drop view if exists portal.advised_item;
drop view if exists portal.unstopped_item;
drop view if exists portal.shown_plan;
drop view if exists portal.plan_state;
drop view if exists portal.sound_version;

-- A version rests on an assessment, and perhaps on a "nothing new" screen that renewed it. It is sound while both are
-- signed, found exercise suitable, and were not entered in error. Nobody is granted this; the views below read it.
create view portal.sound_version with (security_barrier) as
select v.clinic_id, v.id
from portal.prescription_version v
join portal.assessment a on a.clinic_id = v.clinic_id and a.id = v.assessment_id
left join portal.assessment s on s.clinic_id = v.clinic_id and s.id = v.screen_id
where a.signed_at is not null
  and a.suitable
  and a.entered_in_error_at is null
  and (v.screen_id is null or s.signed_at is not null)
  and (v.screen_id is null or s.suitable)
  and s.entered_in_error_at is null;

-- The patient's plans that may show today. What they show of a plan are the views below. Nobody is granted this.
create view portal.shown_plan with (security_barrier) as
select p.clinic_id, p.patient_id, p.id, p.episode_id, p.live_version_id, p.week_one_on, p.days_closed, held.is_eased,
  portal.today_in(c.time_zone) as today
from portal.prescription p
join portal.clinic c on c.id = p.clinic_id
-- is_eased: a hold is open, though only for pain, which whoever asks told of themself; null: none is
cross join lateral (
  select bool_and(h.kind = 'pain_pause'
    and portal.came_by_merge('hold', h.id, (select portal.unsure_merges())) is not true) as is_eased
  from portal.hold h
  where h.clinic_id = p.clinic_id and h.patient_id = p.patient_id and h.resolved_at is null
) held
where p.clinic_id = (select portal.my_clinic())
  and p.patient_id = (select portal.my_patient())
  -- issued, and not paused, withdrawn or completed
  and p.standing = 'issued'
  -- in an episode that was not entered in error, such as written for another patient
  and p.entered_in_error_at is null
  -- on the strength of an assessment that is signed, stands, and found exercise suitable
  -- (asked of this version by a select of its own: as a join it would be asked of every version of the clinic)
  and (select exists (
    select 1 from portal.sound_version sound where sound.clinic_id = p.clinic_id and sound.id = p.live_version_id
  ))
  -- from the start of the first day to the end of the last, as the clinic's clock has it
  and portal.today_in(c.time_zone) >= p.starts_on
  and portal.today_in(c.time_zone) <= p.advice_until
  -- no hold is open on the patient, but a pause for pain
  and held.is_eased is not false
  -- the patient is not discharged
  and not exists (
    select 1 from portal.discharge d
    where d.clinic_id = p.clinic_id and d.patient_id = p.patient_id and d.readmitted_at is null
  )
  -- and somebody confirmed, once for the episode, that this was advised
  and exists (
    select 1 from portal.advice_confirmation ac
    where ac.clinic_id = p.clinic_id and ac.episode_id = p.episode_id
  );

-- The items of such a plan that show, today or from tomorrow: `is_off_today` are those that were stopped for today only, but for a
-- warning sign: that day they are on no paper either. Nobody is granted this.
create view portal.unstopped_item with (security_barrier) as
select i.clinic_id, p.patient_id, p.id as prescription_id, p.episode_id, i.id, i.place,
  i.name, i.pillar, i.position, i.equipment, i.steps, i.mistakes, i.why, i.dosage, i.dose_sentence,
  i.variation, i.level, i.phase, i.group_name, i.is_optional, i.is_comfort,
  i.on_bad_day, i.bad_day_dosage, i.bad_day_sentence,
  i.video_provider, i.video_title, i.video_language, i.video_captions,
  -- the address of a video is nobody's until the patient agreed to tell its provider (of the clinic's own nobody else learns),
  -- nor where there is nothing any more
  case when agreed.to_provider and not dead.is_gone then i.video_embed_url end as video_embed_url,
  case when agreed.to_provider and not dead.is_gone then i.video_watch_url end as video_watch_url,
  i.video_ref is not null and dead.is_gone as video_is_gone,
  i.clip_id, i.poster_id, i.captions, i.pictures,
  exists (
    select 1 from portal.item_stop stopped
    where stopped.clinic_id = i.clinic_id and stopped.item_id = i.id and stopped.lifted_at is null
      and stopped.day >= p.today
  ) as is_off_today
from portal.shown_plan p
-- its version is live
join portal.prescription_item i on i.clinic_id = p.clinic_id and i.version_id = p.live_version_id
left join portal.phase_begun pb
  on pb.clinic_id = p.clinic_id and pb.prescription_id = p.id and pb.phase = i.awaits_phase
-- the day on which the item's week 1 begins: that of its phase, or of the plan. Days on which all was closed do not count
cross join lateral (
  select coalesce(pb.begun_on + (p.days_closed - pb.days_closed), p.week_one_on) as week_one_on
) own
cross join lateral (
  select i.video_provider = 'clinic' or exists (
    select 1 from portal.video_consent v
    where v.clinic_id = i.clinic_id and v.patient_id = p.patient_id and v.provider = i.video_provider
      and v.withdrawn_at is null
      -- remembered by the patient for themself, or said in this very session
      and (v.session_id = (select portal.my_session())
        or (v.session_id is null and (select portal.my_carer()) is null))
  ) as to_provider
) agreed
cross join lateral (
  select exists (
    select 1 from portal.video_check v
    where v.clinic_id = i.clinic_id and v.provider = i.video_provider and v.ref = i.video_ref and v.state = 'gone'
  ) as is_gone
) dead
where
  -- its phase has begun: by itself, or because a clinician found the criteria met
  (i.awaits_phase is null or pb.begun_on is not null)
  -- and it is one of the item's weeks, counted from then
  and p.today >= own.week_one_on + 7 * (i.from_week - 1)
  and (i.to_week is null or p.today < own.week_one_on + 7 * i.to_week)
  -- a pause for pain lets through what the clinician marked as comfort
  and (p.is_eased is null or i.is_comfort)
  -- and the item was not stopped until a clinician looked at it, nor today because of a warning sign
  and not exists (
    select 1 from portal.item_stop stopped
    where stopped.clinic_id = i.clinic_id and stopped.item_id = i.id and stopped.lifted_at is null
      and (stopped.until = 'reviewed' or (stopped.because = 'urgent_answer' and stopped.day >= p.today))
  );

create view portal.advised_item with (security_barrier) as
select i.clinic_id, i.patient_id, i.prescription_id, i.episode_id, i.id, i.place,
  i.name, i.pillar, i.position, i.equipment, i.steps, i.mistakes, i.why, i.dosage, i.dose_sentence,
  i.variation, i.level, i.phase, i.group_name, i.is_optional, i.is_comfort,
  i.on_bad_day, i.bad_day_dosage, i.bad_day_sentence,
  i.video_provider, i.video_title, i.video_language, i.video_captions, i.video_embed_url, i.video_watch_url,
  i.video_is_gone, i.clip_id, i.poster_id, i.captions, i.pictures
from portal.unstopped_item i
-- and it was not stopped for today
where not i.is_off_today;

-- For paper and calendars, which are looked at on later days too: a stop for today takes today away, and not the weeks.
create view portal.advised_ahead with (security_barrier) as
select i.clinic_id, i.patient_id, i.prescription_id, i.id, i.place, i.name, i.steps, i.mistakes, i.why, i.dosage,
  i.dose_sentence, i.variation, i.level, i.phase, i.group_name, i.is_optional, i.is_comfort, i.pictures, i.is_off_today
from portal.unstopped_item i;

-- What the plan says besides exercises: it has no weeks and is stopped by nothing but what closes the whole plan, a pause for
-- pain included.
create view portal.advised_advice with (security_barrier) as
select a.clinic_id, p.patient_id, p.id as prescription_id, p.episode_id, a.id, a.place, a.kind, a.text, a.address,
  a.not_for_carers
from portal.shown_plan p
-- its version is live
join portal.advice_item a on a.clinic_id = p.clinic_id and a.version_id = p.live_version_id
where p.is_eased is null
  -- and it is for whoever asks: some of it the clinician keeps between them and the patient
  and (not a.not_for_carers or (select portal.my_carer()) is null);

-- The clinic's own videos and pictures: what the items above show, while they show it, and nothing else of the store. Asked
-- before every stretch of bytes that is sent.
create view portal.advised_media with (security_barrier) as
select m.clinic_id, m.id, m.kind, m.storage_key, m.mime, m.bytes, m.sha256
from portal.media m
where m.clinic_id = (select portal.my_clinic())
  -- it was looked into, and found usable
  and m.uploaded_at is not null
  -- made for nobody in particular, or for this patient
  and (m.patient_id is null or m.patient_id = (select portal.my_patient()))
  -- and an item that shows today has it: as its clip, the clip's poster or captions, or one of its pictures
  and exists (
    select 1 from portal.advised_item i
    where i.clip_id = m.id or i.poster_id = m.id
      or i.captions @> jsonb_build_array(jsonb_build_object('id', m.id))
      or i.pictures @> jsonb_build_array(jsonb_build_object('id', m.id))
  );

-- Why nothing shows, said without a clinical word: one row for each of the patient's plans that was ever issued, or
-- one row without a plan. One that was entered in error was never theirs.
create view portal.advice_standing with (security_barrier) as
select me.clinic_id, me.id as patient_id, p.id as prescription_id, p.episode_id, p.review_on, p.advice_until,
  case
    when not held.is_eased then 'on_hold'
    when gone.since is not null then 'discharged'
    when p.id is null then 'none'
    when p.standing in ('completed', 'withdrawn') then 'ended'
    when p.standing = 'paused' or not sound.is_sound then 'paused'
    when portal.today_in(c.time_zone) > p.advice_until then 'lapsed'
    when not exists (
      select 1 from portal.advice_confirmation ac
      where ac.clinic_id = p.clinic_id and ac.episode_id = p.episode_id
    ) then 'not_confirmed'
    when portal.today_in(c.time_zone) < p.starts_on then 'not_started'
    when held.since is not null then 'pain_pause'
    -- between two of its phases, or after the last of its weeks
    when not exists (
      select 1 from portal.advised_item shown where shown.prescription_id = p.id
    ) then 'resting'
    else 'live'
  end as kind,
  coalesce(held.since, gone.since, last_change.at) as since,
  -- nothing but their own pause holds it
  coalesce(held.is_own, false) as is_own_pause
from portal.patient me
join portal.clinic c on c.id = me.clinic_id
left join portal.prescription p
  on p.clinic_id = me.clinic_id and p.patient_id = me.id and p.standing <> 'draft' and p.entered_in_error_at is null
cross join lateral (
  -- what came with another record is a hold like any: whether it was for pain or a wish, is not for whoever asks
  select min(h.opened_at) as since, bool_and(h.kind = 'pain_pause' and not came.so) as is_eased,
    bool_and(h.kind = 'own_pause' and not came.so) as is_own
  from portal.hold h
  cross join lateral (
    select portal.came_by_merge('hold', h.id, (select portal.unsure_merges())) is true as so
  ) came
  where h.clinic_id = me.clinic_id and h.patient_id = me.id and h.resolved_at is null
) held
cross join lateral (
  select min(d.discharged_at) as since from portal.discharge d
  where d.clinic_id = me.clinic_id and d.patient_id = me.id and d.readmitted_at is null
) gone
cross join lateral (
  select max(t.at) as at from portal.prescription_transition t
  where t.clinic_id = p.clinic_id and t.prescription_id = p.id
) last_change
cross join lateral (
  select exists (
    select 1 from portal.sound_version v where v.clinic_id = p.clinic_id and v.id = p.live_version_id
  ) as is_sound
) sound
where me.clinic_id = (select portal.my_clinic())
  and me.id = (select portal.my_patient());

-- The plan around what is shown today, for the calendar and for the words "what has changed": one row for each plan of which
-- at least one item shows, or would if it were not stopped.
create view portal.advised_plan with (security_barrier) as
select p.clinic_id, p.patient_id, p.id as prescription_id, p.episode_id, p.live_version_id as version_id,
  p.starts_on, p.week_one_on, p.review_on, p.advice_until, v.phases, v.groups, v.number as version_number, v.changes,
  issued.at as issued_at, issued.by_name as issued_by,
  (
    select coalesce(jsonb_agg(jsonb_build_object('name', pb.phase, 'on',
      pb.begun_on + (p.days_closed - pb.days_closed), 'at', pb.at) order by pb.begun_on, pb.phase), '[]')
    from portal.phase_begun pb where pb.clinic_id = p.clinic_id and pb.prescription_id = p.id
  ) as phases_begun,
  (
    select jsonb_agg(jsonb_build_object('kind', t.kind, 'at', t.at) order by t.seq)
    from portal.prescription_transition t where t.clinic_id = p.clinic_id and t.prescription_id = p.id
  ) as transitions,
  (
    select coalesce(jsonb_agg(jsonb_build_object('from', h.opened_at, 'to', h.resolved_at) order by h.opened_at), '[]')
    from portal.hold h where h.clinic_id = p.clinic_id and h.patient_id = p.patient_id
  ) as holds,
  (
    select coalesce(jsonb_agg(jsonb_build_object('itemId', i.id, 'place', i.place, 'name', i.name, 'until', stopped.until,
      'because', stopped.because, 'painPolicy', i.dosage -> 'painPolicy', 'stopRules', i.dosage -> 'stopRules')
      order by i.place, stopped.at), '[]')
    from portal.prescription_item i
    join portal.item_stop stopped on stopped.clinic_id = i.clinic_id and stopped.item_id = i.id
    where i.clinic_id = p.clinic_id and i.version_id = p.live_version_id and stopped.lifted_at is null
      and (stopped.until = 'reviewed' or stopped.day >= portal.today_in(c.time_zone))
      -- what another told is not for whoever asks, though it keeps the exercise from being shown
      and portal.came_by_merge('item_stop', stopped.id, (select portal.unsure_merges())) is not true
  ) as stops,
  -- on which days its exercises are due, those included that do not show today; when, but not what
  (
    select coalesce(jsonb_agg(jsonb_build_object('place', i.place, 'isOptional', i.is_optional, 'phase', i.phase,
      'sessions', (
        select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', dose -> 'name', 'weeks', dose -> 'weeks',
          'schedule', dose -> 'schedule')) order by n)
        from jsonb_array_elements(i.dosage -> 'sessions') with ordinality as each (dose, n)
      )) order by i.place), '[]')
    from portal.prescription_item i
    where i.clinic_id = p.clinic_id and i.version_id = p.live_version_id
  ) as schedules,
  -- an exercise under the id that it had in an earlier version, for what was told of it then
  (
    select coalesce(jsonb_agg(jsonb_build_object('id', same.was, 'as', same.now)), '[]')
    from (
      select distinct on (was.id) was.id as was, i.id as now
      from portal.prescription_item i
      join portal.prescription_version former
        on former.clinic_id = p.clinic_id and former.prescription_id = p.id and former.number < v.number
      join portal.prescription_item was on was.clinic_id = p.clinic_id and was.version_id = former.id
        and was.exercise_id = i.exercise_id and was.variation is not distinct from i.variation
      where i.clinic_id = p.clinic_id and i.version_id = p.live_version_id
      order by was.id, abs(i.place - was.place), i.place
    ) same
  ) as former_items,
  -- what was issued since the patient last looked, oldest first; all of it the first time
  (
    select coalesce(jsonb_agg(jsonb_build_object('versionId', newer.id, 'number', newer.number, 'at', said.at,
      'by', author.name, 'changes', newer.changes) order by newer.number), '[]')
    from portal.prescription_transition said
    join portal.prescription_version newer on (newer.clinic_id, newer.id) = (said.clinic_id, said.version_id)
    join portal.staff author on (author.clinic_id, author.id) = (said.clinic_id, said.by_staff_id)
    where (said.clinic_id, said.prescription_id) = (p.clinic_id, p.id) and said.kind = 'issued'
      and newer.number > coalesce((
        select max(looked.number) from portal.version_seen seen
        join portal.prescription_version looked on (looked.clinic_id, looked.id) = (seen.clinic_id, seen.version_id)
        where (seen.clinic_id, seen.patient_id, seen.prescription_id) = (p.clinic_id, p.patient_id, p.id)
      ), 0)
  ) as news,
  exists (
    select 1 from portal.version_seen seen
    where (seen.clinic_id, seen.patient_id, seen.version_id) = (p.clinic_id, p.patient_id, p.live_version_id)
  ) as is_seen,
  -- when a version of it was opened last for the first time; null: none ever was
  (
    select max(seen.at) from portal.version_seen seen
    where (seen.clinic_id, seen.patient_id, seen.prescription_id) = (p.clinic_id, p.patient_id, p.id)
  ) as looked_at
from portal.prescription p
join portal.prescription_version v on (v.clinic_id, v.id) = (p.clinic_id, p.live_version_id)
join portal.clinic c on c.id = p.clinic_id
cross join lateral (
  select t.at, author.name as by_name
  from portal.prescription_transition t
  join portal.staff author on (author.clinic_id, author.id) = (t.clinic_id, t.by_staff_id)
  where (t.clinic_id, t.prescription_id, t.kind) = (p.clinic_id, p.id, 'issued')
  order by t.seq desc limit 1
) issued
-- the gate is open for it, to whoever asks
where p.id in (select standing.prescription_id from portal.advice_standing standing where standing.kind in
    ('live', 'resting', 'pain_pause'));

-- The same question of a time that has been: whether the gate would have shown this item then, as far as the rows still tell.
-- What was stopped may be told of nevertheless: it is what the clinic wants to hear. What was entered in error never was advised to
-- them. Runs as the owner, for the policies of the
-- diary; answers for plans of this patient only, in the asker's clinic.
create or replace function portal.was_advised_to(of_patient uuid, of_prescription uuid, of_item uuid, then_at timestamptz)
returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select 1
    from portal.prescription p
    join portal.clinic c on c.id = p.clinic_id
    join portal.prescription_item i on i.clinic_id = p.clinic_id and i.id = of_item
    join portal.prescription_version v on v.clinic_id = i.clinic_id and v.id = i.version_id
    join portal.assessment a on a.clinic_id = v.clinic_id and a.id = v.assessment_id
    left join portal.assessment s on s.clinic_id = v.clinic_id and s.id = v.screen_id
    left join portal.phase_begun pb
      on pb.clinic_id = p.clinic_id and pb.prescription_id = p.id and pb.phase = i.awaits_phase and pb.at <= then_at
    cross join lateral (select (then_at at time zone c.time_zone)::date as day) this
    cross join lateral (
      select (array_agg(t.version_id order by t.seq desc) filter (where t.kind = 'issued'))[1] as version_id,
        (array_agg(t.kind order by t.seq desc) filter (where t.kind not in ('superseded', 'extended', 'weeks_moved')))[1]
          as kind,
        (array_agg(t.starts_on order by t.seq desc) filter (where t.starts_on is not null))[1] as starts_on,
        (array_agg(t.advice_until order by t.seq desc) filter (where t.advice_until is not null))[1] as advice_until,
        (array_agg(t.week_one_on order by t.seq desc) filter (where t.week_one_on is not null))[1] as week_one_on,
        coalesce(sum(t.days_closed), 0)::int as days_closed
      from portal.prescription_transition t
      where t.clinic_id = p.clinic_id and t.prescription_id = p.id and t.at <= then_at
    ) said
    cross join lateral (
      select coalesce(pb.begun_on + (said.days_closed - pb.days_closed), said.week_one_on) as week_one_on
    ) own
    where p.id = of_prescription
      and p.clinic_id = portal.my_clinic()
      and p.patient_id = of_patient
      and p.entered_in_error_at is null
      and said.version_id = i.version_id
      and said.kind in ('issued', 'resumed')
      and a.signed_at <= then_at
      and a.suitable
      and (a.entered_in_error_at is null or a.entered_in_error_at > then_at)
      and (v.screen_id is null or (s.signed_at <= then_at and s.suitable))
      and (s.entered_in_error_at is null or s.entered_in_error_at > then_at)
      and this.day >= said.starts_on
      and this.day <= said.advice_until
      and (i.awaits_phase is null or pb.begun_on is not null)
      and this.day >= own.week_one_on + 7 * (i.from_week - 1)
      and (i.to_week is null or this.day < own.week_one_on + 7 * i.to_week)
      and not exists (
        select 1 from portal.hold h
        where h.clinic_id = p.clinic_id and h.patient_id = p.patient_id
          and h.opened_at <= then_at and (h.resolved_at is null or h.resolved_at > then_at)
          and not (h.kind = 'pain_pause' and i.is_comfort)
      )
      and not exists (
        select 1 from portal.discharge d
        where d.clinic_id = p.clinic_id and d.patient_id = p.patient_id
          and d.discharged_at <= then_at and (d.readmitted_at is null or d.readmitted_at > then_at)
      )
      and exists (
        select 1 from portal.advice_confirmation ac
        where ac.clinic_id = p.clinic_id and ac.episode_id = p.episode_id and ac.confirmed_at <= then_at
      )
  )
$$;
revoke all on function portal.was_advised_to from public;
grant execute on function portal.was_advised_to to app_clinician;

-- Of the asker's own plans.
create or replace function portal.was_advised(of_prescription uuid, of_item uuid, then_at timestamptz)
returns boolean language sql stable security definer set search_path = '' as $$
  select portal.was_advised_to(portal.my_patient(), of_prescription, of_item, then_at)
$$;
revoke all on function portal.was_advised from public;
grant execute on function portal.was_advised to app_patient, app_carer;

-- How many sessions the dosage of an item has, so that none is told of that does not exist: of the asker's own plans, or for
-- clinicians of their clinic's.
create or replace function portal.sessions_of(of_prescription uuid, of_item uuid)
returns int language sql stable security definer set search_path = '' as $$
  select greatest(pg_catalog.jsonb_array_length(i.dosage -> 'sessions'),
    pg_catalog.jsonb_array_length(i.bad_day_dosage -> 'sessions'))
  from portal.prescription_item i
  join portal.prescription_version v on (v.clinic_id, v.id) = (i.clinic_id, i.version_id)
  where i.id = of_item and v.prescription_id = of_prescription and v.clinic_id = portal.my_clinic()
    and (portal.my_patient() is null or v.patient_id = portal.my_patient())
$$;
revoke all on function portal.sessions_of from public;
grant execute on function portal.sessions_of to app_patient, app_carer, app_clinician;

-- What the desk may know of a patient's plan: a state, with no reason and no content.
create view portal.plan_state with (security_barrier) as
select p.clinic_id, p.id as patient_id,
  case
    -- said first: the patient is told to call, and the desk answers
    when exists (
      select 1 from portal.hold h
      where h.clinic_id = p.clinic_id and h.patient_id = p.id and h.resolved_at is null
    ) then 'on_hold'
    when not exists (
      select 1 from portal.prescription rx
      where rx.clinic_id = p.clinic_id and rx.patient_id = p.id and rx.standing <> 'draft'
        and rx.entered_in_error_at is null
    ) then 'none'
    when not exists (
      select 1 from portal.prescription rx
      where rx.clinic_id = p.clinic_id and rx.patient_id = p.id and rx.standing in ('issued', 'paused')
        and rx.advice_until >= portal.today_in(c.time_zone)
    ) or exists (
      select 1 from portal.discharge d
      where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null
    ) then 'ended'
    when not exists (
      select 1 from portal.prescription rx
      join portal.sound_version sound on sound.clinic_id = rx.clinic_id and sound.id = rx.live_version_id
      where rx.clinic_id = p.clinic_id and rx.patient_id = p.id and rx.standing = 'issued'
        and rx.advice_until >= portal.today_in(c.time_zone)
    ) then 'on_hold'
    else 'live'
  end as state
from portal.patient p
join portal.clinic c on c.id = p.clinic_id
where p.clinic_id = (select portal.my_clinic());

-- What was advised to the patient at any time, for those who ask for their own data: as they were told it, with the days on
-- which it could show. Nothing that never could: not before its first day or its phase, and not while nobody had confirmed it.
-- No clinician's note, and no address of a video.
create view portal.advised_ever with (security_barrier) as
select i.clinic_id, p.patient_id, p.id as prescription_id, p.episode_id, v.number as version_number, i.id, i.place,
  i.name, i.pillar, i.position, i.equipment, i.steps, i.mistakes, i.why, i.dosage, i.dose_sentence, i.variation, i.level,
  i.phase, i.group_name, i.is_optional, i.is_comfort, i.on_bad_day, i.bad_day_sentence, i.video_title,
  shown.from_day as shown_from, shown.until_day as shown_until
from (select portal.my_clinic() as clinic_id, portal.my_patient() as patient_id) me
join portal.prescription p using (clinic_id, patient_id)
join portal.clinic c on c.id = p.clinic_id
join portal.prescription_version v on (v.clinic_id, v.prescription_id) = (p.clinic_id, p.id)
join portal.prescription_item i on (i.clinic_id, i.version_id) = (v.clinic_id, v.id)
join portal.advice_confirmation ac on (ac.clinic_id, ac.episode_id) = (p.clinic_id, p.episode_id)
left join portal.phase_begun pb on (pb.clinic_id, pb.prescription_id, pb.phase) = (p.clinic_id, p.id, i.awaits_phase)
cross join lateral (
  select min(t.at) as issued_at,
    max(t.at) filter (where t.kind in ('superseded', 'completed', 'withdrawn')) as ended_at,
    (array_agg(t.starts_on order by t.seq desc) filter (where t.starts_on is not null))[1] as starts_on,
    (array_agg(t.advice_until order by t.seq desc) filter (where t.advice_until is not null))[1] as advice_until,
    (array_agg(t.week_one_on order by t.seq desc) filter (where t.week_one_on is not null))[1] as week_one_on
  from portal.prescription_transition t
  where (t.clinic_id, t.prescription_id, t.version_id) = (v.clinic_id, v.prescription_id, v.id)
) said
cross join lateral (
  select coalesce(pb.begun_on + (p.days_closed - pb.days_closed), said.week_one_on) as week_one_on
) own
cross join lateral (
  select greatest(said.starts_on, (said.issued_at at time zone c.time_zone)::date,
      (ac.confirmed_at at time zone c.time_zone)::date, own.week_one_on + 7 * (i.from_week - 1)) as from_day,
    least(said.advice_until, (said.ended_at at time zone c.time_zone)::date, own.week_one_on + 7 * i.to_week - 1)
      as until_day
) shown
where
  -- its first day has come, and came before its end
  shown.from_day <= least(portal.today_in(c.time_zone), shown.until_day)
  -- and it did show: as that day began, or when something opened that was closed until then. The weeks that pass while a plan
  -- is paused or held bring nothing new to read
  and exists (
    select 1
    from (
      select shown.from_day::timestamp at time zone c.time_zone as at
      union all select ac.confirmed_at
      union all select pb.at
      union all select t.at from portal.prescription_transition t
        join (select p.clinic_id, p.id as prescription_id) this using (clinic_id, prescription_id)
      union all select h.resolved_at from portal.hold h
        join (select p.clinic_id, p.patient_id) this using (clinic_id, patient_id)
      union all select d.readmitted_at from portal.discharge d
        join (select p.clinic_id, p.patient_id) this using (clinic_id, patient_id)
    ) opened
    where portal.was_advised(v.prescription_id, i.id, opened.at)
  )
  -- and it did not come with another record, unless a clinician took the plan up for the two as one
  and not exists (
    select 1 from portal.merged_row came
    join portal.patient_merge m on (m.clinic_id, m.id) = (came.clinic_id, came.merge_id)
    where (came.clinic_id, came.table_name, came.row_id) = (p.clinic_id, 'episode', p.episode_id)
      and m.reversed_at is null
      and not exists (
        select 1 from portal.prescription_transition t
        where (t.clinic_id, t.prescription_id) = (p.clinic_id, p.id) and t.kind in ('issued', 'resumed')
          and t.at >= m.merged_at
      )
  );

-- Whether what is live of a plan rests on what stands, for the clinician who prints it. Of the asker's clinic alone.
create or replace function portal.rests_soundly(of_prescription uuid)
returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from portal.prescription p
    join portal.sound_version sound on (sound.clinic_id, sound.id) = (p.clinic_id, p.live_version_id)
    where p.id = of_prescription and p.clinic_id = portal.my_clinic()
  )
$$;
revoke all on function portal.rests_soundly from public;
grant execute on function portal.rests_soundly to app_clinician;

grant select on portal.advised_ever to app_patient;
grant select on portal.advised_item, portal.advised_ahead, portal.advised_advice, portal.advised_media, portal.advice_standing,
  portal.advised_plan to app_patient, app_carer;
grant select on portal.plan_state to app_desk, app_clinician;
