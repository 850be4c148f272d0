import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a guardian's access rests on, why it ended, and whether a young person lets them go on; and what a clinician found of
 * somebody's competence to decide for themself. When an access closes by itself, migrations/always/1-actors.sql says.
 */
export class KnowGuardiansBetter20261126090900 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.carer
        add column evidence_kind text,
        -- the patient, who decides for themself by then, lets a guardian go on
        add column kept_on_at timestamptz,
        -- the clinician to whom they said so in the room; null: they said it themself
        add column kept_on_by uuid,
        add column ended_because text check (ended_because in ('court_order', 'asked_to', 'noted_wrongly', 'other')),
        add column ended_note text;
      -- of those who were written down before, only words are known
      update portal.carer set evidence_kind = 'not_said' where kind = 'guardian';
      alter table portal.carer
        add check (evidence_kind in ('not_said', 'document_seen', 'told_and_known', 'court_order', 'attorney', 'deputy')),
        add check ((kind = 'guardian') = (evidence_kind is not null)),
        add foreign key (clinic_id, kept_on_by) references portal.staff (clinic_id, id),
        add check (kept_on_at is null or kind = 'guardian'),
        add check (kept_on_by is null or kept_on_at is not null),
        add check (ended_because is null or ended_by_staff is not null),
        add check (ended_note is null or ended_because is not null);

      create table portal.competence_note (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        found text not null check (found in ('competent', 'lacks_capacity')),
        about text not null,
        -- for clinicians alone
        reasons text not null,
        found_on date not null,
        -- a nudge: nothing lapses by itself, as that would let somebody look again whom nobody decided to let in
        review_on date,
        found_by uuid not null,
        noted_at timestamptz not null default portal.portal_now(),
        ended_at timestamptz,
        ended_by uuid,
        ended_because text,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, found_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, ended_by) references portal.staff (clinic_id, id),
        check ((ended_at is null) = (ended_by is null)),
        check ((ended_at is null) = (ended_because is null)),
        check (review_on > found_on)
      );
      create unique index competence_note_open on portal.competence_note (clinic_id, patient_id) where ended_at is null;
      create index competence_note_patient on portal.competence_note (clinic_id, patient_id);

      -- Which mail let somebody in, on a device or by a key that was added there: an own link of a child's is often mailed to a parent.
      -- null: none did, or it was before this was written down.
      alter table portal.session
        add column mail_id uuid,
        add foreign key (clinic_id, mail_id) references portal.mail (clinic_id, id);
      create index session_mail on portal.session (clinic_id, mail_id) where mail_id is not null;
      alter table portal.passkey
        add column mail_id uuid,
        add foreign key (clinic_id, mail_id) references portal.mail (clinic_id, id);
      create index passkey_mail on portal.passkey (clinic_id, mail_id) where mail_id is not null;

      alter table portal.competence_note enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
