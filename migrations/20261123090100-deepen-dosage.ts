import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Doses that hold a whole programme: sessions by week, phases, groups. Doses written before are put into the new form; what
 * patients were told (the sentence) stays as it was told.
 */
export class DeepenDosage20261123090100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create function pg_temp.exactly(n jsonb) returns jsonb language sql as $$
        select case when n is not null then jsonb_build_object('exact', n) end
      $$;
      create function pg_temp.as_programme(d jsonb) returns jsonb language sql as $$
        select case when d ? 'sessions' or d is null then d else jsonb_build_object(
          'side', d -> 'side',
          'sessions', jsonb_build_array(jsonb_build_object(
            'sets', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
              'count', d -> 'sets',
              'reps', case when d ? 'repsMax' then jsonb_build_object('min', d -> 'reps', 'max', d -> 'repsMax')
                else pg_temp.exactly(d -> 'reps') end,
              'repUnit', d -> 'repUnit',
              'holdSeconds', pg_temp.exactly(d -> 'holdSeconds'),
              'distanceMetres', d -> 'distanceMetres',
              'restAfterSet', pg_temp.exactly(d -> 'restSeconds'),
              'tempo', case when d ? 'tempo' then jsonb_build_object('word', d -> 'tempo') end,
              'effort', case when d ? 'effortRpe'
                then jsonb_build_object('scale', 'rpe_10', 'value', pg_temp.exactly(d -> 'effortRpe')) end))),
            'schedule', jsonb_build_object('kind', 'weekly', 'perDay', d -> 'perDay',
              'perWeek', pg_temp.exactly(d -> 'perWeek'))))) end
      $$;
      alter table portal.prescription_item disable trigger issued_is_issued;
      update portal.prescription_item set dosage = pg_temp.as_programme(dosage);
      alter table portal.prescription_item enable trigger issued_is_issued;
      update portal.exercise set default_dosage = pg_temp.as_programme(default_dosage) where default_dosage is not null;

      alter table portal.prescription_version
        add column phases jsonb not null default '[]',
        add column groups jsonb not null default '[]';

      -- from_week, to_week: the plan's weeks in which the item is done at all, both ends included. awaits_phase: its weeks
      -- count from the day on which a clinician began that phase, and until then it is not shown.
      alter table portal.prescription_item
        add column variation text,
        add column level int,
        add column phase text,
        add column group_name text,
        add column is_optional boolean not null default false,
        add column is_comfort boolean not null default false,
        add column note text,
        add column from_week int not null default 1 check (from_week > 0),
        add column to_week int check (to_week >= from_week),
        add column awaits_phase text;

      -- week_one_on: the day on which week 1 begins. It stays when a version supersedes another, unless the clinician says
      -- otherwise, and moves on by the days that the plan was closed. days_closed: all of these so far; of a transition, those
      -- that it adds.
      alter table portal.prescription
        add column week_one_on date,
        add column days_closed int not null default 0;
      alter table portal.prescription_transition
        add column week_one_on date,
        add column days_closed int not null default 0 check (days_closed >= 0),
        add column sessions_expected int check (sessions_expected >= 0);
      update portal.prescription set week_one_on = starts_on;
      update portal.prescription_transition set week_one_on = starts_on;
      -- weeks_moved: the last hold was lifted, and the week tables go on where they were left
      alter table portal.prescription_transition
        drop constraint prescription_transition_kind_check,
        add check (kind in ('issued', 'superseded', 'paused', 'resumed', 'extended', 'weeks_moved', 'completed', 'withdrawn')),
        add check (kind not in ('issued', 'weeks_moved') or week_one_on is not null),
        add check (kind in ('issued', 'resumed', 'weeks_moved') or (week_one_on is null and days_closed = 0));

      create or replace function portal.begins_as_draft() returns trigger language plpgsql set search_path = '' as $$
      begin
        if new.standing <> 'draft'
          or pg_catalog.num_nonnulls(new.starts_on, new.review_on, new.advice_until, new.week_one_on) > 0
          or new.days_closed <> 0 then
          raise object_not_in_prerequisite_state using message = 'a prescription begins as a draft';
        end if;
        return new;
      end $$;

      create or replace function portal.keep_standing() returns trigger
      language plpgsql security definer set search_path = '' as $$
      begin
        update portal.prescription p set
          standing = case new.kind
            when 'issued' then 'issued' when 'resumed' then 'issued' when 'paused' then 'paused'
            when 'completed' then 'completed' when 'withdrawn' then 'withdrawn' else p.standing end,
          live_version_id = case
            when new.kind = 'issued' then new.version_id
            when new.kind in ('completed', 'withdrawn') then null else p.live_version_id end,
          draft_version_id = case
            when new.kind = 'issued' or new.kind in ('completed', 'withdrawn') then null
            else p.draft_version_id end,
          starts_on = coalesce(new.starts_on, p.starts_on),
          review_on = coalesce(new.review_on, p.review_on),
          advice_until = coalesce(new.advice_until, p.advice_until),
          week_one_on = coalesce(new.week_one_on, p.week_one_on),
          days_closed = p.days_closed + new.days_closed
        where p.clinic_id = new.clinic_id and p.id = new.prescription_id;
        return null;
      end $$;

      -- A clinician found the criteria of a phase met. Once for a prescription and a phase. days_closed: those of the
      -- prescription at that time; what is added to them later moves the phase's weeks on.
      create table portal.phase_begun (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        prescription_id uuid not null,
        phase text not null,
        begun_on date not null,
        days_closed int not null check (days_closed >= 0),
        at timestamptz not null default portal.portal_now(),
        by_staff_id uuid not null,
        unique (clinic_id, id),
        unique (clinic_id, prescription_id, phase),
        foreign key (clinic_id, prescription_id) references portal.prescription (clinic_id, id),
        foreign key (clinic_id, by_staff_id) references portal.staff (clinic_id, id)
      );
      alter table portal.phase_begun enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
