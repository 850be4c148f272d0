/**
 * What was done of what was due, as the clinic's rules (section 6) want it told: sessions done by sessions due, and where nobody
 * said anything "unknown", never "missed" and never "done". Pure: days come in as they were counted, `today` is an argument.
 * Days of rest, because of a pause, a hold or a stop, ask nothing and so never count against anybody.
 */
import { daysBetween } from '../calendar/days';

/** One day of one plan, as plan_day keeps it. */
export interface CountedDay {
  /** ISO day. */
  day: string;
  /** Sessions of single exercises. */
  due: number;
  done: number;
  /** Said not to have been done. */
  declined: number;
  worstPain: number | null;
}

/** `done` + `notDone` + `unknown` = `due`, all in sessions. */
export interface Adherence {
  due: number;
  /** Of the due ones: what was done beyond them makes nobody better than whole. */
  done: number;
  /** Something was reported of the day, and this was not among it. */
  notDone: number;
  /** Nothing at all was reported. */
  unknown: number;
  /** Of a plan each: days that asked for something and of which nothing was said. */
  unknownDays: number;
}

const STRETCH_DAYS = 7;

/**
 * Of the `days` days up to today. Whoever may choose their days does some before they are due: within seven days, counted back
 * from today, what was done beyond one day's due stands for another of the same plan. Today is not over: of it only what was
 * reported counts as due. `counted` in any order; other days are left out.
 */
export function adherenceOver(
  plans: readonly (readonly CountedDay[])[],
  days: number,
  today: string,
): Adherence {
  const stretches = plans.flatMap((counted) => {
    const of = new Map<number, CountedDay[]>();
    for (const one of counted) {
      const ago = daysBetween(one.day, today);
      if (ago < 0 || ago >= days) continue;
      const stretch = Math.floor(ago / STRETCH_DAYS);
      of.set(stretch, [...(of.get(stretch) ?? []), ago === 0 ? soFar(one) : one]);
    }
    return [...of.values()].map(adherenceOfStretch);
  });
  return stretches.reduce(plus, { due: 0, done: 0, notDone: 0, unknown: 0, unknownDays: 0 });
}

/** Due is what was told of. */
const soFar = (day: CountedDay): CountedDay => ({ ...day, due: Math.min(day.due, day.done + day.declined) });

function adherenceOfStretch(days: readonly CountedDay[]): Adherence {
  const due = total(days, (day) => day.due);
  const done = Math.min(
    due,
    total(days, (day) => day.done),
  );
  const silent = days.filter((day) => day.due > 0 && day.done + day.declined === 0);
  const beyond = total(days, (day) => Math.max(0, day.done - day.due));
  const unknown = Math.max(0, total(silent, (day) => day.due) - beyond);
  return { due, done, notDone: due - done - unknown, unknown, unknownDays: Math.min(silent.length, unknown) };
}

const total = (days: readonly CountedDay[], of: (day: CountedDay) => number): number =>
  days.reduce((sum, day) => sum + of(day), 0);

const plus = (a: Adherence, b: Adherence): Adherence => ({
  due: a.due + b.due,
  done: a.done + b.done,
  notDone: a.notDone + b.notDone,
  unknown: a.unknown + b.unknown,
  unknownDays: a.unknownDays + b.unknownDays,
});

/** −1: less pain than at first; 1: more. */
export type Direction = -1 | 0 | 1;

export interface PainTrend {
  direction: Direction;
  /** 0 to 10: median of the last three days with a report, within 14 days. */
  recent: number;
  baseline: number;
  /** What it is measured against, as the alerts have it: the first three reports, or else the assessment. */
  baselineFrom: 'first_reports' | 'assessment';
}

/** What counts as a change on a scale of 0 to 10: as for alert A2. */
const CHANGE = 2;
const REPORTS = 3;
export const TREND_DAYS = 14;

/**
 * `reports`: the worst pain of each day that has one, newest first, of the last 14 days; `first`: of the first days of the plan.
 * Null where three days, or anything to measure them against, are missing.
 */
export function painTrend(
  reports: readonly number[],
  first: readonly number[],
  assessed: number | null,
): PainTrend | null {
  const isReported = first.length >= REPORTS;
  const baseline = isReported ? median(first.slice(0, REPORTS)) : assessed;
  if (reports.length < REPORTS || baseline === null) return null;
  const recent = median(reports.slice(0, REPORTS));
  const change = recent - baseline;
  const direction = Math.abs(change) < CHANGE ? 0 : change > 0 ? 1 : -1;
  return { direction, recent, baseline, baselineFrom: isReported ? 'first_reports' : 'assessment' };
}

/** Of an odd number. */
function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
}
