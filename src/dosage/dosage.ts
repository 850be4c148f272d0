/**
 * How much of one exercise, as data that can hold a published programme without free text: what is done in a session, in
 * which weeks, how often, what may be changed on the way and when to stop. This file is the model; what makes a dose
 * impossible stands in check-dosage.ts, what it asks of the body in dose-demand.ts and dose-totals.ts, what the patient
 * reads in dose-sentence.ts. Nothing here proposes a number.
 *
 * The fields follow FITT-VP [general knowledge, not verified] and items 7, 13 and 15 of CERT, the consensus list for
 * reporting exercise (Slade 2016). Every number has one unit, named by its field; absent is not the same as 0.
 */
import type { Weekday } from '../calendar/days';

export const SIDES = ['both_together', 'left', 'right', 'each_side', 'alternate', 'not_applicable'] as const;
export type Side = (typeof SIDES)[number];
export const ONE_SIDE = ['left', 'right'] as const;
export type OneSide = (typeof ONE_SIDE)[number];

/** `breath`: as long as one calm breath in and out. */
export const REP_UNITS = ['repetition', 'step', 'breath'] as const;
export type RepUnit = (typeof REP_UNITS)[number];

/** Exactly one of `exact`, or `min` with `max` above it. */
export interface Amount {
  exact?: number;
  min?: number;
  max?: number;
}

/**
 * Exactly one of: `exact`; `min` with `max`; `upTo` ("up to 12"); `asManyAsPossible`, which `atMost` may cap.
 */
export interface Reps extends Amount {
  upTo?: number;
  asManyAsPossible?: true;
  atMost?: number;
}

/** An amount of seconds, or a multiple of the time that the set just took ("rest as long as the set lasted": 1). */
export interface Rest extends Amount {
  timesSet?: number;
}

/** Seconds of each part of one repetition, or one word where no seconds are meant. */
export interface Tempo {
  word?: TempoWord;
  eccentricSeconds?: number;
  pauseSeconds?: number;
  concentricSeconds?: number;
  /** At the end of the shortening part. Of both pauses 0 says that there is none. */
  topPauseSeconds?: number;
}
export const TEMPO_WORDS = ['slow', 'controlled', 'fast'] as const;
export type TempoWord = (typeof TEMPO_WORDS)[number];

export const CONTRACTIONS = ['concentric', 'eccentric', 'isometric', 'mixed'] as const;
export type Contraction = (typeof CONTRACTIONS)[number];

/**
 * `weight`: a free weight, `kg`. `percent_1rm`: `percent` of what can be lifted once. `rep_max`: what can be lifted `reps`
 * times and not once more. `machine`: `kg`, or the `setting` that its plate shows. `added`: `kg` beside the body's own
 * weight. `percent_body_weight`: `percent`. `band`: `band` says which.
 */
export const LOAD_KINDS = [
  'bodyweight',
  'weight',
  'percent_1rm',
  'rep_max',
  'band',
  'machine',
  'ankle_weight',
  'added',
  'percent_body_weight',
] as const;
export type LoadKind = (typeof LOAD_KINDS)[number];

export const BAND_MATERIALS = ['latex', 'latex_free', 'unknown'] as const;
export type BandMaterial = (typeof BAND_MATERIALS)[number];
/** As makers sell them; the order says nothing about strength, which differs from maker to maker. */
export const BAND_COLOURS = [
  'tan',
  'yellow',
  'red',
  'green',
  'blue',
  'black',
  'silver',
  'gold',
  'purple',
  'orange',
  'grey',
] as const;
export type BandColour = (typeof BAND_COLOURS)[number];
export const BAND_ANCHORS = ['door', 'post', 'foot', 'hands', 'above_knees', 'ankles', 'feet'] as const;
export type BandAnchor = (typeof BAND_ANCHORS)[number];

export interface Band {
  material: BandMaterial;
  colour?: BandColour;
  /** The maker's name. */
  brand?: string;
  anchor?: BandAnchor;
}

export interface Load {
  kind: LoadKind;
  /** In steps of 0.25. */
  kg?: number;
  percent?: number;
  /** Of a rep_max. */
  reps?: number;
  /** Of a machine without kilograms. */
  setting?: number;
  band?: Band;
}

/**
 * `rpe_10`: rated perceived exertion, 0 (none) to 10 (the most one can do). `rpe_20`: Borg's 6 to 20. `reps_in_reserve`: how
 * many more could have been done. `words`: `word`.
 */
export const EFFORT_SCALES = ['rpe_10', 'rpe_20', 'reps_in_reserve', 'words'] as const;
export type EffortScale = (typeof EFFORT_SCALES)[number];
export const EFFORT_WORDS = ['easy', 'moderate', 'hard'] as const;
export type EffortWord = (typeof EFFORT_WORDS)[number];

export interface Effort {
  scale: EffortScale;
  value?: Amount;
  word?: EffortWord;
}

/** `degrees`: from `fromDegrees` to `toDegrees` of the joint that moves. */
export const MOVEMENT_RANGES = ['full', 'pain_free', 'middle', 'degrees'] as const;
export interface MovementRange {
  kind: (typeof MOVEMENT_RANGES)[number];
  fromDegrees?: number;
  toDegrees?: number;
}

/** What helps. The first four make a balance exercise a supported one. */
export const ASSISTANCES = [
  'fingertip_support',
  'hand_support',
  'two_hand_support',
  'pole',
  'other_leg',
  'arms',
  'partner',
  'band',
] as const;
export type Assistance = (typeof ASSISTANCES)[number];

export const SURFACES = [
  'floor',
  'mat',
  'bed',
  'chair',
  'wall',
  'step',
  'box',
  'slope',
  'foam',
  'balance_board',
  'ball',
  'grass',
  'track',
  'road',
  'sand',
  'treadmill',
  'water',
] as const;
export type Surface = (typeof SURFACES)[number];

/**
 * Some sets alike, in the order in which they are done. At least one of reps, holdSeconds, timeSeconds and distanceMetres
 * says what a set consists of. With `timeSeconds` the set lasts that long, whatever is repeated in it.
 */
export interface SetSpec {
  /** How many sets alike. */
  count: number;
  /** Per set; on `each_side` for each side, on `alternate` for both sides taken together. */
  reps?: Reps;
  /** What one rep is; a repetition unless said. */
  repUnit?: RepUnit;
  /** Of each rep. */
  holdSeconds?: Amount;
  /** Of the whole set. */
  timeSeconds?: Amount;
  /** Of each rep; of the set where there are no reps. */
  distanceMetres?: number;
  restBetweenRepsSeconds?: Amount;
  /** After each of these sets but the very last of the session. Absent: nothing was said about rest. */
  restAfterSet?: Rest;
  tempo?: Tempo;
  contraction?: Contraction;
  load?: Load;
  effort?: Effort;
  range?: MovementRange;
  assistance?: Assistance;
  surface?: Surface;
  /** Where left and right have different doses; else the dosage's own. */
  side?: OneSide;
}

export const BOUT_MODES = [
  'walk',
  'brisk_walk',
  'jog',
  'run',
  'stride',
  'sprint',
  'cycle',
  'swim',
  'row',
  'rest',
] as const;
export type BoutMode = (typeof BOUT_MODES)[number];

/**
 * `pace`: `value` in seconds a kilometre. `percent_pace`: of the patient's usual pace. `rpe_10`, `zone` (1 to 5), `watts`,
 * `percent_max_heart_rate`. `words`: `word`.
 */
export const INTENSITY_KINDS = [
  'pace',
  'percent_pace',
  'rpe_10',
  'zone',
  'watts',
  'percent_max_heart_rate',
  'words',
] as const;
export interface Intensity {
  kind: (typeof INTENSITY_KINDS)[number];
  value?: Amount;
  word?: EffortWord;
}

/**
 * One stretch of walking, running and so on (`mode` with seconds or metres), or a group done `repeats` times (`steps`).
 * A step is one or the other. Groups may stand within groups, three deep.
 */
export interface IntervalStep {
  mode?: BoutMode;
  seconds?: Amount;
  metres?: number;
  intensity?: Intensity;
  repeats?: number;
  steps?: IntervalStep[];
}

/** In order: warm-up, steps, cool-down. `totalSeconds` bounds the whole of it where the programme says so. */
export interface IntervalSpec {
  warmUp?: IntervalStep;
  steps: IntervalStep[];
  coolDown?: IntervalStep;
  totalSeconds?: Amount;
  /** Under all of it. */
  surface?: Surface;
}

/**
 * `weekly`: on `perWeek` days of the patient's choice. `weekdays`: on those. `every_n_days`: from the first day on.
 * `every_n_hours`: from `from` to `until` by the clinic's clock, every day. `between`: on the days on which the item at place
 * `betweenPlace` is not due. `as_needed`: at most `perDay` times.
 */
export const SCHEDULE_KINDS = [
  'weekly',
  'weekdays',
  'every_n_days',
  'every_n_hours',
  'between',
  'as_needed',
] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

export interface Schedule {
  kind: ScheduleKind;
  /** Sessions on a day that has any; of as_needed the most there may be. Not for every_n_hours. */
  perDay?: number;
  /** Where a range is meant ("3 to 4 times a day"): the most on such a day, above `perDay`. Not for as_needed. */
  perDayMax?: number;
  /** Days a week, for `weekly`. */
  perWeek?: Amount;
  weekdays?: Weekday[];
  everyDays?: number;
  everyHours?: number;
  /** `HH:MM`, of waking. */
  from?: string;
  /** `HH:MM`, of waking: a dose at this time still counts. */
  until?: string;
  betweenPlace?: number;
  /** Between the end of one session and the beginning of the next. */
  minRestHours?: number;
  /** Days without this exercise, whichever of its sessions, between two days with it: 1 is never on two days running. For `weekly`. */
  restDaysBetween?: number;
  /** Never on these. */
  restDays?: Weekday[];
}

/** Counted from 1, both ends included; no `to`: until the advice ends. */
export interface Weeks {
  from: number;
  to?: number;
}

/**
 * What is done in one session. Several of them in a dosage are a week table (weeks that do not overlap), or different
 * sessions within one week (overlapping weeks, each with a name).
 */
export interface SessionDose {
  /** "heavy", "light": only where a week holds different sessions. */
  name?: string;
  /** Absent: in every week. */
  weeks?: Weeks;
  /** Sets or intervals, never both. */
  sets?: SetSpec[];
  intervals?: IntervalSpec;
  schedule: Schedule;
}

/**
 * How much pain is accepted (numeric rating, 0 to 10). `up_to_5`: during and after at most 5, back to usual by the next
 * morning (Thomeé; NEMEX additional file, Ageberg 2010). `none`: stop at any. `until_disabling`: as long as it does not
 * disable (the protocols for tendons of that kind). `location`: whatever its number, it must not move further down the leg.
 * `custom`: `during`, `after`, `nextMorning`.
 */
export const PAIN_POLICIES = ['up_to_5', 'none', 'until_disabling', 'location', 'custom'] as const;
/** `as_usual`: no more than before the exercise. */
export const NEXT_MORNINGS = ['as_usual', 'any'] as const;
export interface PainPolicy {
  kind: (typeof PAIN_POLICIES)[number];
  during?: number;
  after?: number;
  nextMorning?: (typeof NEXT_MORNINGS)[number];
}

/** All of what is given must hold. */
export interface ProgressWhen {
  allSetsAtTop?: true;
  painDuringAtMost?: number;
  noNextDayRise?: true;
  sessionsRunning?: number;
  /** Not sooner than after this many weeks at one level. */
  weeksAtLevel?: number;
}

/** What is changed by one step; each part is signed. `ladder`: 1 the harder exercise, -1 the easier one. `nextWeekRow`: of the week table. */
export interface DoseChange {
  reps?: number;
  sets?: number;
  holdSeconds?: number;
  timeSeconds?: number;
  kg?: number;
  percentLoad?: number;
  ladder?: 1 | -1;
  nextWeekRow?: true;
  repeatWeekRow?: true;
}

/** Where progression ends, whoever decides it. */
export interface ProgressCap {
  reps?: number;
  sets?: number;
  holdSeconds?: number;
  kg?: number;
  percentPerWeek?: number;
}

export const PROGRESS_DECIDERS = ['clinician', 'patient_within_limits'] as const;
export interface Progression {
  when: ProgressWhen;
  change: DoseChange;
  cap?: ProgressCap;
  decidedBy: (typeof PROGRESS_DECIDERS)[number];
}

/** Any of what is given is enough. */
export interface RegressWhen {
  painDuringAbove?: number;
  nextDayRise?: true;
  sessionsNotCompleted?: number;
}

export interface Regression {
  when: RegressWhen;
  change: DoseChange;
}

export const STOP_RULES = [
  'pain_above',
  'pain_spreads',
  'numbness_or_weakness',
  'worse_next_morning',
  'dizzy',
  'breathless',
  'form_lost',
] as const;
/** `pain_above` has `pain`; `worse_next_morning` has the number of mornings in a row. */
export interface StopRule {
  kind: (typeof STOP_RULES)[number];
  pain?: number;
  mornings?: number;
}

export interface Dosage {
  side: Side;
  sessions: SessionDose[];
  painPolicy?: PainPolicy;
  progression?: Progression;
  regression?: Regression;
  stopRules?: StopRule[];
}

/** What is wrong with one field; `pointer` is a JSON pointer below the dosage. */
export interface DosageFault {
  pointer: string;
  code:
    | 'dosage.missing'
    | 'dosage.not_a_whole_number'
    | 'dosage.out_of_range'
    | 'dosage.unknown_value'
    | 'dosage.unknown_field'
    | 'dosage.contradictory'
    | 'dosage.too_long';
  detail: string;
}

/** A superset is of two exercises, a circuit of more. */
export const GROUP_KINDS = ['superset', 'circuit'] as const;
/** Items that are done together: `rounds` times through all of them. */
export interface Group {
  /** A letter, shown to the patient: "A". */
  name: string;
  kind: (typeof GROUP_KINDS)[number];
  rounds: Amount;
  restBetweenItemsSeconds?: number;
  restBetweenRoundsSeconds?: Amount;
  /** Go round for this long; then `rounds` is what is expected. */
  timeCapSeconds?: number;
}

export const PHASE_BEGINS = ['week', 'criteria'] as const;
/**
 * A part of the programme. Phases may overlap. It begins in week `weeks.from` by itself, or, with `begins: 'criteria'`, when a
 * clinician finds its criteria met; then its weeks count from that day.
 */
export interface Phase {
  /** Unique in its plan: "Settle". */
  name: string;
  begins: (typeof PHASE_BEGINS)[number];
  weeks: Weeks;
  entryCriteria?: string[];
  exitCriteria?: string[];
}

/** The place of an item in its plan, as far as the dose sentence tells of it. */
export interface ItemPlace {
  variation?: string | null;
  level?: number | null;
  isOptional?: boolean;
  isComfort?: boolean;
  group?: Group | null;
  phase?: Phase | null;
}
