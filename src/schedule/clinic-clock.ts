/**
 * What the clock on the clinic's wall shows, over every change between summer and winter time. The only place of the
 * schedule that asks a zone; the answers depend on the zone alone, never on the time at which they are asked.
 */
import { IANAZone } from 'luxon';
import { isoDay } from '../calendar/days';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** From `at` on the clock shows UTC plus `after`, before that plus `before`; all in milliseconds. */
interface Change {
  before: number;
  after: number;
  at: number;
}

/** The ISO day that the clinic's calendar shows at this instant. */
export function dayAt(instant: Date, timeZone: string): string {
  return isoDay(ClinicClock.of(timeZone).dayOf(instant.getTime()));
}

/** Instants are milliseconds since 1970, UTC; days are numbers, see calendar/days.ts; minutes count from 00:00 on the clock. */
export class ClinicClock {
  private static readonly known = new Map<string, ClinicClock>();
  private readonly zone: IANAZone;
  private readonly changes = new Map<number, Change>();

  /** Always the same clock for a zone: asking a zone takes long, and what it answered once stands. */
  static of(timeZone: string): ClinicClock {
    const clock = ClinicClock.known.get(timeZone) ?? new ClinicClock(timeZone);
    ClinicClock.known.set(timeZone, clock);
    return clock;
  }

  private constructor(timeZone: string) {
    this.zone = IANAZone.create(timeZone);
  }

  /**
   * When the clock shows this minute of this day: the first time, where it shows it twice. A minute that is skipped comes as
   * much later as the clock was put forward.
   */
  instantOf(day: number, minute: number): number {
    // Luxon's own answer for a minute that comes twice depends on today's offset, so it is not asked.
    const { before, after, at } = this.changeAround(day);
    const shown = day * DAY_MS + minute * MINUTE_MS;
    const isOldTime = shown - before < at;
    const isSkipped = !isOldTime && shown - after < at;
    return isOldTime || isSkipped ? shown - before : shown - after;
  }

  /** Which minute of this day the clock shows; from 1440 on it is one of the next. */
  minuteOf(instant: number, day: number): number {
    const { before, after, at } = this.changeAround(day);
    return (instant + (instant < at ? before : after) - day * DAY_MS) / MINUTE_MS;
  }

  /** Which day the clock's calendar shows. */
  dayOf(instant: number): number {
    return Math.floor((instant + this.offsetAt(instant)) / DAY_MS);
  }

  /** The one change that the week of this day may have; no clock is put forward and back again within nine days. */
  private changeAround(day: number): Change {
    const week = Math.floor(day / 7);
    const known = this.changes.get(week);
    if (known) return known;
    // A day longer at each end: the dates of zones lie up to a day before and after UTC's.
    const change = this.changeBetween((7 * week - 1) * DAY_MS, (7 * week + 8) * DAY_MS);
    this.changes.set(week, change);
    return change;
  }

  private changeBetween(first: number, last: number): Change {
    const before = this.offsetAt(first);
    const after = this.offsetAt(last);
    if (before === after) return { before, after, at: first };
    let [old, changed] = [first, last];
    while (changed - old > MINUTE_MS) {
      const middle = old + MINUTE_MS * Math.floor((changed - old) / 2 / MINUTE_MS);
      if (this.offsetAt(middle) === before) old = middle;
      else changed = middle;
    }
    return { before, after, at: changed };
  }

  private offsetAt(instant: number): number {
    return this.zone.offset(instant) * MINUTE_MS;
  }
}
