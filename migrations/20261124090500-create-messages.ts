import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What goes out to patients: when a mail was first tried, at which times a patient wants to be reminded, and the secret address
 * at which a calendar asks.
 */
export class CreateMessages20261124090500 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.mail
        -- from here on it is tried for two days
        add column first_tried_at timestamptz;
      create index mail_bounced on portal.mail (clinic_id, bounced_at, id) where bounced_at is not null;

      -- A patient has none or one. Times and weekdays are those of the clinic's clock.
      create table portal.reminder (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        times text[] not null check (cardinality(times) between 1 and 6),
        days text[] not null check (cardinality(days) between 1 and 7),
        channel text not null default 'mail' check (channel in ('mail')),
        -- In clear: each mail must say it again. It opens nothing; whoever has it can stop these reminders.
        stop_secret text not null unique,
        set_at timestamptz not null default portal.portal_now(),
        -- up to here all that was due has been seen to
        seen_to_at timestamptz not null default portal.portal_now(),
        stopped_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id)
      );
      create unique index reminder_patient on portal.reminder (clinic_id, patient_id) where stopped_at is null;
      create index reminder_of_patient on portal.reminder (clinic_id, patient_id);
      alter table portal.reminder enable row level security;

      -- A patient has none or one that works.
      create table portal.calendar_feed (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        secret_hash bytea not null unique,
        created_at timestamptz not null default portal.portal_now(),
        revoked_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id)
      );
      create unique index calendar_feed_patient on portal.calendar_feed (clinic_id, patient_id) where revoked_at is null;
      create index calendar_feed_of_patient on portal.calendar_feed (clinic_id, patient_id);
      alter table portal.calendar_feed enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
