import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The exercise library. Shared exercises have no clinic, so they cannot be guarded by a composite foreign key:
 * the trigger `own_or_shared_exercise` holds every reference to an exercise to the clinic's own or a shared one,
 * whoever writes it.
 */
export class CreateLibrary20261122100100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.exercise (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid references portal.clinic (id),
        code text not null,
        name text not null,
        summary text not null,
        pillar text not null check (pillar in ('mobilise', 'stretch', 'strengthen', 'balance', 'run_drill')),
        muscles text[] not null,
        equipment text[] not null,
        position text not null,
        steps text[] not null,
        mistakes text[] not null,
        traits text[] not null,
        easier_id uuid references portal.exercise (id),
        harder_id uuid references portal.exercise (id),
        default_dosage jsonb,
        copied_from_id uuid references portal.exercise (id),
        published_at timestamptz,
        published_by uuid,
        retired_at timestamptz,
        retired_by uuid,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique nulls not distinct (clinic_id, code),
        unique (clinic_id, id),
        foreign key (clinic_id, published_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, retired_by) references portal.staff (clinic_id, id),
        words text not null generated always as (portal.plain_words(name || ' ' || summary, muscles)) stored,
        check (easier_id <> id and harder_id <> id),
        -- a draft may be half written; what can be prescribed may not
        check (published_at is null or (cardinality(steps) > 0 and cardinality(mistakes) > 0))
      );
      create index exercise_clinic on portal.exercise (clinic_id, name, id);
      create trigger next_revision before update on portal.exercise
        for each row execute function portal.next_revision();

      -- The link is stored as provider and reference, never as an address somebody typed.
      create table portal.exercise_video (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        exercise_id uuid not null references portal.exercise (id),
        provider text not null check (provider in ('youtube', 'vimeo', 'file')),
        ref text not null,
        title text not null,
        language text not null,
        captions boolean not null,
        checked_by uuid,
        checked_on date,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id, exercise_id, provider, ref),
        foreign key (clinic_id, checked_by) references portal.staff (clinic_id, id),
        check ((checked_by is null) = (checked_on is null))
      );
      create trigger next_revision before update on portal.exercise_video
        for each row execute function portal.next_revision();

      -- Definer, so that the answer does not depend on what the writer may see: foreign and absent fail alike.
      -- Its arguments are the names of the columns that refer to an exercise.
      create function portal.own_or_shared_exercise() returns trigger
      language plpgsql security definer set search_path = '' as $$
      declare
        refers_to uuid;
      begin
        for i in 0 .. tg_nargs - 1 loop
          refers_to := (pg_catalog.to_jsonb(new) ->> tg_argv[i])::uuid;
          if refers_to is not null and not exists (
            select 1 from portal.exercise e
            where e.id = refers_to and (e.clinic_id is null or e.clinic_id = new.clinic_id)
          ) then
            raise foreign_key_violation using message = 'this exercise is neither shared nor the clinic''s own';
          end if;
        end loop;
        return new;
      end $$;

      create trigger own_or_shared_exercise before insert or update on portal.exercise
        for each row execute function portal.own_or_shared_exercise('easier_id', 'harder_id', 'copied_from_id');
      create trigger own_or_shared_exercise before insert or update on portal.exercise_video
        for each row execute function portal.own_or_shared_exercise('exercise_id');

      alter table portal.exercise enable row level security;
      alter table portal.exercise_video enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
