/**
 * A clinic that was founded so that another place's export can move into it. Nobody may have been in it yet: its first admin gives
 * way to who works there according to the export, and their link is dead.
 */
import type { Client } from 'pg';
import { portal } from '../backup/tables';
import { WHAT_MOVES } from './what-moves';

/** All that founding makes. */
const FOUNDING = ['clinic', 'staff', 'invitation', 'audit_entry'];
const OF_NO_CLINIC = ['account', 'attempt', 'worker_seen'];

/** Throws a sentence for people where anything has begun. */
export async function assertNobodyHasBeenIn(owner: Client, clinicId: string): Promise<void> {
  for (const name of Object.keys(WHAT_MOVES)) {
    if (FOUNDING.includes(name) || OF_NO_CLINIC.includes(name)) continue;
    const { rowCount } = await owner.query(`select from ${portal(name)} where clinic_id = $1 limit 1`, [
      clinicId,
    ]);
    if (rowCount) notEmpty(`it has rows in ${name}`);
  }
  const { rows } = await owner.query<{ joined: boolean }>(
    'select account_id is not null as joined from portal.staff where clinic_id = $1',
    [clinicId],
  );
  if (rows.length > 1) notEmpty('others than its first admin work there');
  const { rowCount: traces } = await owner.query(
    `select from portal.audit_entry where clinic_id = $1 and actor_role like 'app\\_%' limit 1`,
    [clinicId],
  );
  if (traces || rows.some(({ joined }) => joined)) notEmpty('its first admin has been in it');
}

/** In the transaction of an import. Throws as above, and changes nothing then. */
export async function makeRoom(owner: Client, clinicId: string): Promise<void> {
  await owner.query('select from portal.clinic where id = $1 for update', [clinicId]);
  await assertNobodyHasBeenIn(owner, clinicId);
  await owner.query('delete from portal.invitation where clinic_id = $1', [clinicId]);
  await owner.query('delete from portal.staff where clinic_id = $1', [clinicId]);
}

function notEmpty(because: string): never {
  throw new Error(`The clinic is not empty: ${because}. An export is never put among what is there.`);
}
