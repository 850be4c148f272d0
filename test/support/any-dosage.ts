/** Random doses without faults, of every kind, for rules that must hold for every dose (fast-check). */
import * as fc from 'fast-check';
import { WEEKDAYS } from '../../src/calendar/days';
import { type Bound, DOSAGE_BOUNDS as bounds } from '../../src/dosage/bounds';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import { checkIntervals } from '../../src/dosage/check/check-intervals';
import { checkSchedule } from '../../src/dosage/check/check-schedule';
import { checkSets } from '../../src/dosage/check/check-sets';
import {
  type Amount,
  ASSISTANCES,
  BAND_ANCHORS,
  BAND_COLOURS,
  BAND_MATERIALS,
  BOUT_MODES,
  CONTRACTIONS,
  type Dosage,
  EFFORT_WORDS,
  type IntervalSpec,
  type IntervalStep,
  type Schedule,
  type SessionDose,
  type SetSpec,
  type Side,
  SIDES,
  SURFACES,
  TEMPO_WORDS,
} from '../../src/dosage/dosage';

type Any<T> = fc.Arbitrary<T>;
type Parts = Record<string, Any<unknown>>;

/** Some of these parts, from `minLength` to `maxLength`. Absent parts are absent keys, as in stored data. */
const some = (parts: Parts, maxLength: number, minLength = 0): Any<object> =>
  fc
    .tuple(
      fc.record(parts),
      fc.subarray(Object.keys(parts), {
        minLength,
        maxLength: Math.min(maxLength, Object.keys(parts).length),
      }),
    )
    .map(([all, taken]) => Object.fromEntries(taken.map((name) => [name, all[name]])));

/** All of the first parts with a few of the others. */
const record = <T>(parts: Parts, others: Parts = {}, most = 3): Any<T> =>
  fc.tuple(fc.record(parts), some(others, most)).map(([all, few]) => ({ ...all, ...few }) as T);

const is = <W extends string>(word: W): Any<W> => fc.constant(word);
const one = (words: readonly string[]): Any<string> => fc.constantFrom(...words);
const yes = fc.constant(true);

/** Small numbers often, so that singular and plural, "once" and "twice" all come up. */
function within({ min, max, step = 1 }: Bound, upTo = max): Any<number> {
  const first = Math.ceil(min / step);
  const last = Math.floor(Math.min(max, upTo) / step);
  const few = fc.integer({ min: first, max: Math.min(last, first + 3) });
  return fc.oneof(few, fc.integer({ min: first, max: last })).map((steps) => steps * step);
}

function amount(bound: Bound, upTo = bound.max): Any<Amount> {
  const range = fc
    .tuple(within(bound, upTo), within(bound, upTo))
    .map(([a, b]) => (a === b ? { exact: a } : { min: Math.min(a, b), max: Math.max(a, b) }));
  return fc.oneof({ weight: 2, arbitrary: within(bound, upTo).map((exact) => ({ exact })) }, range);
}

const reps = fc.oneof(
  { weight: 4, arbitrary: amount(bounds.reps, 60) },
  within(bounds.reps, 60).map((upTo) => ({ upTo })),
  record({ asManyAsPossible: yes }, { atMost: within(bounds.reps) }),
);

const moveSeconds = within(bounds.moveSeconds, 8);
const pauseSeconds = within(bounds.pauseSeconds, 8);
const tempo = fc.oneof(
  record({ word: one(TEMPO_WORDS) }),
  some(
    {
      eccentricSeconds: moveSeconds,
      pauseSeconds,
      concentricSeconds: moveSeconds,
      topPauseSeconds: pauseSeconds,
    },
    4,
    1,
  ),
);

const band = record(
  { material: one(BAND_MATERIALS) },
  { colour: one(BAND_COLOURS), brand: one(['Theo', 'No. 2']), anchor: one(BAND_ANCHORS) },
);
const load = fc.oneof(
  record({ kind: is('bodyweight') }),
  record({ kind: one(['weight', 'ankle_weight', 'added', 'machine']), kg: within(bounds.kg, 60) }),
  record({ kind: is('percent_1rm'), percent: within(bounds.percentOfOneRepMax) }),
  record({ kind: is('percent_body_weight'), percent: within(bounds.percentOfBodyWeight) }),
  record({ kind: is('rep_max'), reps: within(bounds.repMax) }),
  record({ kind: is('machine'), setting: within(bounds.machineSetting) }),
  record({ kind: is('band'), band }),
);

const effort = fc.oneof(
  record({ scale: is('rpe_10'), value: amount(bounds.rpe10) }),
  record({ scale: is('rpe_20'), value: amount(bounds.rpe20) }),
  record({ scale: is('reps_in_reserve'), value: amount(bounds.repsInReserve) }),
  record({ scale: is('words'), word: one(EFFORT_WORDS) }),
);

const range = fc.oneof(
  record({ kind: one(['full', 'pain_free', 'middle']) }),
  record({ kind: is('degrees'), fromDegrees: within(bounds.degrees), toDegrees: within(bounds.degrees) }),
);

/** What a set may have beside what it consists of. */
const manner = {
  restAfterSet: fc.oneof(
    amount(bounds.restAfterSetSeconds, 300),
    record({ timesSet: within(bounds.restTimesSet, 4) }),
  ),
  contraction: one(CONTRACTIONS),
  load,
  effort,
  range,
  assistance: one(ASSISTANCES),
  surface: one(SURFACES),
};
const count = within(bounds.sets, 6);
const holdSeconds = amount(bounds.holdSeconds, 130);
const timeSeconds = amount(bounds.timeSeconds, 400);
const distanceMetres = within(bounds.distanceMetres, 400);
const restBetweenRepsSeconds = amount(bounds.restBetweenRepsSeconds, 30);

/** A set without faults, whether or not another follows it. */
export function anySet(): Any<SetSpec> {
  return fc
    .oneof(
      {
        weight: 3,
        arbitrary: record<SetSpec>(
          { count, reps },
          { repUnit: is('repetition'), holdSeconds, tempo, restBetweenRepsSeconds, ...manner },
          4,
        ),
      },
      record<SetSpec>({ count, reps, repUnit: is('step') }, { restBetweenRepsSeconds, ...manner }),
      record<SetSpec>({ count, reps, repUnit: is('breath') }, { restAfterSet: manner.restAfterSet }),
      record<SetSpec>({ count, distanceMetres }, { reps, ...manner }),
      record<SetSpec>({ count, holdSeconds }, manner),
      record<SetSpec>({ count, timeSeconds }, { reps, tempo, ...manner }),
    )
    .filter((set) => checkSets([set, set], 'not_applicable', '').length === 0);
}

const intensity = fc.oneof(
  record({ kind: is('pace'), value: amount(bounds.secondsAKilometre) }),
  record({ kind: is('percent_pace'), value: amount(bounds.percentOfPace) }),
  record({ kind: is('rpe_10'), value: amount(bounds.rpe10) }),
  record({ kind: is('zone'), value: amount(bounds.zone) }),
  record({ kind: is('watts'), value: amount(bounds.watts) }),
  record({ kind: is('percent_max_heart_rate'), value: amount(bounds.percentOfMaxHeartRate) }),
  record({ kind: is('words'), word: one(EFFORT_WORDS) }),
);

const mode = one(BOUT_MODES.filter((each) => each !== 'rest'));
const bout = fc.oneof(
  record<IntervalStep>({ mode, seconds: amount(bounds.timeSeconds, 900) }, { intensity }),
  record<IntervalStep>({ mode, metres: within(bounds.distanceMetres, 2000) }, { intensity }),
  record<IntervalStep>({ mode: is('rest'), seconds: amount(bounds.timeSeconds, 300) }),
);

function anySteps(deep: number): Any<IntervalStep[]> {
  if (deep === 0) return fc.array(bout, { minLength: 1, maxLength: 3 });
  const group = record<IntervalStep>({ repeats: within(bounds.repeats, 12), steps: anySteps(deep - 1) });
  return fc.array(fc.oneof({ weight: 3, arbitrary: bout }, group), { minLength: 1, maxLength: 3 });
}

export function anyIntervals(): Any<IntervalSpec> {
  const isSound = (intervals: IntervalSpec) => checkIntervals(intervals, '').length === 0;
  return record<IntervalSpec>(
    { steps: anySteps(3) },
    { warmUp: bout, coolDown: bout, totalSeconds: amount(bounds.timeSeconds), surface: one(SURFACES) },
  )
    .map(({ totalSeconds, ...untimed }) => {
      const timed = totalSeconds ? { ...untimed, totalSeconds } : untimed;
      return isSound(timed) ? timed : untimed;
    })
    .filter(isSound);
}

const days = (maxLength: number) => fc.subarray([...WEEKDAYS], { minLength: 1, maxLength });
const clock = (from: number, to: number) =>
  fc
    .tuple(fc.integer({ min: from, max: to }), one(['00', '15', '30']))
    .map(([hour, minutes]) => `${String(hour).padStart(2, '0')}:${minutes}`);
const perDay = within(bounds.perDay, 6);
const perWeek = amount(bounds.perWeek);
const beside = {
  perDayMax: within(bounds.perDay, 8),
  minRestHours: within(bounds.minRestHours, 72),
  restDays: days(3),
};
const { perDayMax: _, ...rests } = beside;

/** One that can be kept, by sessions of a minute. */
export function anySchedule(): Any<Schedule> {
  const everyHours = within(bounds.everyHours, 6);
  const aMinute = (schedule: Schedule): SessionDose => ({
    sets: [{ count: 1, timeSeconds: { exact: 60 } }],
    schedule,
  });
  return fc
    .oneof(
      {
        weight: 3,
        arbitrary: record<Schedule>(
          { kind: is('weekly'), perDay, perWeek },
          { ...beside, restDaysBetween: within(bounds.restDaysBetween, 2) },
          1,
        ),
      },
      record<Schedule>({ kind: is('weekdays'), perDay, weekdays: days(7) }, beside, 2),
      record<Schedule>({ kind: is('every_n_days'), perDay, everyDays: within(bounds.everyDays) }, beside, 2),
      record<Schedule>(
        { kind: is('every_n_hours'), everyHours, from: clock(6, 9), until: clock(17, 23) },
        rests,
      ),
      record<Schedule>({ kind: is('between'), perDay, betweenPlace: within(bounds.place, 5) }, beside, 2),
      record<Schedule>({ kind: is('as_needed'), perDay: within(bounds.perDay, 12) }, rests, 1),
    )
    .filter((schedule) => checkSchedule(aMinute(schedule), 'not_applicable', '').length === 0);
}

type Done = Pick<SessionDose, 'sets' | 'intervals'>;

function anyDone(side: Side): Any<Done> {
  const sets = fc
    .array(anySet(), { minLength: 1, maxLength: 3 })
    .map((listed) => ({ sets: withoutRestAtTheEnd(listed) }));
  if (side === 'each_side') {
    const differing = sets.map(({ sets: both }) => ({
      sets: both.map((set, index) => ({ ...set, side: index % 2 ? ('right' as const) : ('left' as const) })),
    }));
    return fc.oneof({ weight: 3, arbitrary: sets }, differing);
  }
  const intervals = anyIntervals().map((spec) => ({ intervals: spec }));
  return side === 'both_together' || side === 'not_applicable'
    ? fc.oneof({ weight: 2, arbitrary: sets }, intervals)
    : sets;
}

function withoutRestAtTheEnd(sets: SetSpec[]): SetSpec[] {
  return sets.map((set, index) => {
    const { restAfterSet: _rest, ...other } = set;
    return index === sets.length - 1 && set.count === 1 ? other : set;
  });
}

/** One session; a table of weeks, one row after the other; or two different sessions in one week. */
function anySessions(side: Side): Any<SessionDose[]> {
  const session = fc.record({ done: anyDone(side), schedule: anySchedule() });
  const alone = session.map(({ done, schedule }) => [{ ...done, schedule }]);
  const rows = fc.array(fc.tuple(session, within(bounds.weeks, 4)), { minLength: 1, maxLength: 4 });
  const table = fc.tuple(rows, fc.boolean()).map(([listed, isOpen]) => {
    let from = 1;
    return listed.map(([{ done, schedule }, lasts], index) => {
      const to = from + lasts - 1;
      const weeks = isOpen && index === listed.length - 1 ? { from } : { from, to };
      from = to + 1;
      return { weeks, ...done, schedule };
    });
  });
  const onSomeOf = (...ofWeek: string[]) =>
    record<Schedule>({
      kind: is('weekdays'),
      perDay: within(bounds.perDay, 3),
      weekdays: fc.subarray(ofWeek, { minLength: 1 }),
    });
  const different = fc
    .tuple(anyDone(side), onSomeOf('monday', 'thursday'), anyDone(side), onSomeOf('tuesday', 'sunday'))
    .map(([heavy, hard, light, easy]) => [
      { name: 'heavy', ...heavy, schedule: hard },
      { name: 'light', ...light, schedule: easy },
    ]);
  return fc.oneof({ weight: 3, arbitrary: alone }, table, different);
}

const change = some(
  {
    reps: within(bounds.repsChange),
    sets: within(bounds.setsChange),
    holdSeconds: within(bounds.holdSecondsChange),
    timeSeconds: within(bounds.timeSecondsChange),
    kg: within(bounds.kgChange),
    percentLoad: within(bounds.percentChange),
    ladder: fc.constantFrom(1, -1),
    nextWeekRow: yes,
    repeatWeekRow: yes,
  },
  2,
  1,
);

const progressWhen = {
  allSetsAtTop: yes,
  painDuringAtMost: within(bounds.painAccepted),
  noNextDayRise: yes,
  sessionsRunning: within(bounds.sessionsRunning),
  weeksAtLevel: within(bounds.weeksAtLevel),
};
const cap = {
  reps: within(bounds.reps),
  sets: within(bounds.sets),
  holdSeconds: within(bounds.holdSeconds),
  kg: within(bounds.kg),
  percentPerWeek: within(bounds.percentPerWeek),
};
const regressWhen = {
  painDuringAbove: within(bounds.painAbove),
  nextDayRise: yes,
  sessionsNotCompleted: within(bounds.sessionsRunning),
};
const nextMorning = one(['as_usual', 'any']);
const decidedBy = one(['clinician', 'patient_within_limits']);

const rules = {
  painPolicy: fc.oneof(
    record({ kind: one(['up_to_5', 'none', 'until_disabling', 'location']) }),
    record(
      { kind: is('custom'), during: within(bounds.painAccepted) },
      { after: within(bounds.painAccepted), nextMorning },
    ),
  ),
  progression: record({ when: some(progressWhen, 3, 1), change, decidedBy }, { cap: some(cap, 2, 1) }),
  regression: record({ when: some(regressWhen, 3, 1), change }),
  stopRules: fc.uniqueArray(
    fc.oneof(
      record<{ kind: string }>({
        kind: one(['pain_spreads', 'numbness_or_weakness', 'dizzy', 'breathless', 'form_lost']),
      }),
      record<{ kind: string }>({ kind: is('pain_above'), pain: within(bounds.painAbove) }),
      record<{ kind: string }>({ kind: is('worse_next_morning'), mornings: within(bounds.mornings) }),
    ),
    { minLength: 1, maxLength: 4, selector: ({ kind }) => kind },
  ),
};

/** Of a rule that does not fit the sets beside which it came to stand, the dose goes without. */
function withFittingRules(dosage: Dosage, toAdd: object): Dosage {
  return Object.entries(toAdd).reduce<Dosage>((sofar, [name, rule]) => {
    const next = { ...sofar, [name]: rule as unknown };
    return checkDosage(next).length === 0 ? next : sofar;
  }, dosage);
}

/** Any dose that can be carried out. */
export function anyDosage(): Any<Dosage> {
  const bare = fc
    .constantFrom(...SIDES)
    .chain((side) => anySessions(side).map((sessions): Dosage => ({ side, sessions })))
    .filter((dosage) => checkDosage(dosage).length === 0);
  return fc.tuple(bare, some(rules, 4)).map(([dosage, toAdd]) => withFittingRules(dosage, toAdd));
}
