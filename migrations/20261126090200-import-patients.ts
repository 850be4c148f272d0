import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patients who come in by a table: who brought which file and when, and whom each row of it became. */
export class ImportPatients20261126090200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- Of the file nothing is kept but its sum. removed and kept count those who came in by it, when it was taken back.
      create table portal.patient_import (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        imported_at timestamptz not null default date_trunc('milliseconds', portal.portal_now()),
        imported_by uuid not null,
        file_sha256 bytea not null check (octet_length(file_sha256) = 32),
        rows_new int not null,
        rows_known int not null,
        rows_duplicate int not null,
        rows_faulty int not null,
        undone_at timestamptz,
        undone_by uuid,
        removed int,
        kept int,
        unique (clinic_id, id),
        foreign key (clinic_id, imported_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, undone_by) references portal.staff (clinic_id, id),
        check (num_nonnulls(undone_at, undone_by, removed, kept) in (0, 4))
      );
      create index patient_import_newest on portal.patient_import (clinic_id, imported_at, id);
      create index patient_import_file on portal.patient_import (clinic_id, file_sha256);
      alter table portal.patient_import enable row level security;

      -- Which row of which import brought them; null: somebody registered them.
      alter table portal.patient
        add column import_id uuid,
        add column import_row int,
        add foreign key (clinic_id, import_id) references portal.patient_import (clinic_id, id),
        add check ((import_id is null) = (import_row is null));
      create unique index patient_import_row on portal.patient (clinic_id, import_id, import_row);
      create index patient_birth on portal.patient (clinic_id, date_of_birth);
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
