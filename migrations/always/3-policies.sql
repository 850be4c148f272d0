-- Per table: who may see which rows, then which verbs and columns. Same order as the folders of src.
-- Every policy repeats the clinic: it is the wall between clinics. Refuse by default: what is not here is closed.
-- What has ended stays ended: a restrictive policy lets nobody change, or even lock, such a row.

-- clinic ------------------------------------------------------------------------------------------------------
create policy clinic_own on portal.clinic to app_patient, app_carer, app_clinician, app_desk, app_admin
  using (id = (select portal.my_clinic()));
grant select (id, name, address, phone, email, booking_url, time_zone, notice) on portal.clinic to app_patient, app_carer;
grant select on portal.clinic to app_clinician, app_desk, app_admin;
grant update (name, address, phone, email, booking_url, time_zone, notice, same_level_days, harder_days,
  advice_days_after_review, strong_review_days, massage_therapists_may_issue, updated_at, revision)
  on portal.clinic to app_admin;

create policy site_own on portal.site to app_clinician, app_desk, app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.site to app_clinician, app_desk;
grant select, insert, update, delete on portal.site to app_admin;

create policy staff_own on portal.staff to app_clinician, app_desk, app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.staff to app_clinician, app_desk, app_admin;
-- all but account_id: who signs in as whom, only an accepted invitation says
grant insert (id, clinic_id, name, email, profession, registration_body, registration_number, active_from, active_to,
  roles) on portal.staff to app_admin;
grant update (name, profession, registration_body, registration_number, active_from, active_to, roles)
  on portal.staff to app_admin;

-- the operator's links are not the clinic's to see or to take back
create policy invitation_own on portal.invitation to app_admin
  using (clinic_id = (select portal.my_clinic()) and kind <> 'operators_reset');
create policy invitation_closed_stays on portal.invitation as restrictive for update to app_admin
  using (accepted_at is null and revoked_at is null) with check (true);
grant select, insert on portal.invitation to app_admin;
grant update (revoked_at) on portal.invitation to app_admin;

-- identity ----------------------------------------------------------------------------------------------------
create policy session_staff on portal.session to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()) and staff_id = (select portal.me()));
create policy session_admin on portal.session to app_admin
  using (clinic_id = (select portal.my_clinic()) and staff_id is not null);
-- a patient sees where their carers are signed in too; a carer only where they are themselves
create policy session_patient on portal.session to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
create policy session_carer on portal.session to app_carer
  using (clinic_id = (select portal.my_clinic()) and carer_id = (select portal.me()));
-- a clinic that revokes a patient's link ends what the link had opened
create policy session_of_patient on portal.session to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()) and patient_id is not null);
create policy session_ended_stays on portal.session as restrictive for update
  to app_patient, app_carer, app_clinician, app_desk, app_admin
  using (ended_at is null) with check (true);
grant select on portal.session to app_patient, app_carer, app_clinician, app_desk, app_admin;
grant update (ended_at, ended_because) on portal.session
  to app_patient, app_carer, app_clinician, app_desk, app_admin;

-- patient -----------------------------------------------------------------------------------------------------
create policy patient_of_clinic on portal.patient to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy patient_self on portal.patient for select to app_patient
  using (clinic_id = (select portal.my_clinic()) and id = (select portal.me()));
grant select, insert, update on portal.patient to app_clinician, app_desk;
grant select (id, clinic_id, name, date_of_birth, email, phone, address) on portal.patient to app_patient;

create policy patient_identifier_of_clinic on portal.patient_identifier to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, delete on portal.patient_identifier to app_clinician, app_desk;

create policy patient_link_of_clinic on portal.patient_link to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and created_by = (select portal.me()));
create policy patient_link_replaced on portal.patient_link for update to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy patient_link_revoked_stays on portal.patient_link as restrictive for update
  to app_clinician, app_desk
  using (revoked_at is null) with check (true);
grant select, insert on portal.patient_link to app_clinician, app_desk;
grant update (revoked_at) on portal.patient_link to app_clinician, app_desk;

-- What tells the clinic that somebody guesses: patients whose open link was tried with five wrong dates of birth or more
-- within a day, the number from which tries are slowed down too. Read from the trail, so that a wrong date costs the
-- guesser nothing that could be measured.
create or replace function portal.guessed_links()
returns table (patient_id uuid, wrong_dates int, since timestamptz)
language sql stable security definer rows 10 set search_path = '' as $$
  select l.patient_id, count(*)::int, min(tried.at)
  from portal.audit_entry tried
  join portal.patient_link l on l.clinic_id = tried.clinic_id and l.id = tried.subject_ids[1]
  where tried.clinic_id = portal.my_clinic()
    and tried.action = 'link.refused'
    and tried.at > portal.portal_now() - interval '1 day'
    and l.revoked_at is null
  group by l.patient_id
  having count(*) >= 5
$$;
grant execute on function portal.guessed_links to app_clinician, app_desk;

create policy carer_of_clinic on portal.carer to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
-- the clinic writes down guardians; whom else to let in is the patient's to say
create policy carer_by_clinic on portal.carer as restrictive for insert to app_clinician, app_desk
  with check (kind = 'guardian' and let_in_by = (select portal.me()));
create policy carer_of_patient on portal.carer to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
create policy carer_by_patient on portal.carer as restrictive for insert to app_patient
  with check (kind = 'let_in');
create policy carer_self on portal.carer for select to app_carer
  using (clinic_id = (select portal.my_clinic()) and id = (select portal.me()));
create policy carer_ended_stays on portal.carer as restrictive for update to app_patient, app_clinician, app_desk
  using (ended_at is null) with check (true);
grant select, insert on portal.carer to app_patient, app_clinician, app_desk;
grant update (ended_at) on portal.carer to app_patient;
grant update (ended_at, ended_by_staff) on portal.carer to app_clinician, app_desk;
grant select (id, clinic_id, patient_id, kind, name, let_in_at) on portal.carer to app_carer;

create policy discharge_by_clinician on portal.discharge to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy discharge_by_me on portal.discharge as restrictive for insert to app_clinician
  with check (discharged_by = (select portal.me()));
create policy discharge_known_to_desk on portal.discharge for select to app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy discharge_ended_stays on portal.discharge as restrictive for update to app_clinician
  using (readmitted_at is null) with check (true);
grant select, insert on portal.discharge to app_clinician;
grant update (readmitted_at, readmitted_by) on portal.discharge to app_clinician;
grant select (id, clinic_id, patient_id, discharged_at, readmitted_at) on portal.discharge to app_desk;

-- consent -----------------------------------------------------------------------------------------------------
create policy video_consent_own on portal.video_consent to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
create policy video_consent_withdrawn_stays on portal.video_consent as restrictive for update to app_patient
  using (withdrawn_at is null) with check (true);
grant select, insert on portal.video_consent to app_patient;
grant update (withdrawn_at) on portal.video_consent to app_patient;

create policy video_consent_in_session on portal.video_consent to app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and session_id = (select portal.my_session()));
create policy video_consent_of_carer_withdrawn_stays on portal.video_consent as restrictive for update to app_carer
  using (withdrawn_at is null) with check (true);
grant select, insert on portal.video_consent to app_carer;
grant update (withdrawn_at) on portal.video_consent to app_carer;

create policy advice_confirmation_own on portal.advice_confirmation to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me())
    and by_staff_id is null
    and exists (select 1 from portal.advice_standing s where s.episode_id = advice_confirmation.episode_id));
create policy advice_confirmation_in_the_room on portal.advice_confirmation to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and by_staff_id = (select portal.me()));
grant select, insert on portal.advice_confirmation to app_patient, app_clinician;

-- exercise ----------------------------------------------------------------------------------------------------
create policy exercise_shared on portal.exercise for select to app_clinician
  using (clinic_id is null);
create policy exercise_own on portal.exercise to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, update on portal.exercise to app_clinician;

create policy exercise_video_own on portal.exercise_video to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, update, delete on portal.exercise_video to app_clinician;

create policy favourite_exercise_mine on portal.favourite_exercise to app_clinician
  using (clinic_id = (select portal.my_clinic()) and staff_id = (select portal.me()));
grant select, insert, delete on portal.favourite_exercise to app_clinician;

create policy default_dose_of_clinic on portal.default_dose to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and set_by = (select portal.me()));
grant select, insert, update, delete on portal.default_dose to app_clinician;

-- media -------------------------------------------------------------------------------------------------------
create policy media_of_clinic on portal.media to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy media_by_me on portal.media as restrictive for insert to app_clinician
  with check (announced_by = (select portal.me()));
create policy media_retired_stays on portal.media as restrictive for update to app_clinician
  using (retired_at is null) with check (true);
grant select, insert on portal.media to app_clinician;
grant update (title, alt, place, pieces, uploaded_at, uploaded_by, mime, bytes, sha256, width, height, seconds, codec,
  refused_at, refused_code, refused_because, retired_at, retired_by) on portal.media to app_clinician;

-- what nobody finished within a day goes, and with it the pieces that were left lying
create policy media_left_over on portal.media for select to app_worker
  using (clinic_id = (select portal.my_clinic()) and announced_at < (select portal.portal_now()) - interval '1 day');
create policy media_tidied on portal.media for update to app_worker
  using (clinic_id = (select portal.my_clinic()) and announced_at < (select portal.portal_now()) - interval '1 day')
  with check (pieces = '[]');
create policy media_swept on portal.media for delete to app_worker
  using (clinic_id = (select portal.my_clinic()) and announced_at < (select portal.portal_now()) - interval '1 day'
    and uploaded_at is null);
grant select (id, clinic_id, storage_key, announced_at, uploaded_at, pieces), delete, update (pieces)
  on portal.media to app_worker;

-- template ----------------------------------------------------------------------------------------------------
create policy template_of_clinic on portal.template to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy template_by_me on portal.template as restrictive for insert to app_clinician
  with check (created_by = (select portal.me()));
grant select, insert on portal.template to app_clinician;
grant update (name, about, phases, groups, retired_at, retired_by, updated_at, revision) on portal.template to app_clinician;

create policy template_item_of_clinic on portal.template_item to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, delete on portal.template_item to app_clinician;

-- episode, assessment, hold -----------------------------------------------------------------------------------
create policy episode_of_clinic on portal.episode to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy episode_by_me on portal.episode as restrictive for insert to app_clinician
  with check (opened_by = (select portal.me()));
grant select, insert on portal.episode to app_clinician;
grant update (title, closed_at, closed_by, updated_at, revision) on portal.episode to app_clinician;

create policy assessment_of_clinic on portal.assessment to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy assessment_by_me on portal.assessment as restrictive for insert to app_clinician
  with check (drafted_by = (select portal.me()));
grant select, insert, update on portal.assessment to app_clinician;
create policy assessment_draft_discarded on portal.assessment as restrictive for delete to app_clinician
  using (signed_at is null);
grant delete on portal.assessment to app_clinician;

create policy addendum_of_clinic on portal.addendum to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and written_by = (select portal.me()));
grant select, insert on portal.addendum to app_clinician;

create policy hold_of_clinic on portal.hold to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy hold_by_me on portal.hold as restrictive for insert to app_clinician
  with check (opened_by = (select portal.me()));
create policy hold_resolved_stays on portal.hold as restrictive for update to app_clinician
  using (resolved_at is null) with check (true);
grant select, insert on portal.hold to app_clinician;
grant update (resolved_at, resolved_by, resolution, nobody_told_because) on portal.hold to app_clinician;

create policy referral_of_clinic on portal.referral to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and by_staff_id = (select portal.me()));
grant select, insert on portal.referral to app_clinician;

-- What a patient says needs nobody's answer to count: the gate closes with the row.
create policy hold_by_patient on portal.hold for insert to app_patient, app_carer
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and opened_by_patient and carer_id is not distinct from (select portal.my_carer()));
grant insert (id, clinic_id, patient_id, kind, flags, opened_at, opened_by_patient, carer_id, check_in_id, because)
  on portal.hold to app_patient, app_carer;

-- outcome -----------------------------------------------------------------------------------------------------
create policy instrument_licence_of_clinic on portal.instrument_licence for select to app_clinician, app_admin
  using (clinic_id = (select portal.my_clinic()));
create policy instrument_licence_by_admin on portal.instrument_licence for insert to app_admin
  with check (clinic_id = (select portal.my_clinic()) and recorded_by = (select portal.me()));
create policy instrument_licence_ended_by_admin on portal.instrument_licence for update to app_admin
  using (clinic_id = (select portal.my_clinic()));
create policy instrument_licence_ended_stays on portal.instrument_licence as restrictive for update to app_admin
  using (ended_at is null) with check (true);
grant select on portal.instrument_licence to app_clinician, app_admin;
grant insert on portal.instrument_licence to app_admin;
grant update (ended_at, ended_by) on portal.instrument_licence to app_admin;

create policy outcome_score_of_clinic on portal.outcome_score to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy outcome_score_by_me on portal.outcome_score as restrictive for insert to app_clinician
  with check (recorded_by = (select portal.me()));
create policy outcome_score_in_error_stays on portal.outcome_score as restrictive for update to app_clinician
  using (entered_in_error_at is null) with check (true);
grant select, insert on portal.outcome_score to app_clinician;
grant update (entered_in_error_at, entered_in_error_by, entered_in_error_because) on portal.outcome_score to app_clinician;

-- prescription ------------------------------------------------------------------------------------------------
create policy prescription_of_clinic on portal.prescription to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, delete on portal.prescription to app_clinician;
grant update (draft_version_id, updated_at, revision) on portal.prescription to app_clinician;

create policy prescription_version_of_clinic on portal.prescription_version to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy prescription_version_by_me on portal.prescription_version as restrictive for insert to app_clinician
  with check (drafted_by = (select portal.me()));
grant select, insert, update, delete on portal.prescription_version to app_clinician;

create policy prescription_item_of_clinic on portal.prescription_item to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, update, delete on portal.prescription_item to app_clinician;

create policy prescription_transition_of_clinic on portal.prescription_transition to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and by_staff_id = (select portal.me()));
grant select, insert on portal.prescription_transition to app_clinician;

create policy phase_begun_of_clinic on portal.phase_begun to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and by_staff_id = (select portal.me()));
grant select, insert on portal.phase_begun to app_clinician;

create policy rule_decision_of_clinic on portal.rule_decision to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and decided_by = (select portal.me()));
grant select, insert on portal.rule_decision to app_clinician;

-- Lets nothing be begun or issued for a patient until this transaction ends. Runs with the asker's rights. Locks as
-- everybody does: episodes before plans, each by id. While an episode is locked nobody begins a plan in it, and an issue
-- or a withdrawal that is being written is waited for; drafts are locked too, as one may be issued meanwhile.
create or replace function portal.lock_plans_of(patient uuid) returns void
language sql security invoker set search_path = '' as $$
  select from portal.episode e where e.patient_id = patient order by e.id for update;
  select from portal.prescription p where p.patient_id = patient order by p.id for update;
$$;

-- Pauses every issued plan of a patient, whatever its episode, and answers their ids. Runs with the asker's rights.
create or replace function portal.pause_plans_of(patient uuid, why text) returns setof uuid
language sql security invoker set search_path = '' as $$
  select portal.lock_plans_of(patient);

  insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, because)
  select plan.clinic_id, plan.id, plan.live_version_id, 'paused', portal.me(), why
  from portal.prescription plan where plan.patient_id = patient and plan.standing = 'issued'
  returning prescription_id
$$;

grant execute on function portal.lock_plans_of, portal.pause_plans_of to app_clinician;

-- diary -------------------------------------------------------------------------------------------------------
-- Written by the patient or a carer of theirs, and never changed. What was not advised cannot be told of.
create policy log_entry_of_mine on portal.log_entry to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer())
    and (kind <> 'item' or (select portal.was_advised(prescription_id, item_id, at))));
create policy log_entry_of_clinic on portal.log_entry for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.log_entry to app_patient, app_carer, app_clinician;
-- not `received_at`: nobody dates the arrival of their own entry
grant insert (id, clinic_id, patient_id, carer_id, kind, at, day, session_id, prescription_id, item_id, dose, sets_done,
  reps_done, seconds_done, metres_done, pain, effort, spread, not_done_because, how_much, note, on_bad_day, corrects)
  on portal.log_entry to app_patient, app_carer;

create policy item_stop_of_mine on portal.item_stop to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer())
    and (select portal.was_advised(prescription_id, item_id, at)));
-- what waits for a clinician waits for a clinician
create policy item_stop_lifted_by_me on portal.item_stop as restrictive for update to app_patient, app_carer
  using (until = 'tomorrow' and lifted_at is null) with check (true);
create policy item_stop_of_clinic on portal.item_stop to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy item_stop_lifted_stays on portal.item_stop as restrictive for update to app_clinician
  using (lifted_at is null) with check (true);
grant select, insert on portal.item_stop to app_patient, app_carer;
grant update (lifted_at) on portal.item_stop to app_patient, app_carer;
grant select on portal.item_stop to app_clinician;
grant update (lifted_at, lifted_by) on portal.item_stop to app_clinician;

create policy check_in_of_mine on portal.check_in to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer()));
create policy check_in_of_clinic on portal.check_in for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.check_in to app_patient, app_carer, app_clinician;
grant insert (id, clinic_id, patient_id, carer_id, kind, at, day, answers) on portal.check_in to app_patient, app_carer;

create policy check_in_word_of_mine on portal.check_in_word to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer()));
create policy check_in_word_of_clinic on portal.check_in_word for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.check_in_word to app_patient, app_carer, app_clinician;
grant insert (id, clinic_id, patient_id, carer_id, check_in_id, kind, codes, at) on portal.check_in_word
  to app_patient, app_carer;

create policy version_seen_of_mine on portal.version_seen to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and exists (select 1 from portal.advised_plan shown where shown.version_id = version_seen.version_id));
create policy version_seen_of_clinic on portal.version_seen for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.version_seen to app_patient, app_carer, app_clinician;
grant insert (id, clinic_id, patient_id, prescription_id, version_id) on portal.version_seen to app_patient, app_carer;

-- audit -------------------------------------------------------------------------------------------------------
create policy audit_entry_written on portal.audit_entry for insert
  to app_patient, app_carer, app_clinician, app_desk, app_admin
  with check (clinic_id = (select portal.my_clinic()) and actor_id = (select portal.me())
    and actor_role = current_user and session_id = (select portal.my_session()));
create policy audit_entry_read on portal.audit_entry for select to app_admin
  using (clinic_id = (select portal.my_clinic()));
-- not `at`: nobody dates their own entry
grant insert (clinic_id, actor_role, actor_id, session_id, request_id, action, subject_type, subject_ids, patient_ids)
  on portal.audit_entry to app_patient, app_carer, app_clinician, app_desk, app_admin;
grant select on portal.audit_entry to app_admin;

-- sent twice --------------------------------------------------------------------------------------------------
create policy idempotency_key_own on portal.idempotency_key
  to app_patient, app_carer, app_clinician, app_desk, app_admin
  using (clinic_id = (select portal.my_clinic()) and actor_id = (select portal.me()));
grant select, insert, delete on portal.idempotency_key
  to app_patient, app_carer, app_clinician, app_desk, app_admin;
