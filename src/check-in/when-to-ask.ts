/**
 * When the full questions are asked instead of the passive list with its one button: at the first session of a plan, weekly, and
 * after pain rose or spread [clinical rules, section 4.3: our decision, to be approved]. Asked each time, nobody goes on reading.
 * Pure: the rows come in, and the day.
 */
import { baselineFor } from '../alert/told';
import { addDays } from '../calendar/days';

export const MODES = ['list', 'questions'] as const;
export type Mode = (typeof MODES)[number];

/** Why the questions are asked now; the first that applies. */
export const REASONS = ['first_session', 'weekly', 'pain_rose', 'spread'] as const;
export type Reason = (typeof REASONS)[number];

/** As many days after a full check-in the next is due. */
export const FULL_EVERY_DAYS = 7;
/** Points of the NPRS above the baseline. */
export const ROSE_BY = 2;

/** A plan of which something may be done. */
export interface CurrentPlan {
  /** When it was issued first. */
  issuedAt: Date;
  /** ISO day: the first on which something of it may be done. */
  firstDay: string;
}

/** What was said in the diary, corrected entries left out. */
export interface Report {
  at: Date;
  /** NPRS, 0 to 10; null: not said. */
  pain: number | null;
  spreads: boolean;
}

export interface DaysSoFar {
  /** ISO day of the clinic. */
  today: string;
  lastFull: { at: Date; day: string } | null;
  plans: readonly CurrentPlan[];
  /** Oldest first: the first three with a number, and all since the last full check-in. */
  reports: readonly Report[];
  /** NPRS of the newest signed assessment that has one. */
  painAtAssessment: number | null;
}

export function whenToAsk(so: DaysSoFar): { mode: Mode; because: Reason | null } {
  const because = reasonOf(so);
  return { mode: because === null ? 'list' : 'questions', because };
}

/** Without a plan there is no session to ask before. */
function reasonOf({ today, lastFull, plans, reports, painAtAssessment }: DaysSoFar): Reason | null {
  if (plans.length === 0) return null;
  if (!lastFull) return 'first_session';
  const isFirst = plans.some(({ issuedAt, firstDay }) => lastFull.at < issuedAt || lastFull.day < firstDay);
  if (isFirst) return 'first_session';
  if (addDays(lastFull.day, FULL_EVERY_DAYS) <= today) return 'weekly';

  const since = reports.filter(({ at }) => at > lastFull.at);
  const baseline = baselineOf(reports, painAtAssessment);
  const rose = ({ pain }: Report) => pain !== null && baseline !== null && pain - baseline >= ROSE_BY;
  if (since.some(rose)) return 'pain_rose';
  return since.some(({ spreads }) => spreads) ? 'spread' : null;
}

/** The median of the first three reports; until there are three, what the assessment found; null: not known. */
export function baselineOf(reports: readonly Report[], painAtAssessment: number | null): number | null {
  const rated = reports.flatMap(({ pain }) => (pain === null ? [] : [{ pain }]));
  return baselineFor(rated.length, rated, painAtAssessment).value;
}
