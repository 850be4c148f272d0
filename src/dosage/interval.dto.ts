import { Choice, ListOf, Part, Whole } from '../http/fields';
import { AmountOf } from './amount.dto';
import { DOSAGE_BOUNDS as bounds } from './bounds';
import {
  type Amount,
  BOUT_MODES,
  type BoutMode,
  EFFORT_WORDS,
  type EffortWord,
  type Intensity,
  INTENSITY_KINDS,
  type IntervalSpec,
  type IntervalStep,
  type Surface,
  SURFACES,
} from './dosage';

const RUN = { mode: 'run', seconds: { exact: 60 } };
const WALK = { mode: 'brisk_walk', seconds: { exact: 300 } };
export const INTERVALS_EXAMPLE = { warmUp: WALK, steps: [{ repeats: 6, steps: [RUN, WALK] }] };

/** Intervals on the wire. Whether their parts fit together is asked by `checkDosage`. */
export class IntensityDto implements Intensity {
  @Choice(INTENSITY_KINDS, {
    example: 'rpe_10',
    about: 'pace: seconds a kilometre. percent_pace: of the usual pace. zone: 1 to 5. words: word.',
  })
  kind: Intensity['kind'];
  @AmountOf('intensity', { optional: true, example: { exact: 6 } }) value?: Amount;
  @Choice(EFFORT_WORDS, { optional: true, about: 'Only of words.' }) word?: EffortWord;
}

/** One stretch (mode, with seconds or metres), or a group of steps done `repeats` times; three groups deep. */
export class IntervalStepDto implements IntervalStep {
  @Choice(BOUT_MODES, { optional: true, example: 'run' }) mode?: BoutMode;
  @AmountOf('timeSeconds', { optional: true, example: RUN.seconds }) seconds?: Amount;
  @Whole({ ...bounds.distanceMetres, optional: true, example: 400 }) metres?: number;
  @Part(() => IntensityDto, { optional: true, example: { kind: 'rpe_10', value: { exact: 6 } } })
  intensity?: IntensityDto;
  @Whole({ ...bounds.repeats, optional: true, example: 6 }) repeats?: number;
  @ListOf(() => IntervalStepDto, { ...bounds.steps, optional: true, example: [RUN, WALK] })
  steps?: IntervalStepDto[];
}

export class IntervalSpecDto implements IntervalSpec {
  @Part(() => IntervalStepDto, { optional: true, example: WALK }) warmUp?: IntervalStepDto;
  @ListOf(() => IntervalStepDto, { ...bounds.steps, example: INTERVALS_EXAMPLE.steps })
  steps: IntervalStepDto[];
  @Part(() => IntervalStepDto, { optional: true, example: WALK }) coolDown?: IntervalStepDto;
  @AmountOf('timeSeconds', { optional: true, example: { min: 1200, max: 1800 }, about: 'Of the whole.' })
  totalSeconds?: Amount;
  @Choice(SURFACES, { optional: true, example: 'grass' }) surface?: Surface;
}
