/**
 * What the body does in an item as it is prescribed: the exercise's traits, with those that the dose brings and without those
 * that it lifts. Effort and load make a movement heavy, and the end of a movement loaded, not its name; a band is latex only
 * when it may be. All bounds are design decisions, to be approved by a registered clinician. What the dose does not say is left as the exercise has it.
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
import { repsOf } from '../dosage/amount';
import { setsOf, stepsOf } from '../dosage/parts-of-dose';
import { type Trait, TRAITS } from '../exercise/traits';
import type { PlannedItem } from './rule-language';

/** Of the exercise and of the dose, in the order of the vocabulary. */
export function traitsInUse({ traits, dosage }: Pick<PlannedItem, 'traits' | 'dosage'>): Trait[] {
  const has = (trait: Trait): boolean =>
    DOSE_SAYS[trait]?.(dosage, traits.includes(trait), traits) ?? traits.includes(trait);
  return TRAITS.filter(has);
}

/** Whether one leg has help from a hand or a pole in every set: then falling is not the danger, though the leg still works. */
export function isSupported(dosage: Dosage): boolean {
  return everySet(dosage, ({ assistance }) => assistance !== undefined && SUPPORTS.includes(assistance));
}

/** A weight, a machine or a band, or a hard effort. */
export function isLoaded(dosage: Dosage): boolean {
  return setsOf(dosage).some((set) => hasExternalLoad(set.load) || isHard(set));
}

const SUPPORTS: readonly Assistance[] = ['fingertip_support', 'hand_support', 'two_hand_support', 'pole'];
const OFF_THE_FLOOR = ['bed', 'chair'];
const RUNNING: readonly BoutMode[] = ['jog', 'run', 'stride', 'sprint'];

const HEAVY_PERCENT_OF_MAXIMUM = 80;
const HEAVY_REPETITION_MAXIMUM = 6;
const HEAVY_PERCENT_OF_BODY_WEIGHT = 50;
const HEAVY_KILOGRAMS = 60;
const HARD_RPE_10 = 7;
const HARD_RPE_20 = 15;
/** Said, or left of a repetition maximum. */
const HARD_REPS_IN_RESERVE = 2;
/** A hold longer than this is a long one. */
const LONG_HOLD_SECONDS = 10;

/** The traits that a dose can bring or lift; `has`: whether the exercise has it, among all of its `traits`. */
const DOSE_SAYS: Partial<Record<Trait, (dosage: Dosage, has: boolean, traits: readonly Trait[]) => boolean>> =
  {
    valsalva_heavy: (dosage, has) =>
      setsOf(dosage).some(isHeavy) || (has && !everySet(dosage, (set) => !isHeavy(set) && isSaidLight(set))),
    isometric_hold_long: (dosage, has) =>
      setsOf(dosage).some((set) => isHard(set) && holdSeconds(set, has) > LONG_HOLD_SECONDS) ||
      (has && !everySet(dosage, (set) => isShortHold(set) || (!isHard(set) && isSaid(set.effort)))),
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
    lumbar_flexion_loaded: loadedEndOf('lumbar_flexion_end'),
    lumbar_extension_loaded: loadedEndOf('lumbar_extension_end'),
    lumbar_rotation_loaded: loadedEndOf('lumbar_rotation_end'),
  };

/** In the middle of the range nothing is at its end. */
function endOfRange(dosage: Dosage, has: boolean): boolean {
  return has && !everySet(dosage, ({ range }) => range?.kind === 'middle');
}

/** An exercise that goes to the end of this movement is one that loads it, once something is lifted there. */
function loadedEndOf(end: Trait) {
  const loadsTheEnd = ({ load, range }: SetSpec) => hasExternalLoad(load) && range?.kind !== 'middle';
  return (dosage: Dosage, has: boolean, traits: readonly Trait[]): boolean =>
    has || (traits.includes(end) && setsOf(dosage).some(loadsTheEnd));
}

/** Not of a dose without sets: what is not said lifts nothing. */
function everySet(dosage: Dosage, holds: (set: SetSpec) => boolean): boolean {
  const sets = setsOf(dosage);
  return sets.length > 0 && dosage.sessions.every(({ intervals }) => !intervals) && sets.every(holds);
}

function isHeavy(set: SetSpec): boolean {
  const { kind, percent = 100, reps = 1, kg = 0 }: Partial<Load> = set.load ?? {};
  if (kind === 'percent_1rm' && percent >= HEAVY_PERCENT_OF_MAXIMUM) return true;
  if (kind === 'percent_body_weight' && percent >= HEAVY_PERCENT_OF_BODY_WEIGHT) return true;
  if (kind === 'rep_max' && reps <= HEAVY_REPETITION_MAXIMUM) return true;
  return kg >= HEAVY_KILOGRAMS || (hasExternalLoad(set.load) && isHard(set));
}

/** The body alone, or an effort that was said and is not hard. */
function isSaidLight(set: SetSpec): boolean {
  if (isSaid(set.effort)) return !isHard(set);
  return set.load?.kind === 'bodyweight';
}

const hasExternalLoad = (load: Load | undefined): boolean => load !== undefined && load.kind !== 'bodyweight';

const isSaid = (effort: Effort | undefined): boolean =>
  effort?.value !== undefined || effort?.word !== undefined;

/** By what is said of it; or with a load that cannot be lifted much more often than it is, or until it cannot. */
const isHard = (set: SetSpec): boolean => isSaidHard(set.effort) || endsInFailure(set);

function endsInFailure({ load, reps }: SetSpec): boolean {
  if (!reps || !hasExternalLoad(load)) return false;
  if (reps.asManyAsPossible) return true;
  return load?.kind === 'rep_max' && repsOf({ reps }).max >= (load.reps ?? 1) - HARD_REPS_IN_RESERVE;
}

/** Of a range the harder end: many exertion points, few repetitions in reserve. */
function isSaidHard({ scale, value, word }: Partial<Effort> = {}): boolean {
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
  return dosage.sessions.flatMap(({ intervals }) => (intervals ? stepsOf(intervals).flatMap(of) : []));
}
