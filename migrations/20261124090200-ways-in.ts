import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ways in besides the link that the clinic hands over: a link by mail, a code said on the phone, a carer's own link, a
 * passkey; and an e-mail address that somebody changes themself. What is secret is kept as a hash only.
 */
export class WaysIn20261124090200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- standing: handed over by the clinic, or to a carer by whoever let them in; one at a time. mailed: asked for by
      -- somebody who lost theirs; it lives a week until it is opened, and then as long as any.
      alter table portal.patient_link
        add column kind text not null default 'standing' check (kind in ('standing', 'mailed')),
        add column carer_id uuid,
        add column mail_id uuid,
        add column expires_at timestamptz,
        add column opened_at timestamptz,
        alter column created_by drop not null,
        add unique (clinic_id, mail_id),
        add foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id),
        add foreign key (clinic_id, mail_id) references portal.mail (clinic_id, id),
        add check ((kind = 'mailed') = (mail_id is not null)),
        add check ((kind = 'mailed') = (expires_at is not null)),
        -- the clinic hands over a patient's link; only a carer's may be the patient's doing
        add check (kind = 'mailed' or carer_id is not null or created_by is not null);
      drop index portal.patient_link_open;
      create unique index patient_link_open on portal.patient_link (clinic_id, patient_id, carer_id)
        nulls not distinct where revoked_at is null and kind = 'standing';
      create index patient_link_patient on portal.patient_link (clinic_id, patient_id);

      -- whose link is asked for by e-mail
      create index patient_email on portal.patient (lower(email)) where email is not null;
      create index carer_email on portal.carer (lower(email)) where email is not null;

      -- Somebody without an e-mail address asked for a new link: for the desk to see.
      create table portal.link_wish (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        -- the guardian who asked; null, the patient themself
        carer_id uuid,
        asked_at timestamptz not null default portal.portal_now(),
        last_at timestamptz not null default portal.portal_now(),
        times int not null default 1,
        resolved_at timestamptz,
        resolved_by uuid,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id),
        foreign key (clinic_id, resolved_by) references portal.staff (clinic_id, id),
        check ((resolved_at is null) = (resolved_by is null))
      );
      create unique index link_wish_open on portal.link_wish (clinic_id, patient_id, carer_id)
        nulls not distinct where resolved_at is null;

      -- Said on the phone, once. The first four characters find the row, so that wrong tries are counted for it.
      create table portal.spoken_code (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        lookup text not null check (length(lookup) = 4),
        -- with a key that the database does not have: forty bits alone could be tried through
        code_hash bytea not null,
        created_at timestamptz not null default portal.portal_now(),
        created_by uuid not null,
        expires_at timestamptz not null,
        wrong_tries int not null default 0,
        used_at timestamptz,
        revoked_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, created_by) references portal.staff (clinic_id, id)
      );
      create unique index spoken_code_lookup on portal.spoken_code (lookup)
        where used_at is null and revoked_at is null;
      create unique index spoken_code_open on portal.spoken_code (clinic_id, patient_id)
        where used_at is null and revoked_at is null;
      create index spoken_code_patient on portal.spoken_code (clinic_id, patient_id);

      -- An address that a patient wants on file. It takes the place of the old one only when confirmed from there.
      create table portal.email_change (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        old_email text,
        new_email text not null,
        mail_id uuid not null,
        secret_hash bytea not null unique,
        asked_at timestamptz not null default portal.portal_now(),
        expires_at timestamptz not null,
        confirmed_at timestamptz,
        revoked_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, mail_id) references portal.mail (clinic_id, id)
      );
      create index email_change_patient on portal.email_change (clinic_id, patient_id, asked_at);
      create index email_change_mail on portal.email_change (clinic_id, mail_id);

      -- A key that a patient's or a carer's device keeps. The public half, and how often it says it was used.
      create table portal.passkey (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        carer_id uuid,
        credential_id text not null unique,
        public_key bytea not null,
        counter bigint not null check (counter >= 0),
        transports text[] not null default '{}',
        device text not null,
        created_at timestamptz not null default portal.portal_now(),
        last_used_at timestamptz,
        removed_at timestamptz,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id)
      );
      create index passkey_patient on portal.passkey (clinic_id, patient_id);

      -- What a passkey is to sign, once and soon. Of a session while one is being added; of nobody while somebody signs in.
      create table portal.passkey_challenge (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid references portal.clinic (id),
        session_id uuid,
        challenge text not null unique,
        expires_at timestamptz not null,
        unique (clinic_id, id),
        foreign key (clinic_id, session_id) references portal.session (clinic_id, id),
        check ((clinic_id is null) = (session_id is null))
      );
      create index passkey_challenge_age on portal.passkey_challenge (expires_at);

      -- A guardian may confirm for a child; somebody who was merely let in may not.
      alter table portal.advice_confirmation
        add column carer_id uuid,
        add foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id),
        add check (carer_id is null or by_staff_id is null);

      alter table portal.session drop constraint session_ended_because_check;
      alter table portal.session add constraint session_ended_because_check check (ended_because in
        ('signed_out', 'ended_elsewhere', 'ended_by_clinic', 'token_reused', 'link_revoked', 'password_changed',
          'carer_ended'));
    `);
    for (const table of ['link_wish', 'spoken_code', 'email_change', 'passkey', 'passkey_challenge']) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
