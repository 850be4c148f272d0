import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An episode that was written for the wrong patient: it ends, it says who said so and why, and it stays. Its plans repeat when, so
 * that the gate reads one row; and what was counted of their days is counted no more.
 */
export class EnterEpisodesInError20261126090300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      alter table portal.episode
        add column entered_in_error_at timestamptz,
        add column entered_in_error_by uuid,
        add column entered_in_error_because text,
        add foreign key (clinic_id, entered_in_error_by) references portal.staff (clinic_id, id),
        add check (num_nulls(entered_in_error_at, entered_in_error_by, entered_in_error_because) in (0, 3)),
        -- so that nothing is begun, issued or scored in it any more
        add check (entered_in_error_at is null or closed_at is not null);
      alter table portal.prescription add column entered_in_error_at timestamptz;

      create function portal.error_is_error() returns trigger language plpgsql set search_path = '' as $$
      begin
        raise object_not_in_prerequisite_state using message = 'an episode that was entered in error does not change';
      end $$;
      create trigger error_is_error before update or delete on portal.episode
        for each row when (old.entered_in_error_at is not null) execute function portal.error_is_error();

      create function portal.plans_in_error() returns trigger
      language plpgsql security definer set search_path = '' as $$
      begin
        perform portal.take_turns(new.patient_id);
        update portal.prescription p set entered_in_error_at = new.entered_in_error_at
        where p.clinic_id = new.clinic_id and p.episode_id = new.id;
        delete from portal.plan_tally t using portal.prescription p
        where p.clinic_id = new.clinic_id and p.episode_id = new.id
          and t.clinic_id = p.clinic_id and t.prescription_id = p.id;
        delete from portal.plan_day d using portal.prescription p
        where p.clinic_id = new.clinic_id and p.episode_id = new.id
          and d.clinic_id = p.clinic_id and d.prescription_id = p.id;
        return null;
      end $$;
      create trigger plans_in_error after update of entered_in_error_at on portal.episode
        for each row when (new.entered_in_error_at is not null) execute function portal.plans_in_error();
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
