import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was found, what was advised on the strength of it, and what the patient agreed to.
 * What was signed or issued is never rewritten: triggers here refuse it, whoever asks.
 */
export class CreateAdvice20261122100200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.episode (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        title text not null,
        opened_on date not null,
        opened_by uuid not null,
        closed_at timestamptz,
        closed_by uuid,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id, patient_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, opened_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, closed_by) references portal.staff (clinic_id, id),
        check ((closed_at is null) = (closed_by is null))
      );
      create trigger next_revision before update on portal.episode
        for each row execute function portal.next_revision();

      -- kind: a full assessment, or a "nothing new" screen that renews one for the same level.
      -- null is "not said yet" and may stand in a draft only. Everything but the last three facts is frozen by the
      -- signature.
      create table portal.assessment (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        episode_id uuid not null,
        kind text not null check (kind in ('full', 'nothing_new')),
        seen_on date,
        contact text check (contact in ('in_person', 'video', 'phone')),
        presentations jsonb,
        pain_nprs smallint check (pain_nprs between 0 and 10),
        findings text,
        screen jsonb,
        suitable boolean,
        precautions text,
        record_number text,
        drafted_by uuid not null,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        signed_at timestamptz,
        signed_by uuid,
        entered_in_error_at timestamptz,
        entered_in_error_by uuid,
        entered_in_error_because text,
        unique (clinic_id, id),
        unique (clinic_id, episode_id, id),
        foreign key (clinic_id, patient_id, episode_id) references portal.episode (clinic_id, patient_id, id),
        foreign key (clinic_id, drafted_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, signed_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, entered_in_error_by) references portal.staff (clinic_id, id),
        check ((signed_at is null) = (signed_by is null)),
        check (num_nulls(entered_in_error_at, entered_in_error_by, entered_in_error_because) in (0, 3)),
        check (signed_at is null or num_nulls(seen_on, suitable, screen) = 0),
        check (signed_at is null or kind <> 'full' or presentations is not null),
        check (signed_at is null or kind <> 'nothing_new' or contact is not null)
      );
      create index assessment_episode on portal.assessment (clinic_id, episode_id, seen_on);
      create index assessment_patient on portal.assessment (clinic_id, patient_id);
      create trigger next_revision before update on portal.assessment
        for each row execute function portal.next_revision();

      create function portal.signed_is_signed() returns trigger language plpgsql set search_path = '' as $$
      declare
        may_change constant text[] := array['entered_in_error_at', 'entered_in_error_by',
          'entered_in_error_because', 'updated_at', 'revision'];
      begin
        if old.signed_at is null then
          return coalesce(new, old);
        end if;
        if tg_op = 'DELETE' or old.entered_in_error_at is not null
          or pg_catalog.to_jsonb(new) - may_change <> pg_catalog.to_jsonb(old) - may_change then
          raise object_not_in_prerequisite_state using message = 'a signed assessment does not change';
        end if;
        return new;
      end $$;
      create trigger signed_is_signed before update or delete on portal.assessment
        for each row execute function portal.signed_is_signed();

      create table portal.addendum (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        assessment_id uuid not null,
        written_at timestamptz not null default portal.portal_now(),
        written_by uuid not null,
        note text not null,
        unique (clinic_id, id),
        foreign key (clinic_id, assessment_id) references portal.assessment (clinic_id, id),
        foreign key (clinic_id, written_by) references portal.staff (clinic_id, id)
      );
      create index addendum_assessment on portal.addendum (clinic_id, assessment_id);

      -- A hold closes the patient's routine and stops every issue until a clinician resolves it.
      create table portal.hold (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        assessment_id uuid,
        flags text[] not null default '{}',
        opened_at timestamptz not null default portal.portal_now(),
        opened_by uuid not null,
        because text not null,
        resolved_at timestamptz,
        resolved_by uuid,
        resolution text,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, assessment_id) references portal.assessment (clinic_id, id),
        foreign key (clinic_id, opened_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, resolved_by) references portal.staff (clinic_id, id),
        check (num_nulls(resolved_at, resolved_by, resolution) in (0, 3))
      );
      create index hold_open on portal.hold (clinic_id, patient_id) where resolved_at is null;
      create index hold_patient on portal.hold (clinic_id, patient_id);
      create trigger next_revision before update on portal.hold
        for each row execute function portal.next_revision();

      -- The stable thing in URLs. Standing, live version and the three dates repeat what the transitions say;
      -- the trigger on those rows keeps them, so that the gate reads one row.
      create table portal.prescription (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        episode_id uuid not null,
        standing text not null default 'draft'
          check (standing in ('draft', 'issued', 'paused', 'completed', 'withdrawn')),
        live_version_id uuid,
        draft_version_id uuid,
        starts_on date,
        review_on date,
        advice_until date,
        created_at timestamptz not null default portal.portal_now(),
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id, patient_id, episode_id, id),
        foreign key (clinic_id, patient_id, episode_id) references portal.episode (clinic_id, patient_id, id),
        check ((standing in ('issued', 'paused')) = (live_version_id is not null))
      );
      create unique index prescription_open on portal.prescription (clinic_id, episode_id)
        where standing in ('issued', 'paused');
      create index prescription_patient on portal.prescription (clinic_id, patient_id);
      create trigger next_revision before update on portal.prescription
        for each row execute function portal.next_revision();

      -- A plan stands because a transition says so, never because somebody wrote it down as standing.
      create function portal.begins_as_draft() returns trigger language plpgsql set search_path = '' as $$
      begin
        if new.standing <> 'draft' or pg_catalog.num_nonnulls(new.starts_on, new.review_on, new.advice_until) > 0 then
          raise object_not_in_prerequisite_state using message = 'a prescription begins as a draft';
        end if;
        return new;
      end $$;
      create trigger begins_as_draft before insert on portal.prescription
        for each row execute function portal.begins_as_draft();

      create table portal.prescription_version (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        prescription_id uuid not null,
        patient_id uuid not null,
        episode_id uuid not null,
        number int not null check (number > 0),
        assessment_id uuid,
        screen_id uuid,
        change_note text,
        drafted_by uuid not null,
        drafted_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        unique (clinic_id, prescription_id, id),
        unique (clinic_id, prescription_id, number),
        foreign key (clinic_id, patient_id, episode_id, prescription_id)
          references portal.prescription (clinic_id, patient_id, episode_id, id),
        foreign key (clinic_id, episode_id, assessment_id) references portal.assessment (clinic_id, episode_id, id),
        foreign key (clinic_id, episode_id, screen_id) references portal.assessment (clinic_id, episode_id, id),
        foreign key (clinic_id, drafted_by) references portal.staff (clinic_id, id)
      );
      alter table portal.prescription
        add foreign key (clinic_id, id, live_version_id)
          references portal.prescription_version (clinic_id, prescription_id, id),
        add foreign key (clinic_id, id, draft_version_id)
          references portal.prescription_version (clinic_id, prescription_id, id);

      -- One exercise as the patient was told it: later edits to the library do not reach it.
      create table portal.prescription_item (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        version_id uuid not null,
        place int not null check (place > 0),
        exercise_id uuid not null references portal.exercise (id),
        name text not null,
        pillar text not null,
        position text not null,
        equipment text[] not null,
        steps text[] not null,
        mistakes text[] not null,
        traits text[] not null,
        video_provider text,
        video_ref text,
        video_embed_url text,
        video_watch_url text,
        video_title text,
        video_language text,
        video_captions boolean,
        dosage jsonb not null,
        dose_sentence text not null,
        why text not null,
        unique (clinic_id, id),
        unique (clinic_id, version_id, place),
        foreign key (clinic_id, version_id) references portal.prescription_version (clinic_id, id),
        check (num_nulls(video_provider, video_ref, video_embed_url, video_watch_url, video_title, video_language,
          video_captions) in (0, 7))
      );
      create trigger own_or_shared_exercise before insert or update on portal.prescription_item
        for each row execute function portal.own_or_shared_exercise('exercise_id');

      create table portal.prescription_transition (
        id uuid primary key default gen_random_uuid(),
        seq bigint generated always as identity,
        clinic_id uuid not null references portal.clinic (id),
        prescription_id uuid not null,
        version_id uuid not null,
        kind text not null check (kind in
          ('issued', 'superseded', 'paused', 'resumed', 'extended', 'completed', 'withdrawn')),
        at timestamptz not null default portal.portal_now(),
        by_staff_id uuid not null,
        because text,
        starts_on date,
        review_on date,
        advice_until date,
        unique (clinic_id, id),
        foreign key (clinic_id, prescription_id, version_id)
          references portal.prescription_version (clinic_id, prescription_id, id),
        foreign key (clinic_id, by_staff_id) references portal.staff (clinic_id, id),
        check (kind not in ('issued', 'extended')
          or (review_on is not null and advice_until is not null and advice_until >= review_on)),
        check ((kind = 'issued') = (starts_on is not null)),
        check (kind not in ('paused', 'withdrawn', 'extended') or because is not null)
      );
      create index prescription_transition_of on portal.prescription_transition (clinic_id, prescription_id, seq);
      create index prescription_transition_version on portal.prescription_transition (clinic_id, version_id);

      create function portal.keep_standing() returns trigger
      language plpgsql security definer set search_path = '' as $$
      begin
        update portal.prescription p set
          standing = case new.kind
            when 'issued' then 'issued' when 'resumed' then 'issued' when 'paused' then 'paused'
            when 'completed' then 'completed' when 'withdrawn' then 'withdrawn' else p.standing end,
          live_version_id = case
            when new.kind = 'issued' then new.version_id
            when new.kind in ('completed', 'withdrawn') then null else p.live_version_id end,
          draft_version_id = case
            when new.kind = 'issued' or new.kind in ('completed', 'withdrawn') then null
            else p.draft_version_id end,
          starts_on = coalesce(new.starts_on, p.starts_on),
          review_on = coalesce(new.review_on, p.review_on),
          advice_until = coalesce(new.advice_until, p.advice_until)
        where p.clinic_id = new.clinic_id and p.id = new.prescription_id;
        return null;
      end $$;
      create trigger keep_standing after insert on portal.prescription_transition
        for each row execute function portal.keep_standing();

      -- Definer, because it must count transitions that the writer may not see. Looks at both ends of a change, as an
      -- item could be taken out of a draft and put into a version that is issued.
      create function portal.issued_is_issued() returns trigger
      language plpgsql security definer set search_path = '' as $$
      declare
        version constant text := case tg_table_name when 'prescription_version' then 'id' else 'version_id' end;
        before constant jsonb := pg_catalog.to_jsonb(old);
        after constant jsonb := pg_catalog.to_jsonb(new);
      begin
        if exists (
          select 1 from portal.prescription_transition t
          where t.clinic_id in ((before ->> 'clinic_id')::uuid, (after ->> 'clinic_id')::uuid)
            and t.version_id in ((before ->> version)::uuid, (after ->> version)::uuid)
        ) then
          raise object_not_in_prerequisite_state using message = 'an issued version does not change';
        end if;
        return coalesce(new, old);
      end $$;
      create trigger issued_is_issued before update or delete on portal.prescription_version
        for each row execute function portal.issued_is_issued();
      create trigger issued_is_issued before insert or update or delete on portal.prescription_item
        for each row execute function portal.issued_is_issued();

      -- "My practitioner advised me": once per episode, by the patient or by the clinician in the room.
      create table portal.advice_confirmation (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        episode_id uuid not null,
        confirmed_at timestamptz not null default portal.portal_now(),
        by_staff_id uuid,
        unique (clinic_id, id),
        unique (clinic_id, episode_id),
        foreign key (clinic_id, patient_id, episode_id) references portal.episode (clinic_id, patient_id, id),
        foreign key (clinic_id, by_staff_id) references portal.staff (clinic_id, id)
      );

      create table portal.video_consent (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        provider text not null check (provider in ('youtube', 'vimeo', 'file')),
        given_at timestamptz not null default portal.portal_now(),
        withdrawn_at timestamptz check (withdrawn_at >= given_at),
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id)
      );
      create unique index video_consent_standing on portal.video_consent (clinic_id, patient_id, provider)
        where withdrawn_at is null;
    `);
    for (const table of [
      'episode',
      'assessment',
      'addendum',
      'hold',
      'prescription',
      'prescription_version',
      'prescription_item',
      'prescription_transition',
      'advice_confirmation',
      'video_consent',
    ]) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
