import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Clinics, the people who work there and the people they treat, and how each of them proves who they are.
 * Every table has row-level security enabled here and is visible to nobody until `always/3-policies.sql` says so.
 */
export class CreatePeople20261122100000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create extension if not exists pg_trgm schema portal;
      create extension if not exists unaccent schema portal;

      -- The one clock that SQL asks. Tests replace it in a database of their own; no setting can move it.
      create function portal.portal_now() returns timestamptz language sql stable set search_path = ''
        as 'select pg_catalog.now()';

      -- The revision is what an ETag shows and If-Match compares; only the database moves it.
      create function portal.next_revision() returns trigger language plpgsql set search_path = '' as $$
      begin
        new.revision := old.revision + 1;
        new.updated_at := portal.portal_now();
        return new;
      end $$;

      -- What a search compares: small letters without accents, words parted by single spaces. Immutable as long as
      -- the rules of unaccent are, so columns may be generated from it.
      create function portal.plain_words(sentence text, more text[] default '{}') returns text
      language sql immutable parallel safe set search_path = '' as $$
        select pg_catalog.btrim(pg_catalog.regexp_replace(
          pg_catalog.lower(portal.unaccent(sentence || ' ' || pg_catalog.array_to_string(more, ' '))),
          '[[:space:][:punct:]]+', ' ', 'g'))
      $$;

      create table portal.clinic (
        id uuid primary key default gen_random_uuid(),
        name text not null,
        address text not null,
        phone text not null,
        email text not null,
        booking_url text,
        time_zone text not null,
        notice text,
        same_level_days int not null default 60 check (same_level_days between 1 and 365),
        harder_days int not null default 14 check (harder_days between 1 and 90),
        advice_days_after_review int not null default 28 check (advice_days_after_review between 0 and 180),
        massage_therapists_may_issue boolean not null default false,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1
      );

      create table portal.site (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        name text not null,
        address text not null,
        phone text,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id, name)
      );

      -- A person who signs in with a password. Belongs to no clinic; reached only through definer functions.
      create table portal.account (
        id uuid primary key default gen_random_uuid(),
        email text not null,
        password_hash text not null,
        suspended_at timestamptz,
        created_at timestamptz not null default portal.portal_now()
      );
      create unique index account_email on portal.account (lower(email));

      -- Someone's membership of one clinic's staff.
      create table portal.staff (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        account_id uuid references portal.account (id),
        name text not null,
        email text not null,
        profession text check (profession in
          ('chiropractor', 'physiotherapist', 'osteopath', 'sports_massage_therapist')),
        registration_body text,
        registration_number text,
        active_from date not null,
        active_to date check (active_to >= active_from),
        roles text[] not null check (roles <@ array['admin', 'clinician', 'desk'] and cardinality(roles) > 0),
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id, account_id),
        check ((registration_body is null) = (registration_number is null)),
        check (not 'clinician' = any (roles) or profession is not null)
      );
      create unique index staff_email on portal.staff (clinic_id, lower(email));
      create index staff_account on portal.staff (account_id);

      create table portal.patient (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        name text not null,
        date_of_birth date not null,
        email text,
        phone text,
        address text,
        responsible_staff_id uuid,
        words text not null generated always as (portal.plain_words(name)) stored,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        foreign key (clinic_id, responsible_staff_id) references portal.staff (clinic_id, id)
      );
      create index patient_name on portal.patient (clinic_id, name, id);
      create index patient_responsible on portal.patient (clinic_id, responsible_staff_id);

      -- The patient's number in another system; how integrators find people and avoid making them twice.
      create table portal.patient_identifier (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        system text not null,
        value text not null,
        unique (clinic_id, id),
        unique (clinic_id, system, value),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id)
      );
      create index patient_identifier_patient on portal.patient_identifier (clinic_id, patient_id);

      -- A patient is discharged while one of these rows has no re-admission.
      create table portal.discharge (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        discharged_at timestamptz not null default portal.portal_now(),
        discharged_by uuid not null,
        because text not null,
        readmitted_at timestamptz,
        readmitted_by uuid,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, discharged_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, readmitted_by) references portal.staff (clinic_id, id),
        check ((readmitted_at is null) = (readmitted_by is null))
      );
      create unique index discharge_open on portal.discharge (clinic_id, patient_id) where readmitted_at is null;

      -- Secrets below are stored as SHA-256 of at least 128 random bits; nobody can read them back.
      -- kind: to open or attach an account; to choose a new password for the one they have; the same from the operator,
      -- who may also for an account of several clinics.
      create table portal.invitation (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        staff_id uuid not null,
        kind text not null default 'join' check (kind in ('join', 'reset', 'operators_reset')),
        secret_hash bytea not null unique,
        created_at timestamptz not null default portal.portal_now(),
        expires_at timestamptz not null,
        accepted_at timestamptz,
        revoked_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, staff_id) references portal.staff (clinic_id, id)
      );
      create unique index invitation_open on portal.invitation (clinic_id, staff_id, kind)
        where accepted_at is null and revoked_at is null;

      -- Valid until revoked or replaced: the gate, not the link, decides what is shown.
      create table portal.patient_link (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        secret_hash bytea not null unique,
        created_at timestamptz not null default portal.portal_now(),
        created_by uuid not null,
        revoked_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, created_by) references portal.staff (clinic_id, id)
      );
      create unique index patient_link_open on portal.patient_link (clinic_id, patient_id) where revoked_at is null;

      -- A session belongs to one membership: a member of staff or a patient, of one clinic.
      create table portal.session (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        staff_id uuid,
        patient_id uuid,
        device text not null,
        created_at timestamptz not null default portal.portal_now(),
        renewed_at timestamptz not null default portal.portal_now(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        ended_because text check (ended_because in
          ('signed_out', 'ended_elsewhere', 'ended_by_clinic', 'token_reused', 'link_revoked', 'password_changed')),
        unique (clinic_id, id),
        foreign key (clinic_id, staff_id) references portal.staff (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        check (num_nonnulls(staff_id, patient_id) = 1)
      );
      create index session_staff on portal.session (clinic_id, staff_id);
      create index session_patient on portal.session (clinic_id, patient_id);

      create table portal.refresh_token (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        session_id uuid not null,
        token_hash bytea not null unique,
        issued_at timestamptz not null default portal.portal_now(),
        expires_at timestamptz not null,
        used_at timestamptz,
        replayed_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, session_id) references portal.session (clinic_id, id)
      );
      create index refresh_token_session on portal.refresh_token (clinic_id, session_id);

      -- Wrong tries, counted by what is being guessed and by where the guesses come from. Survives a restart.
      create table portal.attempt (
        key text primary key,
        failures int not null,
        first_at timestamptz not null,
        blocked_until timestamptz
      );
    `);
    for (const table of ['clinic', 'site', 'staff', 'patient']) {
      await run.query(
        `create trigger next_revision before update on portal.${table}
         for each row execute function portal.next_revision()`,
      );
    }
    for (const table of [
      'clinic',
      'site',
      'account',
      'staff',
      'patient',
      'patient_identifier',
      'discharge',
      'invitation',
      'patient_link',
      'session',
      'refresh_token',
      'attempt',
    ]) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
