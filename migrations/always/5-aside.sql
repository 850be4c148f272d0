-- What the login itself calls beside a request's transaction, on connections of its own: what must stand even when
-- the request fails. Counts tries at guessing, records refusals, forgets replies. Nothing here lets anybody in.

-- What is being guessed. The words an attacker sends only choose a bucket by the row they would open: another
-- spelling of the same e-mail is the same bucket.
create or replace function portal.subject_key(kind text, subject text)
returns text language sql immutable set search_path = '' as $$
  select kind || ':' || encode(sha256(convert_to(kind || ':' || lower(subject), 'UTF8')), 'hex')
$$;

-- Where the guesses come from. One home or one rented server has a whole /64 of IPv6 addresses.
create or replace function portal.caller_key(caller inet)
returns text language sql immutable set search_path = '' as $$
  select portal.subject_key('address',
    coalesce(network(set_masklen(caller, case family(caller) when 4 then 32 else 64 end))::text, 'unknown'))
$$;

-- Counts one try as wrong, before anybody looks whether it is right: tries sent all at once are counted one by one.
-- Returns for how many seconds such a try is refused; 0: go ahead.
-- Per address 20 a minute. Per subject five, then one after each pause of 1, 2, 4, 8 and at most 15 minutes: never a
-- lock that only somebody else can open. An hour without a wrong try forgets.
create or replace function portal.count_attempt(kind text, subject text, caller inet)
returns int language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := portal.portal_now();
  tried portal.attempt;
begin
  insert into portal.attempt as a (key, failures, first_at) values (portal.caller_key(caller), 1, at)
  on conflict (key) do update set
    failures = case when a.first_at <= at - interval '1 minute' then 1 else a.failures + 1 end,
    first_at = case when a.first_at <= at - interval '1 minute' then at else a.first_at end
  returning * into tried;
  if tried.failures > 20 then
    return greatest(1, ceil(extract(epoch from tried.first_at + interval '1 minute' - at)));
  end if;

  insert into portal.attempt as a (key, failures, first_at) values (portal.subject_key(kind, subject), 1, at)
  on conflict (key) do update set
    failures = case when coalesce(a.blocked_until, a.first_at) <= at - interval '1 hour' then 1 else a.failures + 1 end,
    first_at = case when coalesce(a.blocked_until, a.first_at) <= at - interval '1 hour' then at else a.first_at end,
    blocked_until = null
  where a.blocked_until is null or a.blocked_until <= at
  returning * into tried;
  if not found then
    select * into tried from portal.attempt a where a.key = portal.subject_key(kind, subject);
    return greatest(1, ceil(extract(epoch from tried.blocked_until - at)));
  end if;
  if tried.failures >= 5 then
    update portal.attempt a
    set blocked_until = at + least(interval '1 minute' * 2 ^ least(tried.failures - 5, 4), interval '15 minutes')
    where a.key = tried.key;
  end if;

  -- now and then, what nobody asks about any more; it waits for nobody, so it blocks nobody
  if random() < 0.01 then
    delete from portal.attempt where key in (
      select old.key from portal.attempt old
      where coalesce(old.blocked_until, old.first_at) < at - interval '1 day'
      limit 1000 for update skip locked);
  end if;
  return 0;
end $$;

-- Counts what costs us something but guesses nothing, by where it comes from, apart from wrong tries: 60 in ten minutes. Returns
-- for how many seconds it is refused; 0: go ahead.
create or replace function portal.count_asking(kind text, caller inet)
returns int language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := portal.portal_now();
  asked portal.attempt;
begin
  insert into portal.attempt as a (key, failures, first_at)
  values (portal.subject_key('asking ' || kind, portal.caller_key(caller)), 1, at)
  on conflict (key) do update set
    failures = case when a.first_at <= at - interval '10 minutes' then 1 else a.failures + 1 end,
    first_at = case when a.first_at <= at - interval '10 minutes' then at else a.first_at end
  returning * into asked;
  if asked.failures <= 60 then return 0; end if;
  return greatest(1, ceil(extract(epoch from asked.first_at + interval '10 minutes' - at)));
end $$;

-- The try was right after all: the subject starts anew, and the address gets this one back.
create or replace function portal.forgive_attempts(kind text, subject text, caller inet)
returns void language sql security definer set search_path = '' as $$
  update portal.attempt set failures = greatest(failures - 1, 0) where key = portal.caller_key(caller);
  delete from portal.attempt where key = portal.subject_key(kind, subject);
$$;

-- Somebody signed in asked for what their role may not do.
create or replace function portal.record_refusal(refused_session uuid, operation text, asked_in text)
returns void language sql security definer set search_path = '' as $$
  insert into portal.audit_entry (clinic_id, actor_role, actor_id, session_id, request_id, action, subject_type)
  select s.clinic_id, 'app_visitor', coalesce(s.staff_id, s.carer_id, s.patient_id), s.id, asked_in, 'identity.refused', operation
  from portal.session s
  where s.id = refused_session
$$;

-- What a repeated request would be answered with is clinical text as a rule: kept for a day and no longer, whoever it is
-- of and whether or not they ever come back.
create or replace function portal.forget_replies()
returns void language sql security definer set search_path = '' as $$
  delete from portal.idempotency_key where id in (
    select old.id from portal.idempotency_key old
    where old.created_at < portal.portal_now() - interval '24 hours'
    limit 10000 for update skip locked)
$$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.count_attempt, portal.count_asking, portal.forgive_attempts, portal.forget_replies, portal.record_refusal
  to portal_app;
