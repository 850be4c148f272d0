import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a clinic writes once and prescribes often: its protocols, its default doses, and each clinician's favourites. */
export class CreateTemplates20261123090300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.template (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        name text not null,
        about text,
        phases jsonb not null default '[]',
        groups jsonb not null default '[]',
        created_by uuid not null,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        retired_at timestamptz,
        retired_by uuid,
        revision int not null default 1,
        unique (clinic_id, id),
        foreign key (clinic_id, created_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, retired_by) references portal.staff (clinic_id, id),
        check ((retired_at is null) = (retired_by is null))
      );
      create unique index template_name on portal.template (clinic_id, lower(name)) where retired_at is null;
      create trigger next_revision before update on portal.template
        for each row execute function portal.next_revision();

      create table portal.template_item (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        template_id uuid not null,
        place int not null check (place > 0),
        exercise_id uuid not null references portal.exercise (id),
        dosage jsonb not null,
        why text not null,
        variation text,
        level int,
        phase text,
        group_name text,
        is_optional boolean not null default false,
        is_comfort boolean not null default false,
        note text,
        unique (clinic_id, id),
        unique (clinic_id, template_id, place),
        foreign key (clinic_id, template_id) references portal.template (clinic_id, id)
      );
      create trigger own_or_shared_exercise before insert or update on portal.template_item
        for each row execute function portal.own_or_shared_exercise('exercise_id');

      create table portal.favourite_exercise (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        staff_id uuid not null,
        exercise_id uuid not null references portal.exercise (id),
        since timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        unique (clinic_id, staff_id, exercise_id),
        foreign key (clinic_id, staff_id) references portal.staff (clinic_id, id)
      );
      create trigger own_or_shared_exercise before insert or update on portal.favourite_exercise
        for each row execute function portal.own_or_shared_exercise('exercise_id');

      -- what a prescription of this exercise starts from at this clinic, instead of the library's own dose
      create table portal.default_dose (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        exercise_id uuid not null references portal.exercise (id),
        dosage jsonb not null,
        set_by uuid not null,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id, exercise_id),
        foreign key (clinic_id, set_by) references portal.staff (clinic_id, id)
      );
      create trigger own_or_shared_exercise before insert or update on portal.default_dose
        for each row execute function portal.own_or_shared_exercise('exercise_id');
      create trigger next_revision before update on portal.default_dose
        for each row execute function portal.next_revision();
    `);
    for (const table of ['template', 'template_item', 'favourite_exercise', 'default_dose']) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
