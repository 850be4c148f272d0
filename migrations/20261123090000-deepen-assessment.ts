import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was found, in depth: structured findings beside the clinician's own words, parts carried over from an earlier
 * assessment, and answers of a screen that say more than one word. Who was told of a hold, and how.
 */
export class DeepenAssessment20261123090000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.assessment rename column findings to notes;
      alter table portal.assessment
        add column findings jsonb not null default '{}',
        add column carried jsonb not null default '{}',
        add check (jsonb_typeof(findings) = 'object' and jsonb_typeof(carried) = 'object');

      -- an answer was one word; it is now an entry, of which that word is a part
      alter table portal.assessment disable trigger signed_is_signed;
      update portal.assessment a set screen = jsonb_set(a.screen, '{answers}', (
        select coalesce(jsonb_object_agg(said.key, jsonb_build_object('answer', said.value)), '{}')
        from jsonb_each(a.screen -> 'answers') said))
      where a.screen ->> 'kind' = 'answered';
      alter table portal.assessment enable trigger signed_is_signed;

      -- which rows of the red flags' catalogue opened it, so that their action and route can be shown
      alter table portal.hold add column grades text[] not null default '{}';
      -- why nobody was told of what a screen found, where nobody was
      alter table portal.hold add column nobody_told_because text;

      -- "record time, who was told, how": a hold may have several
      create table portal.referral (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        hold_id uuid not null,
        told text not null,
        how text not null check (how in ('phone', 'letter', 'in_person', 'ambulance', 'e_mail')),
        told_at timestamptz not null,
        note text,
        written_at timestamptz not null default portal.portal_now(),
        by_staff_id uuid not null,
        unique (clinic_id, id),
        foreign key (clinic_id, hold_id) references portal.hold (clinic_id, id),
        foreign key (clinic_id, by_staff_id) references portal.staff (clinic_id, id)
      );
      create index referral_hold on portal.referral (clinic_id, hold_id);
      alter table portal.referral enable row level security;

      -- how far away a review may lie when a strong rule was overridden, in days
      alter table portal.clinic add column strong_review_days int not null default 14
        check (strong_review_days between 7 and 28);
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
