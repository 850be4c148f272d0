/** Reads who is at the clinic today, for whoever has something to tell: a patient who raises it learns none of it outside. */
import type { Tx } from '../db/tx';
import type { WorkTx } from '../db/work-door';
import type { Cover } from './stand-in';

/** Only people who can sign in today are among the clinicians and admins. */
export interface Team {
  covers: Cover[];
  /** Whether or not they are here. */
  backupId: string | null;
  clinicianIds: string[];
  adminIds: string[];
}

export async function readTeam(tx: Tx | WorkTx): Promise<Team> {
  const [team] = await tx.query<Team>(
    `select covers, backup_id as "backupId", clinician_ids as "clinicianIds", admin_ids as "adminIds"
     from portal.team_today()`,
  );
  return team as Team;
}
