/**
 * Writes what each day of a plan asks, so that a caseload is read and never reckoned. Whoever changes a plan (issues, extends,
 * resumes, moves its weeks, begins a phase) calls this in the same transaction; what closes one needs not, as the database
 * clears the days of a closed plan by itself. Only from a day on: what was meant of the days before stays as it was meant.
 */
import type { Phase } from '../dosage/dosage';
import { partNamed } from '../plan/plan';
import { type ClosedRange, closedDays, closuresOf } from '../schedule/closure';
import { expectedDays } from '../schedule/expected-days';
import type { ScheduledItem, ScheduledPlan } from '../schedule/plan-weeks';

/** An open transaction, of a person or of the worker. */
export interface Asking {
  today: string;
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

type Days = Pick<ScheduledPlan, 'timeZone' | 'startsOn' | 'weekOneOn' | 'adviceUntil' | 'phasesBegun'>;

/** As `portal.plans_to_count` answers it. */
interface PlanToCount extends Days {
  id: string;
  phases: Phase[];
  items: (Pick<ScheduledItem, 'place' | 'dosage' | 'isOptional'> & { phase: string | null })[];
  transitions: { kind: string; at: string }[];
  holds: { from: string; to: string | null }[];
}

/** From today on. Plans without a live version are left alone. */
export async function askDaysAhead(tx: Asking, planIds: readonly string[]): Promise<void> {
  for (const plan of await plansToCount(tx, planIds)) await writeDays(tx, plan, tx.today);
}

/** From the first day of the advice on, for plans of which no day was ever written. */
export async function askAllDays(tx: Asking, planIds: readonly string[]): Promise<void> {
  for (const plan of await plansToCount(tx, planIds)) {
    await writeDays(tx, plan, plan.startsOn < tx.today ? plan.startsOn : tx.today);
  }
}

async function plansToCount(tx: Asking, planIds: readonly string[]): Promise<PlanToCount[]> {
  const rows = await tx.query<{ plan: PlanToCount }>('select plan from portal.plans_to_count($1)', [planIds]);
  return rows.map(({ plan }) => plan);
}

async function writeDays(tx: Asking, plan: PlanToCount, since: string): Promise<void> {
  const days = expectedDays(asScheduled(plan), since, plan.adviceUntil);
  await tx.query('select portal.ask_days($1, $2, $3)', [
    plan.id,
    since,
    JSON.stringify(Object.fromEntries(days)),
  ]);
}

function asScheduled({ phases, items, transitions, holds, ...days }: PlanToCount): ScheduledPlan {
  return {
    ...days,
    items: items.map((item) => ({ ...item, phase: partNamed(phases, item.phase) })),
    closed: closedDays(closuresOf(transitions.map(occurred), holds.map(lasted)), days.timeZone),
  };
}

const occurred = ({ kind, at }: PlanToCount['transitions'][number]) => ({ kind, at: new Date(at) });
const lasted = ({ from, to }: PlanToCount['holds'][number]): ClosedRange => ({
  from: new Date(from),
  to: to === null ? null : new Date(to),
});
