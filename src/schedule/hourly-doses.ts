/**
 * The doses of a day on which something is done every n hours. The first comes at `from` by the clinic's clock, each further
 * one n real hours later while the clock shows no more than `until`. So on the day on which the clocks change no two are closer
 * than n hours, and the day may hold one dose more or fewer; only over the night, which is measured by the clock, may
 * the spring make it an hour less.
 */
import type { Schedule } from '../dosage/dosage';
import { minutesOf } from '../dosage/how-often';
import type { ClinicClock } from './clinic-clock';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** UTC instants in milliseconds. */
export function hourlyDoses(schedule: Schedule, day: number, clock: ClinicClock): number[] {
  const { everyHours = 1, from = '', until = '' } = schedule;
  const step = 60 * everyHours;
  // Through the night, too, the first dose of the next day must not come sooner.
  const last = Math.min(minutesOf(until), minutesOf(from) + DAY_MINUTES - step);
  const doses: number[] = [];
  let at = clock.instantOf(day, minutesOf(from));
  while (clock.minuteOf(at, day) <= last) {
    doses.push(at);
    at += step * MINUTE_MS;
  }
  return doses;
}
