/**
 * Whether one dose asks more of the body than another of the same exercise. Whether a plan is harder, with its swaps and
 * additions, is decided in freshness.ts; what is compared within a set stands in demand.ts.
 */
import type { Span } from './amount';
import { asksMore, type Demanded, demandOfIntervals, demandsOfSets } from './set-demand';
import type { Dosage, Schedule, SessionDose, Side } from './dosage';
import { sessionsInWeek, weeksThatDiffer } from './dose-totals';
import { daysAWeek, shortestGap, timesADay, timesAWeek } from './how-often';

/**
 * Whether `after` asks more in any week than `before` asks in the same one; with `weeksApart`, its week w is held against
 * week w + weeksApart. More is: a set, or either end of its reps, hold, time, distance or effort; a heavier load or one of
 * another kind, other band material or colour; help taken away, a wider range, a less steady surface; more sessions a day or
 * a week, or sooner after each other; a side not worked before, or one side alone where both shared the work. A part that
 * was not stated before counts as more once it is stated. Rest within a session and tempo do not count.
 */
export function isHarder(before: Dosage, after: Dosage, weeksApart = 0): boolean {
  return weeksToCompare(before, after, weeksApart).some((week) =>
    isHarderWeek(weekOf(before, week + weeksApart), weekOf(after, week)),
  );
}

/** The weeks of `after` from which on something is not as in the week before, in either dose; the first that both have first. */
export function weeksToCompare(before: Dosage, after: Dosage, weeksApart = 0): number[] {
  const first = Math.max(1, 1 - weeksApart);
  const turns = [...weeksThatDiffer(after), ...weeksThatDiffer(before).map((week) => week - weeksApart)];
  return [...new Set([first, ...turns.filter((week) => week > first)])];
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
}

function weekOf(dosage: Dosage, week: number): AskedInWeek {
  const sessions = sessionsInWeek(dosage, week);
  return {
    sessions: sessions.map((session) => ({
      count: timesAWeek(session.schedule).max,
      left: demandsOf(session, dosage.side, 'left'),
      right: demandsOf(session, dosage.side, 'right'),
    })),
    schedules: {
      'sessions a day, at least': most(sessions, timesADay, 'min'),
      'sessions a day, at most': most(sessions, timesADay, 'max'),
      'sessions a week, at least': sessions.reduce((sum, { schedule }) => sum + timesAWeek(schedule).min, 0),
      'close together': sessions.length > 0 ? 1 / hoursBetween(sessions.map(({ schedule }) => schedule)) : 0,
      'without rest between': Math.max(
        0,
        ...sessions.map(({ schedule }) => 1 / (schedule.minRestHours ?? 0.5)),
      ),
    },
  };
}

function demandsOf({ sets = [], intervals }: SessionDose, side: Side, half: 'left' | 'right'): Demanded[] {
  return intervals ? [{ count: 1, demand: demandOfIntervals(intervals) }] : demandsOfSets(sets, side, half);
}

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

/** Every session of the one week has a place among those of the other, and every set in it among the sets there. */
function isHarderWeek(was: AskedInWeek, is: AskedInWeek): boolean {
  const setFits = (set: Demanded, place: Demanded) => !asksMore(set.demand, place.demand);
  const sessionFits = (session: Asked, place: Asked) =>
    findPlaces(session.left, place.left, setFits) && findPlaces(session.right, place.right, setFits);
  return asksMore(is.schedules, was.schedules) || !findPlaces(is.sessions, was.sessions, sessionFits);
}

/**
 * Whether each of `all`, as often as it comes, finds a place among `places`, none taken more often than there is: augmenting
 * paths in a bipartite matching (Kuhn). So whichever set is left out, and in whatever order they are done, less is less.
 */
function findPlaces<T extends { count: number }>(
  all: readonly T[],
  places: readonly T[],
  fits: (one: T, place: T) => boolean,
): boolean {
  const fitting = all.map((one) => places.map((place) => fits(one, place)));
  const free = places.map(({ count }) => count);
  const taken = all.map(() => places.map(() => 0));
  const take = (who: number, tried: Set<number>): boolean =>
    places.some((_, where) => {
      if (tried.has(where) || !fitting[who]![where]) return false;
      tried.add(where);
      if (free[where]! > 0) free[where]! -= 1;
      else {
        const other = all.findIndex((_one, by) => taken[by]![where]! > 0 && take(by, tried));
        if (other < 0) return false;
        taken[other]![where]! -= 1;
      }
      taken[who]![where]! += 1;
      return true;
    });
  return all.every(({ count }, who) => Array.from({ length: count }).every(() => take(who, new Set())));
}
