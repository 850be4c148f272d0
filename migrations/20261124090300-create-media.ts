import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The clinic's own videos and pictures. The bytes lie outside the database; a row says what they are, what was found when they
 * were looked into, and for what they were sent. What is usable never changes its bytes, and is never deleted: issued plans show
 * it.
 */
export class CreateMedia20261124090300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.media (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        kind text not null check (kind in ('video', 'picture', 'poster', 'captions')),
        -- for an exercise, for one patient, or for anybody whom it is given to
        exercise_id uuid references portal.exercise (id),
        patient_id uuid,
        -- of a poster and of captions: their video, whose exercise or patient they share
        belongs_to uuid,
        -- of pictures of an exercise: in which order they are shown
        place int check (place > 0),
        title text not null,
        alt text,
        language text,
        -- where the bytes lie: made by the server, never of a name that somebody gave
        storage_key text not null unique,
        announced_by uuid not null,
        announced_at timestamptz not null default portal.portal_now(),
        announced_bytes bigint not null check (announced_bytes > 0),
        -- what has arrived so far, in order: where each piece lies and how many bytes it has
        pieces jsonb not null default '[]',
        -- looked into, and usable; what follows was found in it
        uploaded_at timestamptz,
        uploaded_by uuid,
        mime text,
        bytes bigint,
        sha256 text,
        width int,
        height int,
        seconds numeric(9, 3),
        codec text,
        -- looked into, and not usable
        refused_at timestamptz,
        refused_code text,
        refused_because text,
        retired_at timestamptz,
        retired_by uuid,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, belongs_to) references portal.media (clinic_id, id),
        foreign key (clinic_id, announced_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, uploaded_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, retired_by) references portal.staff (clinic_id, id),
        check (num_nonnulls(exercise_id, patient_id) <= 1),
        check ((kind in ('poster', 'captions')) = (belongs_to is not null)),
        check (kind <> 'picture' or alt is not null),
        check (kind not in ('video', 'captions') or language is not null),
        check (num_nulls(uploaded_at, uploaded_by, mime, bytes, sha256) in (0, 5)),
        check (uploaded_at is null or kind = 'captions' or num_nulls(width, height) = 0),
        check (uploaded_at is null or kind <> 'video' or num_nulls(seconds, codec) = 0),
        check (num_nulls(refused_at, refused_code, refused_because) in (0, 3)),
        check (uploaded_at is null or refused_at is null),
        check ((retired_at is null) = (retired_by is null))
      );
      create index media_exercise on portal.media (clinic_id, exercise_id, place);
      create index media_patient on portal.media (clinic_id, patient_id);
      create index media_belongs_to on portal.media (clinic_id, belongs_to);
      create index media_unfinished on portal.media (clinic_id, announced_at) where uploaded_at is null or pieces <> '[]';
      create trigger next_revision before update on portal.media
        for each row execute function portal.next_revision();
      create trigger own_or_shared_exercise before insert or update on portal.media
        for each row execute function portal.own_or_shared_exercise('exercise_id');

      -- What was once looked into and found usable may be in a plan.
      create function portal.usable_is_kept() returns trigger language plpgsql set search_path = '' as $$
      declare
        may_change constant text[] := array['title', 'alt', 'place', 'pieces', 'retired_at', 'retired_by', 'updated_at',
          'revision'];
      begin
        if old.uploaded_at is null then
          return coalesce(new, old);
        end if;
        if tg_op = 'DELETE'
          or pg_catalog.to_jsonb(new) - may_change <> pg_catalog.to_jsonb(old) - may_change then
          raise object_not_in_prerequisite_state using message = 'a usable medium does not change';
        end if;
        return new;
      end $$;
      create trigger usable_is_kept before update or delete on portal.media
        for each row execute function portal.usable_is_kept();

      alter table portal.exercise_video
        add column media_id uuid,
        drop constraint exercise_video_provider_check,
        add check (provider in ('youtube', 'vimeo', 'file', 'clinic')),
        add foreign key (clinic_id, media_id) references portal.media (clinic_id, id),
        add check ((provider = 'clinic') = (media_id is not null)),
        add check (media_id is null or ref = media_id::text);

      -- The snapshot of what the patient is shown: the clip with its poster and captions, and pictures in their order.
      alter table portal.prescription_item
        add column clip_id uuid,
        add column poster_id uuid,
        add column captions jsonb not null default '[]',
        add column pictures jsonb not null default '[]',
        -- named for this item, instead of those of the exercise
        add column own_pictures boolean not null default false,
        add foreign key (clinic_id, clip_id) references portal.media (clinic_id, id),
        add foreign key (clinic_id, poster_id) references portal.media (clinic_id, id),
        add check ((video_provider is not distinct from 'clinic') = (clip_id is not null)),
        add check (clip_id is null or video_ref = clip_id::text),
        add check (clip_id is not null or (poster_id is null and captions = '[]'));

      alter table portal.media enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
