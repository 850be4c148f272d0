-- Per table: who may see which rows, then which verbs and columns. Same order as the folders of src.
-- Every policy repeats the clinic: it is the wall between clinics. Refuse by default: what is not here is closed.
-- What has ended stays ended: a restrictive policy lets nobody change, or even lock, such a row.

-- clinic ------------------------------------------------------------------------------------------------------
create policy clinic_own on portal.clinic to app_patient, app_carer, app_clinician, app_desk, app_admin
  using (id = (select portal.my_clinic()));
grant select (id, name, address, phone, email, booking_url, time_zone, notice, country, accent, logo_key, logo_mime,
  logo_bytes, logo_sha256, logo_width, logo_height, announcement, announcement_from, announcement_until, languages)
  on portal.clinic to app_patient, app_carer;
grant select on portal.clinic to app_clinician, app_desk, app_admin;
grant update (name, address, phone, email, booking_url, time_zone, notice, same_level_days, harder_days,
  advice_days_after_review, strong_review_days, massage_therapists_may_issue, country, accent, logo_key, logo_mime,
  logo_bytes, logo_sha256, logo_width, logo_height, announcement, announcement_from, announcement_until,
  review_within_days, advice_days, languages, may_issue, updated_at, revision)
  on portal.clinic to app_admin;

create policy clinic_change_by_admin on portal.clinic_change to app_admin
  using (clinic_id = (select portal.my_clinic()))
  with check ((clinic_id, by_staff_id) = ((select portal.my_clinic()), (select portal.me())));
-- not \`at\`: nobody dates their own change
grant select on portal.clinic_change to app_admin;
grant insert (id, clinic_id, by_staff_id, field, before, after) on portal.clinic_change to app_admin;

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
grant update (name, profession, registration_body, registration_number, active_from, active_to, roles, is_issuer)
  on portal.staff to app_admin;

create policy staff_site_of_clinic on portal.staff_site for select to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy staff_site_by_admin on portal.staff_site to app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.staff_site to app_clinician, app_desk;
grant select, insert, delete on portal.staff_site to app_admin;

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
grant select (id, clinic_id, name, date_of_birth, email, phone, address, preferred_language) on portal.patient to app_patient;
create policy patient_language_by_self on portal.patient for update to app_patient
  using ((clinic_id, id) = ((select portal.my_clinic()), (select portal.me())));
grant update (preferred_language) on portal.patient to app_patient;
-- any change of a patient writes the words anew by which they are found
grant execute on function portal.plain_words to app_patient;
-- whoever looks after somebody reads in the language of whom they look after
create policy patient_language_for_carer on portal.patient for select to app_carer
  using ((clinic_id, id) = ((select portal.my_clinic()), (select portal.my_patient())));
grant select (id, clinic_id, preferred_language) on portal.patient to app_carer;

create policy patient_identifier_of_clinic on portal.patient_identifier to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, delete on portal.patient_identifier to app_clinician, app_desk;

-- how many came in and when, for admins too; whom, they do not learn
create policy patient_import_of_clinic on portal.patient_import for select to app_clinician, app_desk, app_admin
  using (clinic_id = (select portal.my_clinic()));
create policy patient_import_by_me on portal.patient_import for insert to app_clinician, app_desk
  with check (clinic_id = (select portal.my_clinic()) and imported_by = (select portal.me()));
create policy patient_import_undone_by_me on portal.patient_import for update to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()))
  with check ((clinic_id, undone_by) = ((select portal.my_clinic()), (select portal.me())));
create policy patient_import_undone_stays on portal.patient_import as restrictive for update to app_clinician, app_desk
  using (undone_at is null) with check (true);
grant select on portal.patient_import to app_clinician, app_desk, app_admin;
grant insert (id, clinic_id, imported_by, file_sha256, rows_new, rows_known, rows_duplicate, rows_faulty)
  on portal.patient_import to app_clinician, app_desk;
grant update (undone_at, undone_by, removed, kept) on portal.patient_import to app_clinician, app_desk;

-- Takes back those of these patients whom an import brought and nobody has touched: nothing of theirs was changed, and no row of
-- any table belongs to them but the number that the import gave them. Every reference to a patient counts, also from tables to
-- come; so whoever was ever advised, mailed or let in stays. Nobody can delete a patient in another way.
create or replace function portal.remove_imported(of_import uuid, these uuid[])
returns table (patient_id uuid, outcome text) language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in
    select p.clinic_id, p.id, p.revision from portal.patient p
    join portal.patient_import m on m.clinic_id = p.clinic_id and m.id = p.import_id and m.undone_at is null
    where p.clinic_id = portal.my_clinic() and p.import_id = of_import and p.id = any (these)
    order by p.id for update of p
  loop
    patient_id := one.id;
    outcome := case when one.revision > 1 then 'changed' else 'removed' end;
    if one.revision = 1 then
      begin
        delete from portal.patient_identifier i where i.clinic_id = one.clinic_id and i.patient_id = one.id;
        delete from portal.patient p where p.clinic_id = one.clinic_id and p.id = one.id;
      exception when foreign_key_violation then
        outcome := 'in_use';
      end;
    end if;
    return next;
  end loop;
end $$;
revoke all on function portal.remove_imported from public;
grant execute on function portal.remove_imported to app_clinician, app_desk;

-- which records were made one, by whom and why; the function that does it says the rest (9-merging.sql)
create policy patient_merge_of_clinic on portal.patient_merge for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy patient_merge_confirmed_by_me on portal.patient_merge for update to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (confirmed_by = (select portal.me()));
create policy patient_merge_confirmed_stays on portal.patient_merge as restrictive for update to app_clinician
  using (confirmed_at is null and reversed_at is null) with check (true);
grant select, update (confirmed_at, confirmed_by, confirmed_because) on portal.patient_merge to app_clinician;

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

-- a patient hands a link to whom they let in; their own is the clinic's to give
create policy patient_link_of_my_carers on portal.patient_link to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()) and carer_id is not null);
create policy patient_link_for_my_carer on portal.patient_link as restrictive for insert to app_patient
  with check (kind = 'standing' and created_by is null and exists (
    select 1 from portal.carer k where k.id = patient_link.carer_id and k.kind = 'let_in' and k.ended_at is null));
create policy patient_link_of_carer_revoked_stays on portal.patient_link as restrictive for update to app_patient
  using (revoked_at is null) with check (true);
grant select (id, clinic_id, patient_id, carer_id, kind, created_by, revoked_at) on portal.patient_link to app_patient;
grant insert (id, clinic_id, patient_id, carer_id, kind, secret_hash, created_by) on portal.patient_link to app_patient;
grant update (revoked_at) on portal.patient_link to app_patient;

create policy link_wish_of_clinic on portal.link_wish to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()))
  with check (resolved_by = (select portal.me()));
create policy link_wish_resolved_stays on portal.link_wish as restrictive for update to app_clinician, app_desk
  using (resolved_at is null) with check (true);
grant select on portal.link_wish to app_clinician, app_desk;
grant update (resolved_at, resolved_by) on portal.link_wish to app_clinician, app_desk;

create policy spoken_code_of_clinic on portal.spoken_code to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy spoken_code_by_me on portal.spoken_code as restrictive for insert to app_clinician, app_desk
  with check (created_by = (select portal.me()));
create policy spoken_code_closed_stays on portal.spoken_code as restrictive for update to app_clinician, app_desk
  using (revoked_at is null and used_at is null) with check (true);
grant select (id, clinic_id, patient_id, created_at, created_by, expires_at, wrong_tries, used_at, revoked_at)
  on portal.spoken_code to app_clinician, app_desk;
grant insert (id, clinic_id, patient_id, lookup, code_hash, created_by, expires_at) on portal.spoken_code
  to app_clinician, app_desk;
grant update (revoked_at) on portal.spoken_code to app_clinician, app_desk;

create policy email_change_own on portal.email_change to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
create policy email_change_closed_stays on portal.email_change as restrictive for update to app_patient
  using (confirmed_at is null and revoked_at is null) with check (true);
grant select (id, clinic_id, patient_id, new_email, asked_at, expires_at, confirmed_at, revoked_at)
  on portal.email_change to app_patient;
grant insert (clinic_id, patient_id, old_email, new_email, mail_id, secret_hash, expires_at) on portal.email_change
  to app_patient;
grant update (revoked_at) on portal.email_change to app_patient;

create policy passkey_own on portal.passkey to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer()));
-- a clinic that revokes all that lets somebody in revokes these too; it learns nothing of them
create policy passkey_of_clinic on portal.passkey for select to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy passkey_removed_by_clinic on portal.passkey for update to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy passkey_removed_stays on portal.passkey as restrictive for update
  to app_patient, app_carer, app_clinician, app_desk
  using (removed_at is null) with check (true);
grant select on portal.passkey to app_patient, app_carer;
grant insert (id, clinic_id, patient_id, carer_id, mail_id, credential_id, public_key, counter, transports, device)
  on portal.passkey to app_patient, app_carer;
grant select (id, clinic_id, patient_id, carer_id, removed_at) on portal.passkey to app_clinician, app_desk;
grant update (removed_at) on portal.passkey to app_patient, app_carer, app_clinician, app_desk;

-- What tells the clinic that somebody guesses: patients whose open link or code was tried with five wrong dates of birth
-- or more within a day, the number from which tries are slowed down too. Read from the trail, so that a wrong date costs the
-- guesser nothing that could be measured.
create or replace function portal.guessed_links()
returns table (patient_id uuid, wrong_dates int, since timestamptz)
language sql stable security definer rows 10 set search_path = '' as $$
  select coalesce(l.patient_id, c.patient_id), count(*)::int, min(tried.at)
  from portal.audit_entry tried
  left join portal.patient_link l
    on l.clinic_id = tried.clinic_id and l.id = tried.subject_ids[1] and l.revoked_at is null
  left join portal.spoken_code c
    on c.clinic_id = tried.clinic_id and c.id = tried.subject_ids[1] and c.revoked_at is null and c.used_at is null
  where tried.clinic_id = portal.my_clinic()
    and tried.action = 'link.refused'
    and tried.at > portal.portal_now() - interval '1 day'
    and coalesce(l.patient_id, c.patient_id) is not null
  group by 1
  having count(*) >= 5
$$;
grant execute on function portal.guessed_links to app_clinician, app_desk;

-- That the last mail to the patient's present address came back, when and with which code. Of those that arrived nothing is told
-- but by its silence: null. No mail of a carer's or of staff's.
create or replace function portal.last_bounce_of(of_patient uuid)
returns jsonb language sql stable security definer set search_path = '' as $$
  select case when m.bounced_at is not null then jsonb_build_object('at', m.bounced_at, 'code', m.bounce) end
  from portal.mail m
  join portal.patient p on p.clinic_id = m.clinic_id and p.id = m.patient_id and lower(p.email) = lower(m.to_address)
  where m.clinic_id = portal.my_clinic() and m.patient_id = of_patient and m.carer_id is null and m.staff_id is null
    and (m.sent_at is not null or m.bounced_at is not null)
  order by coalesce(m.bounced_at, m.sent_at) desc, m.created_at desc, m.id limit 1
$$;
revoke all on function portal.last_bounce_of from public;
grant execute on function portal.last_bounce_of to app_clinician, app_desk;

create policy carer_of_clinic on portal.carer to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
-- the clinic writes down guardians; whom else to let in is the patient's to say
create policy carer_by_clinic on portal.carer as restrictive for insert to app_clinician, app_desk
  with check (kind = 'guardian' and let_in_by = (select portal.me()));
create policy carer_of_patient on portal.carer to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
create policy carer_by_patient on portal.carer as restrictive for insert to app_patient
  with check (kind = 'let_in');
-- nor is a guardian a child's to end or to let go on, but whoever decides for themself by now says so
create policy carer_ended_by_patient on portal.carer as restrictive for update to app_patient
  using (kind = 'let_in' or (select portal.i_decide()))
  with check (true);
create policy carer_self on portal.carer for select to app_carer
  using (clinic_id = (select portal.my_clinic()) and id = (select portal.me()));
create policy carer_ended_stays on portal.carer as restrictive for update to app_patient, app_clinician, app_desk
  using (ended_at is null) with check (true);
grant select, insert on portal.carer to app_clinician, app_desk;
-- not why the clinic ended somebody
grant select (id, clinic_id, patient_id, kind, name, email, evidence, evidence_kind, let_in_at, let_in_by, kept_on_at, ended_at,
  ended_by_staff) on portal.carer to app_patient;
grant insert (id, clinic_id, patient_id, kind, name, email, evidence, evidence_kind, let_in_by) on portal.carer to app_patient;
grant update (ended_at, kept_on_at) on portal.carer to app_patient;
grant update (ended_at, ended_by_staff, ended_because, ended_note) on portal.carer to app_clinician, app_desk;
-- what somebody who decides for themself says in the room
create policy carer_kept_on_by_me on portal.carer as restrictive for update to app_clinician
  using (true) with check (kept_on_by is null or kept_on_by = (select portal.me()) or ended_at is not null);
grant update (kept_on_at, kept_on_by) on portal.carer to app_clinician;
grant select (id, clinic_id, patient_id, kind, name, let_in_at) on portal.carer to app_carer;

create policy competence_note_of_clinic on portal.competence_note to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy competence_note_by_me on portal.competence_note as restrictive for insert to app_clinician
  with check (found_by = (select portal.me()));
create policy competence_note_ended_stays on portal.competence_note as restrictive for update to app_clinician
  using (ended_at is null) with check (ended_by = (select portal.me()));
grant select on portal.competence_note to app_clinician;
-- not `noted_at`: nobody dates their own
grant insert (id, clinic_id, patient_id, found, about, reasons, found_on, review_on, found_by) on portal.competence_note
  to app_clinician;
grant update (ended_at, ended_by, ended_because) on portal.competence_note to app_clinician;

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

-- death -------------------------------------------------------------------------------------------------------
-- It is entered by portal.enter_death, with all that ends with it; taken back by a clinician who says so themself.
create policy death_of_clinic on portal.death for select to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy death_reversed_by_me on portal.death for update to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check ((clinic_id, reversed_by) = ((select portal.my_clinic()), (select portal.me())));
create policy death_reversed_stays on portal.death as restrictive for update to app_clinician
  using (reversed_at is null) with check (true);
grant select on portal.death to app_clinician, app_desk;
grant update (reversed_at, reversed_by, reversed_because) on portal.death to app_clinician;

-- record ------------------------------------------------------------------------------------------------------
create policy legal_hold_of_clinic on portal.legal_hold for select to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy legal_hold_placed_by_me on portal.legal_hold for insert to app_clinician, app_desk
  with check (clinic_id = (select portal.my_clinic()) and placed_by = (select portal.me()));
create policy legal_hold_ended_by_me on portal.legal_hold for update to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check ((clinic_id, ended_by) = ((select portal.my_clinic()), (select portal.me())));
create policy legal_hold_ended_stays on portal.legal_hold as restrictive for update to app_clinician
  using (ended_at is null) with check (true);
grant select on portal.legal_hold to app_clinician, app_desk;
grant insert (id, clinic_id, patient_id, because, placed_by) on portal.legal_hold to app_clinician, app_desk;
grant update (ended_at, ended_by, ended_because) on portal.legal_hold to app_clinician;

-- written by portal.delete_record alone, and never changed
create policy record_deleted_of_clinic on portal.record_deleted for select to app_clinician, app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.record_deleted to app_clinician, app_admin;

create policy file_to_remove_at_work on portal.file_to_remove to app_worker
  using (clinic_id = (select portal.my_clinic()));
grant select, delete on portal.file_to_remove to app_worker;

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
    and by_staff_id is null and carer_id is null
    and exists (select 1 from portal.advice_standing s where s.episode_id = advice_confirmation.episode_id));
create policy advice_confirmation_in_the_room on portal.advice_confirmation to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and by_staff_id = (select portal.me()));
create policy advice_confirmation_by_guardian on portal.advice_confirmation to app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (carer_id = (select portal.answering_guardian())
    and (clinic_id, patient_id, episode_id) in (select s.clinic_id, s.patient_id, s.episode_id from portal.advice_standing s));
grant select, insert on portal.advice_confirmation to app_patient, app_carer, app_clinician;

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

create policy template_import_of_clinic on portal.template_import for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy template_import_by_me on portal.template_import for insert to app_clinician
  with check (clinic_id = (select portal.my_clinic()) and imported_by = (select portal.me()));
create policy template_import_undone_by_me on portal.template_import for update to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check ((clinic_id, undone_by) = ((select portal.my_clinic()), (select portal.me())));
create policy template_import_undone_stays on portal.template_import as restrictive for update to app_clinician
  using (undone_at is null) with check (true);
grant select on portal.template_import to app_clinician;
grant insert (id, clinic_id, imported_by, file_sha256, templates_new, templates_known, templates_faulty)
  on portal.template_import to app_clinician;
grant update (undone_at, undone_by, removed, kept) on portal.template_import to app_clinician;

create policy template_item_of_clinic on portal.template_item to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, delete on portal.template_item to app_clinician;

-- episode, assessment, hold -----------------------------------------------------------------------------------
create policy episode_of_clinic on portal.episode to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy episode_by_me on portal.episode as restrictive for insert to app_clinician
  with check (opened_by = (select portal.me()));
grant select, insert on portal.episode to app_clinician;
grant update (title, closed_at, closed_by, entered_in_error_at, entered_in_error_by, entered_in_error_because, updated_at,
  revision) on portal.episode to app_clinician;

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
grant update (draft_version_id, delivery, updated_at, revision) on portal.prescription to app_clinician;

create policy prescription_version_of_clinic on portal.prescription_version to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy prescription_version_by_me on portal.prescription_version as restrictive for insert to app_clinician
  with check (drafted_by = (select portal.me()));
grant select, insert, update, delete on portal.prescription_version to app_clinician;

create policy prescription_item_of_clinic on portal.prescription_item to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, update, delete on portal.prescription_item to app_clinician;

create policy advice_item_of_clinic on portal.advice_item to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select, insert, delete on portal.advice_item to app_clinician;

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
-- Written by the patient or a carer of theirs, and never changed. What was not advised cannot be told of. What is `kept_back` may be
-- another's, here and below (1-came-by-merge.sql).
create policy log_entry_of_mine on portal.log_entry to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer())
    and (kind <> 'item' or (select portal.was_advised(prescription_id, item_id, at))));
create policy log_entry_of_clinic on portal.log_entry for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
-- what a patient wrote on paper, copied by a clinician under their own name
create policy log_entry_from_paper on portal.log_entry for insert to app_clinician
  with check (clinic_id = (select portal.my_clinic()) and taken_down_by = (select portal.me())
    and (kind <> 'item' or (select portal.was_advised_to(patient_id, prescription_id, item_id, at))));
create policy log_entry_kept_back on portal.log_entry as restrictive for select to app_patient, app_carer
  using ((select portal.came_by_merge('log_entry', id, (select portal.unsure_merges()))) is not true);
grant select on portal.log_entry to app_patient, app_clinician;
-- not `private_note`: that is the patient's to write and the clinician's to read
grant select (id, clinic_id, patient_id, carer_id, kind, at, day, session_id, prescription_id, item_id, dose, sets_done,
  reps_done, seconds_done, metres_done, pain, effort, spread, not_done_because, how_much, note, on_bad_day, corrects,
  received_at, taken_down_by) on portal.log_entry to app_carer;
-- not `received_at`: nobody dates the arrival of their own entry
grant insert (id, clinic_id, patient_id, carer_id, kind, at, day, session_id, prescription_id, item_id, dose, sets_done,
  reps_done, seconds_done, metres_done, pain, effort, spread, not_done_because, how_much, note, on_bad_day, corrects)
  on portal.log_entry to app_patient, app_carer;
grant insert (private_note) on portal.log_entry to app_patient, app_clinician;
grant insert (id, clinic_id, patient_id, taken_down_by, kind, at, day, session_id, prescription_id, item_id, dose, sets_done,
  reps_done, seconds_done, metres_done, pain, effort, spread, not_done_because, how_much, note, on_bad_day, corrects)
  on portal.log_entry to app_clinician;

-- What hurts in an entry that could not be kept. The clinic is told by an alert.
create policy heard_entry_of_mine on portal.heard_entry to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer()));
create policy heard_entry_kept_back on portal.heard_entry as restrictive for select to app_patient, app_carer
  using ((select portal.came_by_merge('heard_entry', id, (select portal.unsure_merges()))) is not true);
grant select on portal.heard_entry to app_patient, app_carer;
grant insert (clinic_id, patient_id, carer_id, entry_id, kind, at, pain, spread, refused_because)
  on portal.heard_entry to app_patient, app_carer;

create policy item_stop_of_mine on portal.item_stop to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()));
-- whoever corrects an entry lifts what it had stopped, whichever of them wrote it
create policy item_stop_by_me on portal.item_stop as restrictive for insert to app_patient, app_carer
  with check (carer_id is not distinct from (select portal.my_carer())
    and (select portal.was_advised(prescription_id, item_id, at)));
-- what waits for a clinician waits for a clinician, and what an urgent answer took off today stays off today
create policy item_stop_lifted_by_me on portal.item_stop as restrictive for update to app_patient, app_carer
  using (until = 'tomorrow' and because <> 'urgent_answer' and lifted_at is null) with check (true);
create policy item_stop_of_clinic on portal.item_stop to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy item_stop_lifted_stays on portal.item_stop as restrictive for update to app_clinician
  using (lifted_at is null) with check (true);
create policy item_stop_kept_back on portal.item_stop as restrictive for select to app_patient, app_carer
  using ((select portal.came_by_merge('item_stop', id, (select portal.unsure_merges()))) is not true);
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
create policy check_in_kept_back on portal.check_in as restrictive for select to app_patient, app_carer
  using ((select portal.came_by_merge('check_in', id, (select portal.unsure_merges()))) is not true);
grant select on portal.check_in to app_patient, app_carer, app_clinician;
grant insert (id, clinic_id, patient_id, carer_id, kind, at, day, answers) on portal.check_in to app_patient, app_carer;

create policy check_in_word_of_mine on portal.check_in_word to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  with check (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient())
    and carer_id is not distinct from (select portal.my_carer()));
create policy check_in_word_of_clinic on portal.check_in_word for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy check_in_word_kept_back on portal.check_in_word as restrictive for select to app_patient, app_carer
  using ((select portal.came_by_merge('check_in_word', id, (select portal.unsure_merges()))) is not true);
grant select on portal.check_in_word to app_patient, app_carer, app_clinician;
grant insert (id, clinic_id, patient_id, carer_id, check_in_id, kind, codes, at) on portal.check_in_word
  to app_patient, app_carer;

-- As much of the asker's own signed screens as says which signs are known, and so are not asked about each time: no cause and no
-- note in words. Which of them counts is the rule's to say (src/check-in/what-to-ask.ts). A row without a code: a screen that
-- attests that nothing was found.
create or replace function portal.signs_on_record()
returns table (assessment_id uuid, episode_id uuid, kind text, seen_on text, signed_at timestamptz, code text, answer text,
  signs jsonb, known_since text, has_cause boolean, is_unchanged boolean, investigated_on text, has_decision boolean,
  is_resolved boolean, saddle jsonb)
language sql stable security definer rows 10 set search_path = '' as $$
  select a.id, a.episode_id, a.kind, a.seen_on::text, a.signed_at, item.key, item.value ->> 'answer',
    coalesce(item.value -> 'signs', '[]'), item.value -> 'known' ->> 'since',
    coalesce(btrim(item.value -> 'known' ->> 'cause'), '') <> '',
    coalesce((item.value -> 'known' -> 'unchanged')::boolean, false), item.value -> 'known' ->> 'investigatedOn',
    item.value -> 'decision' ->> 'kind' is not null,
    exists (
      select from portal.hold h
      where h.clinic_id = a.clinic_id and h.assessment_id = a.id and item.key = any (h.flags) and h.resolved_at is not null),
    jsonb_build_object('neuro', jsonb_strip_nulls(jsonb_build_object('saddleSensation', a.findings -> 'neuro' -> 'saddleSensation')),
      'bodyChart', jsonb_path_query_array(a.findings, '$.bodyChart[*] ? (@.region == "saddle")'))
  from portal.assessment a
  left join lateral jsonb_each(a.screen -> 'answers') item
    on a.screen ->> 'kind' = 'answered' and item.key in ('CES-6', 'CES-7', 'FX', 'CA', 'AXSPA')
  where a.clinic_id = portal.my_clinic()
    and a.patient_id = portal.my_patient()
    and a.signed_at is not null
    and a.entered_in_error_at is null
    and (item.key is not null or a.screen ->> 'kind' = 'attested')
    -- nothing is known of the asker because it was found of somebody who may be another, nor while such a one told of new signs since
    and (item.key is null or not (
      portal.came_by_merge('episode', a.episode_id, (select portal.unsure_merges())) is true
      or exists (
        select from portal.check_in_word w
        where (w.clinic_id, w.patient_id, w.kind) = (a.clinic_id, a.patient_id, 'confirmed') and w.received_at > a.signed_at
          and portal.came_by_merge('check_in_word', w.id, (select portal.unsure_merges())))
      or (select portal.unsure_merges()) is not null and exists (
        select from portal.log_entry e
        where (e.clinic_id, e.patient_id, e.spread) = (a.clinic_id, a.patient_id, 'numb_or_weak') and e.received_at > a.signed_at
          and portal.came_by_merge('log_entry', e.id, (select portal.unsure_merges())))))
$$;

-- The number that the asker themself gave last when they were assessed; null: none.
create or replace function portal.pain_when_assessed()
returns int language sql stable security definer set search_path = '' as $$
  select a.pain_nprs from portal.assessment a
  where a.clinic_id = portal.my_clinic()
    and a.patient_id = portal.my_patient()
    and a.signed_at is not null
    and a.entered_in_error_at is null
    and a.pain_nprs is not null
    and portal.came_by_merge('episode', a.episode_id, (select portal.unsure_merges())) is not true
  order by a.signed_at desc limit 1
$$;
revoke all on function portal.signs_on_record, portal.pain_when_assessed from public;
grant execute on function portal.signs_on_record, portal.pain_when_assessed to app_patient, app_carer;

create policy version_seen_of_mine on portal.version_seen to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()))
  -- of plans they see their own alone
  with check ((clinic_id, patient_id, version_id)
    in (select shown.clinic_id, shown.patient_id, shown.version_id from portal.advised_plan shown));
create policy version_seen_of_clinic on portal.version_seen for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy version_seen_kept_back on portal.version_seen as restrictive for select to app_patient, app_carer
  using ((select portal.came_by_merge('version_seen', id, (select portal.unsure_merges()))) is not true);
grant select on portal.version_seen to app_patient, app_carer, app_clinician;
grant insert (id, clinic_id, patient_id, prescription_id, version_id) on portal.version_seen to app_patient, app_carer;

-- mail --------------------------------------------------------------------------------------------------------
-- What waits is the worker's alone; of what came back the clinic is told where to and why, never what it said.
create policy mail_at_work on portal.mail to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy mail_bounced on portal.mail for select to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()) and bounced_at is not null);
grant select on portal.mail to app_worker;
grant update (send_after, tries, first_tried_at, once_key, sent_at, dropped_at, dropped_because, bounced_at, bounce)
  on portal.mail to app_worker;
grant select (id, clinic_id, kind, to_address, patient_id, carer_id, staff_id, created_at, bounced_at, bounce)
  on portal.mail to app_clinician, app_desk;

-- reminder ----------------------------------------------------------------------------------------------------
create policy reminder_own on portal.reminder to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
create policy reminder_stopped_stays on portal.reminder as restrictive for update to app_patient
  using (stopped_at is null) with check (true);
-- not the secret: it is for the mails
grant select (id, clinic_id, patient_id, times, days, channel, set_at, stopped_at) on portal.reminder to app_patient;
grant insert (id, clinic_id, patient_id, times, days, channel, stop_secret) on portal.reminder to app_patient;
grant update (stopped_at) on portal.reminder to app_patient;

-- calendar feed -----------------------------------------------------------------------------------------------
create policy calendar_feed_own on portal.calendar_feed to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
-- a clinic that revokes whatever lets somebody in closes it too; it never learns the address
create policy calendar_feed_closed_by_clinic on portal.calendar_feed to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()));
create policy calendar_feed_revoked_stays on portal.calendar_feed as restrictive for update
  to app_patient, app_clinician, app_desk
  using (revoked_at is null) with check (true);
grant select (id, clinic_id, patient_id, created_at, revoked_at), insert (id, clinic_id, patient_id, secret_hash)
  on portal.calendar_feed to app_patient;
grant select (id, clinic_id, patient_id, revoked_at) on portal.calendar_feed to app_clinician, app_desk;
grant update (revoked_at) on portal.calendar_feed to app_patient, app_clinician, app_desk;

-- opening hours -----------------------------------------------------------------------------------------------
-- Everybody of the clinic may know when it is open, its patients too; who stands in for whom is the staff's to know.
create policy opening_hours_of_clinic on portal.opening_hours for select
  to app_patient, app_carer, app_clinician, app_desk, app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy opening_hours_by_admin on portal.opening_hours to app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select (id, clinic_id, stretches, revision) on portal.opening_hours to app_patient, app_carer;
grant select on portal.opening_hours to app_clinician, app_desk, app_admin, app_worker;
grant insert (id, clinic_id, stretches, backup_staff_id) on portal.opening_hours to app_admin;
grant update (stretches, backup_staff_id) on portal.opening_hours to app_admin;

create policy closed_day_of_clinic on portal.closed_day for select
  to app_patient, app_carer, app_clinician, app_desk, app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy closed_day_by_admin on portal.closed_day to app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.closed_day to app_patient, app_carer, app_clinician, app_desk, app_worker;
grant select, insert, delete on portal.closed_day to app_admin;

create policy cover_of_clinic on portal.cover for select to app_clinician, app_desk, app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy cover_by_admin on portal.cover to app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.cover to app_clinician, app_desk, app_worker;
grant select, insert, delete on portal.cover to app_admin;

-- language ----------------------------------------------------------------------------------------------------
-- What was approved says what a patient reads; who approved it, only the staff may know. Approving is a clinician's.
create policy text_approval_of_clinic on portal.text_approval for select
  to app_patient, app_carer, app_clinician, app_desk, app_admin
  using (clinic_id = (select portal.my_clinic()));
create policy text_approval_by_me on portal.text_approval for insert to app_clinician
  with check ((clinic_id, approved_by) = ((select portal.my_clinic()), (select portal.me())));
create policy text_approval_revoked_by_me on portal.text_approval for update to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check ((clinic_id, revoked_by) = ((select portal.my_clinic()), (select portal.me())));
create policy text_approval_revoked_stays on portal.text_approval as restrictive for update to app_clinician
  using (revoked_at is null) with check (true);
grant select (clinic_id, language, text_id, pair_hash, revoked_at) on portal.text_approval to app_patient, app_carer;
grant select on portal.text_approval to app_clinician, app_desk, app_admin;
-- not `approved_at`: nobody dates their own
grant insert (clinic_id, language, text_id, pair_hash, compared_by, approved_by), update (revoked_at, revoked_by)
  on portal.text_approval to app_clinician;

create policy own_wording_of_clinic on portal.own_wording for select
  to app_patient, app_carer, app_clinician, app_desk, app_admin
  using (clinic_id = (select portal.my_clinic()));
create policy own_wording_by_me on portal.own_wording for insert to app_clinician
  with check ((clinic_id, written_by) = ((select portal.my_clinic()), (select portal.me())));
create policy own_wording_ended_by_me on portal.own_wording for update to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check ((clinic_id, ended_by) = ((select portal.my_clinic()), (select portal.me())));
create policy own_wording_ended_stays on portal.own_wording as restrictive for update to app_clinician
  using (ended_at is null) with check (true);
grant select (clinic_id, language, text_id, english_hash, says, ended_at) on portal.own_wording to app_patient, app_carer;
grant select on portal.own_wording to app_clinician, app_desk, app_admin;
grant insert (clinic_id, language, text_id, english_hash, says, written_by), update (ended_at, ended_by)
  on portal.own_wording to app_clinician;

-- hand-over ---------------------------------------------------------------------------------------------------
-- Written once, by whoever did it. Of patients an admin learns whose they are, and no name.
create policy hand_over_of_clinic on portal.hand_over to app_clinician, app_admin
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and by_staff_id = (select portal.me()));
grant select on portal.hand_over to app_clinician, app_admin;
-- not `at`: nobody dates their own
grant insert (id, clinic_id, from_staff_id, to_staff_id, takes_back, is_whole, reason, note, patients, by_staff_id)
  on portal.hand_over to app_clinician, app_admin;

create policy handed_over_of_clinic on portal.handed_over to app_clinician, app_admin
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and exists (
    select 1 from portal.hand_over h where h.id = handed_over.hand_over_id and h.by_staff_id = (select portal.me())));
grant select on portal.handed_over to app_clinician, app_admin;
grant insert (clinic_id, hand_over_id, patient_id, from_staff_id, to_staff_id) on portal.handed_over
  to app_clinician, app_admin;

create policy patient_to_hand_over on portal.patient for select to app_admin
  using (clinic_id = (select portal.my_clinic()));
create policy patient_handed_over on portal.patient for update to app_admin
  using (clinic_id = (select portal.my_clinic()));
grant select (id, clinic_id, responsible_staff_id, merged_into_id), update (responsible_staff_id) on portal.patient to app_admin;
-- any change of a patient writes the words anew by which they are found
grant execute on function portal.plain_words to app_admin;

-- For how many patients each of the staff is responsible; whoever is discharged does not count.
create or replace function portal.caseload_sizes()
returns table (staff_id uuid, patients int)
language sql stable security definer rows 20 set search_path = '' as $$
  select p.responsible_staff_id, count(*)::int from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.responsible_staff_id is not null and p.merged_into_id is null
    and not exists (select 1 from portal.discharge d
      where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null)
  group by p.responsible_staff_id
$$;

-- What somebody would leave behind: ids and numbers, as an admin asks who sees no patient. Plans: those that stand because of an
-- issue of theirs. No row: nobody of that id works at the asker's clinic.
create or replace function portal.what_is_left(of_staff uuid)
returns table (patients uuid[], plans uuid[], alerts uuid[], plan_drafts uuid[], assessment_drafts uuid[], mails int,
  is_backup boolean)
language sql stable security definer rows 1 set search_path = '' as $$
  select
    array(
      select p.id from portal.patient p
      where p.clinic_id = s.clinic_id and p.responsible_staff_id = s.id and p.merged_into_id is null
        and not exists (select 1 from portal.discharge d
          where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.readmitted_at is null)
      order by p.name, p.id),
    array(
      select rx.id from portal.prescription rx
      where rx.clinic_id = s.clinic_id and rx.standing in ('issued', 'paused')
        and exists (select 1 from portal.prescription_transition t
          where t.clinic_id = rx.clinic_id and t.prescription_id = rx.id and t.version_id = rx.live_version_id
            and t.kind = 'issued' and t.by_staff_id = s.id)
        and not exists (select 1 from portal.discharge d
          where d.clinic_id = rx.clinic_id and d.patient_id = rx.patient_id and d.readmitted_at is null)
      order by rx.review_on, rx.id),
    array(
      select a.id from portal.alert a
      join portal.patient p on p.clinic_id = a.clinic_id and p.id = a.patient_id
      where a.clinic_id = s.clinic_id and a.closed_at is null
        and coalesce(p.responsible_staff_id, a.for_staff_id) = s.id
      order by a.due_at, a.id),
    array(
      select rx.id from portal.prescription rx
      join portal.prescription_version v on v.clinic_id = rx.clinic_id and v.id = rx.draft_version_id
      where rx.clinic_id = s.clinic_id and v.drafted_by = s.id
      order by rx.id),
    array(
      select a.id from portal.assessment a
      where a.clinic_id = s.clinic_id and a.drafted_by = s.id and a.signed_at is null
      order by a.id),
    (select count(*)::int from portal.mail m
     where m.clinic_id = s.clinic_id and m.staff_id = s.id
       and m.sent_at is null and m.dropped_at is null and m.bounced_at is null),
    exists (select 1 from portal.opening_hours h where h.clinic_id = s.clinic_id and h.backup_staff_id = s.id)
  from portal.staff s where s.clinic_id = portal.my_clinic() and s.id = of_staff
$$;

revoke all on function portal.caseload_sizes, portal.what_is_left from public;
grant execute on function portal.caseload_sizes to app_clinician, app_desk, app_admin;
grant execute on function portal.what_is_left to app_clinician, app_admin;

-- alert -------------------------------------------------------------------------------------------------------
create policy alert_of_clinic on portal.alert for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
-- who acknowledges or closes says so themself
create policy alert_seen_by_me on portal.alert for update to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (coalesce(closed_by, acknowledged_by) = (select portal.me()));
create policy alert_closed_stays on portal.alert as restrictive for update to app_clinician, app_worker
  using (closed_at is null) with check (true);
-- the desk knows whom to call: of some kinds, of which it does not learn which, and not what was found
create policy alert_to_call on portal.alert for select to app_desk
  using (clinic_id = (select portal.my_clinic()) and kind in ('A1', 'A3', 'A4') and closed_at is null);
-- the worker passes on what nobody acknowledged
create policy alert_for_worker on portal.alert for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy alert_passed_on on portal.alert for update to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy alert_passed_on_once on portal.alert as restrictive for update to app_worker
  using (acknowledged_at is null and escalated_at is null) with check (true);
grant select on portal.alert to app_clinician;
grant update (acknowledged_at, acknowledged_by, closed_at, closed_by, note) on portal.alert to app_clinician;
grant select (id, clinic_id, patient_id, opened_at, due_at) on portal.alert to app_desk;
grant select (id, clinic_id, patient_id, prescription_id, kind, key, opened_at, due_at, last_at, for_staff_id, escalated_at,
  escalated_to, acknowledged_at, closed_at) on portal.alert to app_worker;
grant update (escalated_at, escalated_to) on portal.alert to app_worker;

create policy alert_threshold_of_clinic on portal.alert_threshold to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and set_by = (select portal.me()));
grant select, insert on portal.alert_threshold to app_clinician;
grant update (above_baseline, over, because, set_by, set_at) on portal.alert_threshold to app_clinician;

create policy call_attempt_of_clinic on portal.call_attempt to app_clinician, app_desk
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and by_staff_id = (select portal.me()));
grant select on portal.call_attempt to app_clinician, app_desk;
grant insert (id, clinic_id, patient_id, outcome, by_staff_id) on portal.call_attempt to app_clinician, app_desk;

-- What the entries of these patients are held against: the pain that was found when they were assessed, numbers of their own,
-- and when the clinic last heard of the same. A patient writes entries and may read none of this; it is asked as the owner,
-- by a patient for nobody but themself, and no answer of the portal holds it; nothing of what came to them by a merge.
create or replace function portal.alert_basis(patients uuid[])
returns table (clinic_id uuid, patient_id uuid, since date, assessed int, above_baseline int, over int, heard jsonb)
language sql stable security definer rows 10 set search_path = '' as $$
  select p.clinic_id, p.id, course.since, course.assessed::int, own.above_baseline, own.over, coalesce(known.of, '[]')
  from portal.patient p
  join portal.clinic c on c.id = p.clinic_id
  left join portal.alert_threshold own on own.clinic_id = p.clinic_id and own.patient_id = p.id
  cross join lateral (
    select min((issued.at at time zone c.time_zone)::date) as since,
      (array_agg(a.pain_nprs order by a.seen_on desc) filter (where a.pain_nprs is not null
        and portal.came_by_merge('episode', a.episode_id, (select portal.unsure_merges())) is not true))[1] as assessed
    from portal.prescription rx
    join portal.prescription_version v on v.clinic_id = rx.clinic_id and v.id = rx.live_version_id
    join portal.assessment a on a.clinic_id = v.clinic_id and a.id = v.assessment_id
    cross join lateral (
      select min(t.at) as at from portal.prescription_transition t
      where t.clinic_id = rx.clinic_id and t.prescription_id = rx.id
    ) issued
    where rx.clinic_id = p.clinic_id and rx.patient_id = p.id
  ) course
  cross join lateral (
    select jsonb_agg(jsonb_build_object('kind', a.kind, 'key', a.key, 'lastAt', a.last_at, 'closedAt', a.closed_at)) as of
    from (
      select a.kind, a.key, max(a.last_at) filter (where a.closed_at is null) as last_at, max(a.closed_at) as closed_at
      from portal.alert a
      where a.clinic_id = p.clinic_id and a.patient_id = p.id
        and portal.came_by_merge('alert', a.id, (select portal.unsure_merges())) is not true
      group by a.kind, a.key
    ) a
  ) known
  where p.clinic_id = portal.my_clinic()
    and p.id = any (patients)
    and (portal.my_patient() is null or p.id = portal.my_patient())
$$;

-- Scores of the episodes whose plans come to their review: those of assessments that stand, and those taken between. Only
-- pain and function, which are free to use; the worker reads no findings beyond.
create or replace function portal.scores_by_review(on_day date)
returns table (prescription_id uuid, instrument text, taken_on date, score numeric, answers jsonb)
language sql stable security definer set search_path = '' as $$
  select rx.id, found.instrument, found.taken_on, found.score, found.answers
  from portal.prescription rx
  cross join lateral (
    select 'NPRS' as instrument, a.seen_on as taken_on, a.signed_at as at, a.pain_nprs::numeric as score,
      jsonb_build_object('pain', a.pain_nprs) as answers
    from portal.assessment a
    where a.clinic_id = rx.clinic_id and a.episode_id = rx.episode_id and a.signed_at is not null
      and a.entered_in_error_at is null and a.pain_nprs is not null
    union all
    select 'PSFS', a.seen_on, a.signed_at, null, jsonb_build_object('activities', a.findings -> 'psfs')
    from portal.assessment a
    where a.clinic_id = rx.clinic_id and a.episode_id = rx.episode_id and a.signed_at is not null
      and a.entered_in_error_at is null and jsonb_typeof(a.findings -> 'psfs') = 'array'
      -- what was only carried over was not scored on that day
      and not a.carried ? 'psfs'
    union all
    select s.instrument, s.taken_on, s.recorded_at, s.score, s.answers
    from portal.outcome_score s
    where s.clinic_id = rx.clinic_id and s.episode_id = rx.episode_id and s.entered_in_error_at is null
      and s.instrument in ('NPRS', 'PSFS')
  ) found
  where rx.clinic_id = portal.my_clinic()
    and rx.standing in ('issued', 'paused')
    and on_day between rx.review_on and rx.advice_until
  order by rx.id, found.instrument, found.taken_on, found.at
$$;
grant execute on function portal.alert_basis to app_patient, app_carer, app_clinician, app_worker;
grant execute on function portal.scores_by_review to app_worker;

-- What the rounds read: who is treated by whom and on which days, and never a name, a finding or a note.
create policy clinic_of_round on portal.clinic for select to app_worker using (id = (select portal.my_clinic()));
create policy staff_of_round on portal.staff for select to app_worker using (clinic_id = (select portal.my_clinic()));
create policy patient_of_round on portal.patient for select to app_worker using (clinic_id = (select portal.my_clinic()));
create policy discharge_of_round on portal.discharge for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy hold_of_round on portal.hold for select to app_worker using (clinic_id = (select portal.my_clinic()));
create policy assessment_of_round on portal.assessment for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy prescription_of_round on portal.prescription for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy prescription_transition_of_round on portal.prescription_transition for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy log_entry_of_round on portal.log_entry for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy check_in_of_round on portal.check_in for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
grant select (id, same_level_days) on portal.clinic to app_worker;
grant select (id, clinic_id, email, roles, active_from, active_to) on portal.staff to app_worker;
grant select (id, clinic_id, responsible_staff_id) on portal.patient to app_worker;
grant select (id, clinic_id, patient_id, readmitted_at) on portal.discharge to app_worker;
grant select (id, clinic_id, patient_id, resolved_at) on portal.hold to app_worker;
grant select (id, clinic_id, episode_id, kind, seen_on, suitable, signed_at, entered_in_error_at) on portal.assessment
  to app_worker;
grant select (id, clinic_id, patient_id, episode_id, standing, starts_on, review_on, advice_until, delivery)
  on portal.prescription to app_worker;
grant select (id, clinic_id, prescription_id, at) on portal.prescription_transition to app_worker;
-- not `note`
grant select (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, pain, spread,
  not_done_because, corrects, received_at) on portal.log_entry to app_worker;
grant select (id, clinic_id, patient_id, day) on portal.check_in to app_worker;

-- own data ----------------------------------------------------------------------------------------------------
create policy mail_to_me on portal.mail for select to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()) and carer_id is null
    and staff_id is null);
grant select (id, clinic_id, kind, to_address, patient_id, carer_id, staff_id, created_at, sent_at) on portal.mail
  to app_patient;

create policy record_request_own on portal.record_request to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me()));
create policy record_request_of_clinic on portal.record_request to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (coalesce(released_by, refused_by) = (select portal.me()));
create policy record_request_answered_stays on portal.record_request as restrictive for update to app_clinician
  using (released_at is null and refused_at is null) with check (true);
create policy record_request_kept_back on portal.record_request as restrictive for select to app_patient
  using (coalesce(released_at, refused_at) is not null
    or (select portal.came_by_merge('record_request', id, (select portal.unsure_merges()))) is not true);
-- not what was held back, nor who answered
grant select (id, clinic_id, patient_id, reason, requested_at, due_on, released_at, refused_at, refused_because, revision)
  on portal.record_request to app_patient;
grant insert (id, clinic_id, patient_id, reason, due_on) on portal.record_request to app_patient;
grant select on portal.record_request to app_clinician;
grant update (released_at, released_by, held_back, refused_at, refused_by, refused_because)
  on portal.record_request to app_clinician;

create policy released_record_own on portal.released_record for select to app_patient
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.me())
    and available_until > (select portal.portal_now()));
create policy released_record_of_clinic on portal.released_record to app_clinician
  using (clinic_id = (select portal.my_clinic()))
  with check (clinic_id = (select portal.my_clinic()) and released_by = (select portal.me()));
create policy released_record_outlived on portal.released_record to app_worker
  using (clinic_id = (select portal.my_clinic()) and available_until <= (select portal.portal_now()));
grant select (id, clinic_id, patient_id, request_id, record, released_at, available_until) on portal.released_record
  to app_patient;
grant insert on portal.released_record to app_clinician;
grant select (id, clinic_id, patient_id, request_id, released_by, released_at, available_until) on portal.released_record
  to app_clinician;
grant select (id, clinic_id, available_until), delete on portal.released_record to app_worker;

-- What a patient is not told of who looked: kinds of entries of which the telling could harm somebody. Patterns of like.
create or replace function portal.kept_from_patients() returns setof text
language sql immutable set search_path = '' as $$
  values
    -- a concern for somebody's safety, noted about them or about who looks after them; nothing writes one yet
    ('safeguarding.%'),
    -- among colleagues, with reasons that may be about somebody else: of it a patient is told who their clinician is now
    ('patient.handed_over')
$$;

-- Who looked at the asker's record or changed it, newest first: when, who by role and name, and how. Runs as the owner, because
-- no patient sees the trail; answers for the asker alone.
create or replace function portal.who_looked()
returns table (at timestamptz, role text, name text, action text, operation text)
language sql stable security definer rows 200 set search_path = '' as $$
  select e.at, replace(e.actor_role, 'app_', ''), coalesce(member.name, looker.name), e.action,
    case when e.action = 'record.read' then e.subject_type end
  from portal.audit_entry e
  left join portal.staff member on member.clinic_id = e.clinic_id and member.id = e.actor_id
  left join portal.carer looker on looker.clinic_id = e.clinic_id and looker.id = e.actor_id
  where e.clinic_id = portal.my_clinic()
    and e.patient_ids @> array[portal.me()]
    and e.actor_id is distinct from portal.me()
    and not exists (select 1 from portal.kept_from_patients() kept (pattern)
      where e.action like kept.pattern or e.subject_type like kept.pattern)
  order by e.id desc
$$;
revoke all on function portal.who_looked, portal.kept_from_patients from public;
grant execute on function portal.who_looked to app_patient;

-- dead videos -------------------------------------------------------------------------------------------------
create policy video_check_of_clinic on portal.video_check for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
create policy video_check_by_worker on portal.video_check to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy exercise_video_to_check on portal.exercise_video for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy prescription_item_to_check on portal.prescription_item for select to app_worker
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.video_check to app_clinician;
grant select, insert, update, delete on portal.video_check to app_worker;
grant select (id, clinic_id, provider, ref) on portal.exercise_video to app_worker;
grant select (id, clinic_id, live_version_id) on portal.prescription to app_worker;
grant select (id, clinic_id, version_id, video_provider, video_ref) on portal.prescription_item to app_worker;

-- adherence ---------------------------------------------------------------------------------------------------
create policy plan_day_of_clinic on portal.plan_day for select to app_clinician, app_worker
  using (clinic_id = (select portal.my_clinic()));
create policy plan_day_of_mine on portal.plan_day for select to app_patient, app_carer
  using (clinic_id = (select portal.my_clinic()) and patient_id = (select portal.my_patient()));
create policy plan_day_kept_back on portal.plan_day as restrictive for select to app_patient, app_carer
  using ((select portal.came_by_merge('plan_day', id, (select portal.unsure_merges()))) is not true);
grant select on portal.plan_day to app_clinician, app_worker;
grant select (id, clinic_id, patient_id, prescription_id, day, due, done, declined, worst_pain) on portal.plan_day
  to app_patient, app_carer;

create policy plan_tally_of_clinic on portal.plan_tally for select to app_clinician
  using (clinic_id = (select portal.my_clinic()));
grant select on portal.plan_tally to app_clinician;

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
