import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The end of a record: that a patient died, that they are out of the everyday lists, what forbids that their record be deleted, and
 * that it was. What was signed or issued is deleted with the whole record, and in no other way.
 */
export class KeepAndDeleteRecords20261126090500 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- A patient is dead while one of these was not taken back as a mistake. It is written by portal.enter_death alone, with all
      -- that ends with it. discharge_id: the discharge that it brought; null where they were discharged already.
      create table portal.death (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        -- null: not known
        died_on date,
        because text not null,
        recorded_at timestamptz not null default portal.portal_now(),
        recorded_by uuid not null,
        discharge_id uuid,
        reversed_at timestamptz,
        reversed_by uuid,
        reversed_because text,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, recorded_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, discharge_id) references portal.discharge (clinic_id, id),
        foreign key (clinic_id, reversed_by) references portal.staff (clinic_id, id),
        check (num_nulls(reversed_at, reversed_by, reversed_because) in (0, 3))
      );
      create unique index death_standing on portal.death (clinic_id, patient_id) where reversed_at is null;
      create index death_patient on portal.death (clinic_id, patient_id);

      -- Somebody who was not seen for long, and is in no everyday list.
      alter table portal.patient
        add column archived_at timestamptz,
        add column archived_by uuid,
        add column archived_because text,
        add foreign key (clinic_id, archived_by) references portal.staff (clinic_id, id),
        add check (num_nulls(archived_at, archived_by, archived_because) in (0, 3));

      -- While one of these has not ended, the record is not deleted. Several may be open, each for its own reason.
      create table portal.legal_hold (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        because text not null,
        placed_at timestamptz not null default portal.portal_now(),
        placed_by uuid not null,
        ended_at timestamptz,
        ended_by uuid,
        ended_because text,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, placed_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, ended_by) references portal.staff (clinic_id, id),
        check (num_nulls(ended_at, ended_by, ended_because) in (0, 3))
      );
      create index legal_hold_patient on portal.legal_hold (clinic_id, patient_id);
      create trigger next_revision before update on portal.legal_hold
        for each row execute function portal.next_revision();

      -- All that stays of a record, beside the ids in the trail. No name, and no foreign key: there is nobody to refer to.
      create table portal.record_deleted (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        deleted_at timestamptz not null default date_trunc('milliseconds', portal.portal_now()),
        deleted_by uuid not null,
        -- the last day of the time for which it had to be kept, and by which rule of src/record/retention.ts
        kept_until date not null,
        rule text not null,
        because text not null,
        unique (clinic_id, id),
        unique (clinic_id, patient_id),
        foreign key (clinic_id, deleted_by) references portal.staff (clinic_id, id)
      );
      create index record_deleted_newest on portal.record_deleted (clinic_id, deleted_at, id);

      -- Bytes whose row is gone and that lie in the store still: the row here goes when they do.
      create table portal.file_to_remove (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        storage_key text not null unique,
        asked_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id)
      );

      -- a deletion asks of each entry of a diary, and of each item, whether a stop refers to it
      create index item_stop_entry on portal.item_stop (clinic_id, entry_id) where entry_id is not null;
      create index item_stop_of_item on portal.item_stop (clinic_id, item_id);
    `);
    for (const table of ['death', 'legal_hold', 'record_deleted', 'file_to_remove']) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
