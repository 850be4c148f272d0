/**
 * The hourly round over a clinic's patients: who has fallen silent, whose review comes up, and once more what was told lately. May
 * be cut off and come again: what is on the worklist already is not put there twice.
 */
import { ClinicalRules } from '../clinic/clinical-rules';
import type { WorkTx } from '../db/work-door';
import { ComesRound, type Round } from '../work/round';
import { lookAtWhatWasTold, raiseAll } from './after-entries';
import { followed, patientsWhoTold, plansToReview } from './look-after.repository';
import { noChange, reviewDue } from './review-due';
import { fallenSilent } from './silence';

/** So many diaries are held in memory at once. */
const AT_ONCE = 200;

@ComesRound()
export class LookAfterRound implements Round {
  readonly name = 'alert-look-after';
  readonly everyMinutes = 60;

  constructor(private readonly mode: ClinicalRules) {}

  async visit(tx: WorkTx): Promise<void> {
    const told = await patientsWhoTold(tx);
    for (let first = 0; first < told.length; first += AT_ONCE) {
      await lookAtWhatWasTold(tx, told.slice(first, first + AT_ONCE), this.mode);
    }
    for (const { patientId, lastAt, ...following } of await followed(tx)) {
      await raiseAll(tx, patientId, fallenSilent({ ...following, today: tx.today }, { lastAt }), this.mode);
    }
    for (const { patientId, plan, limits, heard, scores } of await plansToReview(tx)) {
      const occasions = [
        ...reviewDue(plan, limits, tx.today, heard),
        ...noChange(plan, scores, tx.today, heard),
      ];
      await raiseAll(tx, patientId, occasions, this.mode);
    }
  }
}
