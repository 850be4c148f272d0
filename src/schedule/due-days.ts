/**
 * Which days of a course are due, and how many of a week are left to the patient's choice. Days are settled here, the
 * sessions of a day and their hours in due-sessions.ts.
 */
import { weekdayOf } from '../calendar/days';
import { exactly, plus, type Span, spanOr0 } from '../dosage/amount';
import { type Course, isOpen, weekBegin } from './course';
import { daysToNext, roomIn } from './rest';

/**
 * The days from `from` to `to` on which sessions are due for certain. A day that comes before there was rest enough since the
 * last one is left out, and so is a rest day; neither is made up for, and every nth day stays every nth day.
 */
export function dueDays(course: Course, from: number, to: number): number[] {
  const apart = daysToNext(course.dose.schedule);
  // Where days may be left out for rest, the first day of the course decides about all that follow.
  const begin = apart > 1 ? course.from : Math.max(from, course.from);
  const end = Math.min(to, course.to);
  const isNamed = namedDays(course, begin, end);
  const days: number[] = [];
  let last = apart > 1 ? lastDayBefore(course) : -Infinity;
  for (let day = begin; day <= end; day++) {
    if (day - last < apart || !isNamed(day) || !isOpen(course, day)) continue;
    last = day;
    if (day >= from) days.push(day);
  }
  return days;
}

/** A short closure is not the rest that a dose asks for. */
function lastDayBefore({ before }: Course): number {
  return before === null
    ? -Infinity
    : (dueDays(before, before.from, before.to).at(-1) ?? lastDayBefore(before));
}

/** The days that the schedule names, before rest. */
function namedDays(course: Course, from: number, to: number): (day: number) => boolean {
  const { schedule } = course.dose;
  switch (schedule.kind) {
    case 'weekdays':
      return (day) => schedule.weekdays?.includes(weekdayOf(day)) === true;
    case 'every_n_days':
      return (day) => (day - course.rhythmFrom) % (schedule.everyDays ?? 1) === 0;
    case 'every_n_hours':
      return () => true;
    case 'between': {
      const others = new Set(course.between.flatMap((other) => dueDays(other, from, to)));
      return (day) => !others.has(day) && chosenDays(course, day) === null;
    }
    case 'weekly': {
      const isEveryDay = chosenOf(course) === null;
      return () => isEveryDay;
    }
    case 'as_needed':
      return () => false;
  }
}

/**
 * Days of the patient's choice, due (`min`) and allowed (`max`), in the whole week of this day. Null where there is nothing to
 * choose: the days are fixed, every possible day is due, or none ever is.
 */
function chosenDays(course: Course, day: number): Span | null {
  const { schedule } = course.dose;
  if (schedule.kind === 'weekly') return chosenOf(course);
  if (schedule.kind !== 'between') return null;
  if (course.between.every((other) => chosenOf(other) === null)) return null;
  return chosenBetween(course, weekBegin(course, day));
}

function chosenOf(course: Course): Span | null {
  const { kind, perWeek } = course.dose.schedule;
  return kind === 'weekly' ? withinRest(spanOr0(perWeek), course) : null;
}

/** Between days that the patient chooses: as many as those leave of a week. */
function chosenBetween(course: Course, weekStart: number): Span | null {
  const others = course.between.filter((other) => other.from <= weekStart + 6 && other.to >= weekStart);
  const chosen = others.flatMap((other) => chosenOf(other) ?? []);
  if (chosen.length === 0) return null;
  const fixed = new Set(others.flatMap((other) => dueDays(other, weekStart, weekStart + 6))).size;
  const busy = plus(exactly(fixed), ...chosen);
  const min = Math.max(0, course.weekdays.length - busy.max);
  return withinRest({ min, max: Math.max(0, 7 - busy.min) }, course);
}

/** No more than the week has room for; null where that leaves no choice. */
function withinRest({ min, max }: Span, { weekdays, room }: Course): Span | null {
  const isEveryDay = min >= weekdays.length && room === weekdays.length;
  return isEveryDay ? null : { min: Math.min(min, room), max: Math.min(max, room) };
}

/** A week of chosen days as far as this course has it: with fewer open days than others where it is cut. */
export interface ChosenWeek {
  /** On which a session may be done. */
  openDays: number[];
  /** Days due (`min`) and allowed (`max`) in this week. */
  days: Span;
  /** How many of the due ones should have been by the end of the nth open day. */
  dueBy: (openDaysGone: number) => number;
}

/**
 * The week of this day, or null where it has nothing to choose. A week with fewer open days is asked for its share: due is
 * rounded down, allowed up. Within the week the due days fall evenly, each as late as is fair: of 3 a week one by the end of
 * the 3rd day, one of the 5th and one of the 7th. So any 7 days running within one dose have 3.
 */
export function chosenWeek(course: Course, day: number): ChosenWeek | null {
  const asked = chosenDays(course, day);
  if (asked === null) return null;
  const weekStart = weekBegin(course, day);
  const openDays = [0, 1, 2, 3, 4, 5, 6].map((i) => weekStart + i).filter((each) => isOpen(course, each));
  const { length: inFullWeek } = course.weekdays;
  const dueBy = (openDaysGone: number) => Math.floor((asked.min * openDaysGone) / inFullWeek);
  const share = Math.ceil((asked.max * openDays.length) / inFullWeek);
  const max = Math.min(share, roomIn(openDays, daysToNext(course.dose.schedule)));
  return { openDays, days: { min: dueBy(openDays.length), max }, dueBy };
}
