import { Choice, ListOf, Measure, Part, Text, Whole } from '../http/fields';
import { AmountOf, RepsDto, RestDto } from './amount.dto';
import { DOSAGE_BOUNDS as bounds, TEXT_BOUNDS } from './bounds';
import {
  type Amount,
  type Assistance,
  ASSISTANCES,
  type Band,
  BAND_ANCHORS,
  BAND_COLOURS,
  BAND_MATERIALS,
  type BandAnchor,
  type BandColour,
  type BandMaterial,
  type Contraction,
  CONTRACTIONS,
  type Effort,
  EFFORT_SCALES,
  EFFORT_WORDS,
  type EffortScale,
  type EffortWord,
  type Load,
  LOAD_KINDS,
  type LoadKind,
  MOVEMENT_RANGES,
  type MovementRange,
  ONE_SIDE,
  type OneSide,
  REP_UNITS,
  type RepUnit,
  type SetSpec,
  type Surface,
  SURFACES,
  type Tempo,
  TEMPO_WORDS,
  type TempoWord,
} from './dosage';

/** Sets on the wire. Whether their parts fit together is asked by `checkDosage`. */
export class TempoDto implements Tempo {
  @Choice(TEMPO_WORDS, { optional: true, about: 'Either a word, or seconds.' }) word?: TempoWord;
  @Whole({ ...bounds.moveSeconds, optional: true, example: 3 }) eccentricSeconds?: number;
  @Whole({ ...bounds.pauseSeconds, optional: true, example: 0, about: '0: without a pause.' })
  pauseSeconds?: number;
  @Whole({ ...bounds.moveSeconds, optional: true, example: 3 }) concentricSeconds?: number;
  @Whole({ ...bounds.pauseSeconds, optional: true, example: 0, about: 'At the end of the shortening part.' })
  topPauseSeconds?: number;
}

export class BandDto implements Band {
  @Choice(BAND_MATERIALS) material: BandMaterial;
  @Choice(BAND_COLOURS, { optional: true, example: 'red' }) colour?: BandColour;
  @Text({ max: TEXT_BOUNDS.name, optional: true, example: 'A maker', about: 'The maker.' }) brand?: string;
  @Choice(BAND_ANCHORS, { optional: true, example: 'above_knees' }) anchor?: BandAnchor;
}

export class LoadDto implements Load {
  @Choice(LOAD_KINDS, {
    example: 'weight',
    about:
      'weight, ankle_weight, added: kg. machine: kg or setting. percent_1rm, percent_body_weight: percent. rep_max: reps. ' +
      'band: band.',
  })
  kind: LoadKind;
  @Measure({ ...bounds.kg, optional: true, example: 7.5 }) kg?: number;
  @Whole({ ...bounds.percentOfBodyWeight, optional: true, example: 70 }) percent?: number;
  @Whole({ ...bounds.repMax, optional: true, example: 8, about: 'Can be lifted so often and not once more.' })
  reps?: number;
  @Whole({ ...bounds.machineSetting, optional: true, example: 4 }) setting?: number;
  @Part(() => BandDto, { optional: true, example: { material: 'latex_free', colour: 'red' } }) band?: BandDto;
}

export class EffortDto implements Effort {
  @Choice(EFFORT_SCALES) scale: EffortScale;
  @AmountOf('effort', { optional: true, example: { exact: 6 } }) value?: Amount;
  @Choice(EFFORT_WORDS, { optional: true, about: 'Only of the scale words.' }) word?: EffortWord;
}

export class MovementRangeDto implements MovementRange {
  @Choice(MOVEMENT_RANGES) kind: MovementRange['kind'];
  @Whole({ ...bounds.degrees, optional: true, example: 0, about: 'Only of degrees.' }) fromDegrees?: number;
  @Whole({ ...bounds.degrees, optional: true, example: 60 }) toDegrees?: number;
}

export class SetSpecDto implements SetSpec {
  @Whole({ ...bounds.sets, example: 3, about: 'Sets alike.' }) count: number;
  @Part(() => RepsDto, {
    optional: true,
    example: { min: 8, max: 12 },
    about:
      'Per set: exact; min and max; upTo; or asManyAsPossible. On each_side for each side, on alternate for both together.',
  })
  reps?: RepsDto;
  @Choice(REP_UNITS, { optional: true }) repUnit?: RepUnit;
  @AmountOf('holdSeconds', { optional: true, example: { exact: 5 }, about: 'Of each rep.' })
  holdSeconds?: Amount;
  @AmountOf('timeSeconds', { optional: true, example: { exact: 30 }, about: 'Of the whole set.' })
  timeSeconds?: Amount;
  @Whole({ ...bounds.distanceMetres, optional: true, example: 20, about: 'Of each rep, else of the set.' })
  distanceMetres?: number;
  @AmountOf('restBetweenRepsSeconds', { optional: true, example: { exact: 2 } })
  restBetweenRepsSeconds?: Amount;
  @Part(() => RestDto, {
    optional: true,
    example: { exact: 60 },
    about: 'After each of these sets but the last of the session.',
  })
  restAfterSet?: RestDto;
  @Part(() => TempoDto, { optional: true, example: { word: 'slow' } }) tempo?: TempoDto;
  @Choice(CONTRACTIONS, { optional: true, example: 'eccentric' }) contraction?: Contraction;
  @Part(() => LoadDto, { optional: true, example: { kind: 'weight', kg: 7.5 } }) load?: LoadDto;
  @Part(() => EffortDto, { optional: true, example: { scale: 'rpe_10', value: { exact: 6 } } })
  effort?: EffortDto;
  @Part(() => MovementRangeDto, { optional: true, example: { kind: 'pain_free' } }) range?: MovementRangeDto;
  @Choice(ASSISTANCES, { optional: true }) assistance?: Assistance;
  @Choice(SURFACES, { optional: true, example: 'step' }) surface?: Surface;
  @Choice(ONE_SIDE, { optional: true, about: 'Where the sides differ; only on each_side.' }) side?: OneSide;
}

export const SetSpecs = () =>
  ListOf(() => SetSpecDto, {
    ...bounds.setSpecs,
    optional: true,
    example: [{ count: 3, reps: { min: 8, max: 12 } }],
    about: 'In the order in which they are done.',
  });
