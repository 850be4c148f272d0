import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a plan says besides exercises: on treatment, food, recovery, sleep, shoes and being active. Part of a version like its
 * exercises: the clinician who issues it stands behind it, and from then on it does not change.
 */
export class CreateAdviceItems20261124090450 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.advice_item (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        version_id uuid not null,
        place int not null check (place between 1 and 8),
        kind text not null check (kind in
          ('treatment_booking', 'fuel', 'recovery', 'sleep', 'footwear', 'activity')),
        text text not null,
        address text check (address ~* '^https://'),
        unique (clinic_id, id),
        unique (clinic_id, version_id, place),
        foreign key (clinic_id, version_id) references portal.prescription_version (clinic_id, id)
      );
      create trigger issued_is_issued before insert or update or delete on portal.advice_item
        for each row execute function portal.issued_is_issued();
      alter table portal.advice_item enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
