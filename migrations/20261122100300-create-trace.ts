import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is kept about the asking itself: the audit trail, and answers to requests that may be sent twice. */
export class CreateTrace20261122100300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      -- Append-only by grant. Holds who, what and when; never a finding, an exercise or a secret.
      create table portal.audit_entry (
        id bigint generated always as identity primary key,
        at timestamptz not null default portal.portal_now(),
        clinic_id uuid references portal.clinic (id),
        actor_role text not null,
        actor_id uuid,
        session_id uuid,
        request_id text,
        action text not null,
        subject_type text,
        subject_ids uuid[] not null default '{}',
        patient_ids uuid[] not null default '{}'
      );
      create index audit_entry_clinic on portal.audit_entry (clinic_id, id);
      create index audit_entry_patient on portal.audit_entry using gin (patient_ids);
      create index audit_entry_wrong_date on portal.audit_entry (clinic_id, at) where action = 'link.refused';

      -- patient_ids: whose record the reply tells of, as repeating it is reading it again.
      create table portal.idempotency_key (
        id uuid primary key default gen_random_uuid(),
        clinic_id uuid not null references portal.clinic (id),
        actor_id uuid not null,
        route text not null,
        key text not null,
        body_hash bytea not null,
        reply text not null,
        patient_ids uuid[] not null default '{}',
        created_at timestamptz not null default portal.portal_now(),
        unique (clinic_id, id),
        unique (clinic_id, actor_id, route, key)
      );
      create index idempotency_key_age on portal.idempotency_key (created_at);

      alter table portal.audit_entry enable row level security;
      alter table portal.idempotency_key enable row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('History only goes forward: restore a backup instead.');
  }
}
