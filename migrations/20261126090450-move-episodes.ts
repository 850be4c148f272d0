import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft that was begun from what was signed for the wrong patient says from which. */
export class MoveEpisodes20261126090450 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.assessment
        add column moved_from_id uuid,
        add foreign key (clinic_id, moved_from_id) references portal.assessment (clinic_id, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
