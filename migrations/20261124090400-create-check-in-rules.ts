import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a check-in may bring about: the exercises of one day come off because of an answer that belongs before a doctor, and a
 * patient's hold is opened once, however often the phone sends what asked for it.
 */
export class CreateCheckInRules20261124090400 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.item_stop
        drop constraint item_stop_because_check,
        add constraint item_stop_because_check
          check (because in ('pain_over_limit', 'spreads_down', 'own_choice', 'urgent_answer'));

      -- Of one kind and of the same red flags one is open at a time; what says something new is another. The patient's role
      -- may not see holds, so the index says it.
      create unique index hold_by_patient_open on portal.hold (clinic_id, patient_id, kind, flags)
        where opened_by_patient and resolved_at is null;
      create index hold_check_in on portal.hold (clinic_id, check_in_id) where check_in_id is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
