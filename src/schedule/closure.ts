/**
 * When a plan was closed, by its pauses and by the holds on its patient, and by how many days its weeks go on later for it.
 * Nobody gains strength meanwhile, so a programme is taken up where it was left: one rule, applied at the moment when the
 * plan opens again and never before. Instants come in; no clock is read here.
 */
import { daysBetween, isoDay } from '../calendar/days';
import { ClinicClock } from './clinic-clock';

/** A pause of the plan, a hold on its patient, or several in a row. `to` is null while it lasts. */
export interface ClosedRange {
  from: Date;
  to: Date | null;
}

/** Whole days of the clinic on which nothing could be done, both included. `to` is null while it lasts. */
export interface ClosedDays {
  from: string;
  to: string | null;
}

/** As prescription_transition keeps it. */
interface Transition {
  kind: string;
  at: Date;
}

const OPENS = ['issued', 'resumed', 'weeks_moved'];
const ENDS = ['completed', 'withdrawn'];

/**
 * The unbroken closures of a plan, oldest first: pauses and holds that overlap or touch are one, unless the plan was opened
 * where they touch, for then its weeks were moved there. `transitions` oldest first.
 */
export function closuresOf(transitions: readonly Transition[], holds: readonly ClosedRange[]): ClosedRange[] {
  const opened = transitions.filter(({ kind }) => OPENS.includes(kind)).map(({ at }) => at.getTime());
  const ranges = [...pausesOf(transitions), ...holds].sort((a, b) => +a.from - +b.from);
  const closures: ClosedRange[] = [];
  for (const { from, to } of ranges) {
    const last = closures.at(-1);
    const end = last ? endOf(last) : -Infinity;
    const goesOn = +from < end || (+from === end && !opened.includes(end));
    if (!last || !goesOn) closures.push({ from, to });
    else if (endOf({ to }) > end) last.to = to;
  }
  return closures;
}

function pausesOf(transitions: readonly Transition[]): ClosedRange[] {
  const pauses: ClosedRange[] = [];
  for (const { kind, at } of transitions) {
    const last = pauses.at(-1);
    if (kind === 'paused') pauses.push({ from: at, to: null });
    else if (last?.to === null && [...OPENS, ...ENDS].includes(kind)) last.to = at;
  }
  return pauses;
}

/** The beginning of the closure that lasts until now, or ends now; null when the plan is open. */
export function closedSince(closures: readonly ClosedRange[], now: Date): Date | null {
  const last = closures.at(-1);
  return last && endOf(last) >= now.getTime() ? last.from : null;
}

/**
 * By how many days the weeks of a plan move on when it opens again on `opensOn`: as many as were closed since its first day,
 * that of the opening not among them. ISO days of the clinic.
 */
export function daysToMove(closedOn: string, startsOn: string, opensOn: string): number {
  return Math.max(0, daysBetween(closedOn > startsOn ? closedOn : startsOn, opensOn));
}

/** The day on which a plan is closed counts, that on which it opens again does not; one that did both on one day has none. */
export function closedDays(closures: readonly ClosedRange[], timeZone: string): ClosedDays[] {
  const clock = ClinicClock.of(timeZone);
  return closures
    .map(({ from, to }) => ({ from: clock.dayOf(+from), to: to === null ? null : clock.dayOf(+to) - 1 }))
    .filter(({ from, to }) => to === null || from <= to)
    .map(({ from, to }) => ({ from: isoDay(from), to: to === null ? null : isoDay(to) }));
}

const endOf = ({ to }: Pick<ClosedRange, 'to'>): number => to?.getTime() ?? Infinity;
