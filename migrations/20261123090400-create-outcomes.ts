import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Outcome measures taken outside an assessment, and the clinic's licences for those that need one. What an assessment holds
 * itself (pain, the patient's own activities) is read there and not copied.
 */
export class CreateOutcomes20261123090400 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.instrument_licence (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        instrument text not null,
        instrument_version text not null,
        reference text not null,
        recorded_at timestamptz not null default portal.portal_now(),
        recorded_by uuid not null,
        ended_at timestamptz,
        ended_by uuid,
        unique (clinic_id, id),
        foreign key (clinic_id, recorded_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, ended_by) references portal.staff (clinic_id, id),
        check ((ended_at is null) = (ended_by is null))
      );
      create unique index instrument_licence_standing on portal.instrument_licence (clinic_id, instrument, instrument_version)
        where ended_at is null;

      create table portal.outcome_score (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        episode_id uuid not null,
        instrument text not null,
        instrument_version text not null,
        taken_on date not null,
        answers jsonb not null,
        score numeric not null,
        recorded_at timestamptz not null default portal.portal_now(),
        recorded_by uuid not null,
        entered_in_error_at timestamptz,
        entered_in_error_by uuid,
        entered_in_error_because text,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id, episode_id) references portal.episode (clinic_id, patient_id, id),
        foreign key (clinic_id, recorded_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, entered_in_error_by) references portal.staff (clinic_id, id),
        check (num_nulls(entered_in_error_at, entered_in_error_by, entered_in_error_because) in (0, 3))
      );
      create index outcome_score_episode on portal.outcome_score (clinic_id, episode_id, taken_on);
      alter table portal.instrument_licence enable row level security;
      alter table portal.outcome_score enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
