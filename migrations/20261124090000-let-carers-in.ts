import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People who look after a patient: somebody whom the patient let in, or a guardian whom the clinic wrote down for a child. A
 * carer is a person of their own with sessions of their own; what they may do of what the patient may, the policies say.
 */
export class LetCarersIn20261124090000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.carer (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        kind text not null check (kind in ('let_in', 'guardian')),
        name text not null,
        email text,
        -- of a guardian: what was seen that says so
        evidence text,
        let_in_at timestamptz not null default portal.portal_now(),
        let_in_by uuid,
        ended_at timestamptz,
        ended_by_staff uuid,
        unique (clinic_id, id),
        unique (clinic_id, patient_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, let_in_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, ended_by_staff) references portal.staff (clinic_id, id),
        -- the patient let them in, or a member of staff did
        check ((kind = 'guardian') = (let_in_by is not null)),
        check ((kind = 'guardian') = (evidence is not null)),
        check (ended_by_staff is null or ended_at is not null)
      );
      create index carer_patient on portal.carer (clinic_id, patient_id);

      alter table portal.session
        add column carer_id uuid,
        add foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id),
        add check (carer_id is null or patient_id is not null);
      create index session_carer on portal.session (clinic_id, carer_id) where carer_id is not null;

      alter table portal.carer enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
