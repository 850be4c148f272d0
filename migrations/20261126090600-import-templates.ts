import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Templates that come in by a table: who brought which file and when, and which templates came of it. */
export class ImportTemplates20261126090600 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- Of the file nothing is kept but its sum. removed and kept count what came in by it, when it was taken back.
      create table portal.template_import (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        imported_at timestamptz not null default date_trunc('milliseconds', portal.portal_now()),
        imported_by uuid not null,
        file_sha256 bytea not null check (octet_length(file_sha256) = 32),
        templates_new int not null,
        templates_known int not null,
        templates_faulty int not null,
        undone_at timestamptz,
        undone_by uuid,
        removed int,
        kept int,
        unique (clinic_id, id),
        foreign key (clinic_id, imported_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, undone_by) references portal.staff (clinic_id, id),
        check (num_nonnulls(undone_at, undone_by, removed, kept) in (0, 4))
      );
      create index template_import_newest on portal.template_import (clinic_id, imported_at, id);
      alter table portal.template_import enable row level security;

      -- Which import brought it; null: somebody wrote it.
      alter table portal.template
        add column import_id uuid,
        add foreign key (clinic_id, import_id) references portal.template_import (clinic_id, id);
      create index template_import_of on portal.template (clinic_id, import_id) where import_id is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
