/**
 * Whether one dose asks more of the body than another of the same exercise. Whether a plan is harder, with its swaps and
 * additions, is decided in plan-level.ts; what is compared within a set stands in set-demand.ts.
 */
import type { Span } from './amount';
import { burdenOf, exceeds, type Demanded, demandOfIntervals, demandsOfSets } from './set-demand';
import type { Dosage, OneSide, Schedule, SessionDose, Side } from './dosage';
import { sessionsInWeek, totalsOf, weeksThatDiffer } from './dose-totals';
import { findPlaces } from './find-places';
import { daysAWeek, shortestGap, timesADay, timesAWeek } from './how-often';

/**
 * Whether `after` asks more in any of the weeks than `before` asks in the same one. More is: a set, or either end of its reps,
 * hold, time, time under tension, distance or effort; a heavier load or one of another kind, other band material or colour;
 * help taken away, a wider range, a less steady surface; as many as possible, or no time in which; more sessions a day or a
 * week, or sooner after each other; a side not worked before, or one side alone where both shared the work; anything at all
 * in a week in which there was nothing. A part that was not stated before counts as more once it is stated. Rest within a
 * session does not count.
 */
export function isHarder(before: Dosage, after: Dosage, weeks: WeeksHeld = IN_THE_SAME_WEEK): boolean {
  const [was, is] = [weekByWeek(before), weekByWeek(after)];
  const sessionFits = onceForEachPair(sessionFitsInto);
  return weeksToCompare(before, after, weeks).some(([then, now]) =>
    isHarderWeek(was.inWeek(then), is.inWeek(now), sessionFits),
  );
}

/** Whether any of the weeks has a load, an effort or an intensity that nothing in the same week of `before` had. */
export function bringsLoad(before: Dosage, after: Dosage, weeks: WeeksHeld = IN_THE_SAME_WEEK): boolean {
  const [was, is] = [weekByWeek(before), weekByWeek(after)];
  return weeksToCompare(before, after, weeks).some(([then, now]) =>
    exceeds(is.inWeek(now).burden, was.inWeek(then).burden),
  );
}

/**
 * How the weeks of two doses are held against each other: week w of the one after, from week `from` on, against week
 * w + `apart` of the one before; Infinity for what it comes to in the end. What lay before its week 1 is taken as its week 1:
 * begun sooner, the same is still the same.
 */
export interface WeeksHeld {
  apart: number;
  from: number;
}
export const IN_THE_SAME_WEEK: WeeksHeld = { apart: 0, from: 1 };

/** The weeks, of the dose before and of the one after, from which on something is not as in the week before, in either. */
export function weeksToCompare(
  before: Dosage,
  after: Dosage,
  { apart, from }: WeeksHeld,
): [then: number, now: number][] {
  const first = Math.max(1, from);
  const turns = [...weekByWeek(after).turns, ...weekByWeek(before).turns.map((week) => week - apart)];
  const weeks = new Set([first, ...turns.filter((week) => week > first)]);
  return [...weeks].map((week) => [Math.max(1, week + apart), week]);
}

/** What is asked in one session, and how often. */
interface Asked {
  /** Sessions in one week, at the most. */
  count: number;
  left: Demanded[];
  right: Demanded[];
}

interface AskedInWeek {
  sessions: Asked[];
  schedules: Demanded['demand'];
  /** As `burdenOf`. */
  burden: Demanded['demand'];
}

/** A dose as what it asks in each of its weeks. */
interface WeekByWeek {
  /** The weeks in which something else begins. */
  turns: readonly number[];
  inWeek(week: number): AskedInWeek;
}

const KEPT = new WeakMap<Dosage, WeekByWeek>();

/** Kept with the dose: one plan is held against another dose by dose, each against each, and laying it out takes longest. */
function weekByWeek(dosage: Dosage): WeekByWeek {
  const kept = KEPT.get(dosage) ?? layOut(dosage);
  KEPT.set(dosage, kept);
  return kept;
}

function layOut(dosage: Dosage): WeekByWeek {
  const asked = new Map(dosage.sessions.map((session) => [session, askedIn(session, dosage.side)]));
  const turns = weeksThatDiffer(dosage);
  const weeks = turns.map((week) => weekOf(dosage, week, asked));
  const nothing = weekOf({ ...dosage, sessions: [] }, 1, asked);
  return {
    turns,
    inWeek: (week) => weeks[turns.findLastIndex((turn) => turn <= week)] ?? nothing,
  };
}

function askedIn(session: SessionDose, side: Side): Asked {
  return {
    count: timesAWeek(session.schedule).max,
    left: demandsOf(session, side, 'left'),
    right: demandsOf(session, side, 'right'),
  };
}

function weekOf(dosage: Dosage, week: number, asked: ReadonlyMap<SessionDose, Asked>): AskedInWeek {
  const sessions = sessionsInWeek(dosage, week);
  const { reps, secondsUnderTension, metres } = totalsOf(dosage, week).perDay;
  return {
    sessions: sessions.map((session) => asked.get(session) as Asked),
    burden: burdenOf(sessions),
    schedules: {
      'sessions a day, at least': most(sessions, timesADay, 'min'),
      'sessions a day, at most': most(sessions, timesADay, 'max'),
      'sessions a week, at least': sessions.reduce((sum, { schedule }) => sum + timesAWeek(schedule).min, 0),
      'close together': sessions.length > 0 ? 1 / hoursBetween(sessions.map(({ schedule }) => schedule)) : 0,
      'without rest between': Math.max(
        0,
        ...sessions.map(({ schedule }) => 1 / (schedule.minRestHours ?? 0.5)),
      ),
      'reps on one day': upTo(reps),
      'seconds under tension on one day': upTo(secondsUnderTension),
      'metres on one day': upTo(metres),
    },
  };
}

function demandsOf({ sets = [], intervals }: SessionDose, side: Side, half: OneSide): Demanded[] {
  return intervals ? [{ count: 1, demand: demandOfIntervals(intervals) }] : demandsOfSets(sets, side, half);
}

const upTo = (span: Span | null): number => span?.max ?? Infinity;

const most = (
  sessions: readonly SessionDose[],
  count: (schedule: Schedule) => Span,
  end: keyof Span,
): number => Math.max(0, ...sessions.map(({ schedule }) => count(schedule)[end]));

/** Where nothing else is said, the sessions of a day spread over so many hours, and the days over the week [design decision]. */
const HOURS_TO_SPREAD_OVER = 12;

/** From one session to the next, where they lie closest together. */
function hoursBetween(schedules: readonly Schedule[]): number {
  const within = schedules
    .filter((schedule) => timesADay(schedule).max > 1)
    .map((schedule) => schedule.everyHours ?? HOURS_TO_SPREAD_OVER / (timesADay(schedule).max - 1));
  return within.length > 0 ? Math.min(...within) : 24 * daysBetween(schedules);
}

function daysBetween(schedules: readonly Schedule[]): number {
  const everyDays = Math.max(...schedules.map((schedule) => schedule.everyDays ?? 0));
  if (everyDays > 0) return everyDays;
  if (schedules.every(({ kind }) => kind === 'weekdays')) {
    return shortestGap(schedules.flatMap(({ weekdays = [] }) => weekdays));
  }
  const days = schedules.reduce((sum, schedule) => sum + daysAWeek(schedule).max, 0);
  const said = Math.max(...schedules.map(({ restDaysBetween = 0 }) => restDaysBetween));
  return Math.max(said + 1, Math.floor(7 / Math.min(days, 7)));
}

type Fits<T> = (one: T, place: T) => boolean;

/** Every session of the one week has a place among those of the other, and every set in it among the sets there. */
function isHarderWeek(was: AskedInWeek, is: AskedInWeek, sessionFits: Fits<Asked>): boolean {
  return exceeds(is.schedules, was.schedules) || findPlaces(is.sessions, was.sessions, sessionFits) === null;
}

/** Whichever set is left out, and in whatever order they are done, less is less. */
function sessionFitsInto(session: Asked, place: Asked): boolean {
  const setFits = (set: Demanded, there: Demanded) => !exceeds(set.demand, there.demand);
  return (['left', 'right'] as const).every(
    (half) => findPlaces(session[half], place[half], setFits) !== null,
  );
}

/** The same sessions meet in many weeks. */
function onceForEachPair<T extends object>(fits: Fits<T>): Fits<T> {
  const asked = new Map<T, Map<T, boolean>>();
  return (one, place) => {
    const ofOne = asked.get(one) ?? new Map<T, boolean>();
    asked.set(one, ofOne);
    const answer = ofOne.get(place) ?? fits(one, place);
    ofOne.set(place, answer);
    return answer;
  };
}
