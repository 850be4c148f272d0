import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In which language a patient would like to read, and which translated texts a clinician at the clinic approved: each for the words
 * that it had then, by their sum. A clinic's own wording of a translation is kept beside the one that comes with the software.
 */
export class ApproveLanguages20261126090800 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.patient add column preferred_language text not null default 'en'
        check (preferred_language in ('en', 'cy', 'pl', 'pa'));

      create table portal.text_approval (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        language text not null check (language in ('cy', 'pl', 'pa')),
        text_id text not null,
        -- of the English and the translation together, as they read then
        pair_hash text not null,
        -- who that reads the language compared them, in the clinician's words
        compared_by text not null,
        approved_by uuid not null,
        approved_at timestamptz not null default portal.portal_now(),
        revoked_at timestamptz,
        revoked_by uuid,
        unique (clinic_id, id),
        foreign key (clinic_id, approved_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, revoked_by) references portal.staff (clinic_id, id),
        check ((revoked_at is null) = (revoked_by is null))
      );
      create unique index text_approval_open on portal.text_approval (clinic_id, language, text_id)
        where revoked_at is null;

      create table portal.own_wording (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        language text not null check (language in ('cy', 'pl', 'pa')),
        text_id text not null,
        -- of the English that it translates
        english_hash text not null,
        -- a text, or one for each plural form
        says jsonb not null,
        written_by uuid not null,
        written_at timestamptz not null default portal.portal_now(),
        ended_at timestamptz,
        ended_by uuid,
        unique (clinic_id, id),
        foreign key (clinic_id, written_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, ended_by) references portal.staff (clinic_id, id),
        check ((ended_at is null) = (ended_by is null))
      );
      create unique index own_wording_open on portal.own_wording (clinic_id, language, text_id)
        where ended_at is null;
    `);
    for (const table of ['text_approval', 'own_wording']) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
