/**
 * Whether and when something is due of what the gate shows, told by days and numbers alone: what is due, neither a reminder nor
 * a calendar ever learns. Pure; the counting is the schedule's. `PlanDue` is what portal.when_due answers.
 */
import { addDays, dayNumber, isoDay } from '../calendar/days';
import { type DueSession, dueBetween, dueOn, type FlexibleSession } from '../schedule/due-sessions';
import { leftOfWeek } from '../schedule/left-of-week';
import type { ScheduledItem, ScheduledPlan } from '../schedule/plan-weeks';

export interface PlanDue extends Omit<ScheduledPlan, 'timeZone' | 'closed' | 'items'> {
  /** `isOffToday`: stopped for today only. */
  items: readonly (ScheduledItem & { isOffToday?: boolean })[];
  /** What the diary tells of, whether it was done or said not to be: sessions of an item's dose on a day. */
  done: readonly { place: number; session: number; day: string; times: number }[];
}

/** Whether a patient who wants to be reminded has anything left that must, or this week still ought to, be done today. */
export function isSomethingLeft(plans: readonly PlanDue[], timeZone: string, today: string): boolean {
  return plans.some((plan) =>
    dueOn({ ...plan, timeZone }, today).items.some(
      ({ place, sessions }) =>
        !isOffToday(plan, place) &&
        sessions.some((session) => isLeft(session, today, ofSession(plan, place, session.session))),
    ),
  );
}

const isOffToday = ({ items }: PlanDue, ofPlace: number): boolean =>
  items.some(({ place, isOffToday }) => place === ofPlace && isOffToday === true);

function isLeft(session: DueSession, today: string, told: PlanDue['done']): boolean {
  const times = (days: PlanDue['done']) => days.reduce((sum, each) => sum + each.times, 0);
  const days = told.map(({ day }) => day).sort();
  const left = leftOfWeek(session, today, {
    today: times(told.filter(({ day }) => day === today)),
    inWeek: times(told.filter(({ day }) => session.week.from <= day && day <= today)),
    lastOn: days.filter((day) => day <= today).at(-1) ?? null,
  });
  return left.today === 'due' || (left.today === 'may' && left.due > 0 && session.kind === 'flexible');
}

const ofSession = ({ done }: PlanDue, ofPlace: number, ofDose: number): PlanDue['done'] =>
  done.filter(({ place, session }) => place === ofPlace && session === ofDose);

/** Four weeks: what lies further ahead is another visit's to say. */
export const AHEAD_DAYS = 28;

/**
 * The days from today on with something to do, in order; what is stopped for today is left out of today alone. Sessions on days of the patient's choice are spread over their week, as
 * a calendar needs days.
 */
export function daysAhead(plans: readonly PlanDue[], timeZone: string, today: string): string[] {
  const days = new Set<string>();
  const until = addDays(today, AHEAD_DAYS - 1);
  for (const plan of plans) {
    for (const { day, items } of dueBetween({ ...plan, timeZone }, today, until)) {
      const isDue = items.some(
        ({ place, sessions }) =>
          !(day === today && isOffToday(plan, place)) && sessions.some((session) => fallsOn(session, day)),
      );
      if (isDue) days.add(day);
    }
  }
  return [...days].sort();
}

function fallsOn(session: DueSession, day: string): boolean {
  if (session.kind === 'fixed') return session.due > 0;
  return session.kind === 'flexible' && spread(session).includes(day);
}

/** So many of the open days as are needed, as far from each other as they lie. */
function spread({ due, perDay, openDays, daysApart }: FlexibleSession): string[] {
  const wanted = Math.ceil(due / Math.max(1, perDay.due));
  const step = Math.max(daysApart, Math.floor(openDays.length / Math.max(1, wanted)));
  const chosen: number[] = [];
  for (const day of openDays.map(dayNumber)) {
    if (chosen.length === wanted) break;
    const last = chosen.at(-1);
    if (last === undefined || day >= last + step) chosen.push(day);
  }
  return chosen.map(isoDay);
}
