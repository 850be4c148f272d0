/** The emergency numbers of the asker's own clinic; whoever is of it may ask. */
import type { Tx } from '../db/tx';
import { type Country, type Numbers, numbersOf } from './emergency-numbers';

export async function readNumbers(tx: Tx): Promise<Numbers> {
  const [clinic] = await tx.query<{ country: Country }>('select country from portal.clinic where id = $1', [
    tx.actor.clinicId,
  ]);
  return numbersOf((clinic as { country: Country }).country);
}
