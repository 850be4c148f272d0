import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a patient says of their days: what was done and how it felt, what they answered at a check-in, and what was stopped
 * because of it. Rows are made on the patient's device, arrive in any order and perhaps twice, and are never changed: a
 * correction is another row.
 */
export class CreateDiary20261124090100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- at: when it was, by the device; day: the clinic's day of it. session_id groups what was done at one go and is the
      -- device's too. corrects: the entry that this one takes the place of, which may arrive later.
      create table portal.log_entry (
        id uuid primary key,
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        carer_id uuid,
        kind text not null check (kind in ('started', 'paused', 'resumed', 'finished', 'item', 'next_morning', 'weekly')),
        at timestamptz not null,
        day date not null,
        session_id uuid,
        prescription_id uuid,
        item_id uuid,
        -- which of the dosage's sessions, from 0
        dose int check (dose >= 0),
        sets_done int check (sets_done between 0 and 100),
        reps_done int check (reps_done between 0 and 10000),
        seconds_done int check (seconds_done between 0 and 86400),
        metres_done int check (metres_done between 0 and 200000),
        -- 0 to 10, during; of next_morning: on that morning
        pain int check (pain between 0 and 10),
        effort int check (effort between 0 and 10),
        -- whether the pain or other feelings moved
        spread text check (spread in ('none', 'further_down', 'numb_or_weak')),
        not_done_because text check (not_done_because in ('pain', 'time', 'forgot', 'unsure_how', 'ill', 'other')),
        -- 0 to 10: how much of the plan was done this week
        how_much int check (how_much between 0 and 10),
        note text,
        on_bad_day boolean not null default false,
        corrects uuid,
        received_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id),
        foreign key (clinic_id, prescription_id) references portal.prescription (clinic_id, id),
        foreign key (clinic_id, item_id) references portal.prescription_item (clinic_id, id),
        check (kind not in ('started', 'paused', 'resumed', 'finished', 'item') or session_id is not null),
        check ((kind = 'item') = (item_id is not null)),
        check ((kind = 'item') = (prescription_id is not null)),
        check (kind <> 'item' or dose is not null),
        check (kind <> 'next_morning' or pain is not null),
        check ((kind = 'weekly') = (how_much is not null)),
        check (not_done_because is null or kind = 'item'),
        check (corrects <> id)
      );
      create index log_entry_patient on portal.log_entry (clinic_id, patient_id, day);
      create index log_entry_item on portal.log_entry (clinic_id, item_id) where item_id is not null;
      create index log_entry_prescription on portal.log_entry (clinic_id, prescription_id, day)
        where prescription_id is not null;
      create index log_entry_corrects on portal.log_entry (clinic_id, corrects) where corrects is not null;

      -- An item that the patient is not to do again today, or not before a clinician looked at it.
      create table portal.item_stop (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        carer_id uuid,
        prescription_id uuid not null,
        item_id uuid not null,
        until text not null check (until in ('tomorrow', 'reviewed')),
        because text not null check (because in ('pain_over_limit', 'spreads_down', 'own_choice')),
        -- the entry that gave rise to it; null for the patient's own choice
        entry_id uuid,
        at timestamptz not null default portal.portal_now(),
        day date not null,
        lifted_at timestamptz,
        -- null where a corrected entry lifted it
        lifted_by uuid,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id),
        foreign key (clinic_id, prescription_id) references portal.prescription (clinic_id, id),
        foreign key (clinic_id, item_id) references portal.prescription_item (clinic_id, id),
        foreign key (clinic_id, entry_id) references portal.log_entry (clinic_id, id),
        foreign key (clinic_id, lifted_by) references portal.staff (clinic_id, id),
        check (lifted_by is null or lifted_at is not null)
      );
      create index item_stop_item on portal.item_stop (clinic_id, item_id) where lifted_at is null;
      create index item_stop_patient on portal.item_stop (clinic_id, patient_id);

      -- What was asked before a session, and answered. A yes may be confirmed or taken back: both stay.
      create table portal.check_in (
        id uuid primary key,
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        carer_id uuid,
        kind text not null check (kind in ('nothing_new', 'full')),
        at timestamptz not null,
        day date not null,
        -- by the code of each question that was asked: yes, no or declined
        answers jsonb not null default '{}',
        received_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        unique (clinic_id, patient_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id)
      );
      create index check_in_patient on portal.check_in (clinic_id, patient_id, day);
      create table portal.check_in_word (
        id uuid primary key,
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        carer_id uuid,
        check_in_id uuid not null,
        kind text not null check (kind in ('confirmed', 'taken_back')),
        codes text[] not null check (cardinality(codes) > 0),
        at timestamptz not null,
        received_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id, check_in_id) references portal.check_in (clinic_id, patient_id, id),
        foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id)
      );
      create index check_in_word_of on portal.check_in_word (clinic_id, check_in_id);

      -- A hold may be the patient's doing too: a yes that they confirmed (hold), numbness or weakness that is new (pain_pause:
      -- what the clinician marked as comfort stays), or their own wish (own_pause). Only a clinician lifts any of them.
      alter table portal.hold
        add column kind text not null default 'hold' check (kind in ('hold', 'pain_pause', 'own_pause')),
        add column opened_by_patient boolean not null default false,
        add column carer_id uuid,
        add column check_in_id uuid,
        alter column opened_by drop not null,
        add foreign key (clinic_id, patient_id, carer_id) references portal.carer (clinic_id, patient_id, id),
        add foreign key (clinic_id, patient_id, check_in_id) references portal.check_in (clinic_id, patient_id, id),
        add check ((opened_by is null) = opened_by_patient),
        add check (kind = 'hold' or opened_by_patient),
        add check (carer_id is null or opened_by_patient);

      -- An agreement that counts for one session is forgotten with it, unless the patient asked that it be remembered.
      alter table portal.video_consent
        add column session_id uuid,
        add foreign key (clinic_id, session_id) references portal.session (clinic_id, id);
      drop index portal.video_consent_standing;
      create unique index video_consent_standing on portal.video_consent (clinic_id, patient_id, provider, session_id)
        nulls not distinct where withdrawn_at is null;

      -- What a clinician allowed for a bad day: nothing of it, all of it, or a smaller dose.
      alter table portal.prescription_item
        add column on_bad_day text not null default 'left_out' check (on_bad_day in ('left_out', 'as_usual', 'less')),
        add column bad_day_dosage jsonb,
        add column bad_day_sentence text,
        add check ((on_bad_day = 'less') = (bad_day_dosage is not null)),
        add check ((bad_day_dosage is null) = (bad_day_sentence is null));

      -- What a version changed of the one before, in the patient's words; written at issue.
      alter table portal.prescription_version add column changes jsonb not null default '[]';

      -- Which version the patient has opened, and when first.
      create table portal.version_seen (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        prescription_id uuid not null,
        version_id uuid not null,
        at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        unique (clinic_id, patient_id, version_id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, prescription_id, version_id)
          references portal.prescription_version (clinic_id, prescription_id, id)
      );
      create index version_seen_version on portal.version_seen (clinic_id, prescription_id, version_id);

      -- What a day of a plan asks, and what was reported of it: counted as it comes in, so that a whole caseload is one read.
      create table portal.plan_day (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        prescription_id uuid not null,
        day date not null,
        -- sessions of single exercises
        due int not null default 0 check (due >= 0),
        done int not null default 0 check (done >= 0),
        -- not done, and said so
        declined int not null default 0 check (declined >= 0),
        worst_pain int check (worst_pain between 0 and 10),
        unique (clinic_id, id),
        unique (clinic_id, prescription_id, day),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, prescription_id) references portal.prescription (clinic_id, id)
      );
      create index plan_day_patient on portal.plan_day (clinic_id, patient_id, day);

      -- Something that somebody at the clinic should look at. At most one of a kind and key is open for a patient.
      create table portal.alert (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        prescription_id uuid,
        kind text not null check (kind in ('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8')),
        key text not null,
        facts jsonb not null default '{}',
        opened_at timestamptz not null default portal.portal_now(),
        -- when somebody should have acknowledged it
        due_at timestamptz not null,
        -- how often the same was found while it was open
        times int not null default 1,
        last_at timestamptz not null default portal.portal_now(),
        for_staff_id uuid,
        escalated_at timestamptz,
        escalated_to uuid,
        acknowledged_at timestamptz,
        acknowledged_by uuid,
        closed_at timestamptz,
        closed_by uuid,
        note text,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, prescription_id) references portal.prescription (clinic_id, id),
        foreign key (clinic_id, for_staff_id) references portal.staff (clinic_id, id),
        foreign key (clinic_id, escalated_to) references portal.staff (clinic_id, id),
        foreign key (clinic_id, acknowledged_by) references portal.staff (clinic_id, id),
        foreign key (clinic_id, closed_by) references portal.staff (clinic_id, id),
        check ((acknowledged_at is null) = (acknowledged_by is null)),
        check (num_nulls(closed_at, closed_by, note) in (0, 3))
      );
      create unique index alert_open on portal.alert (clinic_id, patient_id, kind, key) where closed_at is null;
      create index alert_worklist on portal.alert (clinic_id, for_staff_id, due_at) where closed_at is null;
      create index alert_patient on portal.alert (clinic_id, patient_id);
      create trigger next_revision before update on portal.alert
        for each row execute function portal.next_revision();
    `);
    for (const table of [
      'log_entry',
      'item_stop',
      'check_in',
      'check_in_word',
      'version_seen',
      'plan_day',
      'alert',
    ]) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
