import { DOSE_SENTENCE_MAX } from '../dosage/bounds';
import { DOSAGE_EXAMPLE, DosageDto } from '../dosage/dosage.dto';
import { doseSentence } from '../dosage/sentence/dose-sentence';
import { GroupDto, PhaseDto } from '../plan/plan-parts.dto';
import { Choice, Field, Flag, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import { badDayInFull, ON_BAD_DAYS, type OnBadDay } from '../plan/bad-day';
import { ITEMS_MAX, partNamed } from '../plan/plan';
import {
  COMFORT,
  GROUP,
  LEVEL,
  NOTE,
  OPTIONAL,
  PHASE,
  PlanItemDto,
  PlanPartsDto,
  VARIATION,
  WHY,
} from '../plan/plan.dto';
import type { TemplateItem } from './template.entity';
import type { ListedTemplate, WholeTemplate } from './template.service';

const NAME = { max: 120, example: 'Low back, first weeks' };
const ABOUT = {
  max: 2000,
  nullable: true,
  example: 'For an irritable back that eases with movement.',
  about: 'For clinicians: whom it is for. No patient reads it.',
};
const COUNT = { type: 'integer', example: 6 };

/** How a template is called, and whom it is for. */
export class TemplateNameDto {
  @Text(NAME) name: string;
  @Text({ ...ABOUT, optional: true }) about?: string | null;
}

export class NewTemplateDto extends PlanPartsDto {
  @Text(NAME) name: string;
  @Text({ ...ABOUT, optional: true }) about?: string | null;
  @ListOf(() => PlanItemDto, {
    min: 1,
    max: ITEMS_MAX,
    about: 'In the order in which a patient does them.',
  })
  items: PlanItemDto[];
}

export class TemplateQuery extends PageQuery {
  @Text({
    max: 100,
    optional: true,
    example: 'low back',
    about: 'Words of the name or of what is said about it; small typing errors are forgiven.',
  })
  q?: string;
}

export class TemplateItemDto {
  @Whole({ min: 1, max: ITEMS_MAX }) place: number;
  @Id() exerciseId: string;
  @Text({ max: 200, example: 'Glute bridge', about: 'As the library says it now.' }) name: string;
  @Flag({ about: 'Whether this exercise can be prescribed today.' }) canBePrescribed: boolean;
  @Part(() => DosageDto, { example: DOSAGE_EXAMPLE }) dosage: DosageDto;
  @Text({ max: DOSE_SENTENCE_MAX, example: 'Do 3 sets of 10. Once a day, on 3 days a week.' })
  doseSentence: string;
  @Text(WHY) why: string;
  @Text(VARIATION) variation: string | null;
  @Whole(LEVEL) level: number | null;
  @Text(PHASE) phase: string | null;
  @Text(GROUP) group: string | null;
  @Flag(OPTIONAL) isOptional: boolean;
  @Flag(COMFORT) isComfort: boolean;
  @Choice(ON_BAD_DAYS) onBadDay: OnBadDay;
  @Part(() => DosageDto, { nullable: true, example: null }) badDayDosage: DosageDto | null;
  @Text({ max: DOSE_SENTENCE_MAX, nullable: true, example: null }) badDaySentence: string | null;
  @Text(NOTE) note: string | null;
}

export class TemplateDto {
  @Id() id: string;
  @Text(NAME) name: string;
  @Text(ABOUT) about: string | null;
  @ListOf(() => TemplateItemDto, { about: 'In the order in which a patient does them.' })
  items: TemplateItemDto[];

  @ListOf(() => PhaseDto) phases: PhaseDto[];
  @ListOf(() => GroupDto) groups: GroupDto[];
  @Id() createdBy: string;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
  @Instant({ nullable: true, example: null }) retiredAt: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export class ListedTemplateDto {
  @Id() id: string;
  @Text(NAME) name: string;
  @Text(ABOUT) about: string | null;
  @Field(COUNT) itemCount: number;
  @Field({ ...COUNT, example: 0, about: 'Items whose exercise cannot be prescribed today.' })
  unavailableCount: number;

  @Field({ type: 'integer', example: 1 }) revision: number;
}

export const toListedTemplate = (listed: ListedTemplate): ListedTemplateDto => ({ ...listed });

export function toTemplate(whole: WholeTemplate): TemplateDto {
  const { template } = whole;
  return {
    id: template.id,
    name: template.name,
    about: template.about,
    items: whole.items.map((item) => toItem(item, whole)),
    phases: template.phases,
    groups: template.groups,
    createdBy: template.createdBy,
    createdAt: template.createdAt.toISOString(),
    updatedAt: template.updatedAt.toISOString(),
    retiredAt: template.retiredAt?.toISOString() ?? null,
    revision: template.revision,
  };
}

function toItem(item: TemplateItem, { template, exercises }: WholeTemplate): TemplateItemDto {
  const { place, exerciseId, dosage, why, variation, level, phase, groupName, isOptional, isComfort, note } =
    item;
  const { onBadDay, badDayDosage } = item;
  const exercise = exercises.find(({ id }) => id === exerciseId);
  const inPlan = {
    variation,
    level,
    isOptional,
    isComfort,
    phase: partNamed(template.phases, phase),
    group: partNamed(template.groups, groupName),
  };
  return {
    place,
    exerciseId,
    name: exercise?.name as string,
    canBePrescribed: exercise?.status === 'published',
    dosage,
    doseSentence: doseSentence(dosage, inPlan),
    why,
    variation,
    level,
    phase,
    group: groupName,
    isOptional,
    isComfort,
    onBadDay,
    badDayDosage,
    badDaySentence: badDayDosage && doseSentence(badDayInFull(dosage, badDayDosage), inPlan),
    note,
  };
}
