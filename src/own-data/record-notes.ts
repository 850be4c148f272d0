/**
 * The full record of a patient, note by note, as a clinician judges it before it is released and as it is then given. Read with
 * a clinician's rights. Drafts are no part of it: nobody has answered for them yet.
 */
import type { AlertFacts, AlertKind } from '../alert/alert-rules';
import { whyInWords } from '../alert/alert-words';
import type { Tx } from '../db/tx';

export const NOTE_KINDS = [
  'assessment',
  'addendum',
  'outcome',
  'plan',
  'plan_change',
  'phase_begun',
  'rule_decision',
  'hold',
  'referral',
  'discharge',
  'death',
  'alert',
  'competence_note',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export interface RecordNote {
  id: string;
  kind: NoteKind;
  at: string;
  /** Who wrote or did it, of an alert who closed it; null: the patient, somebody who looks after them, or nobody yet. */
  by: string | null;
  content: Record<string, unknown>;
}

/** What a row has for the sake of the database alone, and who of the staff by id: they are named in `by`. */
const NOT_CONTENT = [
  ...[
    'id',
    'clinic_id',
    'patient_id',
    'updated_at',
    'created_at',
    'revision',
    'drafted_by',
    'signed_by',
    'written_by',
  ],
  ...[
    'recorded_by',
    'by_staff_id',
    'decided_by',
    'opened_by',
    'resolved_by',
    'discharged_by',
    'readmitted_by',
  ],
  ...['found_by', 'ended_by', 'discharge_id', 'reversed_by'],
  ...['entered_in_error_by', 'seq', 'carer_id', 'opened_by_patient'],
];

const NOTES = /* sql */ `
  with wrong as (
    -- written for somebody else: none of this patient's record
    select e.id from portal.episode e where e.patient_id = $1 and e.entered_in_error_at is not null
  ), note (id, kind, at, by_id, content) as (
    select a.id, 'assessment', a.signed_at, a.signed_by, to_jsonb(a)
    from portal.assessment a where a.patient_id = $1 and a.signed_at is not null and a.episode_id not in (table wrong)
    union all
    select d.id, 'addendum', d.written_at, d.written_by, to_jsonb(d)
    from portal.addendum d join portal.assessment a on a.id = d.assessment_id
    where a.patient_id = $1 and a.signed_at is not null and a.episode_id not in (table wrong)
    union all
    select o.id, 'outcome', o.recorded_at, o.recorded_by, to_jsonb(o)
    from portal.outcome_score o where o.patient_id = $1 and o.episode_id not in (table wrong)
    union all
    select v.id, 'plan', issued.at, issued.by_staff_id, to_jsonb(v) || jsonb_build_object('items', (
      select coalesce(jsonb_agg(to_jsonb(i) - array['id', 'clinic_id', 'version_id', 'video_embed_url', 'video_watch_url']
        order by i.place), '[]')
      from portal.prescription_item i where i.version_id = v.id))
    from portal.prescription_version v
    join portal.prescription_transition issued on issued.version_id = v.id and issued.kind = 'issued'
    where v.patient_id = $1 and v.episode_id not in (table wrong)
    union all
    select t.id, 'plan_change', t.at, t.by_staff_id, to_jsonb(t)
    from portal.prescription_transition t join portal.prescription p on p.id = t.prescription_id
    where p.patient_id = $1 and p.episode_id not in (table wrong)
    union all
    select b.id, 'phase_begun', b.at, b.by_staff_id, to_jsonb(b)
    from portal.phase_begun b join portal.prescription p on p.id = b.prescription_id
    where p.patient_id = $1 and p.episode_id not in (table wrong)
    union all
    select r.id, 'rule_decision', r.decided_at, r.decided_by, to_jsonb(r)
    from portal.rule_decision r where r.patient_id = $1 and r.episode_id not in (table wrong)
    union all
    select h.id, 'hold', h.opened_at, h.opened_by, to_jsonb(h) from portal.hold h
    where h.patient_id = $1
      and not exists (select from portal.assessment a where a.id = h.assessment_id and a.episode_id in (table wrong))
    union all
    select r.id, 'referral', r.written_at, r.by_staff_id, to_jsonb(r)
    from portal.referral r join portal.hold h on h.id = r.hold_id
    where h.patient_id = $1
      and not exists (select from portal.assessment a where a.id = h.assessment_id and a.episode_id in (table wrong))
    union all
    select d.id, 'discharge', d.discharged_at, d.discharged_by, to_jsonb(d)
    from portal.discharge d where d.patient_id = $1
    union all
    select d.id, 'death', d.recorded_at, d.recorded_by, to_jsonb(d)
    from portal.death d where d.patient_id = $1
    union all
    select a.id, 'alert', a.opened_at, a.closed_by, jsonb_build_object('alert_kind', a.kind, 'facts', a.facts,
      'prescription_id', a.prescription_id, 'times', a.times, 'last_found_at', a.last_at, 'escalated_at', a.escalated_at,
      'acknowledged_at', a.acknowledged_at, 'closed_at', a.closed_at, 'note', a.note)
    from portal.alert a where a.patient_id = $1
    union all
    select c.id, 'competence_note', c.noted_at, c.found_by, to_jsonb(c)
    from portal.competence_note c where c.patient_id = $1
  )
  select note.id, note.kind, note.at, member.name as by, jsonb_strip_nulls(note.content - $2::text[]) as content
  from note left join portal.staff member on member.id = note.by_id
  order by note.at, note.kind, note.id`;

/** Oldest first. */
export async function notesOf(tx: Tx, patientId: string): Promise<RecordNote[]> {
  const rows = await tx.query<Omit<RecordNote, 'at'> & { at: Date }>(NOTES, [patientId, NOT_CONTENT]);
  return rows.map(({ id, kind, at, by, content }) => ({
    id,
    kind,
    at: at.toISOString(),
    by,
    content: kind === 'alert' ? alertInWords(content) : (inCamelCase(content) as Record<string, unknown>),
  }));
}

/** What was found, in the sentence that a clinician reads on the worklist. */
function alertInWords({ facts, ...content }: Record<string, unknown>): Record<string, unknown> {
  const why = whyInWords(content.alert_kind as AlertKind, facts as AlertFacts);
  return { why, ...(inCamelCase(content) as Record<string, unknown>) };
}

/** Names of columns as they are written on the wire; what people wrote, and codes such as CES-2, stay as they are. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      inCamelCase(part),
    ]),
  );
}
