import { Transform } from 'class-transformer';
import { DOSAGE_EXAMPLE, DosageDto } from '../dosage/dosage.dto';
import { Choice, Choices, Day, Field, Flag, Id, Instant, ListOf, Part, Text, Texts } from '../http/fields';
import { PageQuery } from '../http/page';
import { BOUNDS } from './bounds';
import {
  EXERCISE_SOURCES,
  EXERCISE_STATUSES,
  type ExerciseAtClinic,
  type ExerciseSource,
  type ExerciseStatus,
  type Origin,
  ORIGINS,
} from './exercise.entity';
import type { Step } from './exercise.service';
import type { Direction } from './ladder';
import { PILLARS, type Pillar, type Position, POSITIONS, type Trait, TRAITS } from './traits';
import { toVideo, VideoDto } from './video.dto';

const NAME = { ...BOUNDS.name, example: 'Wall calf stretch' };
const SUMMARY = {
  ...BOUNDS.summary,
  example: 'A held stretch of one calf, standing at a wall.',
  about: 'For clinicians.',
};
const MUSCLES = { ...BOUNDS.muscles, example: ['calves'] };
const EQUIPMENT = { ...BOUNDS.equipment, example: ['wall'] };
const STEPS = {
  ...BOUNDS.steps,
  example: ['Stand at a wall.', 'Ease one heel down.'],
  about: 'For the patient.',
};
const MISTAKES = { ...BOUNDS.mistakes, example: ['You bounce.'], about: 'For the patient.' };
const TRAIT_LIST = {
  example: ['calf_achilles_load'],
  about: 'What the body does; empty: looked at, none applies. Whoever sends it has reviewed it.',
};
const DOSAGE = {
  nullable: true,
  example: DOSAGE_EXAMPLE,
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

/** Where an imported exercise came from; a copy keeps it. */
class ImportedFromDto {
  @Choice(ORIGINS) name: Origin;
  @Text({ max: 200, example: 'Cat_Stretch', about: 'Its id there.' }) id: string;
  @Text({ max: 200, example: 'Unlicense' }) licence: string;
}

export class ExerciseDto {
  @Id() id: string;
  @Text({ max: 200, example: 'wall_calf_stretch' }) code: string;
  @Choice(EXERCISE_SOURCES) source: ExerciseSource;
  @Choice(EXERCISE_STATUSES, { example: 'published' }) status: ExerciseStatus;
  @Text(NAME) name: string;
  @Text(SUMMARY) summary: string;
  @Choice(PILLARS, { nullable: true, example: 'stretch', about: 'null only in what was never published.' })
  pillar: Pillar | null;

  @Texts(MUSCLES) muscles: string[];
  @Texts(EQUIPMENT) equipment: string[];
  @Choice(POSITIONS, { nullable: true, example: 'standing', about: 'null only in what was never published.' })
  position: Position | null;

  @Texts(STEPS) steps: string[];
  @Texts(MISTAKES) mistakes: string[];
  @Choices(TRAITS, {
    ...TRAIT_LIST,
    about: 'What the body does; nothing rests on them until they are reviewed.',
  })
  traits: Trait[];

  @Day({ nullable: true, about: 'When the traits were gone through; null: they still have to be.' })
  traitsReviewedOn: string | null;

  @Id({ nullable: true, about: 'The clinician who did; null for what came with the starter library.' })
  traitsReviewedBy: string | null;

  @Id(EASIER) easierId: string | null;
  @Id(HARDER) harderId: string | null;
  @Part(() => DosageDto, { ...DOSAGE, about: 'The library’s; the clinician decides.' })
  defaultDosage: DosageDto | null;

  @Part(() => DosageDto, {
    nullable: true,
    example: null,
    about: 'What your clinic’s prescriptions start from; null: from the library’s.',
  })
  clinicDosage: DosageDto | null;

  @Flag({ example: false, about: 'Of yours.' }) isFavourite: boolean;
  @Id({ nullable: true, example: null }) copiedFromId: string | null;
  @Part(() => ImportedFromDto, { nullable: true, example: null, about: 'Of an import, and of copies of it.' })
  origin: ImportedFromDto | null;

  @Instant({ nullable: true }) publishedAt: string | null;
  @Instant({ nullable: true, example: null }) retiredAt: string | null;
  @ListOf(() => VideoDto, { about: 'Those that your clinic attached.' }) videos: VideoDto[];
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export class DefaultDoseDto {
  @Part(() => DosageDto, { example: DOSAGE_EXAMPLE }) dosage: DosageDto;
}

export class StepDto {
  @Field({ type: 'integer', example: 1, about: 'How many steps away.' }) steps: number;
  @Part(() => ExerciseDto) exercise: ExerciseDto;
}

export class LadderDto {
  @ListOf(() => StepDto, { about: 'The nearest first.' }) easier: StepDto[];
  @ListOf(() => StepDto, { about: 'The nearest first.' }) harder: StepDto[];
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
  @OneOrMore()
  @Choices(TRAITS, { optional: true, about: 'Reviewed, and has none of these.' })
  without?: Trait[];
  @Choice(EXERCISE_SOURCES, { optional: true, about: 'Both if not said.' }) source?: ExerciseSource;
  @OneOrMore()
  @Choices(EXERCISE_STATUSES, {
    optional: true,
    min: 1,
    example: ['published'],
    about: 'Any of these; published, which can be prescribed, if not said.',
  })
  status?: ExerciseStatus[];

  @Choice(ORIGINS, { optional: true, about: 'Imported from there.' }) origin?: Origin;
  @Choice(['true', 'false'], { optional: true, example: 'false', about: 'Whether the traits were reviewed.' })
  reviewed?: 'true' | 'false';

  @Choice(['true', 'false'], { optional: true, about: 'Whether it is one of your favourites.' })
  favourite?: 'true' | 'false';
}

export function toExercise(exercise: ExerciseAtClinic): ExerciseDto {
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
    traitsReviewedOn: exercise.traitsReviewedOn,
    traitsReviewedBy: exercise.traitsReviewedBy,
    easierId: exercise.easierId,
    harderId: exercise.harderId,
    defaultDosage: exercise.defaultDosage,
    clinicDosage: exercise.clinicDose?.dosage ?? null,
    isFavourite: exercise.favourite !== null,
    copiedFromId: exercise.copiedFromId,
    origin: exercise.importedFrom,
    publishedAt: exercise.publishedAt?.toISOString() ?? null,
    retiredAt: exercise.retiredAt?.toISOString() ?? null,
    videos: exercise.videos.map(toVideo),
    revision: exercise.revision,
  };
}

export function toLadder({ easier, harder }: Record<Direction, Step[]>): LadderDto {
  const shown = (found: Step[]) =>
    found.map(({ steps, exercise }) => ({ steps, exercise: toExercise(exercise) }));
  return { easier: shown(easier), harder: shown(harder) };
}
