/**
 * What the rest of an assessment tells about its red-flag screen: signs that need not be ticked because they are recorded, and
 * a "no" that cannot stand beside what was found. Silence tells nothing. Pure; bounds as the catalogue of red flags has them.
 */
import { DateTime } from 'luxon';
import { ageOn, isUnder16 } from '../calendar/age';
import { isInBothLegs, warningSignsOf } from '../finding/derived';
import type { Asked, BodyRegion, Carried, Findings, RootFinding } from '../finding/findings';
import {
  alteredSaddle,
  isAbnormal,
  isAbnormalRoot,
  isCompleted,
  rootInWords,
  ROOTS_NEEDED,
  saddleNormal,
} from '../finding/nerves';
import type { Presentation } from '../finding/presentation';
import { isLongStanding } from '../screen/known-cause';
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
  const age = seenOn && patient.dateOfBirth ? ageOn(patient.dateOfBirth, seenOn) : null;
  const neuro = findings.neuro ?? {};
  // what was normal at an earlier visit says nothing of what is new at this one
  const examinedNow = carried.neuro === undefined;
  const recorded = recordedSigns(findings, seenOn, age);
  return {
    seenOn,
    bothLegs: isInBothLegs(visit),
    neuroNormal: isAbnormal(findings) ? false : (examinedNow && isCompleted(neuro)) || undefined,
    saddleNormal: saddleNormal(findings, examinedNow),
    onsetOn: findings.onset?.on,
    lastSeenOn: patient.lastSeenOn,
    recorded,
    decidedEarlier: patient.decidedEarlier,
    neuroWorse: (examinedNow && neuro.trend === 'worse') || undefined,
    contradicted: contradicted(visit, patient, age, examinedNow),
    doubted: doubted(visit, recorded),
    maternitySigns: warningSignsOf(findings.history?.pregnancy).map((sign) => sign.replaceAll('_', ' ')),
  };
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
      under_16: age !== null && isUnder16(age),
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
  visit: ScreenedVisit,
  patient: PatientSoFar,
  age: number | null,
  examinedNow: boolean,
): Partial<Record<RedFlagCode, string>> {
  const { findings, screen } = visit;
  const { onset, history = {} } = findings;
  const saddle = alteredSaddle(findings);
  const isOldSaddle = screen?.kind === 'answered' && screen.answers['CES-7']?.answer === 'yes';
  const signs = warningSignsOf(history.pregnancy);
  return {
    ...(saddle !== null && !isOldSaddle && { 'CES-2': saddle }),
    ...(findings.neuro?.upperMotorSigns === 'yes' && { CORD: 'upper motor signs' }),
    ...contradictedByRoots(visit, patient, examinedNow),
    ...(signs.includes('chest_pain') && { CARD: 'chest pain in the pregnancy' }),
    ...(signs.includes('calf_swelling') && { DVT: 'a swollen calf in the pregnancy' }),
    ...(age !== null && isUnder16(age) && { AGE: `aged ${age}` }),
    ...(age !== null && age > 60 && onset?.firstEver === 'yes' && { AGE: `a first ever episode at ${age}` }),
  };
}

/** What is worse than before counts from power 4 on, and in touch and reflex too: nobody knows yet where it ends. */
function contradictedByRoots(
  { seenOn, findings, screen }: ScreenedVisit,
  { lastSeenOn }: PatientSoFar,
  examinedNow: boolean,
): Partial<Record<RedFlagCode, string>> {
  const { roots = [], trend, known } = findings.neuro ?? {};
  const isWorse = examinedNow && trend === 'worse';
  const isWeak = ({ power = 5 }: RootFinding) => power <= (isWorse ? 4 : 3);
  const changed = roots.find(isWeak) ?? (isWorse ? roots.find(isAbnormalRoot) : undefined);
  const severe = (['left', 'right'] as const).map((leg) =>
    roots.find((one) => one.side === leg && ROOTS_NEEDED.includes(one.root) && isWeak(one)),
  );
  const causes = [
    known && { ...known, unchanged: true as const },
    screen?.kind === 'answered' ? screen.answers.MOTOR?.known : undefined,
  ];
  const isKnown = !isWorse && causes.some((cause) => isLongStanding(cause, { seenOn, lastSeenOn }));
  return {
    ...(severe.every((one) => one !== undefined) &&
      !isKnown && { 'CES-3': severe.map(rootInWords).join(', and ') }),
    ...(changed && { MOTOR: `${rootInWords(changed)}${isWorse ? ', worse than before' : ''}` }),
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
