import { Injectable } from '@nestjs/common';
import { raiseAlert } from '../alert/raise-alert';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { openByPatient } from '../hold/patients-hold';
import { hasPlan } from './check-in.repository';

/**
 * A patient's own pause: nobody has to agree, and only a clinician lifts it, because why somebody wanted to stop is worth
 * asking. It is theirs in both modes of the rules; the software neither proposes nor ends it.
 */
@Injectable()
export class OwnPauseService {
  /** Pausing again while it stands changes nothing. Throws hold.nothing_to_pause. */
  async pause(tx: Tx, because?: string): Promise<void> {
    if (!(await hasPlan(tx))) throw new AppError('hold.nothing_to_pause');
    const words = because === undefined ? 'The patient’s own wish.' : `The patient’s own wish: ${because}`;
    if (!(await openByPatient(tx, { kind: 'own_pause', because: words }))) return;
    // nobody else would lift it: "how can we help"
    const patientId = tx.actor.patientId as string;
    await raiseAlert(tx, { kind: 'A4', patientId, key: 'own_pause', facts: { ownPause: true } });
  }
}
