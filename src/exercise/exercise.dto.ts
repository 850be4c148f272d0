import { Transform } from 'class-transformer';
import { DosageDto } from '../dosage/dosage.dto';
import { Choice, Choices, Field, Id, Instant, ListOf, Part, Text, Texts } from '../http/fields';
import { PageQuery } from '../http/page';
import {
  EXERCISE_SOURCES,
  EXERCISE_STATUSES,
  type ExerciseSource,
  type ExerciseStatus,
  type ExerciseWithVideos,
} from './exercise.entity';
import { PILLARS, type Pillar, type Position, POSITIONS, type Trait, TRAITS } from './traits';
import { toVideo, VideoDto } from './video.dto';

const NAME = { max: 120, example: 'Wall calf stretch' };
const SUMMARY = {
  max: 500,
  example: 'A held stretch of one calf, standing at a wall.',
  about: 'For clinicians.',
};
const MUSCLES = { max: 20, each: 60, example: ['calves'] };
const EQUIPMENT = { max: 20, each: 60, example: ['wall'] };
const STEPS = {
  max: 20,
  each: 500,
  example: ['Stand at a wall.', 'Ease one heel down.'],
  about: 'For the patient.',
};
const MISTAKES = { max: 20, each: 500, example: ['You bounce.'], about: 'For the patient.' };
const TRAIT_LIST = {
  example: ['calf_achilles_load'],
  about: 'What the body does; empty: looked at, none applies.',
};
const DOSAGE = {
  nullable: true,
  example: { sets: 2, reps: 1, holdSeconds: 30, side: 'each_side', perDay: 1, perWeek: 7 },
  about: 'What a prescription starts from; the clinician decides.',
};
const EASIER = { nullable: true, example: null, about: 'The next easier exercise.' };
const HARDER = { nullable: true, example: null, about: 'The next harder exercise.' };

export class NewExerciseDto {
  @Text(NAME) name: string;
  @Text(SUMMARY) summary: string;
  @Choice(PILLARS, { example: 'stretch' }) pillar: Pillar;
  @Texts(MUSCLES) muscles: string[];
  @Texts(EQUIPMENT) equipment: string[];
  @Choice(POSITIONS, { example: 'standing' }) position: Position;
  @Texts(STEPS) steps: string[];
  @Texts(MISTAKES) mistakes: string[];
  @Choices(TRAITS, TRAIT_LIST) traits: Trait[];
  @Id({ ...EASIER, optional: true }) easierId?: string | null;
  @Id({ ...HARDER, optional: true }) harderId?: string | null;
  @Part(() => DosageDto, { ...DOSAGE, optional: true }) defaultDosage?: DosageDto | null;
}

export class ChangeExerciseDto {
  @Text({ ...NAME, optional: true }) name?: string;
  @Text({ ...SUMMARY, optional: true }) summary?: string;
  @Choice(PILLARS, { example: 'stretch', optional: true }) pillar?: Pillar;
  @Texts({ ...MUSCLES, optional: true }) muscles?: string[];
  @Texts({ ...EQUIPMENT, optional: true }) equipment?: string[];
  @Choice(POSITIONS, { example: 'standing', optional: true }) position?: Position;
  @Texts({ ...STEPS, optional: true }) steps?: string[];
  @Texts({ ...MISTAKES, optional: true }) mistakes?: string[];
  @Choices(TRAITS, { ...TRAIT_LIST, optional: true }) traits?: Trait[];
  @Id({ ...EASIER, optional: true }) easierId?: string | null;
  @Id({ ...HARDER, optional: true }) harderId?: string | null;
  @Part(() => DosageDto, { ...DOSAGE, optional: true }) defaultDosage?: DosageDto | null;
}

export class ExerciseDto {
  @Id() id: string;
  @Text({ max: 200, example: 'wall_calf_stretch' }) code: string;
  @Choice(EXERCISE_SOURCES) source: ExerciseSource;
  @Choice(EXERCISE_STATUSES, { example: 'published' }) status: ExerciseStatus;
  @Text(NAME) name: string;
  @Text(SUMMARY) summary: string;
  @Choice(PILLARS, { example: 'stretch' }) pillar: Pillar;
  @Texts(MUSCLES) muscles: string[];
  @Texts(EQUIPMENT) equipment: string[];
  @Choice(POSITIONS, { example: 'standing' }) position: Position;
  @Texts(STEPS) steps: string[];
  @Texts(MISTAKES) mistakes: string[];
  @Choices(TRAITS, TRAIT_LIST) traits: Trait[];
  @Id(EASIER) easierId: string | null;
  @Id(HARDER) harderId: string | null;
  @Part(() => DosageDto, DOSAGE) defaultDosage: DosageDto | null;
  @Id({ nullable: true, example: null }) copiedFromId: string | null;
  @Instant({ nullable: true }) publishedAt: string | null;
  @Instant({ nullable: true, example: null }) retiredAt: string | null;
  @ListOf(() => VideoDto, { about: 'Those that your clinic attached.' }) videos: VideoDto[];
  @Field({ type: 'integer', example: 1 }) revision: number;
}

/** In a query a list of one is written like a single word. */
const OneOrMore = () => Transform(({ value }) => (typeof value === 'string' ? [value] : value));

export class ExerciseQuery extends PageQuery {
  @Text({
    max: 100,
    optional: true,
    example: 'calf strech',
    about:
      'Up to six words of name, summary or muscles; accents do not matter and small typing errors are forgiven.',
  })
  q?: string;

  @Choice(PILLARS, { optional: true, example: 'stretch' }) pillar?: Pillar;
  @Choice(POSITIONS, { optional: true, example: 'standing' }) position?: Position;
  @Text({ max: 60, optional: true, example: 'calves' }) muscle?: string;
  @Text({ max: 60, optional: true, example: 'wall' }) equipment?: string;
  @OneOrMore() @Choices(TRAITS, { optional: true, about: 'Has all of these.' }) trait?: Trait[];
  @OneOrMore() @Choices(TRAITS, { optional: true, about: 'Has none of these.' }) without?: Trait[];
  @Choice(EXERCISE_SOURCES, { optional: true, about: 'Both if not said.' }) source?: ExerciseSource;
  @Choice(EXERCISE_STATUSES, { optional: true, about: 'All but retired if not said.' })
  status?: ExerciseStatus;
}

export function toExercise(exercise: ExerciseWithVideos): ExerciseDto {
  return {
    id: exercise.id,
    code: exercise.code,
    source: exercise.source,
    status: exercise.status,
    name: exercise.name,
    summary: exercise.summary,
    pillar: exercise.pillar,
    muscles: exercise.muscles,
    equipment: exercise.equipment,
    position: exercise.position,
    steps: exercise.steps,
    mistakes: exercise.mistakes,
    traits: exercise.traits,
    easierId: exercise.easierId,
    harderId: exercise.harderId,
    defaultDosage: exercise.defaultDosage,
    copiedFromId: exercise.copiedFromId,
    publishedAt: exercise.publishedAt?.toISOString() ?? null,
    retiredAt: exercise.retiredAt?.toISOString() ?? null,
    videos: exercise.videos.map(toVideo),
    revision: exercise.revision,
  };
}
