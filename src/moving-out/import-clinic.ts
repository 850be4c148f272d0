/**
 * Makes a clinic of an export that was checked: one that it founds, or one that was founded for it and is empty. In one
 * transaction, in which every file is written out again and has to be the same bytes, and all that guards the rows has to be as
 * it was. Who works there comes as somebody who was never invited; its admins are invited here, as nobody else could.
 */
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { showProgress } from '../backup/progress';
import { guardsOf, portal, speakPlainly } from '../backup/tables';
import { GOOD_FOR_DAYS, newSecret, secretHash } from '../identity/secret';
import type { MediaStore } from '../media/store/media-store';
import type { CheckedExport } from './check-export';
import { assertNobodyHasBeenIn, makeRoom } from './founded-clinic';
import { putMedia } from './moved-media';
import type { MovingTable } from './moving-tables';
import { assertNobodyElses, assertSameLines, assertStarters, putLines, withTriggersAsleep } from './rows-in';

export interface ImportWanted {
  checked: CheckedExport;
  tables: readonly MovingTable[];
  /** The id of a clinic that was founded and is empty; null: one is founded. */
  into: string | null;
  store: MediaStore;
  out: NodeJS.WriteStream;
}

export interface InvitedAdmin {
  name: string;
  email: string;
  /** Good for seven days, for POST /invitation-acceptance; nobody can read it again. */
  secret: string;
}

export interface ImportedClinic {
  clinicId: string;
  admins: InvitedAdmin[];
}

/** Throws a sentence for people, and then nothing has changed. */
export async function importClinic(owner: Client, wanted: ImportWanted): Promise<ImportedClinic> {
  const { checked, into, store } = wanted;
  const clinicId = into ?? randomUUID();
  // before a file is put: where somebody is at home, their own files lie under this id
  if (into !== null) await assertNobodyHasBeenIn(owner, into);
  // and files before rows, so that nobody waits for them while the tables are locked; no row names them yet
  const takeMediaAway = await putMedia(store, checked.folder, checked.media, clinicId);
  try {
    await owner.query('begin');
    const admins = await importRows(owner, wanted, clinicId);
    await owner.query('commit');
    await owner.query('analyze').catch(() => undefined);
    return { clinicId, admins };
  } catch (fault) {
    await owner.query('rollback').catch(() => undefined);
    await takeMediaAway().catch(() => undefined);
    throw fault;
  }
}

async function importRows(owner: Client, wanted: ImportWanted, clinicId: string): Promise<InvitedAdmin[]> {
  const { checked, tables, into, out } = wanted;
  await speakPlainly(owner);
  // whoever writes at another clinic waits for the end of this, and this not for long for them
  await owner.query(`set local lock_timeout = '60s'`);
  await assertStarters(owner, checked);
  const guards = await guardsOf(owner);
  await withTriggersAsleep(owner, tables, async () => {
    if (into !== null) await makeRoom(owner, clinicId);
    const progress = showProgress('Writing', tables.length, out);
    try {
      await putLines(owner, tables, checked, clinicId, into !== null, progress);
    } finally {
      progress.end();
    }
  });
  await assertNobodyElses(owner, tables, clinicId);
  await assertSameLines(owner, tables, checked, clinicId);
  if ((await guardsOf(owner)) !== guards) {
    throw new Error('What guards the rows was not put on again as it was.');
  }
  await owner.query(
    `insert into portal.audit_entry (clinic_id, actor_role, action, subject_type, subject_ids)
     values ($1, current_user, 'clinic.imported', 'clinic', array[$1::uuid])`,
    [clinicId],
  );
  return inviteAdmins(owner, clinicId);
}

/** Those who may act as one today and have no account here. */
async function inviteAdmins(owner: Client, clinicId: string): Promise<InvitedAdmin[]> {
  const { rows } = await owner.query<{ id: string; name: string; email: string }>(
    `select s.id, s.name, s.email from ${portal('staff')} s join portal.clinic c on c.id = s.clinic_id
     where s.clinic_id = $1 and 'admin' = any (s.roles) and s.account_id is null
       and portal.today_in(c.time_zone) between s.active_from and coalesce(s.active_to, 'infinity')
     order by s.name, s.id`,
    [clinicId],
  );
  const admins: InvitedAdmin[] = [];
  for (const { id, name, email } of rows) {
    const secret = newSecret();
    await owner.query(
      `with invited as (
         insert into portal.invitation (clinic_id, staff_id, secret_hash, expires_at)
         values ($1, $2, $3, portal.portal_now() + make_interval(days => $4)))
       insert into portal.audit_entry (clinic_id, actor_role, action, subject_type, subject_ids)
       values ($1, current_user, 'invitation.issued', 'staff', array[$2::uuid])`,
      [clinicId, id, secretHash(secret), GOOD_FOR_DAYS.join],
    );
    admins.push({ name, email, secret });
  }
  return admins;
}
