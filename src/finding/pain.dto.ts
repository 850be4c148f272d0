import { Choice, Choices, Day, Whole } from '../http/fields';
import { Answer, Rating } from './finding-fields';
import {
  type Asked,
  type Behaviour,
  BODY_REGIONS,
  type BodyRegion,
  CHART_SIDES,
  type ChartRegion,
  type ChartSide,
  DATE_PRECISIONS,
  DIRECTIONS,
  type DirectionalResponse,
  IRRITABILITIES,
  type Irritability,
  type Move,
  MOVES,
  type Onset,
  ONSET_MODES,
  PAIN_QUALITIES,
  type PainRating,
  RESPONSES,
} from './findings';

/** What the patient tells of the pain: since when, where, how much, and what it answers to. Bounds are for slips only. */
export class OnsetDto implements Onset {
  @Day({ optional: true, example: '2026-10-12', about: 'Never in the future.' }) on?: string;
  @Choice(DATE_PRECISIONS, { optional: true }) precision?: Onset['precision'];
  @Choice(ONSET_MODES, { optional: true }) mode?: Onset['mode'];
  @Answer('Is it the first back pain of their life?') firstEver?: Asked;
  @Whole({ min: 0, max: 99, optional: true, example: 2 }) previousEpisodes?: number;
  @Whole({ min: 0, max: 120, optional: true, example: 31, about: 'In years, at the very first back pain.' })
  firstEverAtAge?: number;
}

export class ChartRegionDto implements ChartRegion {
  @Choice(BODY_REGIONS, { example: 'lumbar' }) region: BodyRegion;
  @Choice(CHART_SIDES, { about: 'central: only where the body has a midline.' }) side: ChartSide;
  @Choice(['superficial', 'deep'], { optional: true }) depth?: ChartRegion['depth'];
  @Choice(PAIN_QUALITIES, { optional: true }) quality?: ChartRegion['quality'];
  @Rating() intensity?: number;
  @Choice(['constant', 'intermittent'], { optional: true }) constancy?: ChartRegion['constancy'];
}

export class PainRatingDto implements PainRating {
  @Rating('At its least in the period.') best?: number;
  @Rating('At its worst in the period.') worst?: number;
  @Whole({ min: 1, max: 720, optional: true, example: 24, about: 'The last so many hours.' })
  periodHours?: number;
}

export class BehaviourDto implements Behaviour {
  @Choices(MOVES, { optional: true, about: 'Empty: asked, and nothing does.' }) aggravating?: Move[];
  @Choices(MOVES, { optional: true, example: ['walking'], about: 'Empty: asked, and nothing does.' })
  easing?: Move[];
  @Whole({ min: 0, max: 1440, optional: true, example: 15 }) morningStiffnessMinutes?: number;
  @Choice(['no', 'first_half', 'second_half'], { optional: true }) wakesAtNight?: Behaviour['wakesAtNight'];
  @Answer('Does walking or standing bring leg symptoms, and sitting or bending forward ease them?')
  neurogenicClaudication?: Asked;
}

export class IrritabilityDto implements Irritability {
  @Choice(IRRITABILITIES, { optional: true }) grade?: Irritability['grade'];
  @Whole({ min: 0, max: 10_080, optional: true, example: 20, about: 'After it was provoked.' })
  minutesToSettle?: number;
  @Answer('Is the back locked: it cannot be straightened or moved?') locked?: Asked;
}

/** Of repeated movement. */
export class DirectionalResponseDto implements DirectionalResponse {
  @Choice(RESPONSES, { optional: true }) flexion?: DirectionalResponse['flexion'];
  @Choice(RESPONSES, { optional: true }) extension?: DirectionalResponse['extension'];
  @Choice(RESPONSES, { optional: true }) sideGlideLeft?: DirectionalResponse['sideGlideLeft'];
  @Choice(RESPONSES, { optional: true }) sideGlideRight?: DirectionalResponse['sideGlideRight'];
  @Choice([...DIRECTIONS, 'none'], { optional: true }) preference?: DirectionalResponse['preference'];
}
