/**
 * Counting in hours and days on which the clinic is open, by its own clock, over every change between summer and winter time.
 * Pure: instants come in, no clock is read. An hour is an hour that passes, also on the days on which the clocks change.
 */
import { dayNumber, weekdayOf } from '../calendar/days';
import { ClinicClock } from '../schedule/clinic-clock';
import { type ClosedRange, minuteOf, type OpenStretch } from './opening-hours';

export interface WorkingTime {
  stretches: readonly OpenStretch[];
  closed: readonly ClosedRange[];
  /** IANA name. */
  timeZone: string;
}

interface OpenTime {
  day: number;
  /** Milliseconds since 1970; it is closed again at `to`. */
  from: number;
  to: number;
}

const HOUR_MS = 3_600_000;
/** A clinic that does not open for so many days is taken to be asked at once: nothing may wait for ever. */
const LOOK_AHEAD_DAYS = 800;

/** At the minute of closing it is closed. */
export function isOpenAt(instant: Date, working: WorkingTime): boolean {
  const at = instant.getTime();
  const day = ClinicClock.of(working.timeZone).dayOf(at);
  return openTimesOf(day, working).some(({ from, to }) => from <= at && at < to);
}

/**
 * The first moment by which the clinic was open for so many hours since `instant`: within its hours, or as it closes. Of 0
 * hours that is now, or the next opening.
 */
export function addWorkingHours(instant: Date, hours: number, working: WorkingTime): Date {
  let left = hours * HOUR_MS;
  for (const { from, to } of openTimesFrom(instant, working)) {
    const begin = Math.max(from, instant.getTime());
    const open = to - begin;
    if (open < 0) continue;
    if (left <= open) return new Date(begin + left);
    left -= open;
  }
  return instant;
}

/** When the clinic closes for today; from then on, and on a day on which it is closed, when it closes on its next day. */
export function endOfWorkingDay(instant: Date, working: WorkingTime): Date {
  let last: OpenTime | null = null;
  for (const time of openTimesFrom(instant, working)) {
    if (last !== null && time.day !== last.day) break;
    if (time.to > instant.getTime()) last = time;
  }
  return last === null ? instant : new Date(last.to);
}

/** When the clinic closes on the first day after today on which it opens; `days`: on the second of them, and so on. */
export function endOfNextWorkingDay(instant: Date, working: WorkingTime, days = 1): Date {
  const today = ClinicClock.of(working.timeZone).dayOf(instant.getTime());
  const ends = new Map<number, number>();
  for (const { day, to } of openTimesFrom(instant, working)) {
    if (day <= today) continue;
    if (ends.size === days && !ends.has(day)) break;
    ends.set(day, to);
  }
  return ends.size < days ? instant : new Date(Math.max(...ends.values()));
}

function* openTimesFrom(instant: Date, working: WorkingTime): Generator<OpenTime> {
  const today = ClinicClock.of(working.timeZone).dayOf(instant.getTime());
  for (let day = today; day <= today + LOOK_AHEAD_DAYS; day++) yield* openTimesOf(day, working);
}

/** In order of time. A stretch that the clocks skip has no length and is left out; what touches or overlaps then is one. */
function openTimesOf(day: number, { stretches, closed, timeZone }: WorkingTime): OpenTime[] {
  if (closed.some(({ from, to }) => dayNumber(from) <= day && day <= dayNumber(to))) return [];
  const clock = ClinicClock.of(timeZone);
  const weekday = weekdayOf(day);
  const times = stretches
    .filter((stretch) => stretch.weekday === weekday)
    .map(({ opens, closes }) => ({
      day,
      from: clock.instantOf(day, minuteOf(opens)),
      to: clock.instantOf(day, minuteOf(closes)),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: OpenTime[] = [];
  for (const time of times) {
    const last = merged.at(-1);
    if (last && time.from <= last.to) last.to = Math.max(last.to, time.to);
    else merged.push({ ...time });
  }
  return merged;
}
