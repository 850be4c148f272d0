/**
 * What a plan expects of each single day, for those who store it: the same numbers as expected.ts answers for a period of one
 * day, reckoned in one pass over each course instead of anew for each day.
 */
import { dayNumber, isoDay } from '../calendar/days';
import { timesADay } from '../dosage/how-often';
import { ClinicClock } from './clinic-clock';
import { type Course, coursesOf, weekBegin } from './course';
import { chosenWeek, dueDays } from './due-days';
import { hourlyDoses } from './hourly-doses';
import type { ScheduledPlan } from './plan-weeks';

/** Sessions by the place of their item; an item that expects nothing is left out. */
export type AskedOfDay = Record<number, number>;

/** ISO days, both included; a day that expects nothing is left out. By day, in no particular order. */
export function expectedDays(plan: ScheduledPlan, from: string, to: string): Map<string, AskedOfDay> {
  const clock = ClinicClock.of(plan.timeZone);
  const days = new Map<string, AskedOfDay>();
  for (const course of coursesOf(plan).filter(({ isOptional }) => !isOptional)) {
    const add = (day: number, sessions: number): void => {
      if (sessions === 0) return;
      const asked = days.get(isoDay(day)) ?? {};
      asked[course.place] = (asked[course.place] ?? 0) + sessions;
      days.set(isoDay(day), asked);
    };
    const first = Math.max(dayNumber(from), course.from);
    const last = Math.min(dayNumber(to), course.to);
    addFixed(course, first, last, clock, add);
    addChosen(course, first, last, add);
  }
  return days;
}

type Add = (day: number, sessions: number) => void;

function addFixed(course: Course, first: number, last: number, clock: ClinicClock, add: Add): void {
  const { schedule } = course.dose;
  for (const day of dueDays(course, first, last)) {
    const isHourly = schedule.kind === 'every_n_hours';
    add(day, isHourly ? hourlyDoses(schedule, day, clock).length : timesADay(schedule).min);
  }
}

/** A day expects what the even pace of its week asks by its end, less what it asked by the end of the day before. */
function addChosen(course: Course, first: number, last: number, add: Add): void {
  const { min } = timesADay(course.dose.schedule);
  for (let week = weekBegin(course, first); week <= last; week += 7) {
    const chosen = chosenWeek(course, week);
    if (!chosen) continue;
    for (const [before, day] of chosen.openDays.entries()) {
      if (first <= day && day <= last) add(day, min * (chosen.dueBy(before + 1) - chosen.dueBy(before)));
    }
  }
}
