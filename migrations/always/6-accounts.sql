-- What somebody who is signed in may do with accounts, a table that no role sees: with their own, and an admin for a
-- colleague. Each function answers for the asker's clinic alone, and is given hashes, never a password.

-- With what a new password must not be made of.
create or replace function portal.own_account()
returns table (email text, name text, clinic_name text, password_hash text)
language sql stable security definer set search_path = '' as $$
  select a.email, member.name, c.name, a.password_hash
  from portal.staff member
  join portal.clinic c on c.id = member.clinic_id
  join portal.account a on a.id = member.account_id
  where member.clinic_id = portal.my_clinic() and member.id = portal.me()
$$;

-- False: the password is not (any more) the one that was right.
create or replace function portal.change_own_password(right_hash text, new_hash text, asked_in text)
returns boolean language plpgsql security definer set search_path = '' as $$
declare
  own uuid;
begin
  select a.id into own
  from portal.staff member
  join portal.account a on a.id = member.account_id
  where member.clinic_id = portal.my_clinic() and member.id = portal.me() and a.password_hash = right_hash
  for update of a;
  if not found then return false; end if;
  perform portal.replace_password(own, new_hash, portal.my_session(), asked_in);
  return true;
end $$;

-- Whether a member of staff signs in with an account that is this clinic's alone: only then may an admin of it let them
-- choose another password. Who works for two clinics would else be at the mercy of either.
create or replace function portal.signs_in_here_only(of_staff uuid)
returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from portal.staff member
    where member.clinic_id = portal.my_clinic() and member.id = of_staff and member.account_id is not null
      and not portal.has_other_clinic(member.account_id, member.clinic_id))
$$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.own_account, portal.change_own_password to app_clinician, app_desk, app_admin;
grant execute on function portal.signs_in_here_only to app_admin;
