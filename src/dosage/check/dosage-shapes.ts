/**
 * The shape of each part of a dose and of its plan, as data: dosage.ts again, with the bounds of every number. The classes of
 * dosage.dto.ts say the same over HTTP; a test holds the two together.
 */
import { WEEKDAYS } from '../../calendar/days';
import { type Bound, DOSAGE_BOUNDS as bounds, TEXT_BOUNDS } from '../bounds';
import {
  ASSISTANCES,
  BAND_ANCHORS,
  BAND_COLOURS,
  BAND_MATERIALS,
  BOUT_MODES,
  CONTRACTIONS,
  EFFORT_WORDS,
  GROUP_KINDS,
  NEXT_MORNINGS,
  ONE_SIDE,
  PHASE_BEGINS,
  PROGRESS_DECIDERS,
  REP_UNITS,
  SIDES,
  SURFACES,
  TEMPO_WORDS,
} from '../dosage';
import type { Fields, Shape, Value } from './shape';

const number = (bound: Bound): Value => ({ number: bound });
const part = (shape: () => Shape): Value => ({ part: shape });
const flag: Value = { flag: true };
const clock: Value = { clock: true };
const name: Value = { text: TEXT_BOUNDS.name };
const side: Value = { word: ONE_SIDE };

const exactOrRange = (bound: Bound): Fields[] => [
  { exact: number(bound) },
  { min: number(bound), max: number(bound) },
];
const amount = (bound: Bound): Value => part(() => ({ oneOf: exactOrRange(bound) }));

const REPS: Shape = {
  oneOf: [
    ...exactOrRange(bounds.reps),
    { upTo: number(bounds.reps) },
    { asManyAsPossible: flag, 'atMost?': number(bounds.reps) },
  ],
};

const REST: Shape = {
  oneOf: [...exactOrRange(bounds.restAfterSetSeconds), { timesSet: number(bounds.restTimesSet) }],
};

const TEMPO: Shape = {
  oneOf: [
    { word: { word: TEMPO_WORDS } },
    {
      'eccentricSeconds?': number(bounds.moveSeconds),
      'pauseSeconds?': number(bounds.pauseSeconds),
      'concentricSeconds?': number(bounds.moveSeconds),
      'topPauseSeconds?': number(bounds.pauseSeconds),
    },
  ],
};

const BAND: Shape = {
  fields: {
    material: { word: BAND_MATERIALS },
    'colour?': { word: BAND_COLOURS },
    'brand?': name,
    'anchor?': { word: BAND_ANCHORS },
  },
};

const LOAD: Shape = {
  by: 'kind',
  kinds: {
    bodyweight: {},
    weight: { kg: number(bounds.kg) },
    percent_1rm: { percent: number(bounds.percentOfOneRepMax) },
    rep_max: { reps: number(bounds.repMax) },
    band: { band: part(() => BAND) },
    machine: { 'kg?': number(bounds.kg), 'setting?': number(bounds.machineSetting) },
    ankle_weight: { kg: number(bounds.kg) },
    added: { kg: number(bounds.kg) },
    percent_body_weight: { percent: number(bounds.percentOfBodyWeight) },
  },
};

const EFFORT: Shape = {
  by: 'scale',
  kinds: {
    rpe_10: { value: amount(bounds.rpe10) },
    rpe_20: { value: amount(bounds.rpe20) },
    reps_in_reserve: { value: amount(bounds.repsInReserve) },
    words: { word: { word: EFFORT_WORDS } },
  },
};

const MOVEMENT_RANGE: Shape = {
  by: 'kind',
  kinds: {
    full: {},
    pain_free: {},
    middle: {},
    degrees: { fromDegrees: number(bounds.degrees), toDegrees: number(bounds.degrees) },
  },
};

const SET: Shape = {
  fields: {
    count: number(bounds.sets),
    'reps?': part(() => REPS),
    'repUnit?': { word: REP_UNITS },
    'holdSeconds?': amount(bounds.holdSeconds),
    'timeSeconds?': amount(bounds.timeSeconds),
    'distanceMetres?': number(bounds.distanceMetres),
    'restBetweenRepsSeconds?': amount(bounds.restBetweenRepsSeconds),
    'restAfterSet?': part(() => REST),
    'tempo?': part(() => TEMPO),
    'contraction?': { word: CONTRACTIONS },
    'load?': part(() => LOAD),
    'effort?': part(() => EFFORT),
    'range?': part(() => MOVEMENT_RANGE),
    'assistance?': { word: ASSISTANCES },
    'surface?': { word: SURFACES },
    'side?': side,
  },
};

const INTENSITY: Shape = {
  by: 'kind',
  kinds: {
    pace: { value: amount(bounds.secondsAKilometre) },
    percent_pace: { value: amount(bounds.percentOfPace) },
    rpe_10: { value: amount(bounds.rpe10) },
    zone: { value: amount(bounds.zone) },
    watts: { value: amount(bounds.watts) },
    percent_max_heart_rate: { value: amount(bounds.percentOfMaxHeartRate) },
    words: { word: { word: EFFORT_WORDS } },
  },
};

const mode: Value = { word: BOUT_MODES };
const STEP: Shape = {
  oneOf: [
    { mode, seconds: amount(bounds.timeSeconds), 'intensity?': part(() => INTENSITY) },
    { mode, metres: number(bounds.distanceMetres), 'intensity?': part(() => INTENSITY) },
    { repeats: number(bounds.repeats), steps: { list: () => STEP, bound: bounds.steps } },
  ],
};

const INTERVALS: Shape = {
  fields: {
    'warmUp?': part(() => STEP),
    steps: { list: () => STEP, bound: bounds.steps },
    'coolDown?': part(() => STEP),
    'totalSeconds?': amount(bounds.timeSeconds),
    'surface?': { word: SURFACES },
  },
};

const aDay: Fields = { perDay: number(bounds.perDay), 'perDayMax?': number(bounds.perDay) };
const SCHEDULE: Shape = {
  fields: { 'minRestHours?': number(bounds.minRestHours), 'restDays?': { words: WEEKDAYS, max: 6 } },
  by: 'kind',
  kinds: {
    weekly: { ...aDay, perWeek: amount(bounds.perWeek), 'restDaysBetween?': number(bounds.restDaysBetween) },
    weekdays: { ...aDay, weekdays: { words: WEEKDAYS, max: 7 } },
    every_n_days: { ...aDay, everyDays: number(bounds.everyDays) },
    every_n_hours: { everyHours: number(bounds.everyHours), from: clock, until: clock },
    between: { ...aDay, betweenPlace: number(bounds.place) },
    as_needed: { perDay: number(bounds.perDay) },
  },
};

const WEEKS: Shape = { fields: { from: number(bounds.weeks), 'to?': number(bounds.weeks) } };

const SESSION: Shape = {
  fields: {
    'name?': name,
    'weeks?': part(() => WEEKS),
    'sets?': { list: () => SET, bound: bounds.setSpecs },
    'intervals?': part(() => INTERVALS),
    schedule: part(() => SCHEDULE),
  },
};

const nextMorning: Value = { word: NEXT_MORNINGS };
const PAIN_POLICY: Shape = {
  by: 'kind',
  kinds: {
    up_to_5: {},
    none: {},
    until_disabling: {},
    location: {},
    custom: {
      during: number(bounds.painAccepted),
      'after?': number(bounds.painAccepted),
      'nextMorning?': nextMorning,
    },
  },
};

const CHANGE: Shape = {
  fields: {
    'reps?': number(bounds.repsChange),
    'sets?': number(bounds.setsChange),
    'holdSeconds?': number(bounds.holdSecondsChange),
    'timeSeconds?': number(bounds.timeSecondsChange),
    'kg?': number(bounds.kgChange),
    'percentLoad?': number(bounds.percentChange),
    'ladder?': number({ min: -1, max: 1, unit: 'step of the ladder' }),
    'nextWeekRow?': flag,
    'repeatWeekRow?': flag,
  },
};

const PROGRESSION: Shape = {
  fields: {
    when: part(() => ({
      fields: {
        'allSetsAtTop?': flag,
        'painDuringAtMost?': number(bounds.painAccepted),
        'noNextDayRise?': flag,
        'sessionsRunning?': number(bounds.sessionsRunning),
        'weeksAtLevel?': number(bounds.weeksAtLevel),
      },
    })),
    change: part(() => CHANGE),
    'cap?': part(() => ({
      fields: {
        'reps?': number(bounds.reps),
        'sets?': number(bounds.sets),
        'holdSeconds?': number(bounds.holdSeconds),
        'kg?': number(bounds.kg),
        'percentPerWeek?': number(bounds.percentPerWeek),
      },
    })),
    decidedBy: { word: PROGRESS_DECIDERS },
  },
};

const REGRESSION: Shape = {
  fields: {
    when: part(() => ({
      fields: {
        'painDuringAbove?': number(bounds.painAbove),
        'nextDayRise?': flag,
        'sessionsNotCompleted?': number(bounds.sessionsRunning),
      },
    })),
    change: part(() => CHANGE),
  },
};

const STOP_RULE: Shape = {
  by: 'kind',
  kinds: {
    pain_above: { pain: number(bounds.painAbove) },
    pain_spreads: {},
    numbness_or_weakness: {},
    worse_next_morning: { mornings: number(bounds.mornings) },
    dizzy: {},
    breathless: {},
    form_lost: {},
  },
};

export const DOSAGE: Shape = {
  fields: {
    side: { word: SIDES },
    sessions: { list: () => SESSION, bound: bounds.sessions },
    'painPolicy?': part(() => PAIN_POLICY),
    'progression?': part(() => PROGRESSION),
    'regression?': part(() => REGRESSION),
    'stopRules?': { list: () => STOP_RULE, bound: bounds.stopRules },
  },
};

export const GROUP: Shape = {
  fields: {
    name: { text: TEXT_BOUNDS.group },
    kind: { word: GROUP_KINDS },
    rounds: amount(bounds.rounds),
    'restBetweenItemsSeconds?': number(bounds.restAfterSetSeconds),
    'restBetweenRoundsSeconds?': amount(bounds.restAfterSetSeconds),
    'timeCapSeconds?': number(bounds.timeCapSeconds),
  },
};

const CRITERIA: Value = { texts: TEXT_BOUNDS.criterion, max: TEXT_BOUNDS.criteria };
export const PHASE: Shape = {
  fields: {
    name: { text: TEXT_BOUNDS.phase },
    begins: { word: PHASE_BEGINS },
    weeks: part(() => WEEKS),
    'entryCriteria?': CRITERIA,
    'exitCriteria?': CRITERIA,
  },
};
