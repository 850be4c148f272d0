/**
 * How many sessions a plan expects in a period: what adherence is measured against. A fixed session is expected on its day. Of
 * those on days of the patient's choice, a day expects what the even pace of its week asks by its end (see chosenWeek), so a
 * period may begin and end on any day: parts add up to the whole, whole weeks are exact, a cut week has its share rounded
 * down. What is optional, as needed, paused or awaits a phase is never expected.
 */
import { dayNumber } from '../calendar/days';
import { timesADay } from '../dosage/how-often';
import { ClinicClock } from './clinic-clock';
import { chosenWeek } from './due-days';
import { fixedSessions } from './due-sessions';
import type { ScheduledPlan } from './plan-weeks';
import { type Course, coursesOf, weekBegin } from './course';

/** A session counts once, however many sets, sides and rounds it has. */
export interface Expected {
  sessions: number;
  /** Every item of the plan in order of place, also with 0. */
  items: { place: number; sessions: number }[];
}

/** ISO days, both included; what lies outside the advice counts nothing. */
export function expectedBetween(plan: ScheduledPlan, from: string, to: string): Expected {
  const clock = ClinicClock.of(plan.timeZone);
  const courses = coursesOf(plan);
  const places = plan.items.map(({ place }) => place).sort((a, b) => a - b);
  const items = places.map((place) => {
    const ofItem = courses.filter((course) => course.place === place);
    return {
      place,
      sessions: sum(ofItem.map((course) => expectedOf(course, dayNumber(from), dayNumber(to), clock))),
    };
  });
  return { sessions: sum(items.map(({ sessions }) => sessions)), items };
}

/** From the first day of the advice to its last, as it stands now: an extension or the beginning of a phase adds to it. */
export function expectedInAll(plan: ScheduledPlan): Expected {
  return expectedBetween(plan, plan.startsOn, plan.adviceUntil);
}

function expectedOf(course: Course, from: number, to: number, clock: ClinicClock): number {
  if (course.isOptional || to < from) return 0;
  return fixedSessions(course, from, to, clock).min + sessionsOfChoice(course, from, to);
}

function sessionsOfChoice(course: Course, from: number, to: number): number {
  const last = Math.min(to, course.to);
  let days = 0;
  for (let week = weekBegin(course, Math.max(from, course.from)); week <= last; week += 7) {
    const chosen = chosenWeek(course, week);
    if (!chosen) continue;
    const openUntil = (day: number) => chosen.openDays.filter((open) => open <= day).length;
    days += chosen.dueBy(openUntil(last)) - chosen.dueBy(openUntil(from - 1));
  }
  return days * timesADay(course.dose.schedule).min;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
