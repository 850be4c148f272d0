/** When a schedule cannot be kept, alone or beside the other sessions of its week. Expects doses of a sound shape. */
import type { Weekday } from '../../calendar/days';
import { spanOf } from '../amount';
import { type Dosage, type DosageFault, type Schedule, type SessionDose, type Side } from '../dosage';
import { sessionsInWeek } from '../dose-totals';
import { daysAWeek, minutesOf, shortestGap, timesADay, timesAWeek } from '../how-often';
import { secondsOfSession } from '../session-work';
import { type Contradiction, contradictionsAt, missing } from './shape';

/** Of one session alone; `pointer` is that of the session. */
export function checkSchedule(session: SessionDose, side: Side, pointer: string): DosageFault[] {
  const { schedule, weeks } = session;
  const seconds = secondsOfSession(session, side).min;
  return [
    ...contradictionsAt(pointer, [
      [(weeks?.to ?? Infinity) < (weeks?.from ?? 1), 'weeks', 'The last week must not be before the first.'],
    ]),
    ...contradictionsAt(`${pointer}/schedule`, [
      ...ofADay(schedule, seconds),
      ...ofHours(schedule, seconds),
      ...ofDays(schedule),
      ...ofRestBetween(schedule),
    ]),
  ];
}

const SECONDS_A_DAY = 86_400;
const HOURS_A_WEEK = 168;

function ofADay(schedule: Schedule, seconds: number): Contradiction[] {
  const { kind, perDay = 1, perDayMax = Infinity, minRestHours = 0 } = schedule;
  if (kind === 'every_n_hours') return [];
  const most = timesADay(schedule).max;
  const fits = most * seconds + (most - 1) * minRestHours * 3600 <= SECONDS_A_DAY;
  return [
    [
      perDayMax <= perDay,
      'perDayMax',
      'The most times a day must be above the fewest; leave it out otherwise.',
    ],
    [!fits, minRestHours ? 'minRestHours' : 'perDay', 'So many sessions do not fit into one day.'],
  ];
}

function ofHours(
  { kind, everyHours = 1, from = '', until = '', minRestHours = 0 }: Schedule,
  seconds: number,
) {
  if (kind !== 'every_n_hours') return [];
  const window = minutesOf(until) - minutesOf(from);
  const checks: Contradiction[] = [
    [window <= 0, 'until', 'The waking day must end after it begins.'],
    [window > 0 && window < 60 * everyHours, 'everyHours', 'That comes up only once in this waking day.'],
    [
      seconds + minRestHours * 3600 > everyHours * 3600,
      minRestHours ? 'minRestHours' : 'everyHours',
      'The next session is due before this one is over and rested from.',
    ],
  ];
  return checks;
}

function ofDays({
  kind,
  perWeek,
  weekdays = [],
  restDays = [],
  restDaysBetween = 0,
}: Schedule): Contradiction[] {
  const days = kind === 'weekly' && perWeek ? spanOf(perWeek).max : 0;
  return [
    [days > 7 - restDays.length, 'restDays', 'Too few days are left for so many days a week.'],
    [
      days * (1 + restDaysBetween) > 7 && restDaysBetween > 0,
      'restDaysBetween',
      'So many days with so many in between do not fit into one week.',
    ],
    [weekdays.some((day) => restDays.includes(day)), 'restDays', 'It cannot be due on a rest day.'],
  ];
}

function ofRestBetween(schedule: Schedule): Contradiction[] {
  const { kind, perDay = 1, everyDays = 1, weekdays = [], minRestHours = 0 } = schedule;
  const detail = 'The sessions come sooner than this rest allows.';
  const tooSoon: Partial<Record<Schedule['kind'], boolean>> = {
    weekly: timesAWeek(schedule).max * minRestHours > HOURS_A_WEEK,
    weekdays:
      timesAWeek(schedule).max * minRestHours > HOURS_A_WEEK ||
      shortestGap(weekdays) * 24 + 24 <= minRestHours,
    every_n_days: perDay * minRestHours > 24 * everyDays,
  };
  return [[tooSoon[kind] ?? false, 'minRestHours', detail]];
}

/**
 * Sessions whose weeks overlap are different sessions of one week: each has a name of its own, and they share no day. Weeks
 * begin to overlap only where one of them begins.
 */
export function checkWeeks(dosage: Dosage): DosageFault[] {
  const firsts = new Set(dosage.sessions.map(({ weeks }) => weeks?.from ?? 1));
  const faults = [...firsts].flatMap((week) => {
    const together = sessionsInWeek(dosage, week);
    return together.length > 1 ? oneWeek(together, (one) => `/sessions/${dosage.sessions.indexOf(one)}`) : [];
  });
  return [...new Map(faults.map((fault) => [fault.pointer, fault])).values()];
}

function oneWeek(together: readonly SessionDose[], at: (session: SessionDose) => string): DosageFault[] {
  const due = together.map(({ schedule }) => schedule).filter(({ kind }) => kind !== 'as_needed');
  const fewestDays = due.reduce((sum, schedule) => sum + daysAWeek(schedule).min, 0);
  const between = Math.max(0, ...due.map(({ restDaysBetween = 0 }) => restDaysBetween));
  return together.flatMap((session) => {
    const { name, schedule } = session;
    if (name === undefined) {
      const detail = 'Give each of the sessions of one week a name, or weeks of its own.';
      return [missing(`${at(session)}/name`, detail)];
    }
    const { kind, weekdays = [] } = schedule;
    const others = together.filter((one) => one !== session);
    const taken = others.flatMap((one) => one.schedule.weekdays ?? []);
    const hasDays = kind === 'weekly' || kind === 'weekdays';
    const tooMany = fewestDays * (1 + between) > 7 || !findsDays(schedule, taken);
    return contradictionsAt(at(session), [
      [others.some((one) => one.name === name), 'name', 'Another session of the same week has this name.'],
      [
        !hasDays && kind !== 'as_needed',
        'schedule',
        'Different sessions of one week each need weekdays or a number of days a week.',
      ],
      [
        weekdays.some((day) => taken.includes(day)),
        'schedule',
        'Another session of the week is on the same weekday.',
      ],
      [hasDays && tooMany, 'schedule', 'The sessions of this week together need more days than there are.'],
    ]);
  });
}

function findsDays({ kind, perWeek, restDays = [] }: Schedule, taken: readonly Weekday[]): boolean {
  if (kind !== 'weekly' || !perWeek) return true;
  return spanOf(perWeek).min <= 7 - new Set([...restDays, ...taken]).size;
}
