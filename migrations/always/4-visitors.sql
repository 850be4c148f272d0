-- What somebody may do who has not yet said who they are: knock. Each function runs as the owner and is a visitor's
-- only way past row-level security, so each does one thing, and is given hashes, never a secret or a password.
-- Whether a password is right is not decided here: hashing is slow, and no transaction waits for it.

-- pieces, for the functions below only --------------------------------------------------------------------------

create or replace function portal.trace_visit(action text, clinic uuid, actor uuid, of_session uuid, asked_in text,
  subject text, subject_ids uuid[], patients uuid[])
returns void language sql set search_path = '' as $$
  insert into portal.audit_entry (clinic_id, actor_role, actor_id, session_id, request_id, action, subject_type,
    subject_ids, patient_ids)
  values (clinic, 'app_visitor', actor, of_session, asked_in, action, subject, array_remove(subject_ids, null),
    array_remove(patients, null))
$$;

-- Where somebody may work today: what live_session asks of a session, asked before there is one.
create or replace function portal.open_memberships(of_account uuid)
returns table (staff_id uuid, clinic_id uuid, clinic_name text)
language sql stable set search_path = '' as $$
  select member.id, c.id, c.name
  from portal.account a
  join portal.staff member on member.account_id = a.id
  join portal.clinic c on c.id = member.clinic_id
  where a.id = of_account
    and a.suspended_at is null
    and portal.today_in(c.time_zone) between member.active_from and coalesce(member.active_to, 'infinity')
$$;

-- A session that nobody renews ends by itself: a clinic's computer overnight, a patient's phone after a month.
create or replace function portal.idle_until(renewed timestamptz, for_staff boolean)
returns timestamptz language sql stable set search_path = '' as $$
  select renewed + case when for_staff then interval '12 hours' else interval '30 days' end
$$;

drop function if exists portal.begin_session;
create function portal.begin_session(at_clinic uuid, for_staff uuid, for_patient uuid, for_carer uuid, on_device text,
  first_token bytea, action text, asked_in text, by_mail uuid default null)
returns uuid language plpgsql set search_path = '' as $$
declare
  begun portal.session;
begin
  insert into portal.session (clinic_id, staff_id, patient_id, carer_id, mail_id, device, expires_at)
  values (at_clinic, for_staff, for_patient, for_carer, by_mail, on_device,
    portal.portal_now() + case when for_staff is null then interval '90 days' else interval '7 days' end)
  returning * into begun;
  insert into portal.refresh_token (clinic_id, session_id, token_hash, expires_at)
  values (at_clinic, begun.id, first_token, portal.idle_until(begun.renewed_at, for_staff is not null));
  perform portal.trace_visit(action, at_clinic, coalesce(for_staff, for_carer, for_patient), begun.id, asked_in,
    'session', array[begun.id], array[for_patient]);
  return begun.id;
end $$;

create or replace function portal.has_other_clinic(of_account uuid, at_clinic uuid)
returns boolean language sql stable set search_path = '' as $$
  select exists (
    select from portal.staff member where member.account_id = of_account and member.clinic_id <> at_clinic)
$$;

-- Ends whatever the old password had opened, at every clinic, but for the session that asks; and links to choose another.
create or replace function portal.replace_password(of_account uuid, new_hash text, asking uuid, asked_in text)
returns void language sql set search_path = '' as $$
  update portal.account set password_hash = new_hash where id = of_account;

  update portal.session s set ended_at = portal.portal_now(), ended_because = 'password_changed'
  from portal.staff member
  where member.account_id = of_account and s.clinic_id = member.clinic_id and s.staff_id = member.id
    and s.ended_at is null and s.id is distinct from asking;

  update portal.invitation i set revoked_at = portal.portal_now()
  from portal.staff member
  where member.account_id = of_account and i.clinic_id = member.clinic_id and i.staff_id = member.id
    and i.accepted_at is null and i.revoked_at is null;

  insert into portal.audit_entry (clinic_id, actor_role, actor_id, session_id, request_id, action, subject_type,
    subject_ids)
  select member.clinic_id, current_setting('role'), member.id, s.id, asked_in, 'password.changed', 'staff',
    array[member.id]
  from portal.staff member
  left join portal.session s on s.id = asking and s.clinic_id = member.clinic_id
  where member.account_id = of_account
$$;

-- signing in ----------------------------------------------------------------------------------------------------

-- `clinics` is empty for an account that is suspended, or that no clinic employs today.
create or replace function portal.find_account(by_email text)
returns table (account_id uuid, password_hash text, clinics jsonb)
language sql stable security definer set search_path = '' as $$
  select a.id, a.password_hash,
    (select coalesce(jsonb_agg(jsonb_build_object('id', m.clinic_id, 'name', m.clinic_name)
       order by m.clinic_name, m.clinic_id), '[]')
     from portal.open_memberships(a.id) m)
  from portal.account a
  where lower(a.email) = lower(by_email)
$$;

-- No row: they do not work at this clinic (any more), or the password that was right is being changed this moment.
create or replace function portal.open_staff_session(of_account uuid, right_hash text, at_clinic uuid, on_device text,
  first_token bytea, asked_in text)
returns table (session_id uuid, staff_id uuid)
language sql security definer set search_path = '' as $$
  with proven as (
    select a.id from portal.account a where a.id = of_account and a.password_hash = right_hash for share
  )
  select portal.begin_session(m.clinic_id, m.staff_id, null, null, on_device, first_token, 'session.opened', asked_in),
    m.staff_id
  from proven, portal.open_memberships(proven.id) m
  where m.clinic_id = at_clinic
$$;

-- One row for each clinic whose staff was tried, or one row of no clinic for an address that nobody has.
create or replace function portal.record_failed_sign_in(by_email text, asked_in text)
returns void language sql security definer set search_path = '' as $$
  select portal.trace_visit('session.refused', tried.clinic_id, null, null, asked_in, 'staff', array[tried.id], '{}')
  from (select) as once
  left join (
    select member.clinic_id, member.id
    from portal.account a
    join portal.staff member on member.account_id = a.id
    where lower(a.email) = lower(by_email)
  ) as tried on true
$$;

-- Somebody signed in whose password was hashed with older settings.
create or replace function portal.rehash_password(of_account uuid, old_hash text, new_hash text)
returns void language sql security definer set search_path = '' as $$
  update portal.account set password_hash = new_hash where id = of_account and password_hash = old_hash
$$;

-- staying signed in ---------------------------------------------------------------------------------------------

-- A refresh token works once. A second use is either two tabs, or an answer that got lost (the same successor again,
-- once, within ten seconds), or a thief: then the session ends for both. No row: sign in anew.
create or replace function portal.renew_session(used bytea, successor bytea, asked_in text)
returns table (session_id uuid, subject uuid)
language plpgsql security definer set search_path = '' as $$
declare
  token portal.refresh_token;
  renewed portal.session;
begin
  select * into token from portal.refresh_token t where t.token_hash = used for update;
  if not found or (token.used_at is null and token.expires_at <= portal.portal_now()) then return; end if;
  select s.* into renewed from portal.session s, portal.live_session(token.session_id, '{}')
  where s.id = token.session_id;
  if not found then return; end if;

  if token.used_at is null then
    update portal.refresh_token t set used_at = portal.portal_now() where t.id = token.id;
    insert into portal.refresh_token (clinic_id, session_id, token_hash, expires_at)
    values (token.clinic_id, token.session_id, successor,
      portal.idle_until(portal.portal_now(), renewed.staff_id is not null));
    update portal.session s set renewed_at = portal.portal_now() where s.id = token.session_id;
  elsif token.replayed_at is null and token.used_at > portal.portal_now() - interval '10 seconds' then
    update portal.refresh_token t set replayed_at = portal.portal_now() where t.id = token.id;
  else
    update portal.session s set ended_at = portal.portal_now(), ended_because = 'token_reused'
    where s.id = token.session_id;
    perform portal.trace_visit('session.token_reused', token.clinic_id,
      coalesce(renewed.staff_id, renewed.carer_id, renewed.patient_id), token.session_id, asked_in, 'session',
      array[token.session_id], array[renewed.patient_id]);
    return;
  end if;
  return query select token.session_id, coalesce(renewed.staff_id, renewed.carer_id, renewed.patient_id);
end $$;

-- Of a guardian whose access has closed by itself, who is nobody here and still no prisoner. Of any other session nothing.
create or replace function portal.sign_out_closed(of_session uuid, asked_in text)
returns void language sql security definer set search_path = '' as $$
  with ended as (
    update portal.session s set ended_at = portal.portal_now(), ended_because = 'signed_out'
    from portal.live_session(of_session, '{}') live
    where s.id = of_session and live.is_closed
    returning s.id, s.clinic_id, s.patient_id, s.carer_id
  )
  select portal.trace_visit('session.ended', e.clinic_id, e.carer_id, e.id, asked_in, 'session', array[e.id],
    array[e.patient_id])
  from ended e
$$;

-- being invited -------------------------------------------------------------------------------------------------

-- With the account that it is about: the one whose password is forgotten, or the one that has this e-mail already, if
-- the person works for another clinic. A clinic's own reset does not open an account that belongs to another clinic too.
create or replace function portal.find_invitation(by_secret bytea)
returns table (clinic_id uuid, clinic_name text, staff_id uuid, staff_name text, email text, resets boolean,
  account_id uuid, password_hash text)
language sql stable security definer set search_path = '' as $$
  select c.id, c.name, member.id, member.name, member.email, i.kind <> 'join', a.id, a.password_hash
  from portal.invitation i
  join portal.clinic c on c.id = i.clinic_id
  join portal.staff member on member.clinic_id = i.clinic_id and member.id = i.staff_id
  left join portal.account a
    on case when i.kind = 'join' then lower(a.email) = lower(member.email) else a.id = member.account_id end
  where i.secret_hash = by_secret
    and i.accepted_at is null
    and i.revoked_at is null
    and i.expires_at > portal.portal_now()
    and case i.kind
      when 'join' then member.account_id is null
      when 'reset' then not portal.has_other_clinic(member.account_id, c.id)
      else true
    end
    and portal.today_in(c.time_zone) <= coalesce(member.active_to, 'infinity')
$$;

-- Attaches the account that was found, or opens one; a reset gives it the new password. False: what was found is no
-- longer so; look again.
create or replace function portal.accept_invitation(by_secret bytea, found_account uuid, new_hash text, asked_in text)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  invited record;
  opened uuid := found_account;
begin
  perform from portal.invitation i where i.secret_hash = by_secret for update;
  select * into invited from portal.find_invitation(by_secret);
  if not found or invited.account_id is distinct from found_account then return false; end if;
  update portal.invitation i set accepted_at = portal.portal_now() where i.secret_hash = by_secret;
  if invited.resets then
    perform portal.replace_password(found_account, new_hash, null, asked_in);
    return true;
  end if;
  if opened is null then
    insert into portal.account (email, password_hash) values (lower(invited.email), new_hash) returning id into opened;
  end if;
  update portal.staff member set account_id = opened
  where member.clinic_id = invited.clinic_id and member.id = invited.staff_id;
  perform portal.trace_visit('invitation.accepted', invited.clinic_id, invited.staff_id, null, asked_in,
    'staff', array[invited.staff_id], '{}');
  return true;
end $$;

-- a patient's link ----------------------------------------------------------------------------------------------

-- The date of birth is a check that the link reached the right person, never a way in by itself. No row: the link is
-- unknown, revoked, or was mailed and not opened in time or to an address that is theirs no more, or the date is wrong; all leave one audit row and look the same
-- outside. A carer's link opens a session of the carer, with the date of birth of whom they look after.
drop function if exists portal.open_link;
create function portal.open_link(by_secret bytea, born date, on_device text, first_token bytea, asked_in text)
returns table (session_id uuid, subject uuid)
language plpgsql security definer set search_path = '' as $$
declare
  link record;
begin
  select l.id, l.clinic_id, l.patient_id, l.carer_id, l.mail_id, p.date_of_birth = born as is_theirs into link
  from portal.patient_link l
  join portal.patient p on p.clinic_id = l.clinic_id and p.id = l.patient_id
  left join portal.carer k on k.clinic_id = l.clinic_id and k.id = l.carer_id
  where l.secret_hash = by_secret
    and l.revoked_at is null
    and k.ended_at is null
    and not portal.is_closed_to(l.clinic_id, l.carer_id)
    and not portal.is_mailed_amiss(l.clinic_id, l.mail_id)
    and (l.opened_at is not null or coalesce(l.expires_at, 'infinity') > portal.portal_now())
  -- a revocation that is just being written is waited for; one that comes later finds the session that this opens
  for share of l;
  if link.is_theirs then
    update portal.patient_link l set opened_at = portal.portal_now() where l.id = link.id and l.opened_at is null;
    return query select portal.begin_session(link.clinic_id, null, link.patient_id, link.carer_id, on_device, first_token,
      'link.opened', asked_in, link.mail_id), coalesce(link.carer_id, link.patient_id);
  else
    perform portal.trace_visit('link.refused', link.clinic_id, null, null, asked_in, 'patient_link', array[link.id],
      array[link.patient_id]);
  end if;
end $$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.find_account, portal.open_staff_session, portal.record_failed_sign_in,
  portal.rehash_password, portal.renew_session, portal.sign_out_closed, portal.find_invitation, portal.accept_invitation,
  portal.open_link to app_visitor;
-- for showing a person their own sessions
grant execute on function portal.idle_until to app_patient, app_carer, app_clinician, app_desk, app_admin;
