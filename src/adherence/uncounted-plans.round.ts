/**
 * Writes the days of plans that were issued before days were written. Once a plan has any, whoever changes it writes them; so
 * this finds nothing any more after its first visits, and asking that costs little.
 */
import type { WorkTx } from '../db/work-door';
import { ComesRound, type Round } from '../work/round';
import { askAllDays } from './days-asked';

/** Of one visit, so that no transaction is long; the next goes on. */
const PLANS_AT_ONCE = 200;

@ComesRound()
export class UncountedPlansRound implements Round {
  readonly name = 'uncounted-plans';
  readonly everyMinutes = 10;

  async visit(tx: WorkTx): Promise<void> {
    const plans = await tx.query<{ id: string }>('select id from portal.uncounted_plans($1) id', [
      PLANS_AT_ONCE,
    ]);
    await askAllDays(
      tx,
      plans.map(({ id }) => id),
    );
  }
}
