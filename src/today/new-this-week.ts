/**
 * Which exercises begin this week by the plan itself: because their week has come, or because a clinician began their phase. An
 * issue tells what it changed (prescription/changes-in-words.ts); this tells what it kept back then. Pure, and only of what the
 * gate shows: what waits is not known here.
 */
import { addDays } from '../calendar/days';
import { partNamed } from '../plan/plan';
import { dayAt } from '../schedule/clinic-clock';
import { firstDayOf, weeksOfItem } from '../schedule/plan-weeks';
import type { ShownItem, ShownPlan } from './today';

export interface LookedAt {
  /** When the patient last opened a version that they had not seen; null: none yet, and then nothing is news. */
  lookedAt: Date | null;
  today: string;
  timeZone: string;
}

/**
 * In the order of the plan, for seven days from the first of each. What began by the first day of the version was told with its
 * issue, unless an earlier version had it waiting.
 */
export function newThisWeek<Item extends ShownItem>(
  plan: ShownPlan,
  shown: readonly Item[],
  { lookedAt, today, timeZone }: LookedAt,
): Item[] {
  if (lookedAt === null) return [];
  const lookedOn = dayAt(lookedAt, timeZone);
  const issuedAt = plan.transitions.findLast(({ kind }) => kind === 'issued')?.at ?? lookedAt;
  return shown.filter(({ id, dosage, phase: name }) => {
    const weeks = weeksOfItem(dosage, partNamed(plan.phases, name));
    const first = weeks && firstDayOf(weeks, plan);
    if (!first || first > today || today > addDays(first, 6)) return false;
    const hadWaited = plan.formerItems.some(({ as }) => as === id);
    const begun = plan.phasesBegun.find((one) => one.name === weeks.awaitsPhase);
    // a clinician's word comes in the middle of a day, perhaps that of the issue
    if (begun && weeks.fromWeek === 1) return begun.at > lookedAt && (hadWaited || begun.at > issuedAt);
    return lookedOn < first && (first > plan.startsOn || (hadWaited && first < plan.startsOn));
  });
}
