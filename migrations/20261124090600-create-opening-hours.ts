import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When somebody of the clinic is there to look: its hours, the days on which it is closed, and who stands in for whom. From this
 * an alert has its due time and goes on to somebody else; nothing here promises a patient that anybody watches.
 */
export class CreateOpeningHours20261124090600 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- stretches: of a week, by the clinic's clock. No row: the default of src/opening-hours/opening-hours.ts.
      create table portal.opening_hours (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        stretches jsonb not null check (jsonb_array_length(stretches) > 0),
        -- who is asked where nobody else can be
        backup_staff_id uuid,
        updated_at timestamptz not null default portal.portal_now(),
        revision int not null default 1,
        unique (clinic_id, id),
        unique (clinic_id),
        foreign key (clinic_id, backup_staff_id) references portal.staff (clinic_id, id)
      );
      create trigger next_revision before update on portal.opening_hours
        for each row execute function portal.next_revision();

      -- Both days are included. A clinic enters its own, public holidays too.
      create table portal.closed_day (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        name text not null,
        from_day date not null,
        to_day date not null check (to_day >= from_day),
        unique (clinic_id, id)
      );
      create index closed_day_when on portal.closed_day (clinic_id, to_day);

      create table portal.cover (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        staff_id uuid not null,
        covered_by uuid not null check (covered_by <> staff_id),
        from_day date not null,
        to_day date not null check (to_day >= from_day),
        unique (clinic_id, id),
        foreign key (clinic_id, staff_id) references portal.staff (clinic_id, id),
        foreign key (clinic_id, covered_by) references portal.staff (clinic_id, id)
      );
      create index cover_of on portal.cover (clinic_id, staff_id, to_day);
      create index cover_by on portal.cover (clinic_id, covered_by, to_day);

      -- From where on a patient's pain is told to the clinic, where a clinician chose other numbers than the usual.
      create table portal.alert_threshold (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        above_baseline int not null check (above_baseline between 1 and 5),
        over int not null check (over between 1 and 9),
        because text not null,
        set_by uuid not null,
        set_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        unique (clinic_id, patient_id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, set_by) references portal.staff (clinic_id, id)
      );

      -- That the desk rang a patient who is to be called, and what came of it. Nothing of what it was about.
      create table portal.call_attempt (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        outcome text not null check (outcome in ('not_reached', 'message_left', 'reached')),
        at timestamptz not null default portal.portal_now(),
        by_staff_id uuid not null,
        unique (clinic_id, id),
        foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id),
        foreign key (clinic_id, by_staff_id) references portal.staff (clinic_id, id)
      );
      create index call_attempt_patient on portal.call_attempt (clinic_id, patient_id, at);

      -- On paper nothing is reported between visits, so silence says nothing.
      alter table portal.prescription
        add column delivery text not null default 'portal' check (delivery in ('portal', 'paper'));
    `);
    for (const table of ['opening_hours', 'closed_day', 'cover', 'alert_threshold', 'call_attempt']) {
      await run.query(`alter table portal.${table} enable row level security`);
    }
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
