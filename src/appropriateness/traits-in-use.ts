/**
 * What the body does in an item as it is prescribed: the exercise's traits, with those that the dose brings and without those
 * that it lifts. Effort and load make a movement heavy, not its name; a band is latex only when it may be. All bounds are
 * design decisions, to be approved by a registered clinician. What the dose does not say is left as the exercise has it.
 */
import type {
  Amount,
  Assistance,
  BoutMode,
  Dosage,
  Effort,
  IntervalStep,
  Load,
  SetSpec,
} from '../dosage/dosage';
import { type Trait, TRAITS } from '../exercise/traits';
import type { PlannedItem } from './rule-language';

/** Of the exercise and of the dose, in the order of the vocabulary. */
export function traitsInUse({ traits, dosage }: Pick<PlannedItem, 'traits' | 'dosage'>): Trait[] {
  const has = (trait: Trait): boolean =>
    DOSE_SAYS[trait]?.(dosage, traits.includes(trait)) ?? traits.includes(trait);
  return TRAITS.filter(has);
}

/** Whether one leg has help from a hand or a pole in every set: then falling is not the danger, though the leg still works. */
export function isSupported(dosage: Dosage): boolean {
  return everySet(dosage, ({ assistance }) => assistance !== undefined && SUPPORTS.includes(assistance));
}

/** A weight, a machine or a band, or an effort called hard. */
export function isLoaded(dosage: Dosage): boolean {
  return setsOf(dosage).some((set) => hasExternalLoad(set.load) || isHard(set.effort));
}

const SUPPORTS: readonly Assistance[] = ['fingertip_support', 'hand_support', 'two_hand_support', 'pole'];
const OFF_THE_FLOOR = ['bed', 'chair'];
const RUNNING: readonly BoutMode[] = ['jog', 'run', 'stride', 'sprint'];

const HEAVY_PERCENT_OF_MAXIMUM = 80;
const HEAVY_REPETITION_MAXIMUM = 6;
const HARD_RPE_10 = 7;
const HARD_RPE_20 = 15;
const HARD_REPS_IN_RESERVE = 2;
/** A hold longer than this is a long one. */
const LONG_HOLD_SECONDS = 10;

/** The traits that a dose can bring or lift; `has`: whether the exercise has it. */
const DOSE_SAYS: Partial<Record<Trait, (dosage: Dosage, has: boolean) => boolean>> = {
  valsalva_heavy: (dosage, has) =>
    setsOf(dosage).some(isHeavy) || (has && !everySet(dosage, (set) => !isHeavy(set) && isSaidLight(set))),
  isometric_hold_long: (dosage, has) =>
    setsOf(dosage).some((set) => isHard(set.effort) && holdSeconds(set, has) > LONG_HOLD_SECONDS) ||
    (has && !everySet(dosage, (set) => isShortHold(set) || (!isHard(set.effort) && isSaid(set.effort)))),
  latex_band: (dosage, has) => {
    const sets = setsOf(dosage);
    if (sets.some(mayBeLatex)) return true;
    return has && !everySet(dosage, ({ load }) => load !== undefined);
  },
  floor_transfer: (dosage, has) =>
    has && !everySet(dosage, ({ surface }) => OFF_THE_FLOOR.includes(surface ?? '')),
  running: (dosage, has) => has || modesOf(dosage).some((mode) => RUNNING.includes(mode)),
  impact_high: (dosage, has) => has || modesOf(dosage).some((mode) => RUNNING.includes(mode)),
  lumbar_flexion_end: endOfRange,
  lumbar_extension_end: endOfRange,
  lumbar_rotation_end: endOfRange,
  hip_extension_end: endOfRange,
};

/** In the middle of the range nothing is at its end. */
function endOfRange(dosage: Dosage, has: boolean): boolean {
  return has && !everySet(dosage, ({ range }) => range?.kind === 'middle');
}

const setsOf = (dosage: Dosage): SetSpec[] => dosage.sessions.flatMap(({ sets }) => sets ?? []);

/** Not of a dose without sets: what is not said lifts nothing. */
function everySet(dosage: Dosage, holds: (set: SetSpec) => boolean): boolean {
  const sets = setsOf(dosage);
  return sets.length > 0 && dosage.sessions.every(({ intervals }) => !intervals) && sets.every(holds);
}

function isHeavy({ load, effort }: SetSpec): boolean {
  if (load?.kind === 'percent_1rm' && (load.percent ?? 100) >= HEAVY_PERCENT_OF_MAXIMUM) return true;
  if (load?.kind === 'rep_max' && (load.reps ?? 1) <= HEAVY_REPETITION_MAXIMUM) return true;
  return hasExternalLoad(load) && isHard(effort);
}

/** The body alone, or an effort that was said and is not hard. */
function isSaidLight({ load, effort }: SetSpec): boolean {
  if (isSaid(effort)) return !isHard(effort);
  return load?.kind === 'bodyweight';
}

const hasExternalLoad = (load: Load | undefined): boolean => load !== undefined && load.kind !== 'bodyweight';

const isSaid = (effort: Effort | undefined): boolean =>
  effort?.value !== undefined || effort?.word !== undefined;

/** Of a range the harder end: many exertion points, few repetitions in reserve. */
function isHard(effort: Effort | undefined): boolean {
  if (!effort) return false;
  const { scale, value, word } = effort;
  if (scale === 'words') return word === 'hard';
  if (!value) return false;
  if (scale === 'reps_in_reserve') return least(value) <= HARD_REPS_IN_RESERVE;
  return most(value) >= (scale === 'rpe_10' ? HARD_RPE_10 : HARD_RPE_20);
}

const most = ({ exact, max, min }: Amount): number => exact ?? max ?? min ?? 0;
const least = ({ exact, min, max }: Amount): number => exact ?? min ?? max ?? Infinity;

/** A timed set of something that is held is one long hold. */
function holdSeconds({ holdSeconds: hold, timeSeconds, contraction }: SetSpec, isHeld: boolean): number {
  if (hold) return most(hold);
  return timeSeconds && (isHeld || contraction === 'isometric') ? most(timeSeconds) : 0;
}

function isShortHold(set: SetSpec): boolean {
  const isSaidHow = set.holdSeconds !== undefined || set.timeSeconds !== undefined;
  return isSaidHow && holdSeconds(set, true) <= LONG_HOLD_SECONDS;
}

function mayBeLatex({ load, assistance }: SetSpec): boolean {
  if (load?.kind === 'band') return load.band?.material !== 'latex_free';
  return assistance === 'band';
}

function modesOf(dosage: Dosage): BoutMode[] {
  const of = ({ mode, steps }: IntervalStep): BoutMode[] => [
    ...(mode ? [mode] : []),
    ...(steps ?? []).flatMap(of),
  ];
  return dosage.sessions.flatMap(({ intervals }) =>
    intervals
      ? [intervals.warmUp, ...intervals.steps, intervals.coolDown].flatMap((one) => (one ? of(one) : []))
      : [],
  );
}
