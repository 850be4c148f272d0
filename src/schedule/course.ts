/**
 * The course of one session dose through a stretch of days in which the plan is open: from which day to which it runs, and on
 * which days it may be done at all. Which of them are due stands in due-days.ts. Days are numbers here, see calendar/days.ts.
 */
import { dayNumber, type Weekday, WEEKDAYS, weekdayOf } from '../calendar/days';
import type { Dosage, SessionDose } from '../dosage/dosage';
import {
  firstWeek,
  lastWeek,
  type ScheduledItem,
  type ScheduledPlan,
  weekOneOf,
  weeksOfPhase,
} from './plan-weeks';
import { daysToNext, roomInWeek } from './rest';
import { type Stretch, stretchesOf } from './stretches';

export interface Course {
  place: number;
  isOptional: boolean;
  /** Which of the dosage's sessions, from 0. */
  session: number;
  dose: SessionDose;
  /** Day 1 of the item's week 1. */
  weekOne: number;
  /** From here every nth day is counted, through all rows of a week table, so that no row breaks the rhythm. */
  rhythmFrom: number;
  /** Its first and last day, within its weeks, its phase and the stretch. */
  from: number;
  to: number;
  /** On which it may be done. */
  weekdays: readonly Weekday[];
  /** How many days of a week have room for a session, week after week. */
  room: number;
  /** Of the item between whose days it is done. */
  between: readonly Course[];
  /** The same dose in the stretch before, whose last day still asks for rest. */
  before: Course | null;
}

/**
 * Stretch by stretch, in each in order of place. A dose that has no day, because its phase has not begun or the advice ends
 * before, is left out.
 */
export function coursesOf(plan: ScheduledPlan): Course[] {
  const courses: Course[] = [];
  for (const stretch of stretchesOf(plan)) {
    const former = [...courses].reverse();
    courses.push(
      ...coursesOfStretch(stretch).map((course) => ({ ...course, before: sameDose(course, former) })),
    );
  }
  return courses;
}

function coursesOfStretch(stretch: Stretch): Course[] {
  const ordered = [...stretch.items].sort((a, b) => a.place - b.place);
  const courses = ordered.flatMap((item) => coursesOfItem(item, stretch));
  return courses.map((course) => ({ ...course, between: otherItem(course, courses) }));
}

const sameDose = ({ place, session }: Course, courses: readonly Course[]): Course | null =>
  courses.find((other) => other.place === place && other.session === session) ?? null;

function coursesOfItem(item: ScheduledItem, plan: Stretch): Course[] {
  const weekOne = weekOneOf(item.phase, plan);
  if (weekOne === null) return [];
  const firstDayOf = (week: number) => weekOne + 7 * (week - 1);
  return item.dosage.sessions
    .map((dose, session) => ({
      place: item.place,
      isOptional: item.isOptional,
      session,
      dose,
      weekOne,
      rhythmFrom: firstDayOf(firstWeek(item.dosage)),
      from: Math.max(dayNumber(plan.startsOn), firstDayOf(dose.weeks?.from ?? 1)),
      to: Math.min(
        dayNumber(plan.adviceUntil),
        firstDayOf(Math.min(lastWeek(dose), weeksOfPhase(item.phase)) + 1) - 1,
      ),
      ...possibleDays(dose, item.dosage),
      between: [],
      before: null,
    }))
    .filter((course) => course.from <= course.to);
}

/** No rest day and, as the sessions of one week share no day, none that another of them has for itself. */
function possibleDays(dose: SessionDose, { sessions }: Pick<Dosage, 'sessions'>) {
  const { kind, restDays = [] } = dose.schedule;
  const others = kind === 'weekly' ? sessions.filter((other) => other !== dose && overlap(other, dose)) : [];
  const never = [...restDays, ...others.flatMap(({ schedule }) => schedule.weekdays ?? [])];
  const weekdays = WEEKDAYS.filter((weekday) => !never.includes(weekday));
  return { weekdays, room: roomInWeek(weekdays, daysToNext(dose.schedule)) };
}

function overlap(a: SessionDose, b: SessionDose): boolean {
  return (a.weeks?.from ?? 1) <= lastWeek(b) && (b.weeks?.from ?? 1) <= lastWeek(a);
}

/** Doses that are themselves between others' days are no days to be between: the question would go round in circles. */
function otherItem({ dose }: Course, courses: readonly Course[]): Course[] {
  const { kind, betweenPlace } = dose.schedule;
  if (kind !== 'between') return [];
  return courses.filter((other) => other.place === betweenPlace && other.dose.schedule.kind !== 'between');
}

export function isInForce(course: Course, day: number): boolean {
  return course.from <= day && day <= course.to;
}

/** Whether the session may be done on this day at all: in force, and on a possible weekday. */
export function isOpen(course: Course, day: number): boolean {
  return isInForce(course, day) && course.weekdays.includes(weekdayOf(day));
}

/** Day 1 of the item's week that holds this day. */
export function weekBegin(course: Course, day: number): number {
  return course.weekOne + 7 * Math.floor((day - course.weekOne) / 7);
}
