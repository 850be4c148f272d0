/**
 * Puts at least one row of every table into each clinic, so that "nobody sees another clinic's" is asked of something
 * that is there. It hangs on people who are seldom acted upon (dot and cai) and changes nothing that a patient sees.
 */
import { createHash } from 'node:crypto';

type Run = (sql: string, values?: unknown[]) => Promise<unknown>;

/** A clinic to furnish: ids of people who are there already. */
export interface Furnishable {
  clinicId: string;
  clinician: string;
  desk: string;
  admin: string;
  /** A member of staff who was invited once. */
  invited: string;
  /** A patient who agreed to a provider once and took it back. */
  patient: string;
  /** The patient on whom the rest hangs: advised, in an episode, on the strength of a signed assessment. */
  other: { id: string };
  advice: { episodeId: string; assessmentId: string; prescriptionId: string; versionId: string };
}

const hash = (...of: string[]): Buffer => createHash('sha256').update(of.join()).digest();

/** What belongs to no clinic. */
export async function furnishCommonGround(run: Run): Promise<void> {
  await run(
    `insert into portal.attempt (key, failures, first_at) values ('somebody', 1, portal.portal_now())`,
  );
  await run('insert into portal.worker_seen (seen_at) values (portal.portal_now())');
  await run(
    `insert into portal.audit_entry (actor_role, action, subject_type) values ('app_visitor', 'session.refused', 'staff')`,
  );
}

export async function furnish(run: Run, room: Furnishable): Promise<void> {
  await furnishPeople(run, room);
  await furnishRecord(run, room);
  await furnishReasoning(run, room);
  await furnishDays(run, room);
  await furnishLookingAfter(run, room);
  await furnishWaysIn(run, room);
  await furnishMedia(run, room);
  await furnishRequests(run, room);
  await furnishMerge(run, room);
  await furnishRecordsEnd(run, room);
  await furnishTrace(run, room);
}

async function furnishPeople(
  run: Run,
  { clinicId, clinician, desk, admin, invited, patient, other }: Furnishable,
): Promise<void> {
  // approved and worded once, and taken back: nobody reads them
  await run(
    `insert into portal.text_approval (clinic_id, language, text_id, pair_hash, compared_by, approved_by, revoked_at, revoked_by)
     values ($1, 'cy', 'notice', 'of another text', 'A translator', $2, portal.portal_now(), $2)`,
    [clinicId, clinician],
  );
  await run(
    `insert into portal.own_wording (clinic_id, language, text_id, english_hash, says, written_by, ended_at, ended_by)
     values ($1, 'cy', 'notice', 'of another text', '"Ein geiriau ni."', $2, portal.portal_now(), $2)`,
    [clinicId, clinician],
  );
  // one that brought nobody and was taken back
  await run(
    `insert into portal.patient_import (clinic_id, imported_by, file_sha256, rows_new, rows_known, rows_duplicate, rows_faulty,
       undone_at, undone_by, removed, kept)
     values ($1, $2, $3, 0, 1, 1, 1, portal.portal_now(), $2, 0, 0)`,
    [clinicId, desk, hash('import', clinicId)],
  );
  await run(
    `insert into portal.clinic_change (clinic_id, by_staff_id, field, before, after)
     values ($1, $2, 'phone', '"1"', '"2"')`,
    [clinicId, admin],
  );
  await run(
    `insert into portal.site (clinic_id, name, address) values ($1, 'By the park', '3 Park Row, London')`,
    [clinicId],
  );
  await run(
    `insert into portal.staff_site (clinic_id, staff_id, site_id)
     select $1, $2, s.id from portal.site s where s.clinic_id = $1`,
    [clinicId, invited],
  );
  for (const [kind, end] of [
    ['join', 'accepted_at'],
    ['join', 'revoked_at'],
    ['operators_reset', 'revoked_at'],
  ] as const) {
    await run(
      `insert into portal.invitation (clinic_id, staff_id, kind, secret_hash, expires_at, ${end})
       values ($1, $2, $3, $4, portal.portal_now(), portal.portal_now())`,
      [clinicId, invited, kind, hash('invitation', kind, end, clinicId)],
    );
  }
  await run(
    `insert into portal.patient_identifier (clinic_id, patient_id, system, value)
     values ($1, $2, 'https://charts.example', 'C-1')`,
    [clinicId, other.id],
  );
  await run(
    `insert into portal.patient_link (clinic_id, patient_id, secret_hash, created_by, revoked_at)
     values ($1, $2, $3, $4, portal.portal_now())`,
    [clinicId, other.id, hash('link', clinicId), clinician],
  );
  await run(
    `with ended as (
       insert into portal.session (clinic_id, patient_id, device, expires_at, ended_at, ended_because)
       values ($1, $2, 'an old phone', portal.portal_now(), portal.portal_now(), 'signed_out') returning id
     )
     insert into portal.refresh_token (clinic_id, session_id, token_hash, expires_at)
     select $1, ended.id, $3, portal.portal_now() from ended`,
    [clinicId, other.id, hash('token', clinicId)],
  );
  await run(
    `insert into portal.discharge (clinic_id, patient_id, discharged_at, discharged_by, because, readmitted_at,
       readmitted_by)
     values ($1, $2, portal.portal_now() - interval '90 days', $3, 'better', portal.portal_now() - interval '30 days', $3)`,
    [clinicId, other.id, clinician],
  );
  for (const who of new Set([patient, other.id])) {
    await run(
      `insert into portal.video_consent (clinic_id, patient_id, provider, given_at, withdrawn_at)
       values ($1, $2, 'youtube', portal.portal_now() - interval '2 days', portal.portal_now() - interval '1 day')`,
      [clinicId, who],
    );
  }
}

/** A draft assessment and a draft version beside the signed and the issued one, an addendum, a resolved hold. */
async function furnishRecord(run: Run, { clinicId, clinician, other, advice }: Furnishable): Promise<void> {
  await run(
    `insert into portal.assessment (clinic_id, patient_id, episode_id, kind, drafted_by)
     values ($1, $2, $3, 'nothing_new', $4)`,
    [clinicId, other.id, advice.episodeId, clinician],
  );
  await run(
    `insert into portal.addendum (clinic_id, assessment_id, written_by, note) values ($1, $2, $3, 'Seen with a carer.')`,
    [clinicId, advice.assessmentId, clinician],
  );
  await run(
    `insert into portal.hold (clinic_id, patient_id, opened_at, opened_by, because, resolved_at, resolved_by, resolution)
     values ($1, $2, portal.portal_now() - interval '20 days', $3, 'a fall', portal.portal_now() - interval '19 days', $3,
       'nothing broken')`,
    [clinicId, other.id, clinician],
  );
  await run(
    `with draft as (
       insert into portal.prescription_version (clinic_id, patient_id, prescription_id, episode_id, number, drafted_by)
       values ($1, $2, $3, $4, 2, $5) returning id
     ), item as (
       insert into portal.prescription_item (clinic_id, version_id, place, exercise_id, name, pillar, position,
         equipment, steps, mistakes, traits, dosage, dose_sentence, why)
       select i.clinic_id, draft.id, 1, i.exercise_id, 'Drafted, not advised', i.pillar, i.position, i.equipment,
         i.steps, i.mistakes, i.traits, i.dosage, i.dose_sentence, i.why
       from draft, portal.prescription_item i where i.version_id = $6 and i.place = 1
     ), besides as (
       insert into portal.advice_item (clinic_id, version_id, place, kind, text)
       select $1, draft.id, 1, 'sleep', 'Drafted, not advised' from draft
     )
     update portal.prescription set draft_version_id = draft.id from draft where prescription.id = $3`,
    [clinicId, other.id, advice.prescriptionId, advice.episodeId, clinician, advice.versionId],
  );
}

/** A hold somebody was told of, a phase that was begun, a rule that was answered, scores, and what is prescribed often. */
async function furnishReasoning(
  run: Run,
  { clinicId, clinician, admin, other, advice }: Furnishable,
): Promise<void> {
  await run(
    `insert into portal.referral (clinic_id, hold_id, told, how, told_at, by_staff_id)
     select $1, h.id, 'The GP', 'phone', h.opened_at, $2 from portal.hold h where h.clinic_id = $1 and h.patient_id = $3`,
    [clinicId, clinician, other.id],
  );
  await run(
    `insert into portal.phase_begun (clinic_id, prescription_id, phase, begun_on, days_closed, by_staff_id)
     values ($1, $2, 'Build', '2026-03-02', 0, $3)`,
    [clinicId, advice.prescriptionId, clinician],
  );
  await run(
    `insert into portal.rule_decision (clinic_id, patient_id, episode_id, prescription_id, version_id, rule_id,
       rule_version, level, kind, because, traits, decided_by)
     values ($1, $2, $3, $4, $5, 'R-SPA', 1, 'CAUTION', 'acknowledgement', '[]', '{}', $6)`,
    [clinicId, other.id, advice.episodeId, advice.prescriptionId, advice.versionId, clinician],
  );
  await run(
    `insert into portal.outcome_score (clinic_id, patient_id, episode_id, instrument, instrument_version, taken_on, answers,
       score, recorded_by, entered_in_error_at, entered_in_error_by, entered_in_error_because)
     values ($1, $2, $3, 'NPRS', '1', current_date, '{"pain":4}', 4, $4, null, null, null),
       ($1, $2, $3, 'NPRS', '1', current_date, '{"pain":9}', 9, $4, portal.portal_now(), $4, 'of her sister')`,
    [clinicId, other.id, advice.episodeId, clinician],
  );
  await run(
    `insert into portal.instrument_licence (clinic_id, instrument, instrument_version, reference, recorded_by, ended_at,
       ended_by)
     values ($1, 'RMDQ', '1', 'A letter', $2, portal.portal_now(), $2)`,
    [clinicId, admin],
  );
  // one that brought nothing and was taken back
  await run(
    `insert into portal.template_import (clinic_id, imported_by, file_sha256, templates_new, templates_known, templates_faulty,
       undone_at, undone_by, removed, kept)
     values ($1, $2, $3, 0, 1, 1, portal.portal_now(), $2, 0, 0)`,
    [clinicId, clinician, hash('templates', clinicId)],
  );
  await run(
    `with plan as (
       insert into portal.template (clinic_id, name, created_by) values ($1, 'First week', $2) returning id
     ), item as (
       insert into portal.template_item (clinic_id, template_id, place, exercise_id, dosage, why)
       select $1, plan.id, 1, i.exercise_id, i.dosage, i.why
       from plan, portal.prescription_item i where i.version_id = $3 and i.place = 1 returning exercise_id, dosage
     ), favourite as (
       insert into portal.favourite_exercise (clinic_id, staff_id, exercise_id) select $1, $2, exercise_id from item
     )
     insert into portal.default_dose (clinic_id, exercise_id, dosage, set_by) select $1, exercise_id, dosage, $2 from item`,
    [clinicId, clinician, advice.versionId],
  );
}

/** A record that was asked for and given, and a video that is not there any more. */
async function furnishRequests(run: Run, { clinicId, clinician, other }: Furnishable): Promise<void> {
  await run(
    `with asked as (
       insert into portal.record_request (clinic_id, patient_id, due_on, released_at, released_by)
       values ($1, $2, current_date + 30, portal.portal_now(), $3) returning id
     )
     insert into portal.released_record (clinic_id, patient_id, request_id, record, released_by, available_until)
     select $1, $2, asked.id, '{}', $3, portal.portal_now() + interval '30 days' from asked`,
    [clinicId, other.id, clinician],
  );
  await run(
    `insert into portal.video_check (clinic_id, provider, ref, state, checked_at, missing, missing_days, gone_since)
     values ($1, 'vimeo', '7', 'gone', portal.portal_now(), 2, 2, portal.portal_now())`,
    [clinicId],
  );
}

/** Somebody who was a carer once, and what was told of one day, stopped because of it and looked at. */
async function furnishDays(run: Run, { clinicId, clinician, other, advice }: Furnishable): Promise<void> {
  const at = `portal.portal_now() - interval '1 hour'`;
  const own = [clinicId, other.id];
  await run(
    `insert into portal.carer (clinic_id, patient_id, kind, name, ended_at) values ($1, $2, 'let_in', 'A friend', ${at})`,
    own,
  );
  await run(
    `insert into portal.competence_note (clinic_id, patient_id, found, about, reasons, found_on, found_by, ended_at, ended_by,
       ended_because)
     values ($1, $2, 'lacks_capacity', 'The plan, for some days.', 'Feverish.', current_date, $3, ${at}, $3, 'Well again.')`,
    [...own, clinician],
  );
  await run(
    `with told as (
       insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose, pain)
       select gen_random_uuid(), $1, $2, 'item', ${at}, current_date, gen_random_uuid(), $3, i.id, 0, 7
       from portal.prescription_item i where i.version_id = $4 and i.place = 1 returning *
     )
     insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, entry_id, day, lifted_at)
     select $1, $2, $3, told.item_id, 'tomorrow', 'pain_over_limit', told.id, current_date, ${at} from told`,
    [...own, advice.prescriptionId, advice.versionId],
  );
  await run(
    `with asked as (
       insert into portal.check_in (id, clinic_id, patient_id, kind, at, day, answers)
       values (gen_random_uuid(), $1, $2, 'full', ${at}, current_date, '{"CES-2":"yes"}') returning id
     )
     insert into portal.check_in_word (id, clinic_id, patient_id, check_in_id, kind, codes, at)
     select gen_random_uuid(), $1, $2, asked.id, 'taken_back', '{CES-2}', ${at} from asked`,
    own,
  );
  await run(
    `insert into portal.heard_entry (clinic_id, patient_id, entry_id, kind, at, pain, refused_because)
     values ($1, $2, gen_random_uuid(), 'item', ${at}, 7, 'diary.not_advised')`,
    own,
  );
  await run(
    `insert into portal.version_seen (clinic_id, patient_id, prescription_id, version_id) values ($1, $2, $3, $4)`,
    [...own, advice.prescriptionId, advice.versionId],
  );
  await run(
    `insert into portal.plan_day (clinic_id, patient_id, prescription_id, day, due)
     values ($1, $2, $3, current_date, 3)
     on conflict (clinic_id, prescription_id, day) do update set due = excluded.due`,
    [...own, advice.prescriptionId],
  );
  await run(
    `insert into portal.alert (clinic_id, patient_id, prescription_id, kind, key, due_at, for_staff_id, acknowledged_at,
       acknowledged_by, closed_at, closed_by, note)
     values ($1, $2, $3, 'A2', 'pain', portal.portal_now(), $4, portal.portal_now(), $4, portal.portal_now(), $4, 'Rang.')`,
    [...own, advice.prescriptionId, clinician],
  );
  await run(
    `insert into portal.mail (clinic_id, kind, to_address, patient_id, sent_at)
     values ($1, 'plan_changed', 'somebody@home.example', $2, portal.portal_now())`,
    own,
  );
  await run(
    `insert into portal.mail (clinic_id, kind, to_address, patient_id, bounced_at, bounce)
     values ($1, 'plan_changed', 'nobody@home.example', $2, portal.portal_now(), '550 5.1.1')`,
    own,
  );
  await run(
    `insert into portal.reminder (clinic_id, patient_id, times, days, stop_secret, stopped_at)
     values ($1::uuid, $2, '{08:00}', '{monday}', 'furniture of ' || $1::uuid, portal.portal_now())`,
    own,
  );
  await run(
    `insert into portal.calendar_feed (clinic_id, patient_id, secret_hash, revoked_at) values ($1, $2, $3, portal.portal_now())`,
    [...own, hash('feed', clinicId)],
  );
}

/** When the clinic is there, and what it was told of dot and cai. The hours are those that are assumed without them. */
async function furnishLookingAfter(
  run: Run,
  { clinicId, clinician, invited, desk, admin, other }: Furnishable,
): Promise<void> {
  await run(
    `insert into portal.opening_hours (clinic_id, stretches)
     select $1, jsonb_agg(jsonb_build_object('weekday', d, 'opens', '09:00', 'closes', '17:00'))
     from unnest('{monday,tuesday,wednesday,thursday,friday}'::text[]) d`,
    [clinicId],
  );
  await run(
    `insert into portal.closed_day (clinic_id, name, from_day, to_day) values ($1, 'Moving house', '2020-02-03', '2020-02-04')`,
    [clinicId],
  );
  await run(
    `insert into portal.cover (clinic_id, staff_id, covered_by, from_day, to_day)
     values ($1, $2, $3, '2020-02-10', '2020-02-14')`,
    [clinicId, clinician, invited],
  );
  await run(
    `with handed as (
       insert into portal.hand_over (clinic_id, from_staff_id, to_staff_id, reason, patients, by_staff_id)
       values ($1, $2, $3, 'away', 1, $4) returning *
     ), moved as (
       insert into portal.handed_over (clinic_id, hand_over_id, patient_id, from_staff_id, to_staff_id)
       select clinic_id, id, $5, from_staff_id, to_staff_id from handed
     ), back as (
       insert into portal.hand_over (clinic_id, from_staff_id, takes_back, reason, patients, by_staff_id)
       select clinic_id, to_staff_id, id, 'taken_back', 1, $4 from handed returning *
     )
     insert into portal.handed_over (clinic_id, hand_over_id, patient_id, from_staff_id, to_staff_id)
     select $1, back.id, $5, $3, $2 from back`,
    [clinicId, clinician, invited, admin, other.id],
  );
  await run(
    `insert into portal.alert_threshold (clinic_id, patient_id, above_baseline, over, because, set_by)
     values ($1, $2, 3, 7, 'Begins at six.', $3)`,
    [clinicId, other.id, clinician],
  );
  await run(
    `insert into portal.call_attempt (clinic_id, patient_id, outcome, by_staff_id) values ($1, $2, 'not_reached', $3)`,
    [clinicId, other.id, desk],
  );
}

/** Ways in that were used, asked for or taken back: of the patient, of their carer, and of the other. */
async function furnishWaysIn(run: Run, { clinicId, clinician, patient, other }: Furnishable): Promise<void> {
  const own = [clinicId, other.id];
  await run(
    `insert into portal.link_wish (clinic_id, patient_id, resolved_at, resolved_by)
     values ($1, $2, portal.portal_now(), $3)`,
    [...own, clinician],
  );
  await run(
    `insert into portal.spoken_code (clinic_id, patient_id, lookup, code_hash, created_by, expires_at, revoked_at)
     values ($1, $2, '0000', $3, $4, portal.portal_now(), portal.portal_now())`,
    [...own, hash('code', clinicId), clinician],
  );
  for (const who of new Set([patient, other.id])) {
    await run(
      `insert into portal.email_change (clinic_id, patient_id, new_email, mail_id, secret_hash, expires_at, revoked_at)
       select $1, $2, 'another@home.example', m.id, $3, portal.portal_now(), portal.portal_now()
       from portal.mail m where m.clinic_id = $1 limit 1`,
      [clinicId, who, hash('email', who)],
    );
    await run(
      `insert into portal.passkey (clinic_id, patient_id, credential_id, public_key, counter, device, removed_at)
       values ($1, $2, $3, $4, 0, 'an old phone', portal.portal_now())`,
      [clinicId, who, `furniture-${who}`, hash('key', who)],
    );
  }
  await run(
    `with theirs as (
       insert into portal.passkey (clinic_id, patient_id, carer_id, credential_id, public_key, counter, device, removed_at)
       select $1, $2, k.id, 'furniture-' || k.id, $3, 0, 'an old phone', portal.portal_now()
       from portal.carer k where k.patient_id = $2 and k.ended_at is null returning carer_id
     )
     insert into portal.patient_link (clinic_id, patient_id, carer_id, secret_hash, revoked_at)
     select $1, $2, carer_id, sha256(carer_id::text::bytea), portal.portal_now() from theirs`,
    [clinicId, patient, hash('key', patient)],
  );
  await run(
    `insert into portal.passkey_challenge (clinic_id, session_id, challenge, expires_at)
     select $1, s.id, $3, portal.portal_now() - interval '1 hour'
     from portal.session s where s.clinic_id = $1 and s.patient_id = $2 limit 1`,
    [...own, `furniture-${clinicId}`],
  );
}

/** Its sizes and codec are said, not found: no bytes lie anywhere. */
const USABLE = `uploaded_at, uploaded_by, mime, bytes, sha256, width, height, seconds, codec`;
const FOUND = `portal.portal_now(), $2, 'video/mp4', 1000, repeat('0', 64), 160, 90, 1, 'h264'`;

/** A usable video, one that was retired, a poster, and one that was announced long ago and never sent. */
async function furnishMedia(run: Run, { clinicId, clinician, other }: Furnishable): Promise<void> {
  await run(
    `with film as (
       insert into portal.media (clinic_id, kind, patient_id, title, language, storage_key, announced_by, announced_bytes, ${USABLE})
       values ($1, 'video', $3, 'Heel raise', 'en', gen_random_uuid(), $2, 1000, ${FOUND}) returning id
     )
     insert into portal.media (clinic_id, kind, patient_id, belongs_to, title, storage_key, announced_by, announced_bytes)
     select $1, 'poster', $3, film.id, 'Heel raise', gen_random_uuid(), $2, 500 from film`,
    [clinicId, clinician, other.id],
  );
  await run(
    `insert into portal.media (clinic_id, kind, title, language, storage_key, announced_by, announced_bytes, ${USABLE},
       retired_at, retired_by)
     values ($1, 'video', 'Too dark', 'en', gen_random_uuid(), $2, 1000, ${FOUND}, portal.portal_now(), $2)`,
    [clinicId, clinician],
  );
  await run(
    `insert into portal.media (clinic_id, kind, title, alt, storage_key, announced_by, announced_at, announced_bytes)
     values ($1, 'picture', 'Start', 'A knee.', gen_random_uuid(), $2, portal.portal_now() - interval '2 days', 500)`,
    [clinicId, clinician],
  );
}

/** A merge that was confirmed and yet taken back, and a row that it had moved. */
async function furnishMerge(
  run: Run,
  { clinicId, clinician, patient, other, advice }: Furnishable,
): Promise<void> {
  await run(
    `with made as (
       insert into portal.patient_merge (clinic_id, merged_id, into_id, merged_at, merged_by, because, reversed_at,
         reversed_by, reversed_because, confirmed_at, confirmed_by, confirmed_because)
       values ($1, $2, $3, portal.portal_now() - interval '50 days', $4, 'one name',
         portal.portal_now() - interval '48 days', $4, 'two people',
         portal.portal_now() - interval '49 days', $4, 'she said so') returning id
     )
     insert into portal.merged_row (clinic_id, merge_id, table_name, row_id) select $1, made.id, 'episode', $5 from made`,
    [clinicId, other.id, patient, clinician, advice.episodeId],
  );
}

/** A death that was a mistake, a legal hold that has ended, a record that was deleted, and bytes that are to follow it. */
async function furnishRecordsEnd(run: Run, { clinicId, clinician, desk, other }: Furnishable): Promise<void> {
  await run(
    `insert into portal.death (clinic_id, patient_id, died_on, because, recorded_by, discharge_id, reversed_at, reversed_by,
       reversed_because)
     select $1, $2, current_date - 60, 'A neighbour rang.', $4, d.id, portal.portal_now(), $3, 'The wrong neighbour.'
     from portal.discharge d where d.patient_id = $2 and d.readmitted_at is not null`,
    [clinicId, other.id, clinician, desk],
  );
  await run(
    `insert into portal.legal_hold (clinic_id, patient_id, because, placed_by, ended_at, ended_by, ended_because)
     values ($1, $2, 'A letter of a solicitor.', $4, portal.portal_now(), $3, 'Settled.')`,
    [clinicId, other.id, clinician, desk],
  );
  await run(
    `insert into portal.record_deleted (clinic_id, patient_id, deleted_by, kept_until, rule, because)
     values ($1, gen_random_uuid(), $2, current_date - 1, 'RET-8Y', 'Its time was over.')`,
    [clinicId, clinician],
  );
  await run('insert into portal.file_to_remove (clinic_id, storage_key) values ($1, gen_random_uuid())', [
    clinicId,
  ]);
}

async function furnishTrace(
  run: Run,
  { clinicId, clinician, desk, admin, patient, other }: Furnishable,
): Promise<void> {
  await run(
    `insert into portal.audit_entry (clinic_id, actor_role, actor_id, action, subject_type, subject_ids, patient_ids)
     values ($1, 'app_desk', $2, 'patient.registered', 'patient', array[$3::uuid], array[$3::uuid])`,
    [clinicId, desk, other.id],
  );
  for (const actor of new Set([clinician, desk, admin, patient, other.id])) {
    await run(
      `insert into portal.idempotency_key (clinic_id, actor_id, route, key, body_hash, reply)
       values ($1, $2, 'POST /furniture', 'once', $3, '{}')`,
      [clinicId, actor, hash('body')],
    );
  }
}

/**
 * Beside each thing that has ended one that has not, for tests of who may end it. Not for everybody's cast: it changes what
 * patients see. Run it with triggers asleep.
 */
export async function reopenTwins(run: Run): Promise<void> {
  const ends = {
    video_consent: ['withdrawn_at'],
    hold: ['resolved_at', 'resolved_by', 'resolution'],
    carer: ['ended_at'],
    competence_note: ['ended_at', 'ended_by', 'ended_because'],
    item_stop: ['lifted_at'],
    patient_link: ['revoked_at'],
    link_wish: ['resolved_at', 'resolved_by'],
    spoken_code: ['revoked_at'],
    email_change: ['revoked_at'],
    passkey: ['removed_at'],
    invitation: ['revoked_at'],
    instrument_licence: ['ended_at', 'ended_by'],
    calendar_feed: ['revoked_at'],
    text_approval: ['revoked_at', 'revoked_by'],
    own_wording: ['ended_at', 'ended_by'],
    reminder: ['stopped_at'],
    alert: ['closed_at', 'closed_by', 'note'],
    record_request: ['released_at', 'released_by'],
    patient_import: ['undone_at', 'undone_by', 'removed', 'kept'],
    death: ['reversed_at', 'reversed_by', 'reversed_because'],
    legal_hold: ['ended_at', 'ended_by', 'ended_because'],
    template_import: ['undone_at', 'undone_by', 'removed', 'kept'],
  };
  for (const [table, columns] of Object.entries(ends)) {
    const open = Object.fromEntries(columns.map((column) => [column, null]));
    await run(
      `insert into portal.${table}
       select (jsonb_populate_record(t, $1 || jsonb_build_object('id', gen_random_uuid(), 'secret_hash', '\\x' || md5(t.id::text),
         'stop_secret', md5(t.id::text), 'lookup', '1' || left(md5(t.id::text), 3), 'credential_id', t.id))).*
       from portal.${table} t where t.${columns[0]} is not null`,
      [JSON.stringify(open)],
    );
  }
}

/**
 * A row of `to` in each table of which patients see their own and that holds none of theirs, like one of `from`, for tests of what people may do with their own.
 * Not for everybody's cast either: what such a row refers to is not there. Run it with triggers asleep.
 */
export async function likeRowsFor(run: Run, to: string, from: string): Promise<void> {
  await run(
    `do $do$
     declare
       tbl text;
       fresh jsonb;
     begin
       for tbl in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id'
         where c.relnamespace = 'portal'::regnamespace
           and exists (select from pg_policy p where p.polrelid = c.oid and 'app_patient'::regrole = any (p.polroles))
       loop
         execute format('select to_jsonb(t) from portal.%I t where t.patient_id = %L
           and not exists (select from portal.%I mine where mine.patient_id = %L) limit 1', tbl, '${from}', tbl, '${to}') into fresh;
         continue when fresh is null;
         -- new ids, so that no key is there already
         select fresh || jsonb_object_agg(a.attname, case a.attname
             when 'patient_id' then to_jsonb('${to}'::text)
             when 'carer_id' then 'null'::jsonb
             else to_jsonb(case a.atttypid when 'uuid'::regtype then gen_random_uuid()::text else '\\x' || md5(random()::text) end)
           end) into fresh
         from pg_attribute a where a.attrelid = format('portal.%I', tbl)::regclass and a.attnum > 0 and not a.attisdropped
           and (a.atttypid = 'uuid'::regtype and fresh -> a.attname <> 'null' and a.attname <> 'clinic_id' and a.attname !~ '_by|staff'
             or a.attname in ('secret_hash', 'stop_secret', 'storage_key', 'credential_id'));
         execute format('insert into portal.%I select (jsonb_populate_record(null::portal.%I, $1)).*', tbl, tbl) using fresh;
       end loop;
     end $do$`,
  );
}
