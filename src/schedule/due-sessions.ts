/**
 * What is due on a day of a plan: fixed sessions, with their hours where they have some; a week's sessions on days of
 * the patient's choice; what may be done as needed. Whether the patient may see any of it is the gate's to say, not ours.
 */
import { dayNumber, isoDay } from '../calendar/days';
import { exactly, type Span, times } from '../dosage/amount';
import { timesADay } from '../dosage/how-often';
import { ClinicClock } from './clinic-clock';
import { chosenWeek, dueDays } from './due-days';
import { hourlyDoses } from './hourly-doses';
import { type Course, coursesOf, isInForce, isOpen, weekBegin } from './course';
import type { ScheduledPlan } from './plan-weeks';
import { daysToNext } from './rest';

/** `due` must be done, up to `allowed` may be; an optional item has only the latter. */
export interface DueAndAllowed {
  due: number;
  allowed: number;
}

interface AnySession {
  /** Which of the dosage's sessions, from 0. */
  session: number;
  name: string | null;
  /** The item's week that holds the day, as far as this session is in force in it. ISO days, both included. */
  week: { from: string; to: string };
  /** Between the end of one and the beginning of the next. */
  minRestHours: number | null;
}

/** On days that the plan names; on others of its weeks 0 are due. Missed ones are not made up for. */
export interface FixedSession extends AnySession, DueAndAllowed {
  kind: 'fixed';
  /** Of hourly doses, as UTC; null where the time of day is free. */
  at: string[] | null;
  laterThisWeek: DueAndAllowed;
}

/** On days of the patient's choice: the numbers are sessions in this week. */
export interface FlexibleSession extends AnySession, DueAndAllowed {
  kind: 'flexible';
  /** On a day on which it is done. */
  perDay: DueAndAllowed;
  /** The days of the week among which to choose. */
  openDays: string[];
  /** From a day with a session to the next: 1 where any two days may follow. */
  daysApart: number;
}

/** Never due; `allowed` is for the day. */
export interface AsNeededSession extends AnySession {
  kind: 'as_needed';
  allowed: number;
}

export type DueSession = FixedSession | FlexibleSession | AsNeededSession;

export interface DueItem {
  place: number;
  isOptional: boolean;
  sessions: DueSession[];
}

/** The items that are in force on the day, in order of place; none on a closed day or outside the advice. */
export interface DueDay {
  day: string;
  items: DueItem[];
}

export function dueOn(plan: ScheduledPlan, day: string): DueDay {
  return dueDay(coursesOf(plan), dayNumber(day), ClinicClock.of(plan.timeZone));
}

/** Every day of the period that lies within the advice, in order. */
export function dueBetween(plan: ScheduledPlan, from: string, to: string): DueDay[] {
  const courses = coursesOf(plan);
  const clock = ClinicClock.of(plan.timeZone);
  const last = Math.min(dayNumber(to), dayNumber(plan.adviceUntil));
  const days: DueDay[] = [];
  for (let day = Math.max(dayNumber(from), dayNumber(plan.startsOn)); day <= last; day++) {
    days.push(dueDay(courses, day, clock));
  }
  return days;
}

function dueDay(courses: readonly Course[], day: number, clock: ClinicClock): DueDay {
  const items: DueItem[] = [];
  for (const course of courses.filter((each) => isInForce(each, day))) {
    const { place, isOptional } = course;
    const session = dueSession(course, day, clock);
    const item = items.at(-1);
    if (item?.place === place) item.sessions.push(session);
    else items.push({ place, isOptional, sessions: [session] });
  }
  return { day: isoDay(day), items };
}

function dueSession(course: Course, day: number, clock: ClinicClock): DueSession {
  const { dose, session } = course;
  const { schedule } = dose;
  const weekStart = weekBegin(course, day);
  const weekEnd = Math.min(weekStart + 6, course.to);
  const common: AnySession = {
    session,
    name: dose.name ?? null,
    week: { from: isoDay(Math.max(weekStart, course.from)), to: isoDay(weekEnd) },
    minRestHours: schedule.minRestHours ?? null,
  };
  if (schedule.kind === 'as_needed') {
    return { ...common, kind: 'as_needed', allowed: isOpen(course, day) ? timesADay(schedule).max : 0 };
  }
  const chosen = chosenWeek(course, day);
  if (chosen) {
    const perDay = timesADay(schedule);
    return {
      ...common,
      kind: 'flexible',
      ...asked(course, times(chosen.days, perDay)),
      perDay: asked(course, perDay),
      openDays: chosen.openDays.map(isoDay),
      daysApart: daysToNext(schedule),
    };
  }
  return {
    ...common,
    kind: 'fixed',
    ...asked(course, fixedSessions(course, day, day, clock)),
    at: schedule.kind === 'every_n_hours' ? hoursOf(course, day, clock) : null,
    laterThisWeek: asked(course, fixedSessions(course, day + 1, weekEnd, clock)),
  };
}

function asked({ isOptional }: Course, { min, max }: Span): DueAndAllowed {
  return { due: isOptional ? 0 : min, allowed: max };
}

function hoursOf(course: Course, day: number, clock: ClinicClock): string[] {
  return dueDays(course, day, day)
    .flatMap((due) => hourlyDoses(course.dose.schedule, due, clock))
    .map((instant) => new Date(instant).toISOString());
}

/** Due (`min`) and allowed (`max`) on the fixed days of the period, whether the item is optional or not. */
export function fixedSessions(course: Course, from: number, to: number, clock: ClinicClock): Span {
  const { schedule } = course.dose;
  const days = dueDays(course, from, to);
  if (schedule.kind !== 'every_n_hours') return times(exactly(days.length), timesADay(schedule));
  return exactly(days.reduce((sum, day) => sum + hourlyDoses(schedule, day, clock).length, 0));
}
