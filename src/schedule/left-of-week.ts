/**
 * What a week still holds of one session, once it is known what was done. It counts; what was done, and when, the caller
 * knows. Nothing missed is asked for twice: only what the days that are left have room for.
 */
import { dayNumber } from '../calendar/days';
import { roomIn } from './rest';
import type { DueAndAllowed, DueSession, FixedSession, FlexibleSession } from './due-sessions';

/** Sessions of this kind already done. */
export interface Done {
  /** From the first day of the session's `week` on, today's included. */
  inWeek: number;
  /** The same, day by day, for those days that have any; if not said, each was on a day of its own. */
  perDay?: readonly number[];
  today: number;
  /** The last day with one, today included, however long ago; null: never. */
  lastOn: string | null;
}

export interface LeftOfWeek extends DueAndAllowed {
  /** `due`: later days have no room for it. `may`: today or another day. `no`: enough for today, a rest day, or too soon. */
  today: 'due' | 'may' | 'no';
}

/** `session` is what dueOn said of `day`. */
export function leftOfWeek(session: DueSession, day: string, done: Done): LeftOfWeek {
  switch (session.kind) {
    case 'fixed':
      return leftOfFixed(session, done);
    case 'flexible':
      return leftOfFlexible(session, dayNumber(day), done);
    case 'as_needed': {
      const allowed = Math.max(0, session.allowed - done.today);
      return { due: 0, allowed, today: allowed === 0 ? 'no' : 'may' };
    }
  }
}

function leftOfFixed(session: FixedSession, done: Done): LeftOfWeek {
  const today = minus(session, done.today);
  const { laterThisWeek } = session;
  return {
    due: today.due + laterThisWeek.due,
    allowed: today.allowed + laterThisWeek.allowed,
    today: today.due > 0 ? 'due' : today.allowed > 0 ? 'may' : 'no',
  };
}

function leftOfFlexible(session: FlexibleSession, today: number, done: Done): LeftOfWeek {
  const { daysApart, perDay } = session;
  const openDays = session.openDays.map(dayNumber);
  // the week asks for days: what was done twice on one of them is no second day
  const perDays = done.perDay ?? Array.from({ length: done.inWeek }, () => 1);
  const counted = (most: number) => perDays.reduce((sum, times) => sum + Math.min(times, most), 0);
  const left = {
    due: Math.max(0, session.due - counted(perDay.due)),
    allowed: Math.max(0, session.allowed - counted(perDay.allowed)),
  };
  const lastOn = done.lastOn === null ? -Infinity : dayNumber(done.lastOn);
  const isOpenToday = openDays.includes(today) && (lastOn === today || lastOn + daysApart <= today);
  const mayToday = isOpenToday && left.allowed > 0 && done.today < perDay.allowed;

  const later = openDays.filter((day) => day > today);
  const daysWithoutToday = roomIn(later, daysApart, lastOn + daysApart);
  // A session today may take tomorrow away.
  const daysAfter = mayToday ? roomIn(later, daysApart, today + daysApart) : daysWithoutToday;
  const roomToday = mayToday ? minus(perDay, done.today) : { due: 0, allowed: 0 };
  const due = Math.min(left.due, roomToday.due + perDay.due * daysAfter);
  return {
    due,
    allowed: Math.min(left.allowed, roomToday.allowed + perDay.allowed * daysAfter),
    today: !mayToday ? 'no' : due > perDay.due * daysWithoutToday ? 'due' : 'may',
  };
}

function minus({ due, allowed }: DueAndAllowed, done: number): DueAndAllowed {
  return { due: Math.max(0, due - done), allowed: Math.max(0, allowed - done) };
}
