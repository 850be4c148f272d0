import type { Client } from 'pg';
import { Choice, Email, Text, WebAddress } from '../http/fields';
import { newSecret, secretHash } from '../identity/secret';
import { COUNTRIES, type Country, COUNTRY_OF_MOST } from './emergency-numbers';
import { isTimeZone } from './time-zone';

/**
 * The beginning of a clinic, which nobody inside the software can make: done by the owner of the database, who then
 * hands the first admin an invitation. From there on the clinic runs itself.
 */
export class NewClinic {
  @Text({ max: 200 }) name: string;
  @Text({ max: 500 }) address: string;
  @Text({ max: 40 }) phone: string;
  @Email() email: string;
  @WebAddress({ optional: true, nullable: true }) bookingUrl?: string | null;
  /** IANA name. */
  @Text({ max: 60 }) timeZone: string;
  /** It says which emergency numbers patients read; that of most, unless said. */
  @Choice(COUNTRIES, { optional: true }) country?: Country;
}

export class FirstAdmin {
  @Text({ max: 200 }) name: string;
  @Email() email: string;
}

export interface FoundedClinic {
  clinicId: string;
  staffId: string;
  /** Good for seven days, for POST /invitation-acceptance; nobody can read it again. */
  invitationSecret: string;
}

/**
 * `owner` is connected as the owner of the tables. All or nothing, unless a transaction of the caller's is open. Throws
 * on a time zone that is none.
 */
export async function foundClinic(
  owner: Pick<Client, 'query'>,
  clinic: NewClinic,
  admin: FirstAdmin,
): Promise<FoundedClinic> {
  if (!(await isTimeZone(clinic.timeZone, async (...asked) => (await owner.query(...asked)).rows))) {
    throw new Error(`${clinic.timeZone} is no time zone: name a place, such as Europe/London, or UTC.`);
  }
  const invitationSecret = newSecret();
  const { rows } = await owner.query<{ clinic_id: string; staff_id: string }>(
    `with clinic as (
       insert into portal.clinic (name, address, phone, email, booking_url, time_zone, country)
       values ($1, $2, $3, $4, $5, $6, $10) returning id, time_zone),
     staff as (
       insert into portal.staff (clinic_id, name, email, active_from, roles)
       select id, $7, $8, portal.today_in(time_zone), '{admin}' from clinic returning id, clinic_id),
     invitation as (
       insert into portal.invitation (clinic_id, staff_id, secret_hash, expires_at)
       select clinic_id, id, $9, portal.portal_now() + interval '7 days' from staff),
     trace as (
       insert into portal.audit_entry (clinic_id, actor_role, action, subject_type, subject_ids)
       select clinic_id, current_user, 'clinic.founded', 'staff', array[id] from staff)
     select clinic_id, id as staff_id from staff`,
    [
      clinic.name,
      clinic.address,
      clinic.phone,
      clinic.email,
      clinic.bookingUrl ?? null,
      clinic.timeZone,
      admin.name,
      admin.email,
      secretHash(invitationSecret),
      clinic.country ?? COUNTRY_OF_MOST,
    ],
  );
  const [founded] = rows as [{ clinic_id: string; staff_id: string }];
  return { clinicId: founded.clinic_id, staffId: founded.staff_id, invitationSecret };
}
