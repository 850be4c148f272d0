-- The ways in that are not the clinic's standing link: asking for a new one, a mailed link, a spoken code, a passkey, and an
-- e-mail address that somebody changed themself. As in 4-visitors.sql each function runs as the owner, does one thing, and
-- is given hashes, never a secret.

-- a new link in one tap -----------------------------------------------------------------------------------------

-- Whoever is found by an old link, an old refresh token or an address gets a mail at the address on file, at most one in ten
-- minutes; who has none gets a line at the desk. Nothing is answered, and one row of the trail is left either way.
create or replace function portal.ask_for_link(by_secret bytea, by_token bytea, by_email text, asked_in text)
returns void language plpgsql security definer set search_path = '' as $$
declare
  who record;
  is_known boolean := false;
begin
  for who in
    select p.clinic_id, p.id as patient_id, k.id as carer_id, k.kind,
      case when k.id is null then portal.address_of(p.clinic_id, p.id) else k.email end as address,
      case when k.id is null then 'patient_link' else 'carer_link' end as mail_kind
    from (
      select l.clinic_id, l.patient_id, l.carer_id from portal.patient_link l where l.secret_hash = by_secret
      union
      select s.clinic_id, s.patient_id, s.carer_id
      from portal.refresh_token t
      join portal.session s on s.clinic_id = t.clinic_id and s.id = t.session_id
      where t.token_hash = by_token and s.patient_id is not null
      union
      select a.clinic_id, a.id, null from portal.patient a where lower(a.email) = lower(by_email)
      union
      select a.clinic_id, a.patient_id, a.id from portal.carer a where lower(a.email) = lower(by_email)
    ) found
    join portal.patient p on p.clinic_id = found.clinic_id and p.id = found.patient_id
    left join portal.carer k on k.clinic_id = found.clinic_id and k.id = found.carer_id
    where k.ended_at is null and p.merged_into_id is null and not portal.is_closed_to(k.clinic_id, k.id)
      -- whoever looked after somebody who died is not written to
      and not exists (
        select from portal.death d where d.clinic_id = p.clinic_id and d.patient_id = p.id and d.reversed_at is null)
    order by p.id, k.id
    -- of two who ask at once, the second finds the first one's mail
    for no key update of p
  loop
    is_known := true;
    if who.address is not null then
      perform portal.put_mail(who.clinic_id, who.mail_kind, who.address, who.patient_id, who.carer_id, null, '{}', null, null)
      where not exists (
        select from portal.mail m
        where m.clinic_id = who.clinic_id and m.patient_id = who.patient_id and m.kind = who.mail_kind
          and m.carer_id is not distinct from who.carer_id
          and m.created_at > portal.portal_now() - interval '10 minutes');
    -- of whom the patient let in, the patient is to be asked
    elsif who.kind is distinct from 'let_in' then
      insert into portal.link_wish as w (clinic_id, patient_id, carer_id)
      values (who.clinic_id, who.patient_id, who.carer_id)
      on conflict (clinic_id, patient_id, carer_id) where resolved_at is null
      do update set times = w.times + 1, last_at = portal.portal_now();
    end if;
    perform portal.trace_visit('link.asked_for', who.clinic_id, null, null, asked_in, 'patient', array[who.patient_id],
      array[who.patient_id]);
  end loop;
  if not is_known then
    perform portal.trace_visit('link.asked_for', null, null, null, asked_in, 'patient', '{}', '{}');
  end if;
end $$;

-- For the worker that sends the mail: makes the link that it carries, or finds it made, and answers the mail's kind. Null:
-- the mail is not to go out any more, as the address is no longer on file or what it offers is over.
create or replace function portal.link_of_mail(of_mail uuid, with_secret bytea)
returns text language plpgsql security definer set search_path = '' as $$
declare
  posted record;
begin
  select m.clinic_id, m.id, m.kind, m.patient_id, m.carer_id into posted
  from portal.mail m
  join portal.patient p on p.clinic_id = m.clinic_id and p.id = m.patient_id
  left join portal.carer k on k.clinic_id = m.clinic_id and k.id = m.carer_id
  where m.clinic_id = portal.my_clinic() and m.id = of_mail
    and m.dropped_at is null and m.bounced_at is null
    and case m.kind
      when 'patient_link' then m.carer_id is null and lower(portal.address_of(p.clinic_id, p.id)) = lower(m.to_address)
      when 'carer_link' then k.ended_at is null and not portal.is_closed_to(k.clinic_id, k.id)
        and lower(k.email) = lower(m.to_address)
      when 'email_confirmation' then exists (
        select from portal.email_change e
        where e.clinic_id = m.clinic_id and e.mail_id = m.id and e.secret_hash = with_secret
          and e.confirmed_at is null and e.revoked_at is null and e.expires_at > portal.portal_now())
      else false
    end;
  if not found or posted.kind = 'email_confirmation' then return posted.kind; end if;

  insert into portal.patient_link as l (clinic_id, patient_id, carer_id, kind, mail_id, secret_hash, expires_at)
  values (posted.clinic_id, posted.patient_id, posted.carer_id, 'mailed', posted.id, with_secret,
    portal.portal_now() + interval '7 days')
  -- sent again after a crash it is the same link, unless the server's key was changed in between
  on conflict (clinic_id, mail_id) do update set secret_hash = excluded.secret_hash where l.opened_at is null;
  return (
    select posted.kind from portal.patient_link l
    where l.clinic_id = posted.clinic_id and l.mail_id = posted.id and l.secret_hash = with_secret
      and l.revoked_at is null);
end $$;

-- What was asked for and has not gone out does not go out: the clinic revoked whatever lets this patient's people in.
create or replace function portal.drop_link_mails(of_patient uuid)
returns void language sql security definer set search_path = '' as $$
  update portal.mail m set dropped_at = portal.portal_now(), dropped_because = 'link_revoked'
  where m.clinic_id = portal.my_clinic() and m.patient_id = of_patient and m.kind in ('patient_link', 'carer_link')
    and m.sent_at is null and m.dropped_at is null and m.bounced_at is null
$$;

-- a code said on the phone --------------------------------------------------------------------------------------

-- No row: unknown, expired, used, burnt by five wrong tries, or this try was wrong; all look the same outside.
create or replace function portal.open_code(by_lookup text, by_code bytea, born date, on_device text, first_token bytea,
  asked_in text)
returns table (session_id uuid, subject uuid)
language plpgsql security definer set search_path = '' as $$
declare
  code record;
begin
  select c.id, c.clinic_id, c.patient_id, c.code_hash = by_code and p.date_of_birth = born as is_theirs into code
  from portal.spoken_code c
  join portal.patient p on p.clinic_id = c.clinic_id and p.id = c.patient_id
  where c.lookup = by_lookup
    and c.used_at is null
    and c.revoked_at is null
    and c.expires_at > portal.portal_now()
    and c.wrong_tries < 5
  for update of c;
  if code.is_theirs then
    update portal.spoken_code c set used_at = portal.portal_now() where c.id = code.id;
    return query select portal.begin_session(code.clinic_id, null, code.patient_id, null, on_device, first_token,
      'code.opened', asked_in), code.patient_id;
  else
    update portal.spoken_code c set wrong_tries = c.wrong_tries + 1 where c.id = code.id;
    perform portal.trace_visit('link.refused', code.clinic_id, null, null, asked_in, 'spoken_code', array[code.id],
      array[code.patient_id]);
  end if;
end $$;

-- passkeys ------------------------------------------------------------------------------------------------------

-- Of the asker's session, or of nobody for a visitor. Good once, for five minutes. False: strangers have ten thousand of
-- them open; somebody floods this door, and others stay free.
create or replace function portal.begin_challenge(new_challenge text)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  -- what nobody answered; it waits for nobody, so it blocks nobody
  delete from portal.passkey_challenge where id in (
    select old.id from portal.passkey_challenge old where old.expires_at < portal.portal_now()
    limit 100 for update skip locked);
  if portal.my_session() is null and (
    select count(*) from (
      select from portal.passkey_challenge c where c.session_id is null limit 10000) open) >= 10000
  then
    return false;
  end if;
  insert into portal.passkey_challenge (clinic_id, session_id, challenge, expires_at)
  values (portal.my_clinic(), portal.my_session(), new_challenge, portal.portal_now() + interval '5 minutes');
  return true;
end $$;

-- Whether this was asked of the same session, and not answered yet.
create or replace function portal.take_challenge(answered text)
returns boolean language sql security definer set search_path = '' as $$
  with taken as (
    delete from portal.passkey_challenge c
    where c.challenge = answered and c.expires_at > portal.portal_now()
      and c.session_id is not distinct from portal.my_session()
    returning c.id
  )
  select exists (select from taken)
$$;

-- `handle` is whom the device believes that the key belongs to: the patient, or the carer.
create or replace function portal.find_passkey(by_credential text)
returns table (passkey_id uuid, public_key bytea, counter bigint, handle uuid)
language sql stable security definer set search_path = '' as $$
  select k.id, k.public_key, k.counter, coalesce(k.carer_id, k.patient_id)
  from portal.passkey k
  left join portal.carer c on c.clinic_id = k.clinic_id and c.id = k.carer_id
  where k.credential_id = by_credential and k.removed_at is null and c.ended_at is null
    and not portal.is_closed_to(k.clinic_id, k.carer_id)
    and not portal.is_mailed_amiss(k.clinic_id, k.mail_id)
$$;

-- No row: removed meanwhile, or a key that counts says a number that was there already, so that there are two of it.
create or replace function portal.open_passkey_session(of_passkey uuid, counted bigint, on_device text, first_token bytea,
  asked_in text)
returns table (session_id uuid, subject uuid)
language plpgsql security definer set search_path = '' as $$
declare
  used portal.passkey;
begin
  update portal.passkey k set counter = counted, last_used_at = portal.portal_now()
  where k.id = of_passkey and k.removed_at is null and (counted > k.counter or (counted = 0 and k.counter = 0))
  returning * into used;
  if not found then return; end if;
  return query select portal.begin_session(used.clinic_id, null, used.patient_id, used.carer_id, on_device, first_token,
    'passkey.opened', asked_in, used.mail_id), coalesce(used.carer_id, used.patient_id);
end $$;

create or replace function portal.record_refused_passkey(by_credential text, asked_in text)
returns void language sql security definer set search_path = '' as $$
  select portal.trace_visit('passkey.refused', tried.clinic_id, null, null, asked_in, 'passkey', array[tried.id],
    array[tried.patient_id])
  from (select) as once
  left join portal.passkey tried on tried.credential_id = by_credential
$$;

-- an address of one's own choosing ------------------------------------------------------------------------------

-- False: the secret is of nobody, of somebody else or too old, or the clinic has changed the address since it was asked.
create or replace function portal.confirm_own_email(by_secret bytea)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  asked record;
begin
  select e.id, e.new_email into asked
  from portal.email_change e
  join portal.patient p on p.clinic_id = e.clinic_id and p.id = e.patient_id
  where e.secret_hash = by_secret
    and e.clinic_id = portal.my_clinic()
    and e.patient_id = portal.me()
    and e.confirmed_at is null
    and e.revoked_at is null
    and e.expires_at > portal.portal_now()
    and p.email is not distinct from e.old_email
  for update of e, p;
  if not found then return false; end if;
  update portal.patient p set email = asked.new_email where p.clinic_id = portal.my_clinic() and p.id = portal.me();
  update portal.email_change e set confirmed_at = portal.portal_now() where e.id = asked.id;
  return true;
end $$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.ask_for_link, portal.open_code, portal.find_passkey, portal.open_passkey_session,
  portal.record_refused_passkey to app_visitor;
grant execute on function portal.begin_challenge, portal.take_challenge to app_visitor, app_patient, app_carer;
grant execute on function portal.confirm_own_email to app_patient;
grant execute on function portal.drop_link_mails to app_clinician, app_desk;
grant execute on function portal.link_of_mail to app_worker;
