/**
 * The pause of the whole plan for new numbness or weakness, whichever entry told of it. Only a clinician lifts it; what they marked
 * as comfort goes on showing. What must not be done here: weigh whether it is needed.
 */
import type { Tx } from '../db/tx';
import { openByPatient } from '../hold/patients-hold';

/** Where a plan stands when there is something to pause. */
const PAUSABLE = ['live', 'resting', 'not_started', 'not_confirmed', 'paused', 'on_hold'];

/** Once: nothing happens where it stands already, or where there is no plan. */
export async function pauseForNumbness(tx: Tx): Promise<void> {
  const kinds = await standingKinds(tx);
  if (kinds.includes('pain_pause') || !kinds.some((kind) => PAUSABLE.includes(kind))) return;
  await openByPatient(tx, { kind: 'pain_pause', because: 'Told in the diary: new numbness or weakness.' });
}

export async function isPlanPaused(tx: Tx): Promise<boolean> {
  const kinds = await standingKinds(tx);
  return kinds.some((kind) => kind === 'pain_pause' || kind === 'on_hold');
}

async function standingKinds(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ kind: string }>('select kind from portal.advice_standing');
  return rows.map(({ kind }) => kind);
}
