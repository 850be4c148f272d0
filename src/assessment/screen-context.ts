/**
 * What the rest of an assessment tells about its red-flag screen: signs that need not be ticked because they are recorded, and
 * a "no" that cannot stand beside what was found. Silence tells nothing. Pure; bounds as the catalogue of red flags has them.
 */
import { DateTime } from 'luxon';
import { hasSymptomsInBothLegs, isNeuroExamined } from '../finding/derived';
import type { Asked, BodyRegion, Carried, Findings, Neuro } from '../finding/findings';
import type { Presentation } from '../finding/presentation';
import type { RedFlagCode } from '../screen/red-flags';
import type { Screen, ScreenContext } from '../screen/screen';

/** As much of an assessment as bears on its screen. */
export interface ScreenedVisit {
  /** ISO day; null: not said. */
  seenOn: string | null;
  presentations: readonly Presentation[] | null;
  findings: Findings;
  carried: Carried;
  screen: Screen | null;
}

/** What is known of the patient besides, before this visit. */
export interface PatientSoFar {
  /** ISO day. */
  dateOfBirth: string | null;
  /** The visit before, in this episode. */
  lastSeenOn?: string;
  /** Items on which a signed screen of this episode holds a decision. */
  decidedEarlier?: readonly RedFlagCode[];
}

export function screenContextOf(visit: ScreenedVisit, patient: PatientSoFar): ScreenContext {
  const { seenOn, findings, carried } = visit;
  const age = seenOn && patient.dateOfBirth ? wholeYears(patient.dateOfBirth, seenOn) : null;
  const neuro = findings.neuro ?? {};
  // what was normal at an earlier visit says nothing of what is new at this one
  const examinedNow = carried.neuro === undefined;
  const recorded = recordedSigns(findings, seenOn, age);
  return {
    seenOn,
    bothLegs: hasSymptomsInBothLegs(visit),
    neuroNormal: isAbnormal(neuro) ? false : (examinedNow && isCompleted(neuro)) || undefined,
    saddleNormal: saddleNormal(neuro, examinedNow),
    onsetOn: findings.onset?.on,
    lastSeenOn: patient.lastSeenOn,
    recorded,
    decidedEarlier: patient.decidedEarlier,
    neuroWorse: (examinedNow && neuro.trend === 'worse') || undefined,
    contradicted: contradicted(visit, age, examinedNow),
    doubted: doubted(visit, recorded),
  };
}

// ---- The neurological examination --------------------------------------------------------------------------------

/** The roots that CES-3 asks about: straightening the knee, pulling the foot up, turning it out. */
const ROOTS_NEEDED = ['L4', 'L5', 'S1'] as const;

/** Power and touch at each of these roots on both sides, and a reflex [our decision, to be approved]. */
function isCompleted(neuro: Neuro): boolean {
  const tested = (root: string, side: string) =>
    (neuro.roots ?? []).some(
      (one) => one.root === root && one.side === side && one.power !== undefined && one.touch !== undefined,
    );
  return (
    isNeuroExamined(neuro) &&
    !neuro.notTestable &&
    ROOTS_NEEDED.every((root) => tested(root, 'left') && tested(root, 'right'))
  );
}

function isAbnormal({ roots = [], upperMotorSigns, saddleSensation, trend }: Neuro): boolean {
  return (
    roots.some(
      ({ power = 5, touch = 'normal', reflex = 2 }) =>
        power < 5 || touch !== 'normal' || reflex === 0 || reflex === 4,
    ) ||
    upperMotorSigns === 'yes' ||
    saddleSensation === 'altered' ||
    trend === 'worse'
  );
}

function saddleNormal({ saddleSensation }: Neuro, examinedNow: boolean): boolean | undefined {
  if (saddleSensation === 'altered') return false;
  const isNormal = saddleSensation === 'normal_asked' || saddleSensation === 'normal_tested';
  return isNormal && examinedNow ? true : undefined;
}

// ---- Signs that are recorded -------------------------------------------------------------------------------------

function recordedSigns(
  { onset, bodyChart, behaviour, running, functionTests, history = {} }: Findings,
  seenOn: string | null,
  age: number | null,
): Partial<Record<RedFlagCode, string[]>> {
  const ago = (duration: Span) => seenOn && before(seenOn, duration);
  const recently = (day: string | undefined) => isAfter(day, ago({ weeks: 12 }));
  const charted = (region: BodyRegion) => (bodyChart ?? []).some((one) => one.region === region);
  const birth = history.birth && 'on' in history.birth ? history.birth.on : undefined;
  const firstAge = onset?.firstEverAtAge ?? (onset?.firstEver === 'yes' ? age : null);
  return {
    FX: ticked({
      age_70: age !== null && age >= 70,
      osteoporosis: isYes(history.osteoporosis) || isYes(history.fragilityFractures),
      oral_steroids: isYes(history.steroids) && !isAfter(history.steroids?.since, ago({ months: 3 })),
      thoracic_level: charted('thoracic'),
    }),
    CA: ticked({
      first_episode_over_50: onset?.firstEver === 'yes' && firstAge !== null && firstAge > 50,
      thoracic_pain: charted('thoracic'),
      recent_cancer_treatment: isYes(history.cancer) && isAfter(history.cancer?.since, ago({ years: 5 })),
    }),
    INF: ticked({ low_immunity: isYes(history.immunosuppression) }),
    AXSPA: ticked({
      onset_before_35: firstAge !== null && firstAge < 35,
      wakes_second_half: behaviour?.wakesAtNight === 'second_half',
      buttock_pain: charted('buttock'),
    }),
    BSI: ticked({
      painful_hop: (functionTests ?? []).some(({ test, pain = 0 }) => test === 'hop' && pain >= PAINFUL_HOP),
      past_stress_fracture: running?.pastStressFracture === 'yes',
    }),
    DVT: ticked({
      recent_surgery: (history.surgery ?? []).some(({ on }) => recently(on)),
      cancer: isYes(history.cancer),
      pregnancy: history.pregnancy?.pregnant === 'yes' || recently(birth),
    }),
    AGE: ticked({
      under_16: age !== null && age < 16,
      first_ever_over_60: onset?.firstEver === 'yes' && age !== null && age > 60,
    }),
  };
}

/** NPRS, as charted; a hop that the clinician calls painful is ticked [our decision, to be approved]. */
const PAINFUL_HOP = 3;

const isYes = (condition: { answer: Asked } | undefined): boolean => condition?.answer === 'yes';

const isAfter = (day: string | undefined, bound: string | null): boolean =>
  day !== undefined && bound !== null && day > bound;

const ticked = (signs: Record<string, boolean>): string[] =>
  Object.entries(signs).flatMap(([code, isThere]) => (isThere ? [code] : []));

// ---- What cannot be a "no" ---------------------------------------------------------------------------------------

function contradicted(
  { findings, screen }: ScreenedVisit,
  age: number | null,
  examinedNow: boolean,
): Partial<Record<RedFlagCode, string>> {
  const { roots = [], upperMotorSigns, saddleSensation, trend } = findings.neuro ?? {};
  const isWorse = examinedNow && trend === 'worse';
  const weak = roots.find(({ power = 5 }) => power <= (isWorse ? 4 : 3));
  const isOldSaddle = screen?.kind === 'answered' && screen.answers['CES-7']?.answer === 'yes';
  return {
    ...(saddleSensation === 'altered' && !isOldSaddle && { 'CES-2': 'saddle sensation altered' }),
    ...(upperMotorSigns === 'yes' && { CORD: 'upper motor signs' }),
    ...(weak && {
      MOTOR: `power ${weak.power} of 5 at ${weak.root}, ${weak.side}${isWorse ? ', worse than before' : ''}`,
    }),
    ...(age !== null && age < 16 && { AGE: `aged ${age}` }),
    ...(age !== null &&
      age > 60 &&
      findings.onset?.firstEver === 'yes' && { AGE: `a first ever episode at ${age}` }),
  };
}

/**
 * What makes a "no" unlikely, though it may be one: the fall was years ago, the cancer one of the skin, the hop hurt the back.
 * How long a fall counts is our decision, to be approved.
 */
function doubted(
  { seenOn, findings }: ScreenedVisit,
  recorded: Partial<Record<RedFlagCode, readonly string[]>>,
): Partial<Record<RedFlagCode, string>> {
  const { onset, behaviour, history = {}, functionTests = [] } = findings;
  const told = (code: RedFlagCode, ...signs: string[]) =>
    signs.some((sign) => recorded[code]?.includes(sign));
  const bound = seenOn && before(seenOn, { weeks: 12 });
  const isRecentTrauma = onset?.mode === 'trauma' && (onset.on === undefined || isAfter(onset.on, bound));
  const wakes = behaviour?.wakesAtNight !== undefined && behaviour.wakesAtNight !== 'no';
  const hop = functionTests.find(({ test, pain = 0 }) => test === 'hop' && pain >= PAINFUL_HOP);
  return {
    ...(isRecentTrauma &&
      told('FX', 'age_70', 'osteoporosis', 'oral_steroids') && {
        FX: 'it began with an accident, at an age or with a history in which bones break',
      }),
    ...(isYes(history.cancer) &&
      (wakes || told('CA', 'thoracic_pain', 'recent_cancer_treatment')) && {
        CA: 'a cancer in the history, recent, with pain at chest level or with waking at night',
      }),
    ...(told('INF', 'low_immunity') && { INF: 'low immunity in the history' }),
    ...(hop && { BSI: `a hop with pain of ${hop.pain}` }),
  };
}

// ---- Days --------------------------------------------------------------------------------------------------------

interface Span {
  weeks?: number;
  months?: number;
  years?: number;
}

const before = (day: string, duration: Span): string =>
  DateTime.fromISO(day, { zone: 'utc' }).minus(duration).toISODate() as string;

const wholeYears = (dateOfBirth: string, day: string): number =>
  Math.floor(
    DateTime.fromISO(day, { zone: 'utc' }).diff(DateTime.fromISO(dateOfBirth, { zone: 'utc' }), 'years')
      .years,
  );
