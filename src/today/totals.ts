/**
 * What a day comes to over all of a patient's plans: how many exercises, how many minutes, and kind words for whatever it is. Rest is
 * a part of the plan here and never a failure. Pure.
 */
import { partNamed } from '../plan/plan';
import { weekOn } from '../schedule/plan-weeks';
import {
  type AskedOfDay,
  minutesOf,
  scheduleOf,
  type ShownPlan,
  type Timed,
  type TodayItem,
  type TodayOfPlan,
  type TodayState,
} from './today';
import { ENGLISH, type Words } from '../language/words';
import { howMuchWords, nextDayWords } from './day-words';
import { TODAY_TEXTS } from './wording';

export interface Amounts {
  exercises: number;
  minutes: number;
}

export interface Totals {
  due: Amounts;
  may: Amounts;
  doneToday: number;
  /** In the patient's words, kind ones where nothing is due. */
  words: string[];
  nextOn: string | null;
}

/** Of all plans together. */
export function totalsOfDay(
  plans: readonly { plan: ShownPlan; day: TodayOfPlan }[],
  { today, timeZone, isBadDay }: AskedOfDay,
  words: Words = ENGLISH,
): Totals {
  const all = plans.flatMap(({ plan, day }) =>
    day.items.map((one) => ({ one, timed: timedOf(one, plan, timeZone, today) })),
  );
  const amounts = (state: TodayState): Amounts => {
    const those = all.filter(({ one }) => one.today === state && isPlanned(one));
    return { exercises: those.length, minutes: minutesOf(those.map(({ timed }) => timed)) };
  };
  const [due, may] = [amounts('due'), amounts('may')];
  const nextOn = plans.flatMap(({ day }) => day.nextOn ?? []).sort()[0] ?? null;
  const told = all.map(({ one }) => one.told);
  const doneToday = told.filter((one) => one === 'done').length;
  const state = { due, may, doneToday, hasLeftOut: told.includes('left_out'), isBadDay };
  return { due, may, doneToday, words: wordsOfDay(state, nextDayWords(today, nextOn, words), words), nextOn };
}

/** What is optional, or only there when it is needed, is no part of what a day holds. */
const isPlanned = ({ item, sessions }: TodayItem): boolean =>
  !item.isOptional && sessions.some(({ kind }) => kind !== 'as_needed');

/** Groups of two plans may be called alike. */
function timedOf({ item, dosage }: TodayItem, plan: ShownPlan, timeZone: string, today: string): Timed {
  const group = partNamed(plan.groups, item.group);
  const week = weekOn(partNamed(plan.phases, item.phase), scheduleOf(plan, timeZone), today);
  return { dosage, week, group: group && { ...group, name: `${plan.prescriptionId} ${group.name}` } };
}

interface StateOfDay {
  due: Amounts;
  may: Amounts;
  doneToday: number;
  hasLeftOut: boolean;
  isBadDay: boolean;
}

function wordsOfDay(
  { due, may, doneToday, hasLeftOut, isBadDay }: StateOfDay,
  next: string | null,
  words: Words,
): string[] {
  const say = (text: keyof typeof TODAY_TEXTS) => words.say(TODAY_TEXTS[text].id);
  const howMuch = ({ exercises, minutes }: Amounts) => howMuchWords(exercises, minutes, words);
  if (isBadDay) {
    if (may.exercises > 0) return [howMuch(may), say('bad_day')];
    return [say('bad_day_rest'), ...(next ? [next] : [])];
  }
  const leftOut = hasLeftOut ? [say('left_out')] : [];
  if (due.exercises > 0) return [howMuch(due), ...leftOut];
  if (hasLeftOut) return [...leftOut, ...(next ? [next] : [])];
  if (may.exercises > 0 && doneToday === 0) return [howMuch(may), say('may')];
  return [say(doneToday > 0 ? 'done' : 'rest_day'), ...(next ? [next] : [])];
}
