/**
 * What a dose adds up to: in a session, on a day, in a week. Computed wherever it is shown, never stored, so that it cannot
 * disagree with the dose. The times are estimates; session-work.ts says what they assume.
 */
import { exactly, hull, NOTHING, plus, type Span, spanOf } from './amount';
import type { Dosage, Group, Schedule, SessionDose, Side } from './dosage';
import { daysAWeek, timesADay, timesAWeek } from './how-often';
import { eachPart, sumOf, timesOver, type Work, workOfSession } from './session-work';

/** Null where there is no upper end: as many as possible. */
export interface WorkDone {
  sets: Span;
  reps: Span | null;
  secondsUnderTension: Span | null;
  metres: Span | null;
  seconds: Span;
}

export interface Totals {
  week: number;
  /** Of each session that there is in that week, in the order of the dose. */
  sessions: (WorkDone & { name?: string })[];
  sessionsPerDay: Span;
  sessionsPerWeek: Span;
  daysPerWeek: Span;
  /** On a day that has any. */
  perDay: WorkDone;
  perWeek: WorkDone;
  /** Whole ones, rounded up. */
  minutesPerWeek: Span;
}

/** What is done in that week, counted from 1. */
export const sessionsInWeek = ({ sessions }: Dosage, week: number): SessionDose[] =>
  sessions.filter(({ weeks = { from: 1 } }) => weeks.from <= week && week <= (weeks.to ?? Infinity));

/** The weeks in which something else begins, week 1 first; the last of them may begin with nothing any more. */
export function weeksThatDiffer(dosage: Dosage): number[] {
  const turns = dosage.sessions.flatMap(({ weeks = { from: 1 } }) =>
    weeks.to === undefined ? [weeks.from] : [weeks.from, weeks.to + 1],
  );
  const isNews = (week: number): boolean => {
    const before = new Set(sessionsInWeek(dosage, week - 1));
    const now = sessionsInWeek(dosage, week);
    return week === 1 || now.length !== before.size || now.some((session) => !before.has(session));
  };
  return [...new Set([1, ...turns])].sort((a, b) => a - b).filter(isNews);
}

/**
 * Expects a dose without faults. Work counts both sides: 3 sets of 10 on each side are 6 sets and 60 reps. In a group it is
 * done as often as the group goes round; where that goes on for a set time, a session takes all of it, since nobody knows
 * which part falls to this item.
 */
export function totalsOf(dosage: Dosage, week: number, group?: GoesRound | null): Totals {
  const sessions = sessionsInWeek(dosage, week).map((session): Due => {
    const { name, schedule } = session;
    return {
      name,
      work: inGroup(workOfSession(session, dosage.side), group),
      aDay: timesADay(schedule),
      schedule,
    };
  });
  const perWeek = sumOf(sessions.map(({ work, schedule }) => timesOver(work, timesAWeek(schedule))));
  return {
    week,
    sessions: sessions.map(({ name, work }) => ({ ...(name === undefined ? {} : { name }), ...done(work) })),
    sessionsPerDay: onOneDay(sessions.map(({ aDay, schedule }) => [aDay, schedule])),
    sessionsPerWeek: plus(...sessions.map(({ schedule }) => timesAWeek(schedule))),
    daysPerWeek: atMost7(plus(...sessions.map(({ schedule }) => daysAWeek(schedule)))),
    perDay: done(
      eachPart(
        sessions.map(({ work, aDay }) => timesOver(work, aDay)),
        (spans) => onOneDay(spans.map((span, index) => [span, (sessions[index] as Due).schedule])),
      ),
    ),
    perWeek: done(perWeek),
    minutesPerWeek: wholeMinutes(perWeek.seconds),
  };
}

/** As much of a group as counts. */
export type GoesRound = Pick<Group, 'rounds' | 'timeCapSeconds'>;

function inGroup(work: Work, group?: GoesRound | null): Work {
  const { rounds, timeCapSeconds } = group ?? { rounds: { exact: 1 } };
  const done = timesOver(work, spanOf(rounds));
  return timeCapSeconds === undefined ? done : { ...done, seconds: exactly(timeCapSeconds) };
}

interface Due {
  name?: string;
  work: Work;
  aDay: Span;
  schedule: Schedule;
}

/** Different sessions of a week fall on different days; what is done as needed may come on top of any. */
function onOneDay(spans: readonly (readonly [Span, Schedule])[]): Span {
  const asNeeded = spans.filter(([, { kind }]) => kind === 'as_needed').map(([span]) => span);
  const due = spans.filter(([, { kind }]) => kind !== 'as_needed').map(([span]) => span);
  return plus(due.length > 0 ? hull(due) : NOTHING, ...asNeeded);
}

/** A dose, and the group in which it is done, by a name that no other group of the plan has. */
export interface Dosed {
  dosage: Dosage;
  group?: (GoesRound & { name: string }) | null;
}

/**
 * Whole minutes, rounded up, on a day on which all these exercises are due, by the upper ends; in the fullest week of each
 * unless one is named. A group that goes on for a set time takes it once, whatever stands in it.
 */
export function minutesPerDay(items: readonly Dosed[], week?: number): number {
  const seconds = new Map<Dosed | string, number>();
  for (const item of items) {
    const { dosage, group } = item;
    const weeks = week === undefined ? weeksThatDiffer(dosage) : [week];
    const most = Math.max(...weeks.map((one) => totalsOf(dosage, one, group).perDay.seconds.max));
    const takes = group?.timeCapSeconds === undefined ? item : group.name;
    seconds.set(takes, Math.max(seconds.get(takes) ?? 0, most));
  }
  const all = [...seconds.values()].reduce((sum, one) => sum + one, 0);
  return wholeMinutes(exactly(all)).max;
}

/**
 * Repetitions on a day with that session, by the upper end, or by the lower where there is none. Steps stay out: one walks
 * thousands of them.
 */
export function repsOnADay(
  { sets = [], schedule }: SessionDose,
  side: Side,
  group?: GoesRound | null,
): number {
  const counted = { sets: sets.filter(({ repUnit }) => repUnit !== 'step'), schedule };
  const { min, max } = inGroup(workOfSession(counted, side), group).reps;
  return timesADay(schedule).max * (Number.isFinite(max) ? max : min);
}

const done = (work: Work): WorkDone => ({
  sets: work.sets,
  reps: ending(work.reps),
  secondsUnderTension: ending(work.secondsUnderTension),
  metres: ending(work.metres),
  seconds: { min: Math.round(work.seconds.min), max: Math.round(work.seconds.max) },
});

const ending = (span: Span): Span | null => (Number.isFinite(span.max) ? span : null);
const atMost7 = ({ min, max }: Span): Span => ({ min: Math.min(min, 7), max: Math.min(max, 7) });
const wholeMinutes = ({ min, max }: Span): Span => ({ min: Math.ceil(min / 60), max: Math.ceil(max / 60) });
