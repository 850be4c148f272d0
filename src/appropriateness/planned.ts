/**
 * What the rules ask of the plan itself: of one item as prescribed, or of all of them together. The bounds are design decisions
 * but for what their rule names as a source.
 */
import { minutesPerDay, sessionsInWeek, totalsOf, weeksThatDiffer } from '../dosage/dose-totals';
import { workOfSession } from '../dosage/session-work';
import { LOAD_TRAITS, type Trait } from '../exercise/traits';
import type { Fact, PlannedItem } from './rule-language';
import { isLoaded, isSupported, traitsInUse } from './traits-in-use';

/** `item` is null where the plan is asked; `before` is the version that was live, null where there was none. */
export interface Subject {
  item: PlannedItem | null;
  plan: readonly PlannedItem[];
  before: readonly PlannedItem[] | null;
}

interface PlannedFact {
  /** As a statement, for the table that a clinician reads. */
  says: string;
  /** Words where it does not hold. */
  otherwise: string;
  /** Words where it holds. */
  read(subject: Subject): string | undefined;
}

/** More than this much of load in a plan than in the one before is a jump. */
const JUMP = 1.3;
const EXERCISES_AT_ONCE = 4;
const MINUTES_A_DAY = 30;
const SUPINE_SECONDS = 180;
/** Out of 10; what the policy `up_to_5` accepts. */
const PAIN_USUALLY_ACCEPTED = 5;

/**
 * "Any load" of a rule about heart and chest means one of these, an external load, or a hard effort. Beside what loads trunk or
 * legs, a long hold raises the blood pressure and leaning on the arms pulls at the breastbone.
 */
const STRAINS_HEART_OR_CHEST: readonly Trait[] = [
  ...LOAD_TRAITS,
  'isometric_hold_long',
  'wrist_load',
  'shoulder_load',
];

/** What a plan should load in one exercise at a time. */
const LOADED_ONCE: readonly Trait[] = [
  'running',
  'impact_low',
  'impact_high',
  'calf_achilles_load',
  'hamstring_eccentric_high',
  'valsalva_heavy',
  'lumbar_flexion_loaded',
  'lumbar_extension_loaded',
  'lumbar_rotation_loaded',
];

const ofItem = (
  says: string,
  read: (item: PlannedItem) => string | false,
  otherwise = `not: ${says}`,
): PlannedFact => ({
  says,
  otherwise,
  read: ({ item }) => (item && read(item)) || undefined,
});

const ofPlan = (says: string, read: (subject: Subject) => string | false): PlannedFact => ({
  says,
  otherwise: `not: ${says}`,
  read: (subject) => read(subject) || undefined,
});

const ALL = {
  without_video: ofItem('it has no video', ({ video }) => video === null && 'no video'),
  video_not_checked: ofItem(
    'nobody of the clinic has watched its video and found it right',
    ({ video }) => video?.isChecked === false && 'video not checked to be of this exercise',
  ),
  supported: ofItem(
    'a hand or a pole gives support in every set',
    ({ dosage }) => isSupported(dosage) && 'supported',
    'no support in every set',
  ),
  asks_load: ofItem('it loads', (item) => {
    const traits = traitsInUse(item).filter((trait) => STRAINS_HEART_OR_CHEST.includes(trait));
    if (traits.length > 0) return traits.map(inPlainWords).join(', ');
    return isLoaded(item.dosage) && 'external load or hard effort';
  }),
  lies_long: ofItem(
    'it takes more than 3 minutes on the back in one go',
    ({ dosage }) => {
      const seconds = secondsInOneGo(dosage);
      return seconds > SUPINE_SECONDS && `about ${(seconds / 60).toFixed(1)} minutes in one go`;
    },
    'at most 3 minutes in one go',
  ),
  pain_limit_above_5: ofItem(
    `its own pain limit lies above ${PAIN_USUALLY_ACCEPTED} out of 10`,
    ({ dosage: { painPolicy: { during = 0, after = 0 } = {} } }) =>
      Math.max(during, after) > PAIN_USUALLY_ACCEPTED &&
      `pain of up to ${Math.max(during, after)} is accepted`,
    `no pain limit of its own above ${PAIN_USUALLY_ACCEPTED} out of 10`,
  ),
  many_exercises: ofPlan(`there are more than ${EXERCISES_AT_ONCE} exercises at a time`, ({ plan }) => {
    const most = Math.max(...atATime(plan).map((items) => items.length));
    return most > EXERCISES_AT_ONCE && `${most} exercises at a time`;
  }),
  long_days: ofPlan(`a day takes more than ${MINUTES_A_DAY} minutes`, ({ plan }) => {
    const minutes = Math.max(...atATime(plan).map((together) => minutesPerDay(together)));
    return minutes > MINUTES_A_DAY && `about ${minutes} minutes a day`;
  }),
  same_load_twice: ofPlan('more than one exercise loads the same tissue', ({ plan }) => {
    const moments = atATime(plan);
    const twice = LOADED_ONCE.flatMap((trait) => {
      const items = moments
        .map((together) => together.filter((item) => traitsInUse(item).includes(trait)))
        .reduce((longest, one) => (one.length > longest.length ? one : longest), []);
      return items.length > 1 ? [`${inPlainWords(trait)}: ${items.map(({ name }) => name).join(', ')}`] : [];
    });
    return twice.join('; ') || false;
  }),
  dose_jump: ofPlan('a dose is more than 30 % up on the version before', ({ plan, before }) => {
    const jumps = [...new Set(plan.map(({ exerciseId }) => exerciseId))].flatMap((exerciseId) => {
      const of = (items: readonly PlannedItem[]) => items.filter((item) => item.exerciseId === exerciseId);
      return hasJumped(of(before ?? []), of(plan)) ? [of(plan)[0]?.name] : [];
    });
    return jumps.length > 0 && `more than 30 % up: ${jumps.join(', ')}`;
  }),
};

export type PlannedId = keyof typeof ALL;
export const PLANNED: Record<PlannedId, PlannedFact> = ALL;

/** A plan is always known: it is yes or no. */
export function plannedFact(id: PlannedId, subject: Subject): Fact {
  const words = PLANNED[id].read(subject);
  if (words !== undefined) return { truth: 'yes', words, foundOn: null };
  return { truth: 'no', words: PLANNED[id].otherwise, foundOn: null };
}

const inPlainWords = (trait: Trait): string => trait.replaceAll('_', ' ');

/**
 * The items of a plan that are done in the same week, each with its dose of that week alone, for every week in which something
 * changes. A phase that waits for its criteria is taken to begin in the week in which it is expected, and never beside another
 * phase that has an end or waits too.
 */
function atATime(plan: readonly PlannedItem[]): PlannedItem[][] {
  const weeks = distinct([1, ...plan.flatMap(weeksOfChange)]);
  return weeks.flatMap((week) => {
    const done = plan.flatMap((item) => inWeek(item, week));
    const awaited = distinct(done.filter(isAwaited).map(({ phase }) => phase?.name));
    const lasting = done.filter((item) => !isAwaited(item) && item.phase?.weeks.to === undefined);
    return [
      done.filter((item) => !isAwaited(item)),
      ...awaited.map((name) => [...lasting, ...done.filter(({ phase }) => phase?.name === name)]),
    ];
  });
}

const isAwaited = ({ phase }: PlannedItem): boolean => phase?.begins === 'criteria';

/** Weeks of a dose count from the beginning of its phase. */
const weeksBefore = ({ phase }: PlannedItem): number => (phase?.weeks.from ?? 1) - 1;

const weeksOfChange = (item: PlannedItem): number[] =>
  weeksThatDiffer(item.dosage).map((week) => weeksBefore(item) + week);

/** The item as it is done in that week, if it is; a dose that says nothing of when is done in every week. */
function inWeek(item: PlannedItem, week: number): PlannedItem[] {
  const { dosage, phase } = item;
  if (phase && (week < phase.weeks.from || week > (phase.weeks.to ?? Infinity))) return [];
  const sessions = sessionsInWeek(dosage, week - weeksBefore(item)).map(({ weeks: _, ...one }) => one);
  const isDone = sessions.length > 0 || dosage.sessions.length === 0;
  return isDone ? [{ ...item, dosage: { ...dosage, sessions } }] : [];
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Of the longest session, without the rests between its sets: in those one can turn on the side. */
function secondsInOneGo({ sessions, side }: PlannedItem['dosage']): number {
  const each = sessions.map(({ sets = [], ...session }) => {
    const withoutRest = sets.map(({ restAfterSet: _, ...set }) => set);
    return workOfSession({ ...session, sets: withoutRest }, side).seconds.max;
  });
  return Math.max(0, ...each);
}

/** In any measure of the hardest week; a first weight is a jump from none. */
function hasJumped(before: readonly PlannedItem[], after: readonly PlannedItem[]): boolean {
  if (before.length === 0) return false;
  const [was, is] = [measuresOf(before), measuresOf(after)];
  return is.some((value, index) => {
    const old = was[index] ?? 0;
    const isFirstWeight = index === was.length - 1 && old === 0 && value > 0;
    return isFirstWeight || (old > 0 && value > old * JUMP);
  });
}

/** Time, repetitions and metres of a week, and last the heaviest weight in kilograms. */
function measuresOf(items: readonly PlannedItem[]): number[] {
  const weeks = atATime(items).map((together) =>
    together.map(({ dosage, group }) => totalsOf(dosage, 1, group).perWeek),
  );
  const most = (read: (week: ReturnType<typeof totalsOf>['perWeek']) => number) =>
    Math.max(0, ...weeks.map((together) => together.reduce((sum, one) => sum + read(one), 0)));
  const kilograms = items.flatMap(({ dosage }) =>
    dosage.sessions.flatMap(({ sets = [] }) => sets.map(({ load }) => load?.kg ?? 0)),
  );
  return [
    most(({ seconds }) => seconds.max),
    most(({ reps }) => reps?.max ?? 0),
    most(({ metres }) => metres?.max ?? 0),
    Math.max(0, ...kilograms),
  ];
}
