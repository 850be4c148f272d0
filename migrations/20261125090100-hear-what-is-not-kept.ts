import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a patient told of pain in an entry that the diary could not keep: it is heard once for each id, however often it is sent.
 * No exercise is named here, as the entry may name one that was never advised.
 */
export class HearWhatIsNotKept20261125090100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.heard_entry (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        carer_id uuid,
        -- the device's id of the entry; an entry with it may be kept later
        entry_id uuid not null,
        kind text not null check (kind in ('started', 'paused', 'resumed', 'finished', 'item', 'next_morning', 'weekly')),
        -- by the device: nobody checked it
        at timestamptz not null,
        pain int check (pain between 0 and 10),
        spread text check (spread in ('none', 'further_down', 'numb_or_weak')),
        refused_because text not null,
        received_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        unique (clinic_id, patient_id, entry_id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id)
      );
      alter table portal.heard_entry enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
