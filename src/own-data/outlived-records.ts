/**
 * A record that can no longer be fetched is forgotten: what was given stands in the notes themselves, and that it was given, and
 * what was held back, in the request. Comes round once a day.
 */
import type { WorkTx } from '../db/work-door';
import { ComesRound, type Round } from '../work/round';

@ComesRound()
export class OutlivedRecords implements Round {
  readonly name = 'outlived-records';
  readonly everyMinutes = 24 * 60;

  async visit(tx: WorkTx): Promise<void> {
    await tx.query('delete from portal.released_record where available_until <= portal.portal_now()');
  }
}
