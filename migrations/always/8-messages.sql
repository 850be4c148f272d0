-- What goes out, looked at again the moment it goes. The worker may see mails and little else, so what it must know of others
-- it asks here: each function answers the least that its question needs.

-- What a mail is made of beside its kind: how the clinic is called and reached.
create or replace function portal.clinic_of_mails()
returns table (name text, phone text, email text)
language sql stable security definer set search_path = '' as $$
  select c.name, c.phone, c.email from portal.clinic c where c.id = portal.my_clinic()
$$;

-- Null: it may go. Else why not. What tells a patient of their plan is silent while they are discharged; what they asked for
-- themself since then (a link, a change of address) still comes.
create or replace function portal.why_not_send(mail_id uuid)
returns text language sql stable security definer set search_path = '' as $$
  select case
    when exists (
      select 1 from portal.carer k where k.clinic_id = m.clinic_id and k.id = m.carer_id and k.ended_at is not null
    ) then 'carer_ended'
    when m.staff_id is null and exists (
      select 1 from portal.discharge d
      where d.clinic_id = m.clinic_id and d.patient_id = m.patient_id and d.readmitted_at is null
        and (m.kind in ('plan_changed', 'plan_ends_soon', 'reminder') or d.discharged_at >= m.created_at)
    ) then 'discharged'
    when m.kind in ('plan_changed', 'plan_ends_soon', 'reminder') and not exists (
      select 1 from portal.patient p
      where p.clinic_id = m.clinic_id and p.id = m.patient_id and lower(p.email) = lower(m.to_address)
    ) then 'other_address'
    when m.staff_id is not null and not exists (
      select 1 from portal.staff s
      join portal.clinic c on c.id = s.clinic_id
      where s.clinic_id = m.clinic_id and s.id = m.staff_id
        and portal.today_in(c.time_zone) between s.active_from and coalesce(s.active_to, 'infinity')
    ) then 'left_the_clinic'
  end
  from portal.mail m
  where m.clinic_id = portal.my_clinic() and m.id = mail_id
$$;

-- A new function may be executed by everybody until this is said.
revoke all on all functions in schema portal from public;
grant execute on function portal.clinic_of_mails, portal.why_not_send to app_worker;
