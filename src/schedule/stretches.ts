/**
 * The stretches of days in which a plan is open, between its closures. In each the weeks are counted as they were then: a
 * later closure moved them on, and what lies before it was done in the weeks that it was done in.
 */
import { addDays, dayNumber, isoDay } from '../calendar/days';
import type { ClosedDays } from './closure';
import type { ScheduledPlan } from './plan-weeks';

/** A plan that is never closed. */
export type Stretch = Omit<ScheduledPlan, 'closed'>;

/** Oldest first; none where the plan was closed throughout. */
export function stretchesOf({ closed = [], ...plan }: ScheduledPlan): Stretch[] {
  const [first, last] = [dayNumber(plan.startsOn), dayNumber(plan.adviceUntil)];
  const closures = closed.map(asNumbers).filter(({ to }) => to >= first);
  const begins = [first, ...closures.map(({ to }) => to + 1)];
  const ends = [...closures.map(({ from }) => Math.min(from - 1, last)), last];
  return begins
    .map((from, i) => ({ from, to: ends[i] as number, movedSince: daysMovedBy(closures.slice(i), first) }))
    .filter(({ from, to }) => from <= to)
    .map(({ from, to, movedSince }) => ({
      ...plan,
      startsOn: isoDay(from),
      adviceUntil: isoDay(to),
      weekOneOn: addDays(plan.weekOneOn, -movedSince),
      phasesBegun: plan.phasesBegun.map(({ name, on }) => ({ name, on: addDays(on, -movedSince) })),
    }));
}

const asNumbers = ({ from, to }: ClosedDays) => ({
  from: dayNumber(from),
  to: to === null ? Infinity : dayNumber(to),
});

/** What still lasts has moved nothing yet. */
function daysMovedBy(closures: readonly { from: number; to: number }[], first: number): number {
  const ended = closures.filter(({ to }) => to !== Infinity);
  return ended.reduce((days, { from, to }) => days + to - Math.max(first, from) + 1, 0);
}
