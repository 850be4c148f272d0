/**
 * What is wrong with schedules that only the whole plan can tell: an item between the days of one that is not there, a session
 * that would begin after its phase has ended. What a dose can tell by itself is checked with the dose.
 */
import type { DosageFault, SessionDose } from '../dosage/dosage';
import { daysAWeek } from '../dosage/how-often';
import { type ScheduledItem, weeksOfPhase } from './plan-weeks';

/** `pointer` is a JSON pointer below the dosage of the item at `place`. */
export interface ScheduleFault extends DosageFault {
  place: number;
}

/** Expects doses without faults of their own. */
export function checkPlanSchedule(items: readonly ScheduledItem[]): ScheduleFault[] {
  return items.flatMap((item) =>
    item.dosage.sessions.flatMap((dose, session) => [
      ...faultAt(item, `/sessions/${session}/schedule/betweenPlace`, wrongBetween(dose, item, items)),
      ...faultAt(item, `/sessions/${session}/weeks`, wrongWeeks(dose, item)),
    ]),
  );
}

function faultAt({ place }: ScheduledItem, pointer: string, detail: string | null): ScheduleFault[] {
  return detail === null ? [] : [{ place, pointer, code: 'dosage.contradictory', detail }];
}

function wrongBetween(
  { schedule }: SessionDose,
  item: ScheduledItem,
  items: readonly ScheduledItem[],
): string | null {
  if (schedule.kind !== 'between') return null;
  const other = items.find(({ place }) => place === schedule.betweenPlace);
  if (!other) return `This plan has no item at place ${schedule.betweenPlace}.`;
  if (other === item) return 'An item cannot be done between its own days.';
  const schedules = other.dosage.sessions.map((dose) => dose.schedule);
  if (schedules.some(({ kind }) => kind === 'between')) {
    return 'That item is itself done between the days of another: name the other one.';
  }
  if (schedules.every(({ kind }) => kind === 'as_needed')) {
    return 'That item is done as needed: it has no days to be between.';
  }
  if (schedules.every((each) => daysAWeek(each).min === 7)) {
    return 'That item is done every day: no day lies between.';
  }
  return null;
}

function wrongWeeks({ weeks }: SessionDose, { phase }: ScheduledItem): string | null {
  const lasts = weeksOfPhase(phase);
  if (phase === null || (weeks?.from ?? 1) <= lasts) return null;
  return `The phase ${phase.name} lasts ${lasts === 1 ? 'one week' : `${lasts} weeks`}, and this would begin after it has ended: weeks of a session count from the beginning of its phase.`;
}
