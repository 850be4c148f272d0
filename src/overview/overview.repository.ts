/** What an admin reads of the clinic as a whole. Of patients only counts come here: the rest no policy lets through. */
import type { Tx } from '../db/tx';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import type { MailKind } from '../mail/post-mail';
import type { FailedMailQuery, SizeDto } from './overview.dto';

export interface Counts {
  staff: number;
  staffDevices: number;
  patientDevices: number;
  carerDevices: number;
  passkeys: number;
  failedMails: number;
  mailsWaiting: number;
  deadVideos: number;
  lastBackupAt: Date | null;
  workerIsLate: boolean;
}

const LIVE = `s.ended_at is null and s.staff_id is not null
  and least(s.expires_at, portal.idle_until(s.renewed_at, true)) > portal.portal_now()`;

export async function readCounts(tx: Tx): Promise<Counts> {
  const [row] = await tx.query<Counts>(
    `select
       (select count(*)::int from portal.staff s
        where $1::date between s.active_from and coalesce(s.active_to, 'infinity')) as staff,
       (select count(*)::int from portal.session s where ${LIVE}) as "staffDevices",
       n.patient_sessions as "patientDevices", n.carer_sessions as "carerDevices", n.passkeys,
       n.dead_videos as "deadVideos", m.mails_failed as "failedMails", m.mails_waiting as "mailsWaiting",
       (select max(e.at) from portal.audit_entry e where e.action = 'backup.taken') as "lastBackupAt",
       w.is_late as "workerIsLate"
     from portal.clinic_counts() n cross join portal.mails_standing() m cross join portal.worker_last_seen() w`,
    [tx.today],
  );
  return row as Counts;
}

export interface WaitingInvitation {
  staffId: string;
  name: string;
  expiresAt: Date;
  isOver: boolean;
}

/** The last of each person who has no account yet. */
export function waitingInvitations(tx: Tx): Promise<WaitingInvitation[]> {
  return tx.query<WaitingInvitation>(
    `select * from (
       select distinct on (s.id) s.id as "staffId", s.name, i.expires_at as "expiresAt",
         i.expires_at <= portal.portal_now() as "isOver"
       from portal.invitation i join portal.staff s on s.clinic_id = i.clinic_id and s.id = i.staff_id
       where i.kind = 'join' and i.accepted_at is null and i.revoked_at is null and s.account_id is null
       order by s.id, i.expires_at desc) waiting
     order by "expiresAt" desc, "staffId" limit 100`,
  );
}

export interface StaffDeviceRow {
  id: string;
  staffId: string;
  name: string;
  device: string;
  beganAt: Date;
  lastSeenAt: Date;
  sortKey: string;
}

/** Who was seen last comes first. */
export function listStaffDevices(tx: Tx, page: PageQuery): Promise<StaffDeviceRow[]> {
  const [seen, id] = cursorKey(page, 2) ?? [null, null];
  return tx.query<StaffDeviceRow>(
    `select s.id, s.staff_id as "staffId", who.name, s.device, s.created_at as "beganAt", s.renewed_at as "lastSeenAt",
       s.renewed_at::text as "sortKey"
     from portal.session s join portal.staff who on who.clinic_id = s.clinic_id and who.id = s.staff_id
     where ${LIVE} and ($1::timestamptz is null or (s.renewed_at, s.id) < ($1::timestamptz, $2::uuid))
     order by s.renewed_at desc, s.id desc limit $3`,
    [seen, id, rowsFor(page)],
  );
}

export function readSizes(tx: Tx): Promise<SizeDto[]> {
  return tx.query<SizeDto>(
    `select kind, rows::float8 as rows, is_estimate as "isEstimate", bytes::float8 as bytes from portal.clinic_sizes()`,
  );
}

export interface FailedMailRow {
  id: string;
  kind: MailKind;
  masked: string;
  postedAt: Date;
  failedAt: Date;
  code: string;
  sortKey: string;
}

export function listFailedMails(tx: Tx, query: FailedMailQuery): Promise<FailedMailRow[]> {
  const [at, id] = cursorKey(query, 2) ?? [null, null];
  return tx.query<FailedMailRow>(
    `select id, kind, masked, posted_at as "postedAt", failed_at as "failedAt", code, failed_at::text as "sortKey"
     from portal.failed_mails($1, $2, $3, $4)`,
    [query.kind ?? null, at, id, rowsFor(query)],
  );
}
