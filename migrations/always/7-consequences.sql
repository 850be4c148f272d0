-- What follows from what somebody did, for others: a mail, a line on the worklist. Who causes it may not see the tables that it
-- is written to, so these run as the owner; each is told the least it needs, and stamps the clinic itself.

-- Of a patient, or of somebody of the asker's clinic. Null: there is nobody of that id there.
create or replace function portal.of_my_clinic(patient uuid)
returns uuid language sql stable set search_path = '' as $$
  select p.id from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id = patient
    and (portal.my_patient() is null or p.id = portal.my_patient())
$$;

-- The same thing found again while somebody has yet to close it is counted, not listed twice.
create or replace function portal.raise_alert(of_patient uuid, of_prescription uuid, of_kind text, by_key text, found jsonb,
  until timestamptz)
returns uuid language sql security definer set search_path = '' as $$
  insert into portal.alert as a (clinic_id, patient_id, prescription_id, kind, key, facts, due_at, for_staff_id)
  select p.clinic_id, p.id, of_prescription, of_kind, by_key, found, until, p.responsible_staff_id
  from portal.patient p
  where p.clinic_id = portal.my_clinic() and p.id = portal.of_my_clinic(of_patient)
  on conflict (clinic_id, patient_id, kind, key) where closed_at is null
  do update set times = a.times + 1, last_at = portal.portal_now(), facts = excluded.facts
  returning a.id
$$;

-- `once`: of mails with the same key that wait, only the first stands.
create or replace function portal.post_mail(of_kind text, to_whom text, for_patient uuid, for_carer uuid, for_staff uuid,
  with_facts jsonb, once text, after timestamptz)
returns uuid language sql security definer set search_path = '' as $$
  insert into portal.mail as m (clinic_id, kind, to_address, patient_id, carer_id, staff_id, facts, once_key, send_after)
  values (portal.my_clinic(), of_kind, to_whom, for_patient, for_carer, for_staff, with_facts, once,
    coalesce(after, portal.portal_now()))
  on conflict (clinic_id, once_key) where sent_at is null and dropped_at is null and bounced_at is null
  do update set send_after = greatest(m.send_after, excluded.send_after)
  returning m.id
$$;

-- Where the worker goes its rounds.
create or replace function portal.clinics_at_work()
returns table (clinic_id uuid, time_zone text)
language sql stable security definer set search_path = '' as $$
  select c.id, c.time_zone from portal.clinic c order by c.id
$$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.raise_alert to app_patient, app_carer, app_clinician, app_worker;
grant execute on function portal.post_mail to app_patient, app_carer, app_clinician, app_desk, app_admin, app_worker;
grant execute on function portal.clinics_at_work to app_worker;
