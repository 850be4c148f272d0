/**
 * What was done of what was due, as the clinic's rules (section 6) want it told: sessions done by sessions due, and where nobody
 * said anything "unknown", never "missed" and never "done". Pure: days come in as they were counted, numbered back from today.
 * Days of rest, because of a pause, a hold or a stop, ask nothing and so never count against anybody.
 */
/** One day of one plan, as plan_day keeps it. */
export interface CountedDay {
  /** So many days before today. */
  ago: number;
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
export function adherenceOver(plans: readonly (readonly CountedDay[])[], days: number): Adherence {
  const sum: Adherence = { due: 0, done: 0, notDone: 0, unknown: 0, unknownDays: 0 };
  for (const counted of plans) {
    for (let from = 0; from < days; from += STRETCH_DAYS) {
      const to = Math.min(from + STRETCH_DAYS, days);
      add(
        sum,
        counted.filter(({ ago }) => from <= ago && ago < to),
      );
    }
  }
  return sum;
}

function add(sum: Adherence, stretch: readonly CountedDay[]): void {
  let [allDue, allDone, beyond, silent, silentDays] = [0, 0, 0, 0, 0];
  for (const { ago, due: asked, done, declined } of stretch) {
    const due = ago === 0 ? Math.min(asked, done + declined) : asked;
    allDue += due;
    allDone += done;
    beyond += Math.max(0, done - due);
    if (due > 0 && done + declined === 0) {
      silent += due;
      silentDays += 1;
    }
  }
  const done = Math.min(allDue, allDone);
  const unknown = Math.max(0, silent - beyond);
  sum.due += allDue;
  sum.done += done;
  sum.unknown += unknown;
  sum.notDone += allDue - done - unknown;
  sum.unknownDays += Math.min(silentDays, unknown);
}

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
