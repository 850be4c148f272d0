/**
 * A4: a patient who has stopped, or of whom nothing is heard. To be met with "how can we help", never with blame. What was not
 * reported is unknown and never taken for not done; days on which the plan was not open do not count. Pure.
 */
import { addDays, daysBetween } from '../calendar/days';
import type { HeardBefore, Occasion } from './occasion';

/** As plan_day keeps it: how many sessions of single exercises. */
export interface PlanDay {
  day: string;
  due: number;
  done: number;
  /** Not done, and said so. */
  declined: number;
}

export interface FollowedPlan {
  prescriptionId: string;
  delivery: 'portal' | 'paper';
  /** Issued, begun and not ended, and neither paused nor held. */
  isOpen: boolean;
  /** The day from which on it has been open without a break, or on which it was last talked about. */
  openSince: string;
  /** Oldest first; a day may be missing. */
  days: readonly PlanDay[];
}

export interface Following {
  plans: readonly FollowedPlan[];
  /** The days on which anything was told at all, oldest first. */
  toldOn: readonly string[];
  /** The clinic's day of the last closing of such an alert. */
  closedOn: string | null;
  today: string;
}

/** Whole days [the clinic's rules, section 6]. */
export const SILENT_DAYS = 7;
const SESSIONS_MISSED = 3;
/** One at a time for a patient. */
export const ADHERENCE = 'adherence';

/** `heard`: while one is open nothing is added to it, as more silence is no more news. */
export function fallenSilent(following: Following, heard: Pick<HeardBefore, 'lastAt'>): Occasion[] {
  const plans = following.plans.filter(
    ({ isOpen, delivery, openSince }) => isOpen && delivery === 'portal' && openSince <= following.today,
  );
  if (heard.lastAt !== null || plans.length === 0) return [];
  return [...missedInARow(plans, following), ...nothingTold(plans, following)].slice(0, 1);
}

/** Days on which something was told but of this plan nothing done; days of which nothing is known neither count nor break. */
function missedInARow(plans: readonly FollowedPlan[], { toldOn, closedOn, today }: Following): Occasion[] {
  return plans.flatMap(({ prescriptionId, openSince, days }): Occasion[] => {
    const from = later(openSince, closedOn && addDays(closedOn, 1));
    const known = days.filter(
      ({ day, due, done, declined }) =>
        from <= day && day <= today && due > 0 && (done + declined > 0 || toldOn.includes(day)),
    );
    const last = known.slice(-SESSIONS_MISSED);
    // a day that goes on may still bring what is due on it
    const isMissed = ({ day, due, done, declined }: PlanDay) =>
      done === 0 && (day < today || declined >= due);
    if (last.length < SESSIONS_MISSED || !last.every(isMissed)) return [];
    const facts = { because: 'not_done', days: last.map(({ day }) => day) };
    return [{ kind: 'A4', key: ADHERENCE, prescriptionId, facts }];
  });
}

function nothingTold(plans: readonly FollowedPlan[], { toldOn, closedOn, today }: Following): Occasion[] {
  const first = plans.reduce((a, b) => (b.openSince < a.openSince ? b : a));
  const lastToldOn = toldOn.at(-1) ?? null;
  const heardOn = [lastToldOn, closedOn].reduce<string>(
    (last, day) => later(last, day),
    addDays(first.openSince, -1),
  );
  if (daysBetween(heardOn, today) <= SILENT_DAYS) return [];
  const since = plans.flatMap(({ days }) => days.filter(({ day }) => day > heardOn && day < today));
  // a plan that asked for nothing in those days has nothing to be told
  if (since.length > 0 && since.every(({ due }) => due === 0)) return [];
  const facts = { because: 'no_report', lastReportOn: lastToldOn, since: heardOn };
  return [{ kind: 'A4', key: ADHERENCE, prescriptionId: first.prescriptionId, facts }];
}

const later = (a: string, b: string | null): string => (b !== null && b > a ? b : a);
