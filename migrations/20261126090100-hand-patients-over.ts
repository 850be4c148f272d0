import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who looks after whom, from one clinician to another: each hand-over with its reason and the patients it moved, never changed
 * afterwards. And where people are seen: a patient's usual site, and the sites at which somebody of the staff works.
 */
export class HandPatientsOver20261126090100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.hand_over (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        -- null: from whoever each of them had
        from_staff_id uuid,
        -- null where another is taken back, as each goes back to whom they had; and where nobody is responsible any more
        to_staff_id uuid,
        takes_back uuid,
        is_whole boolean not null default false,
        reason text not null,
        note text,
        patients int not null check (patients > 0),
        at timestamptz not null default portal.portal_now(),
        by_staff_id uuid not null,
        unique (clinic_id, id),
        unique (clinic_id, takes_back),
        foreign key (clinic_id, from_staff_id) references portal.staff (clinic_id, id),
        foreign key (clinic_id, to_staff_id) references portal.staff (clinic_id, id),
        foreign key (clinic_id, takes_back) references portal.hand_over (clinic_id, id),
        foreign key (clinic_id, by_staff_id) references portal.staff (clinic_id, id),
        check (to_staff_id is not null or reason in ('taken_back', 'changed_on_record')),
        check (to_staff_id is null or takes_back is null),
        check ((takes_back is not null) = (reason = 'taken_back'))
      );
      create index hand_over_newest on portal.hand_over (clinic_id, at);
      create index hand_over_from on portal.hand_over (clinic_id, from_staff_id);
      create index hand_over_to on portal.hand_over (clinic_id, to_staff_id);

      -- A patient of a hand-over. null: nobody was, or is again, responsible.
      create table portal.handed_over (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        hand_over_id uuid not null,
        patient_id uuid not null,
        from_staff_id uuid,
        to_staff_id uuid check (to_staff_id is distinct from from_staff_id),
        unique (clinic_id, id),
        unique (clinic_id, hand_over_id, patient_id),
        foreign key (clinic_id, hand_over_id) references portal.hand_over (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, from_staff_id) references portal.staff (clinic_id, id),
        foreign key (clinic_id, to_staff_id) references portal.staff (clinic_id, id)
      );
      create index handed_over_patient on portal.handed_over (clinic_id, patient_id);

      -- Where somebody of the staff works. A site that closes is forgotten.
      create table portal.staff_site (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        staff_id uuid not null,
        site_id uuid not null,
        unique (clinic_id, id),
        unique (clinic_id, staff_id, site_id),
        foreign key (clinic_id, staff_id) references portal.staff (clinic_id, id),
        foreign key (clinic_id, site_id) references portal.site (clinic_id, id) on delete cascade
      );
      create index staff_site_site on portal.staff_site (clinic_id, site_id);

      alter table portal.patient add column usual_site_id uuid;
      alter table portal.patient add foreign key (clinic_id, usual_site_id)
        references portal.site (clinic_id, id) on delete set null (usual_site_id);
      create index patient_usual_site on portal.patient (clinic_id, usual_site_id);
    `);
    for (const table of ['hand_over', 'handed_over', 'staff_site']) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
