import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a clinic chooses for itself: country, look, what it announces, stricter limits, languages, and who issues plans. And what each
 * of these was before and after whoever changed it.
 */
export class LetClinicsChoose20261126090700 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.clinic
        add column country text not null default 'GB' check (country ~ '^[A-Z]{2}(-[A-Z]{3})?$'),
        add column accent text check (accent ~ '^#[0-9a-f]{6}$'),
        -- of the picture that lies in the store under logo_key
        add column logo_key text,
        add column logo_mime text check (logo_mime in ('image/png', 'image/jpeg')),
        add column logo_bytes int,
        add column logo_sha256 text,
        add column logo_width int,
        add column logo_height int,
        add column announcement text check (char_length(announcement) between 1 and 280),
        add column announcement_from date,
        add column announcement_until date,
        add column review_within_days int not null default 365 check (review_within_days between 7 and 365),
        add column advice_days int not null default 365 check (advice_days between 7 and 365),
        add column languages text[] not null default '{en}'
          check (languages <@ '{en,cy,pl,pa}' and languages @> '{en}'),
        add column may_issue text not null default 'registered' check (may_issue in ('registered', 'named')),
        add check (num_nonnulls(logo_key, logo_mime, logo_bytes, logo_sha256, logo_width, logo_height) in (0, 6)),
        add check (num_nonnulls(announcement, announcement_from, announcement_until) in (0, 3)),
        add check (announcement_until >= announcement_from);

      -- Where the clinic has named who issues plans: this one.
      alter table portal.staff add column is_issuer boolean not null default false;

      -- One field of the clinic that somebody changed; never changed itself.
      create table portal.clinic_change (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        at timestamptz not null default date_trunc('milliseconds', portal.portal_now()),
        by_staff_id uuid not null,
        field text not null,
        before jsonb not null,
        after jsonb not null check (after <> before),
        unique (clinic_id, id),
        foreign key (clinic_id, by_staff_id) references portal.staff (clinic_id, id)
      );
      create index clinic_change_newest on portal.clinic_change (clinic_id, at, id);
      alter table portal.clinic_change enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
