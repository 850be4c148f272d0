import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An exercise can be prescribed once a clinician reviewed what it asks of the body, and where it came from is kept. One that
 * was imported may lack its kind and its position until then.
 */
export class ReviewTraits20261123090500 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.exercise
        add column traits_reviewed_on date,
        add column traits_reviewed_by uuid,
        add column origin text,
        add column origin_id text,
        add column origin_licence text,
        alter column pillar drop not null,
        alter column position drop not null,
        add foreign key (clinic_id, traits_reviewed_by) references portal.staff (clinic_id, id),
        add check (num_nulls(origin, origin_id, origin_licence) in (0, 3));
      -- the clinic's day; a shared exercise has no clinic
      update portal.exercise e set
          traits_reviewed_by = e.published_by,
          traits_reviewed_on = (e.published_at at time zone coalesce(
            (select c.time_zone from portal.clinic c where c.id = e.clinic_id), 'UTC'))::date
        where e.published_at is not null;
      alter table portal.exercise add check (published_at is null
        or (traits_reviewed_on is not null and pillar is not null and position is not null));
      create unique index exercise_origin on portal.exercise (clinic_id, origin, origin_id)
        where origin is not null and copied_from_id is null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
