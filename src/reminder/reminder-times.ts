/**
 * At which instants a reminder is due, by the clock on the clinic's wall. Pure: `after` and `upTo` are arguments. A time that a
 * day does not have, because the clock is put forward, is due at the next that it has; one that a day has twice, at the first.
 */
import { type Weekday, weekdayOf } from '../calendar/days';
import { ClinicClock } from '../schedule/clinic-clock';

export interface ReminderTimes {
  /** `HH:MM`. */
  times: readonly string[];
  days: readonly Weekday[];
}

/** Later than `after` and not later than `upTo`, in order, each once. */
export function momentsBetween(
  { times, days }: ReminderTimes,
  timeZone: string,
  after: Date,
  upTo: Date,
): Date[] {
  const clock = ClinicClock.of(timeZone);
  const instants = new Set<number>();
  for (let day = clock.dayOf(after.getTime()); day <= clock.dayOf(upTo.getTime()); day++) {
    if (!days.includes(weekdayOf(day))) continue;
    for (const time of times) instants.add(instantOf(clock, day, minuteOf(time)));
  }
  return [...instants]
    .filter((instant) => after.getTime() < instant && instant <= upTo.getTime())
    .sort((a, b) => a - b)
    .map((instant) => new Date(instant));
}

function instantOf(clock: ClinicClock, day: number, minute: number): number {
  for (let shown = minute; ; shown++) {
    const instant = clock.instantOf(day, shown);
    if (clock.minuteOf(instant, day) === shown) return instant;
  }
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours as number) * 60 + (minutes as number);
}
