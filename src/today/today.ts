/**
 * A patient's day: what of their plans is due today, what may be done, what is left of the week after all they told of, and how
 * long it takes. Pure. What shows at all the gate decided before; what is due the schedule counts; nothing missed is asked for
 * twice, and what was left out today is not asked for again.
 */
import { addDays } from '../calendar/days';
import type { ItemDone } from '../diary/diary';
import type { Dosage, Group, Phase } from '../dosage/dosage';
import { doseSentence } from '../dosage/sentence/dose-sentence';
import { minutesPerDay, sessionsInWeek } from '../dosage/dose-totals';
import { badDayInFull, type OnBadDay } from '../plan/bad-day';
import type { Words } from '../language/words';
import { partNamed } from '../plan/plan';
import { daysClosedBy, scheduledPlan, type WrittenItem } from '../plan/scheduled-plan';
import type { PatientList } from '../routine/wording';
import type { ClosedRange } from '../schedule/closure';
import { dueBetween, type DueSession } from '../schedule/due-sessions';
import { type Done, type LeftOfWeek, leftOfWeek } from '../schedule/left-of-week';
import { type ScheduledPlan, weekOn } from '../schedule/plan-weeks';
import { painGuide, stopList } from '../diary/pain-guide';

/** One exercise that shows today. */
export interface ShownItem {
  id: string;
  prescriptionId: string;
  place: number;
  dosage: Dosage;
  doseSentence: string;
  variation?: string | null;
  level?: number | null;
  phase: string | null;
  group: string | null;
  isOptional: boolean;
  isComfort: boolean;
  onBadDay: OnBadDay;
  badDayDosage: Dosage | null;
  badDaySentence: string | null;
}

/** A plan of which something shows, or would if it were not stopped. */
export interface ShownPlan {
  prescriptionId: string;
  startsOn: string;
  weekOneOn: string;
  adviceUntil: string;
  phases: Phase[];
  groups: Group[];
  /** `at`: the moment at which the clinician said so. */
  phasesBegun: { name: string; on: string; at: Date }[];
  transitions: { kind: string; at: Date }[];
  holds: ClosedRange[];
  /** Of every item, those included that do not show today. */
  schedules: WrittenItem[];
  /** An item under the id that it had in an earlier version. */
  formerItems: { id: string; as: string }[];
}

export type TodayState = LeftOfWeek['today'];

export interface TodaySession {
  session: number;
  name: string | null;
  kind: DueSession['kind'];
  /** Left of this week, or of this day where there is no week to it. */
  due: number;
  allowed: number;
  today: TodayState;
  /** Of hourly doses, in UTC. */
  at: string[] | null;
  doneToday: number;
  doneThisWeek: number;
}

export interface TodayItem<Item extends ShownItem = ShownItem> {
  item: Item;
  sessions: TodaySession[];
  today: TodayState;
  /** Whether something of it was done today, or said to be left out. */
  told: 'done' | 'left_out' | null;
  minutes: number;
  /** As the day has it: that of a bad day, where one was asked for. */
  dosage: Dosage;
  doseSentence: string;
  /** The week of its phase; null without one. */
  phaseWeek: number | null;
  painGuide: PatientList;
  stopIf: PatientList;
}

export interface TodayOfPlan<Item extends ShownItem = ShownItem> {
  prescriptionId: string;
  week: number | null;
  items: TodayItem<Item>[];
  /** The next day after today with something that is due or may be done; null where there is none. */
  nextOn: string | null;
}

/** How long back something that was done can matter to what is due: a week, and the longest rest. */
export const DAYS_THAT_COUNT = 14;

export function scheduleOf(plan: ShownPlan, timeZone: string): ScheduledPlan {
  const closed = daysClosedBy(plan.transitions, plan.holds, timeZone) ?? [];
  return scheduledPlan(plan.schedules, plan.phases, {
    timeZone,
    startsOn: plan.startsOn,
    weekOneOn: plan.weekOneOn,
    adviceUntil: plan.adviceUntil,
    phasesBegun: plan.phasesBegun,
    // what shows in spite of a pause that lasts is not closed by it
    closed: closed.filter(({ to }) => to !== null),
  });
}

/** `today`: the clinic's day. */
export interface AskedOfDay {
  today: string;
  timeZone: string;
  isBadDay: boolean;
}

/** `done`: of the last DAYS_THAT_COUNT days. */
export function todayOfPlan<Item extends ShownItem>(
  plan: ShownPlan,
  shown: readonly Item[],
  done: readonly ItemDone[],
  { today, timeZone, isBadDay }: AskedOfDay,
  words: Words,
): TodayOfPlan<Item> {
  const schedule = scheduleOf(plan, timeZone);
  const own = done.flatMap((one) => underItsId(one, plan, shown));
  const [due, ...later] = dueFrom(schedule, plan, shown, today);
  const items = shown.map((item) =>
    todayOfItem(
      item,
      plan,
      due?.sessions.get(item.place) ?? [],
      own.filter(({ itemId }) => itemId === item.id),
      { schedule, today, isBadDay, words },
    ),
  );
  return {
    prescriptionId: plan.prescriptionId,
    week: weekOn(null, plan, today),
    items: isBadDay ? items.filter(({ item }) => item.onBadDay !== 'left_out') : items,
    nextOn: nextDay(later, shown, own, today),
  };
}

/** What was done of it in an earlier version counts; a dose of one session only has nothing to mix up. */
function underItsId(one: ItemDone, { formerItems }: ShownPlan, shown: readonly ShownItem[]): ItemDone[] {
  if (shown.some(({ id }) => id === one.itemId)) return [one];
  const as = formerItems.find(({ id }) => id === one.itemId)?.as;
  const item = shown.find(({ id }) => id === as);
  if (!item) return [];
  const { length } = item.dosage.sessions;
  return [{ ...one, itemId: item.id, dose: Math.min(one.dose, length - 1) }];
}

function todayOfItem<Item extends ShownItem>(
  item: Item,
  plan: ShownPlan,
  due: readonly DueSession[],
  done: readonly ItemDone[],
  {
    schedule,
    today,
    isBadDay,
    words,
  }: { schedule: ScheduledPlan; today: string; isBadDay: boolean; words: Words },
): TodayItem<Item> {
  const toldToday = done.filter(({ day }) => day === today);
  const isLeftOut = toldToday.some(({ state }) => state === 'not_done');
  const isEased = isBadDay || isLeftOut;
  const sessions = due.map((session) => todaySession(session, today, doneOf(session, done, today), isEased));
  const phase = partNamed(plan.phases, item.phase);
  const isLess = isBadDay && item.onBadDay === 'less' && item.badDayDosage !== null;
  const dosage = isLess ? (item.badDayDosage as Dosage) : item.dosage;
  return {
    item,
    sessions,
    today: sessions.some((one) => one.today === 'due')
      ? 'due'
      : sessions.some((one) => one.today === 'may')
        ? 'may'
        : 'no',
    told: toldToday.some(({ state }) => state !== 'not_done') ? 'done' : isLeftOut ? 'left_out' : null,
    minutes: minutesOf([
      { dosage, group: partNamed(plan.groups, item.group), week: weekOn(phase, schedule, today) },
    ]),
    dosage,
    doseSentence: isLess
      ? sentenceOf(item, plan, badDayInFull(item.dosage, dosage), item.badDaySentence as string, words)
      : sentenceOf(item, plan, dosage, item.doseSentence, words),
    phaseWeek: phase && weekOn(phase, schedule, today),
    painGuide: painGuide(item.dosage, words),
    stopIf: stopList(item.dosage, words),
  };
}

/** The English as it was issued; in another language said anew, from the same dose. */
function sentenceOf(item: ShownItem, plan: ShownPlan, dosage: Dosage, issued: string, words: Words): string {
  if (words.dose.language === 'en') return issued;
  const phase = partNamed(plan.phases, item.phase);
  const group = partNamed(plan.groups, item.group);
  return doseSentence(dosage, { ...item, phase, group }, words.dose);
}

function doneOf({ session, week }: DueSession, done: readonly ItemDone[], today: string): Done {
  const days = done
    .filter(({ dose, state, day }) => dose === session && state !== 'not_done' && day <= today)
    .map(({ day }) => day)
    .sort();
  const inWeek = days.filter((day) => day >= week.from);
  return {
    inWeek: inWeek.length,
    perDay: [...new Set(inWeek)].map((day) => inWeek.filter((one) => one === day).length),
    today: days.filter((day) => day === today).length,
    lastOn: days.at(-1) ?? null,
  };
}

/** On a bad day, and of what was left out today, nothing is due: it may be done. */
function todaySession(session: DueSession, day: string, done: Done, isEased: boolean): TodaySession {
  const left = leftOfWeek(session, day, done);
  return {
    session: session.session,
    name: session.name,
    kind: session.kind,
    due: left.due,
    allowed: left.allowed,
    today: isEased && left.today === 'due' ? 'may' : left.today,
    at: session.kind === 'fixed' ? session.at : null,
    doneToday: done.today,
    doneThisWeek: done.inWeek,
  };
}

/** How far ahead the next day is looked for. */
const LOOK_AHEAD_DAYS = 35;

interface DueOfDay {
  day: string;
  /** By the place of their item. */
  sessions: ReadonlyMap<number, DueSession[]>;
}

/**
 * From today on, day by day as far as the advice goes. What goes on from an earlier version keeps its whole week: days of choice
 * that were used before the new version began are not asked for anew.
 */
function dueFrom(
  schedule: ScheduledPlan,
  { formerItems }: ShownPlan,
  shown: readonly ShownItem[],
  today: string,
): DueOfDay[] {
  const until = addDays(today, LOOK_AHEAD_DAYS);
  const { startsOn, weekOneOn } = schedule;
  const goesOn = new Set(
    shown.filter(({ id }) => formerItems.some(({ as }) => as === id)).map(({ place }) => place),
  );
  const isCut = weekOneOn < startsOn && goesOn.size > 0;
  const whole = isCut ? dueBetween({ ...schedule, startsOn: weekOneOn }, today, until) : [];
  return dueBetween(schedule, today, until).map(({ day, items }, index) => {
    const uncut = whole[index]?.items ?? [];
    const sessionsAt = (place: number, session: DueSession): DueSession => {
      if (session.kind !== 'flexible' || !goesOn.has(place)) return session;
      const same = uncut.find((item) => item.place === place)?.sessions;
      return same?.find((one) => one.session === session.session && one.kind === 'flexible') ?? session;
    };
    const due = new Map(
      items.map(({ place, sessions }) => [place, sessions.map((one) => sessionsAt(place, one))]),
    );
    return { day, sessions: due };
  });
}

function nextDay(
  later: readonly DueOfDay[],
  shown: readonly ShownItem[],
  done: readonly ItemDone[],
  today: string,
): string | null {
  const planned = shown.filter(({ isOptional }) => !isOptional);
  const next = later.find(({ day, sessions }) =>
    planned.some(({ id, place }) => {
      const own = done.filter(({ itemId }) => itemId === id);
      return (sessions.get(place) ?? []).some(
        (session) =>
          session.kind !== 'as_needed' &&
          leftOfWeek(session, day, { ...doneOf(session, own, today), today: 0 }).today !== 'no',
      );
    }),
  );
  return next?.day ?? null;
}

export interface Timed {
  dosage: Dosage;
  group: Group | null;
  /** Of its phase. */
  week: number | null;
}

/** Whole minutes of a day on which all of these are done, each in its own week; a group with a set time takes it once. */
export function minutesOf(items: readonly Timed[]): number {
  const inTheirWeek = items.flatMap(({ dosage, group, week }) => {
    const sessions = sessionsInWeek(dosage, week ?? 1).map(({ weeks: _, ...session }) => session);
    return sessions.length > 0 ? [{ dosage: { ...dosage, sessions }, group }] : [];
  });
  return inTheirWeek.length > 0 ? minutesPerDay(inTheirWeek, 1) : 0;
}
