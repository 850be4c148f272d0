import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two records of one person become one, and can be parted again: who did it, when and why, and exactly which rows went along. What
 * was signed, issued or filmed stays as it is; of it the owner alone may change whose it is, and nothing else with it.
 */
export class MergePatients20261126090400 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.patient_merge (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        -- the record that ended, and the one that lives on
        merged_id uuid not null,
        into_id uuid not null,
        merged_at timestamptz not null default portal.portal_now(),
        merged_by uuid not null,
        because text not null,
        reversed_at timestamptz,
        reversed_by uuid,
        reversed_because text,
        -- found to be one person's, and told so; until then what the one told is not for the phone of the other
        confirmed_at timestamptz,
        confirmed_by uuid,
        confirmed_because text,
        unique (clinic_id, id),
        foreign key (clinic_id, merged_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, into_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, merged_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, reversed_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, confirmed_by) references portal.staff (clinic_id, id),
        check (num_nulls(reversed_at, reversed_by, reversed_because) in (0, 3)),
        check (num_nulls(confirmed_at, confirmed_by, confirmed_because) in (0, 3))
      );
      create unique index patient_merge_standing on portal.patient_merge (clinic_id, merged_id) where reversed_at is null;
      create index patient_merge_merged on portal.patient_merge (clinic_id, merged_id);
      create index patient_merge_into on portal.patient_merge (clinic_id, into_id);

      -- A row that a merge gave to the other record. was: what had to be changed in it so that it could be there. written_since:
      -- it did not, but was written while the two were one, and went along when they were parted.
      create table portal.merged_row (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        merge_id uuid not null,
        table_name text not null,
        row_id uuid not null,
        was jsonb,
        written_since boolean not null default false,
        unique (clinic_id, id),
        unique (clinic_id, merge_id, table_name, row_id),
        foreign key (clinic_id, merge_id) references portal.patient_merge (clinic_id, id)
      );
      create index merged_row_of on portal.merged_row (clinic_id, table_name, row_id);
      alter table portal.patient_merge enable row level security;
      alter table portal.merged_row enable row level security;

      -- Repeats the merge that stands, so that lists read one row; merge_patients and part_patients keep it.
      alter table portal.patient
        add column merged_into_id uuid,
        add foreign key (clinic_id, merged_into_id) references portal.patient (clinic_id, id);
      create index patient_merged_into on portal.patient (clinic_id, merged_into_id);

      alter table portal.session drop constraint session_ended_because_check;
      alter table portal.session add constraint session_ended_because_check check (ended_because in
        ('signed_out', 'ended_elsewhere', 'ended_by_clinic', 'token_reused', 'link_revoked', 'password_changed',
          'carer_ended', 'record_merged', 'record_parted'));

      -- Carers never change records, as what lets them in would go with them. So what they wrote names them, and not whose they are.
      do $$ declare link record; begin
        for link in
          select k.conrelid::regclass as t, k.conname as name from pg_constraint k
          where k.contype = 'f' and k.confrelid = 'portal.carer'::regclass
            and k.conrelid::regclass::text in ('portal.hold', 'portal.advice_confirmation', 'portal.log_entry',
              'portal.item_stop', 'portal.check_in', 'portal.check_in_word', 'portal.heard_entry')
        loop
          execute format('alter table %s drop constraint %I, add foreign key (clinic_id, carer_id) '
            'references portal.carer (clinic_id, id)', link.t, link.name);
        end loop;
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
