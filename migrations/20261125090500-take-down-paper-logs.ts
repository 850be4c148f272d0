import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a patient wrote on paper is written down by the clinician who reads it at the next visit. */
export class TakeDownPaperLogs20261125090500 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- taken_down_by: who copied it from the patient's paper; null where the patient or a carer wrote it themself.
      alter table portal.log_entry
        add column taken_down_by uuid,
        add foreign key (clinic_id, taken_down_by) references portal.staff (clinic_id, id),
        add check (taken_down_by is null or carer_id is null);
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
