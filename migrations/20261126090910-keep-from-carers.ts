import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is for the patient and their clinician and for no carer: a piece of advice that a clinician marks so, and a note in the diary
 * that the patient writes so. Who reads them, the gate and the grants say.
 */
export class KeepFromCarers20261126090910 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.advice_item add column not_for_carers boolean not null default false;

      -- a column beside the note, because grants tell columns apart: no carer's role reads or writes it
      alter table portal.log_entry
        add column private_note text check (length(private_note) between 1 and 500),
        add check (private_note is null or carer_id is null);
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
