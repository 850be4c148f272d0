/**
 * Who looks after the asker, as the database tells a patient or their carer: a name and a profession. Nothing of who did before, or
 * why that changed, may be read here.
 */
import type { Tx } from '../db/tx';

export interface OwnClinician {
  /** null: nobody who is at the clinic today. */
  name: string | null;
  profession: string | null;
}

export async function readOwnClinician(tx: Tx): Promise<OwnClinician> {
  const [clinician] = await tx.query<OwnClinician>('select name, profession from portal.my_clinician()');
  if (tx.actor.patientId !== null) tx.sawRecordOf(tx.actor.patientId);
  return clinician ?? { name: null, profession: null };
}
