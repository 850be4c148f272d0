import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Requests for the full record and what was given on them, and what is known of the videos that other companies host. A handout
 * needs no table: it is printed from what is advised, and not kept.
 */
export class CreateHandoutsAndRequests20261124090800 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- held_back: the notes that were not given, by id and with the reason; for the clinic's eyes alone.
      create table portal.record_request (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        reason text,
        requested_at timestamptz not null default portal.portal_now(),
        -- the last day on which it has to be answered
        due_on date not null,
        released_at timestamptz,
        released_by uuid,
        held_back jsonb not null default '[]',
        refused_at timestamptz,
        refused_by uuid,
        refused_because text,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id, patient_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, released_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, refused_by) references portal.staff (clinic_id, id),
        check ((released_at is null) = (released_by is null)),
        check (num_nulls(refused_at, refused_by, refused_because) in (0, 3)),
        check (num_nonnulls(released_at, refused_at) < 2)
      );
      create unique index record_request_open on portal.record_request (clinic_id, patient_id)
        where released_at is null and refused_at is null;
      create index record_request_patient on portal.record_request (clinic_id, patient_id, requested_at);
      create index record_request_due on portal.record_request (clinic_id, due_on)
        where released_at is null and refused_at is null;
      create trigger next_revision before update on portal.record_request
        for each row execute function portal.next_revision();

      -- The record as it was given, for as long as it can be fetched.
      create table portal.released_record (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        request_id uuid not null,
        record jsonb not null,
        released_by uuid not null,
        released_at timestamptz not null default portal.portal_now(),
        available_until timestamptz not null,
        unique (clinic_id, id),
        unique (clinic_id, request_id),
        foreign key (clinic_id, patient_id, request_id) references portal.record_request (clinic_id, patient_id, id),
        foreign key (clinic_id, released_by) references portal.staff (clinic_id, id)
      );

      -- Of a video that somebody else hosts, whatever exercise or plan names it. Unknown: it was not asked yet, or there was
      -- trouble on the way, which says nothing about the video.
      create table portal.video_check (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        provider text not null check (provider in ('youtube', 'vimeo', 'file')),
        ref text not null,
        state text not null default 'unknown' check (state in ('alive', 'gone', 'unknown')),
        checked_at timestamptz,
        -- answers in a row that said "not there", and on how many different days they came
        missing int not null default 0 check (missing >= 0),
        missing_days int not null default 0 check (missing_days >= 0),
        last_missing_on date,
        gone_since timestamptz,
        unique (clinic_id, id),
        unique (clinic_id, provider, ref),
        check ((state = 'gone') = (gone_since is not null))
      );
      create index video_check_due on portal.video_check (clinic_id, checked_at);
      create index prescription_item_video on portal.prescription_item (clinic_id, video_provider, video_ref)
        where video_ref is not null;
    `);
    for (const table of ['record_request', 'released_record', 'video_check']) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
