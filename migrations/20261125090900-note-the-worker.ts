import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When background work was last seen to be done, by whichever process: one row for the whole installation. */
export class NoteTheWorker20261125090900 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.worker_seen (
        -- there is one row, or none where no worker ever ran
        only_one boolean primary key default true check (only_one),
        seen_at timestamptz not null
      );
      alter table portal.worker_seen enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
