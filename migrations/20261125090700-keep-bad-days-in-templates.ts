import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A template keeps what may be done of its items on a bad day, as a plan does; of those written before, nothing was said. */
export class KeepBadDaysInTemplates20261125090700 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.template_item
        add column on_bad_day text not null default 'left_out' check (on_bad_day in ('left_out', 'as_usual', 'less')),
        add column bad_day_dosage jsonb,
        add check ((on_bad_day = 'less') = (bad_day_dosage is not null));
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
