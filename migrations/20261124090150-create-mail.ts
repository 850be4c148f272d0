import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mails that are to be sent, and what became of them. A row says what kind of mail and for whom; the words are made when it is
 * sent. No clinical content ever stands in one.
 */
export class CreateMail20261124090150 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.mail (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        kind text not null,
        to_address text not null,
        -- whom it is about or for, if anybody of these
        patient_id uuid,
        carer_id uuid,
        staff_id uuid,
        -- ids, days and counts; never a finding, an exercise or a secret
        facts jsonb not null default '{}',
        -- of mails with the same key that wait, one is sent
        once_key text,
        created_at timestamptz not null default portal.portal_now(),
        send_after timestamptz not null default portal.portal_now(),
        tries int not null default 0,
        sent_at timestamptz,
        -- it will not be sent any more, and why
        dropped_at timestamptz,
        dropped_because text,
        -- the other side refused it for good
        bounced_at timestamptz,
        bounce text,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, carer_id) references portal.carer (clinic_id, id),
        foreign key (clinic_id, staff_id) references portal.staff (clinic_id, id),
        check ((dropped_at is null) = (dropped_because is null)),
        check ((bounced_at is null) = (bounce is null))
      );
      create index mail_waiting on portal.mail (clinic_id, send_after)
        where sent_at is null and dropped_at is null and bounced_at is null;
      create unique index mail_once on portal.mail (clinic_id, once_key)
        where sent_at is null and dropped_at is null and bounced_at is null;
      create index mail_patient on portal.mail (clinic_id, patient_id);
      alter table portal.mail enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
