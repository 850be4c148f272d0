/**
 * What is due of a live version over some days, for those who plan with the patient: what each day holds, and of a day that
 * holds nothing, why. Pure; the counting is the schedule's (src/schedule). Whether a patient may see it is the gate's to say.
 */
import { addDays, daysBetween } from '../calendar/days';
import { AppError, type FieldFault } from '../http/errors';
import { type DueDay, dueBetween } from '../schedule/due-sessions';
import type { ScheduledPlan } from '../schedule/plan-weeks';

/** Two months. */
export const SCHEDULE_DAYS_MAX = 62;
const DAYS_UNASKED = 14;

/** `closed`: a pause or a hold. `outside`: before the first day of the advice or after its last. */
export const DAY_STATES = ['open', 'closed', 'outside'] as const;
export type DayState = (typeof DAY_STATES)[number];

export interface ScheduledDay extends DueDay {
  state: DayState;
}

/** ISO days, both included. */
export interface Period {
  from: string;
  to: string;
}

/** Two weeks from today where nothing is said. Throws request.invalid, naming the parameter. */
export function periodOf(asked: Partial<Period>, today: string): Period {
  const from = asked.from ?? today;
  const to = asked.to ?? addDays(from, DAYS_UNASKED - 1);
  if (to < from) throw refused('This day lies before the first one asked for.');
  if (daysBetween(from, to) >= SCHEDULE_DAYS_MAX) {
    throw refused(`Ask for at most ${SCHEDULE_DAYS_MAX} days at once.`);
  }
  return { from, to };
}

/** Every day of the period, in order. */
export function scheduledDays(plan: ScheduledPlan, { from, to }: Period): ScheduledDay[] {
  const due = new Map(dueBetween(plan, from, to).map(({ day, items }) => [day, items]));
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i)).map((day) => ({
    day,
    state: stateOf(plan, day),
    items: due.get(day) ?? [],
  }));
}

function stateOf({ startsOn, adviceUntil, closed = [] }: ScheduledPlan, day: string): DayState {
  if (day < startsOn || day > adviceUntil) return 'outside';
  return closed.some(({ from, to }) => from <= day && (to === null || day <= to)) ? 'closed' : 'open';
}

function refused(detail: string): AppError {
  const fault: FieldFault = { pointer: 'to', code: 'period', detail };
  return new AppError('request.invalid', undefined, [fault]);
}
