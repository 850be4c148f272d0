/**
 * Every column that the patient's role may read, and every one that it may write, as the catalogue has it. Four of these
 * are the gate; no exercise, prescription, item or assessment is among them. What is not on this list is closed.
 */
import { openRoles, type RoleDatabase } from '../support/as-role';

const MAY_READ = `
  portal.advice_confirmation: id clinic_id patient_id episode_id confirmed_at by_staff_id carer_id
  portal.advice_standing: clinic_id patient_id prescription_id episode_id review_on advice_until kind since
    is_own_pause
  portal.advised_advice: clinic_id patient_id prescription_id episode_id id place kind text address not_for_carers
  portal.advised_ahead: clinic_id patient_id prescription_id id place name steps mistakes why dosage dose_sentence
    variation level phase group_name is_optional is_comfort pictures is_off_today
  portal.advised_ever: clinic_id patient_id prescription_id episode_id version_number id place name pillar position
    equipment steps mistakes why dosage dose_sentence variation level phase group_name is_optional is_comfort on_bad_day
    bad_day_sentence video_title shown_from shown_until
  portal.advised_item: clinic_id patient_id prescription_id episode_id id place name pillar position equipment steps
    mistakes why dosage dose_sentence variation level phase group_name is_optional is_comfort on_bad_day
    bad_day_dosage bad_day_sentence video_provider video_title video_language video_captions video_embed_url
    video_watch_url video_is_gone clip_id poster_id captions pictures
  portal.advised_media: clinic_id id kind storage_key mime bytes sha256
  portal.advised_plan: clinic_id patient_id prescription_id episode_id version_id starts_on week_one_on review_on
    advice_until phases groups version_number changes issued_at issued_by phases_begun transitions holds stops
    schedules former_items news is_seen looked_at
  portal.calendar_feed: id clinic_id patient_id created_at revoked_at
  portal.carer: id clinic_id patient_id kind name email evidence let_in_at let_in_by ended_at ended_by_staff
    evidence_kind kept_on_at
  portal.check_in: id clinic_id patient_id carer_id kind at day answers received_at
  portal.check_in_word: id clinic_id patient_id carer_id check_in_id kind codes at received_at
  portal.clinic: id name address phone email booking_url time_zone notice country accent logo_key logo_mime logo_bytes
    logo_sha256 logo_width logo_height announcement announcement_from announcement_until languages
  portal.closed_day: id clinic_id name from_day to_day
  portal.email_change: id clinic_id patient_id new_email asked_at expires_at confirmed_at revoked_at
  portal.heard_entry: id clinic_id patient_id carer_id entry_id kind at pain spread refused_because received_at
  portal.idempotency_key: id clinic_id actor_id route key body_hash reply patient_ids created_at
  portal.item_stop: id clinic_id patient_id carer_id prescription_id item_id until because entry_id at day lifted_at
    lifted_by
  portal.log_entry: id clinic_id patient_id carer_id kind at day session_id prescription_id item_id dose sets_done
    reps_done seconds_done metres_done pain effort spread not_done_because how_much note on_bad_day corrects
    received_at taken_down_by private_note
  portal.mail: id clinic_id kind to_address patient_id carer_id staff_id created_at sent_at
  portal.opening_hours: id clinic_id stretches revision
  portal.own_wording: clinic_id language text_id english_hash says ended_at
  portal.passkey: id clinic_id patient_id carer_id credential_id public_key counter transports device created_at
    last_used_at removed_at mail_id
  portal.patient: id clinic_id name date_of_birth email phone address preferred_language
  portal.patient_link: id clinic_id patient_id created_by revoked_at kind carer_id
  portal.plan_day: id clinic_id patient_id prescription_id day due done declined worst_pain
  portal.record_request: id clinic_id patient_id reason requested_at due_on released_at refused_at refused_because
    revision
  portal.released_record: id clinic_id patient_id request_id record released_at available_until
  portal.reminder: id clinic_id patient_id times days channel set_at stopped_at
  portal.session: id clinic_id staff_id patient_id device created_at renewed_at expires_at ended_at ended_because
    carer_id mail_id
  portal.standing_entry: id clinic_id patient_id carer_id kind at day session_id prescription_id item_id dose
    sets_done reps_done seconds_done metres_done pain effort spread not_done_because how_much note on_bad_day corrects
    received_at taken_down_by
  portal.text_approval: clinic_id language text_id pair_hash revoked_at
  portal.version_seen: id clinic_id patient_id prescription_id version_id at
  portal.video_consent: id clinic_id patient_id provider given_at withdrawn_at session_id`;

const MAY_INSERT = `
  portal.advice_confirmation: id clinic_id patient_id episode_id confirmed_at by_staff_id carer_id
  portal.audit_entry: clinic_id actor_role actor_id session_id request_id action subject_type subject_ids patient_ids
  portal.calendar_feed: id clinic_id patient_id secret_hash
  portal.carer: id clinic_id patient_id kind name email evidence let_in_by evidence_kind
  portal.check_in: id clinic_id patient_id carer_id kind at day answers
  portal.check_in_word: id clinic_id patient_id carer_id check_in_id kind codes at
  portal.email_change: clinic_id patient_id old_email new_email mail_id secret_hash expires_at
  portal.heard_entry: clinic_id patient_id carer_id entry_id kind at pain spread refused_because
  portal.hold: id clinic_id patient_id flags opened_at because kind opened_by_patient carer_id check_in_id
  portal.idempotency_key: id clinic_id actor_id route key body_hash reply patient_ids created_at
  portal.item_stop: id clinic_id patient_id carer_id prescription_id item_id until because entry_id at day lifted_at
    lifted_by
  portal.log_entry: id clinic_id patient_id carer_id kind at day session_id prescription_id item_id dose sets_done
    reps_done seconds_done metres_done pain effort spread not_done_because how_much note on_bad_day corrects
    private_note
  portal.passkey: id clinic_id patient_id carer_id credential_id public_key counter transports device
    mail_id
  portal.patient_link: id clinic_id patient_id secret_hash created_by kind carer_id
  portal.record_request: id clinic_id patient_id reason due_on
  portal.reminder: id clinic_id patient_id times days channel stop_secret
  portal.version_seen: id clinic_id patient_id prescription_id version_id
  portal.video_consent: id clinic_id patient_id provider given_at withdrawn_at session_id`;

const MAY_UPDATE = `
  portal.calendar_feed: revoked_at
  portal.carer: ended_at kept_on_at
  portal.email_change: revoked_at
  portal.item_stop: lifted_at
  portal.passkey: removed_at
  portal.patient: preferred_language
  portal.patient_link: revoked_at
  portal.reminder: stopped_at
  portal.session: ended_at ended_because
  portal.video_consent: withdrawn_at`;

const listed = (list: string): string[] =>
  list
    .trim()
    .split(/\n {2}(?=\w)/)
    .map((line) => line.trim().replace(/\s+/g, ' '));

describe('the patient’s role', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  it.each([
    ['select', MAY_READ],
    ['insert', MAY_INSERT],
    ['update', MAY_UPDATE],
  ])('may %s these columns and no others', async (verb, list) => {
    const rows = await roles.inScene((scene) =>
      scene.arrange<{ line: string }>(
        `select n.nspname || '.' || c.relname || ': ' || string_agg(a.attname, ' ' order by a.attnum) as line
         from pg_class c
         join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
           and c.relkind in ('r', 'p', 'v', 'm', 'f')
           and has_column_privilege('app_patient', c.oid, a.attnum, $1)
         group by n.nspname, c.relname order by 1`,
        [verb],
      ),
    );
    expect(rows.map((row) => row.line)).toEqual(listed(list));
  });

  it('may delete nothing but what makes a repeated request harmless', async () => {
    const rows = await roles.inScene((scene) =>
      scene.arrange<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
           and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege('app_patient', c.oid, 'delete')`,
      ),
    );
    expect(rows.map((row) => row.name)).toEqual(['portal.idempotency_key']);
  });
});
