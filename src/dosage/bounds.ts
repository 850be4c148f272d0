/**
 * The lowest and highest number that each part of a dose may hold, with its unit: wide enough for published programmes (180
 * heel drops a day, a dose every hour, walks of 45 minutes, tables of 12 weeks), narrow enough for slips of the keyboard
 * [design decision, to be approved by a registered clinician]. Whether numbers fit together is asked in check-dosage.ts.
 */
export interface Bound {
  min: number;
  max: number;
  unit: string;
  /** Numbers are multiples of this; whole ones unless said. */
  step?: number;
}

const quarters = <Max extends number>(max: Max, unit: string) => ({ min: 0.25, max, unit, step: 0.25 });

export const DOSAGE_BOUNDS = {
  sessions: { min: 1, max: 104, unit: 'sessions' },
  setSpecs: { min: 1, max: 20, unit: 'kinds of sets' },
  steps: { min: 1, max: 40, unit: 'steps' },
  stopRules: { min: 1, max: 7, unit: 'rules' },

  sets: { min: 1, max: 30, unit: 'sets' },
  reps: { min: 1, max: 300, unit: 'reps' },
  holdSeconds: { min: 1, max: 3600, unit: 'seconds' },
  timeSeconds: { min: 1, max: 14_400, unit: 'seconds' },
  distanceMetres: { min: 1, max: 50_000, unit: 'metres' },
  restBetweenRepsSeconds: { min: 0, max: 600, unit: 'seconds' },
  restAfterSetSeconds: { min: 0, max: 1800, unit: 'seconds' },
  restTimesSet: quarters(20, 'times the set'),
  /** Of one way of a repetition: what takes no time is no movement. */
  moveSeconds: { min: 1, max: 60, unit: 'seconds' },
  pauseSeconds: { min: 0, max: 60, unit: 'seconds' },
  kg: quarters(500, 'kilograms'),
  percentOfOneRepMax: { min: 1, max: 130, unit: 'percent' },
  percentOfBodyWeight: { min: 1, max: 300, unit: 'percent' },
  repMax: { min: 1, max: 50, unit: 'reps' },
  machineSetting: { min: 1, max: 100, unit: 'setting' },
  rpe10: { min: 0, max: 10, unit: 'out of 10' },
  rpe20: { min: 6, max: 20, unit: 'on the scale from 6 to 20' },
  repsInReserve: { min: 0, max: 10, unit: 'reps' },
  degrees: { min: -30, max: 180, unit: 'degrees' },

  repeats: { min: 1, max: 100, unit: 'times' },
  secondsAKilometre: { min: 120, max: 1800, unit: 'seconds a kilometre' },
  percentOfPace: { min: 10, max: 200, unit: 'percent' },
  zone: { min: 1, max: 5, unit: 'zone' },
  watts: { min: 10, max: 2000, unit: 'watts' },
  percentOfMaxHeartRate: { min: 30, max: 100, unit: 'percent' },

  perDay: { min: 1, max: 24, unit: 'times a day' },
  perWeek: { min: 1, max: 7, unit: 'days a week' },
  everyDays: { min: 2, max: 31, unit: 'days' },
  everyHours: { min: 1, max: 12, unit: 'hours' },
  /** So many items a plan may have. */
  place: { min: 1, max: 20, unit: 'place in the plan' },
  level: { min: 1, max: 20, unit: 'level of the variation' },
  minRestHours: { min: 1, max: 168, unit: 'hours' },
  restDaysBetween: { min: 1, max: 6, unit: 'days' },
  weeks: { min: 1, max: 104, unit: 'weeks' },

  /** More is no pain to exercise in, whoever accepts it. */
  painAccepted: { min: 0, max: 8, unit: 'out of 10' },
  /** More than 10 out of 10 there is not. */
  painAbove: { min: 0, max: 9, unit: 'out of 10' },
  mornings: { min: 1, max: 14, unit: 'mornings' },
  sessionsRunning: { min: 1, max: 50, unit: 'sessions' },
  weeksAtLevel: { min: 1, max: 52, unit: 'weeks' },
  repsChange: { min: -100, max: 100, unit: 'reps' },
  setsChange: { min: -10, max: 10, unit: 'sets' },
  holdSecondsChange: { min: -600, max: 600, unit: 'seconds' },
  timeSecondsChange: { min: -3600, max: 3600, unit: 'seconds' },
  kgChange: { min: -100, max: 100, unit: 'kilograms', step: 0.25 },
  percentChange: { min: -100, max: 100, unit: 'percent' },
  percentPerWeek: { min: 1, max: 100, unit: 'percent a week' },

  rounds: { min: 1, max: 50, unit: 'rounds' },
  timeCapSeconds: { min: 1, max: 7200, unit: 'seconds' },
} as const satisfies Record<string, Bound>;

/** Of one exercise, steps not counted. */
export const REPS_A_DAY_MAX = 3000;

/** Of a hold, or of a set that lasts a given time, with all that one can give. */
export const MAXIMAL_EFFORT_SECONDS_MAX = 600;

/**
 * From which percent of what can be lifted once, how many repetitions running are out of anybody's reach. Printed tables say
 * about 4 at 90 %, 8 at 80 %, 12 at 70 % and 20 at 60 %, legs and endurance athletes manage more, and what is only lowered
 * weighs more than can be lifted [general knowledge, not verified; wide on purpose].
 */
export const REPS_OUT_OF_REACH: readonly { fromPercent: number; reps: number }[] = [
  { fromPercent: 90, reps: 15 },
  { fromPercent: 80, reps: 30 },
  { fromPercent: 70, reps: 50 },
  { fromPercent: 60, reps: 100 },
];

/** Characters, and how many criteria a phase has. `name`: of a session, a band's maker, a variation. */
export const TEXT_BOUNDS = { name: 60, phase: 40, group: 10, criterion: 200, criteria: 10 } as const;

/**
 * Characters of a dose in words. The longest published programme that we hold needs under 2 000; nobody follows twelve pages.
 */
export const DOSE_IN_WORDS_MAX = 25_000;
/** The same with what is said of the item's place in its plan: phase, criteria, group, variation. */
export const DOSE_SENTENCE_MAX = DOSE_IN_WORDS_MAX + 5_000;
