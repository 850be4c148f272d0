import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Days that count themselves: what a day of a plan asks is written when the plan changes, what of it counts follows holds and
 * stops, and what was done of it follows the diary, in whatever order its rows arrive.
 */
export class CountDays20261124090700 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- asked: sessions by the place of the version's item, as the schedule has it. due: what of it counts, which is less while
      -- the patient rests because of a hold or a stop.
      alter table portal.plan_day
        add column version_id uuid,
        add column asked jsonb not null default '{}',
        add foreign key (clinic_id, prescription_id, version_id)
          references portal.prescription_version (clinic_id, prescription_id, id),
        add check (jsonb_typeof(asked) = 'object');
      -- a day is counted again with everything that is told of it: room for its next form beside the last
      alter table portal.plan_day set (fillfactor = 70);

      -- The days of a plan in one row, so that a caseload reads one for each plan and not one for each day. It repeats plan_day
      -- and is written with it. days[1] is from_day; each is due << 20 | done << 12 | declined << 4 | worst pain + 1, the first
      -- three at most 255. Begins 40 days before it was written at the earliest, and ends with the advice.
      create table portal.plan_tally (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        prescription_id uuid not null,
        from_day date not null,
        days int[] not null,
        -- the worst pain of the first three days that have one
        first_pains int[] not null,
        unique (clinic_id, id),
        unique (clinic_id, prescription_id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        -- a draft may be thrown away, and its empty count with it
        foreign key (clinic_id, prescription_id) references portal.prescription (clinic_id, id) on delete cascade
      ) with (fillfactor = 70);
      create index plan_tally_patient on portal.plan_tally (clinic_id, patient_id);
      alter table portal.plan_tally enable row level security;

      create function portal.tally(of_clinic uuid, of_patient uuid) returns void
      language sql security definer set search_path = '' as $$
        insert into portal.plan_tally as t (clinic_id, patient_id, prescription_id, from_day, days, first_pains)
        select p.clinic_id, p.patient_id, p.id, span.first, (
            select array_agg(case when d.id is null then 0 else (least(d.due, 255) << 20) | (least(d.done, 255) << 12)
              | (least(d.declined, 255) << 4) | coalesce(d.worst_pain + 1, 0) end order by n)
            from pg_catalog.generate_series(0, span.last - span.first) n
            left join portal.plan_day d
              on d.clinic_id = p.clinic_id and d.prescription_id = p.id and d.day = span.first + n
          ), array(
            select d.worst_pain from portal.plan_day d
            where d.clinic_id = p.clinic_id and d.prescription_id = p.id and d.worst_pain is not null
            order by d.day limit 3
          )
        from portal.prescription p
        join portal.clinic c on c.id = p.clinic_id
        cross join lateral (
          select greatest(min(d.day), (portal.portal_now() at time zone c.time_zone)::date - 40) as first,
            greatest(least(max(d.day), p.advice_until), (portal.portal_now() at time zone c.time_zone)::date) as last
          from portal.plan_day d where d.clinic_id = p.clinic_id and d.prescription_id = p.id
        ) span
        where p.clinic_id = of_clinic and p.patient_id = of_patient and span.first <= span.last
        on conflict (clinic_id, prescription_id) do update
        set from_day = excluded.from_day, days = excluded.days, first_pains = excluded.first_pains
        where (t.from_day, t.days, t.first_pains)
          is distinct from (excluded.from_day, excluded.days, excluded.first_pains)
      $$;

      -- Who writes to the days of a patient waits here for whoever is at it, and counts only then: what the other one brought
      -- is seen, and nobody waits in a circle.
      create function portal.take_turns(of_patient uuid) returns void language sql set search_path = '' as $$
        select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(of_patient::text, 7))
      $$;

      -- A day on which a hold is opened is a day of rest, that on which it is lifted is not (schedule/closure.ts).
      create function portal.count_due(of_clinic uuid, of_patient uuid, since date) returns void
      language sql security definer set search_path = '' as $$
        update portal.plan_day d set due = counted.due
        from (
          select asking.id, coalesce(sum(asked.value::int) filter (where i.id is not null), 0)::int as due
          from portal.plan_day asking
          join portal.clinic c on c.id = asking.clinic_id
          left join lateral pg_catalog.jsonb_each_text(asking.asked) asked on true
          left join portal.prescription_item i
            on i.clinic_id = asking.clinic_id and i.version_id = asking.version_id and i.place = asked.key::int
            and not exists (
              select 1 from portal.hold h
              where h.clinic_id = asking.clinic_id and h.patient_id = asking.patient_id
                and (h.opened_at at time zone c.time_zone)::date <= asking.day
                and (h.resolved_at is null or (h.resolved_at at time zone c.time_zone)::date > asking.day)
                and not (h.kind = 'pain_pause' and i.is_comfort)
            )
            and not exists (
              select 1 from portal.item_stop stopped
              where stopped.clinic_id = i.clinic_id and stopped.item_id = i.id and stopped.day <= asking.day
                and (stopped.until = 'reviewed' or stopped.day = asking.day)
                and (stopped.lifted_at is null or (stopped.lifted_at at time zone c.time_zone)::date > asking.day)
            )
          where asking.clinic_id = of_clinic and asking.patient_id = of_patient and asking.day >= since
          group by asking.id
        ) counted
        where d.id = counted.id and d.due <> counted.due;
        select portal.tally(of_clinic, of_patient)
      $$;

      create function portal.count_due_of_hold() returns trigger
      language plpgsql security definer set search_path = '' as $$
      begin
        perform portal.take_turns(new.patient_id);
        perform portal.count_due(new.clinic_id, new.patient_id, (new.opened_at at time zone c.time_zone)::date)
        from portal.clinic c where c.id = new.clinic_id;
        return null;
      end $$;
      create trigger count_due after insert or update of resolved_at on portal.hold
        for each row execute function portal.count_due_of_hold();

      create function portal.count_due_of_stop() returns trigger
      language plpgsql security definer set search_path = '' as $$
      begin
        perform portal.take_turns(new.patient_id);
        perform portal.count_due(new.clinic_id, new.patient_id, new.day);
        return null;
      end $$;
      create trigger count_due after insert or update of lifted_at on portal.item_stop
        for each row execute function portal.count_due_of_stop();

      -- A plan that is closed asks nothing from that day on. When it opens again, its days are written anew.
      create function portal.ask_nothing_more() returns trigger
      language plpgsql security definer set search_path = '' as $$
      declare
        plan record;
      begin
        select p.patient_id, portal.today_in(c.time_zone) as today into strict plan
        from portal.prescription p join portal.clinic c on c.id = p.clinic_id
        where p.clinic_id = new.clinic_id and p.id = new.prescription_id;
        perform portal.take_turns(plan.patient_id);
        delete from portal.plan_day d
        where d.clinic_id = new.clinic_id and d.prescription_id = new.prescription_id and d.day > plan.today
          and d.done = 0 and d.declined = 0;
        update portal.plan_day d set asked = '{}', due = 0
        where d.clinic_id = new.clinic_id and d.prescription_id = new.prescription_id and d.day >= plan.today;
        perform portal.tally(new.clinic_id, plan.patient_id);
        return null;
      end $$;
      create trigger ask_nothing_more after insert on portal.prescription_transition
        for each row when (new.kind in ('paused', 'withdrawn', 'completed'))
        execute function portal.ask_nothing_more();

      -- Of several that correct the same entry the newest stands, by its time and then its id; so in every generation.
      create function portal.prevails(entry uuid) returns boolean language sql stable set search_path = '' as $$
        with recursive line as (
          select e.clinic_id, e.patient_id, e.id, e.at, e.corrects from portal.log_entry e where e.id = entry
          union
          select e.clinic_id, e.patient_id, e.id, e.at, e.corrects
          from line l join portal.log_entry e
            on e.clinic_id = l.clinic_id and e.patient_id = l.patient_id and e.id = l.corrects
        )
        select not exists (
          select 1 from line l join portal.log_entry other
            on other.clinic_id = l.clinic_id and other.patient_id = l.patient_id and other.corrects = l.corrects
          where (other.at, other.id) > (l.at, l.id)
        )
      $$;

      -- Counts the days that new entries touch: their own, and those of all that they correct or are corrected by, which may
      -- have come before them. It counts what is there, not what is added, so order and repetition make no difference.
      create function portal.count_done() returns trigger
      language plpgsql security definer set search_path = '' as $$
      begin
        perform portal.take_turns(whose.patient_id)
        from (select distinct a.patient_id from added a order by a.patient_id) whose;
        with recursive thread as (
          select a.clinic_id, a.patient_id, a.id, a.corrects, a.prescription_id, a.day from added a
          union
          select e.clinic_id, e.patient_id, e.id, e.corrects, e.prescription_id, e.day
          from thread t cross join lateral (
            select * from portal.log_entry up where up.id = t.corrects
            union all
            select * from portal.log_entry down where down.clinic_id = t.clinic_id and down.corrects = t.id
          ) e
          -- what names the entry of another patient corrects nothing
          where e.clinic_id = t.clinic_id and e.patient_id = t.patient_id
        ), touched as (
          select distinct t.clinic_id, t.patient_id, t.prescription_id, t.day from thread t
          where t.prescription_id is not null
        )
        insert into portal.plan_day as d (clinic_id, patient_id, prescription_id, day, done, declined, worst_pain)
        select t.clinic_id, t.patient_id, t.prescription_id, t.day, told.done, told.declined, told.worst_pain
        from touched t cross join lateral (
          select count(*) filter (where e.not_done_because is null) as done,
            count(*) filter (where e.not_done_because is not null) as declined, max(e.pain) as worst_pain
          from portal.log_entry e
          where e.clinic_id = t.clinic_id and e.prescription_id = t.prescription_id and e.day = t.day
            and e.patient_id = t.patient_id
            and not exists (
              select 1 from portal.log_entry c
              where c.clinic_id = e.clinic_id and c.corrects = e.id and c.patient_id = e.patient_id
            )
            and (e.corrects is null or portal.prevails(e.id))
        ) told
        order by t.prescription_id, t.day
        on conflict (clinic_id, prescription_id, day) do update
        set done = excluded.done, declined = excluded.declined, worst_pain = excluded.worst_pain
        where (d.done, d.declined, d.worst_pain)
          is distinct from (excluded.done, excluded.declined, excluded.worst_pain);
        perform portal.tally(whose.clinic_id, whose.patient_id)
        from (select distinct a.clinic_id, a.patient_id from added a where a.kind = 'item' or a.corrects is not null) whose;
        return null;
      end $$;
      create trigger count_done after insert on portal.log_entry
        referencing new table as added for each statement execute function portal.count_done();
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
