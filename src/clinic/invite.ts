import type { Client } from 'pg';
import { GOOD_FOR_DAYS, newSecret, secretHash } from '../identity/secret';

/**
 * The operator's way to help where no admin can: a clinic's only admin who forgot the password or let the invitation
 * lapse, somebody whose account belongs to several clinics, or an e-mail with which somebody else opened an account.
 * Before using it, make sure by another way than that e-mail who is asking.
 */
export interface Invited {
  name: string;
  /** Where the account signs in; or, without one, the clinic that invites. */
  clinics: string[];
  /** For choosing another password; else for opening an account. */
  resets: boolean;
  secret: string;
}

interface Member {
  clinic_id: string;
  staff_id: string;
  name: string;
  clinic_name: string;
  resets: boolean;
}

/**
 * One link for the account that has this e-mail, whatever its clinics; or, if there is none, one for each clinic that
 * engaged somebody with this e-mail. Replaces earlier links of its kind. Empty: nobody of today's staff has the e-mail.
 */
export async function invite(owner: Pick<Client, 'query'>, email: string): Promise<Invited[]> {
  const { rows: members } = await owner.query<Member>(
    `select member.clinic_id, member.id as staff_id, member.name, c.name as clinic_name, a.id is not null as resets
     from portal.staff member
     join portal.clinic c on c.id = member.clinic_id
     left join portal.account a on lower(a.email) = lower($1)
     where lower(member.email) = lower($1) and member.account_id is not distinct from a.id
       and portal.today_in(c.time_zone) <= coalesce(member.active_to, 'infinity')
     order by c.name, c.id`,
    [email],
  );
  const clinics = members.map((member) => member.clinic_name);
  if (members[0]?.resets) return [{ ...(await issue(owner, members[0])), clinics }];
  const invited: Invited[] = [];
  for (const member of members) {
    invited.push({ ...(await issue(owner, member)), clinics: [member.clinic_name] });
  }
  return invited;
}

async function issue(owner: Pick<Client, 'query'>, { clinic_id, staff_id, name, resets }: Member) {
  const secret = newSecret();
  const [kind, days] = resets ? ['operators_reset', GOOD_FOR_DAYS.reset] : ['join', GOOD_FOR_DAYS.join];
  await owner.query('begin');
  try {
    await owner.query(
      `update portal.invitation set revoked_at = portal.portal_now()
       where clinic_id = $1 and staff_id = $2 and kind = $3 and accepted_at is null and revoked_at is null`,
      [clinic_id, staff_id, kind],
    );
    await owner.query(
      `insert into portal.invitation (clinic_id, staff_id, kind, secret_hash, expires_at)
       values ($1, $2, $3, $4, portal.portal_now() + make_interval(days => $5))`,
      [clinic_id, staff_id, kind, secretHash(secret), days],
    );
    await owner.query(
      `insert into portal.audit_entry (clinic_id, actor_role, action, subject_type, subject_ids)
       values ($1, current_user, $2, 'staff', array[$3::uuid])`,
      [clinic_id, resets ? 'password_reset.issued' : 'invitation.issued', staff_id],
    );
    await owner.query('commit');
  } catch (thrown) {
    await owner.query('rollback');
    throw thrown;
  }
  return { name, resets, secret };
}
