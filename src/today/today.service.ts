import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { readWords } from '../language/language.repository';
import { newThisWeek } from './new-this-week';
import { todayOfPlan } from './today';
import { totalsOfDay } from './totals';
import { type TodayDto, toToday } from './today.dto';
import { markSeen, readDone, readItems, readPlans, readStanding } from './today.repository';

/** Puts a day together from what the gate shows and what the diary says. */
@Injectable()
export class TodayService {
  async read(tx: Tx, isBadDay: boolean): Promise<TodayDto> {
    tx.sawRecordOf(tx.actor.patientId as string);
    const words = await readWords(tx);
    const standing = await readStanding(tx);
    const plans = await readPlans(tx);
    const items = plans.length > 0 ? await readItems(tx) : [];
    const done = items.length > 0 ? await readDone(tx) : [];
    const asked = { today: tx.today, timeZone: tx.timeZone, isBadDay };
    const days = plans.map((plan) => {
      const own = items.filter(({ prescriptionId }) => prescriptionId === plan.prescriptionId);
      const begun = newThisWeek(plan, own, { ...asked, lookedAt: plan.lookedAt });
      return { plan, begun, day: todayOfPlan(plan, own, done, asked, words) };
    });
    return toToday(tx.today, isBadDay, standing, days, totalsOfDay(days, asked, words), words);
  }

  /** Seen once is seen. Throws not_found for a version that does not show, or shows no more. */
  async see(tx: Tx, prescriptionId: string, versionId: string): Promise<void> {
    const { isLive, isNew } = await markSeen(tx, prescriptionId, versionId);
    if (!isLive) throw new AppError('not_found');
    if (!isNew) return;
    const patientIds = [tx.actor.patientId as string];
    await record(tx, 'plan.seen', { type: 'prescription_version', ids: [versionId], patientIds });
  }
}
