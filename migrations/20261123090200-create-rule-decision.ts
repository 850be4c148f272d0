import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a clinician decided where a rule spoke against what they prescribed. Belongs to a patient, a rule and an exercise
 * (none: the whole plan), and is written with the version that it let pass; append-only.
 */
export class CreateRuleDecision20261123090200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      create table portal.rule_decision (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        patient_id uuid not null,
        episode_id uuid not null,
        prescription_id uuid not null,
        version_id uuid not null,
        rule_id text not null,
        rule_version int not null,
        level text not null check (level in ('STRONG', 'CAUTION')),
        exercise_id uuid references portal.exercise (id),
        kind text not null check (kind in ('override', 'acknowledgement', 'known_unchanged')),
        reason_code text,
        reason text,
        -- the facts that matched and the exercise's traits, as they were: when either changes, the decision has lapsed
        because jsonb not null,
        traits text[] not null,
        -- the former decision of which the clinician said that it still holds
        confirms_id uuid,
        decided_at timestamptz not null default portal.portal_now(),
        decided_by uuid not null,
        unique (clinic_id, id),
        unique nulls not distinct (clinic_id, version_id, rule_id, exercise_id),
        foreign key (clinic_id, patient_id, episode_id, prescription_id)
          references portal.prescription (clinic_id, patient_id, episode_id, id),
        foreign key (clinic_id, prescription_id, version_id)
          references portal.prescription_version (clinic_id, prescription_id, id),
        foreign key (clinic_id, confirms_id) references portal.rule_decision (clinic_id, id),
        foreign key (clinic_id, decided_by) references portal.staff (clinic_id, id),
        check (kind <> 'override' or (reason_code is not null and char_length(reason) >= 15)),
        check (level <> 'STRONG' or kind <> 'acknowledgement')
      );
      -- a former decision counts in whichever episode it was made
      create index rule_decision_patient on portal.rule_decision (clinic_id, patient_id);
      create index rule_decision_prescription on portal.rule_decision (clinic_id, prescription_id, decided_at);
      create trigger own_or_shared_exercise before insert or update on portal.rule_decision
        for each row execute function portal.own_or_shared_exercise('exercise_id');
      alter table portal.rule_decision enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
