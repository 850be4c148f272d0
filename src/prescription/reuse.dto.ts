import { NamedExerciseDto } from '../appropriateness/appropriateness.dto';
import { TEXT_BOUNDS } from '../dosage/bounds';
import { Flag, Id, ListOf, Part, Text, Texts } from '../http/fields';
import { ADVICE_ITEMS, GivenAdviceDto } from '../lifestyle/advice.dto';
import { GROUPS_MAX, ITEMS_MAX } from '../plan/plan';
import { PlanPartsDto } from '../plan/plan.dto';
import { TemplateNameDto } from '../template/template.dto';
import { CHANGE_NOTE, DraftItemDto, PrescriptionDto, toPrescription } from './prescription.dto';
import type { WholePrescription } from './prescription.repository';
import type { LeftBehind } from './reuse';

/** Plans that are used again: what a draft begins with, and how one is kept for the next patient. */
export class PlanSourceDto {
  @Id({ optional: true, about: 'One of your clinic’s templates.' }) templateId?: string;
  @Id({ optional: true, about: 'A prescription of the same patient: what was last issued of it.' })
  prescriptionId?: string;
}

export class BeginningDto extends PlanPartsDto {
  @ListOf(() => DraftItemDto, {
    optional: true,
    max: ITEMS_MAX,
    about: 'In the order in which the patient does them. Needed unless the plan is taken `from` elsewhere.',
  })
  items?: DraftItemDto[];

  @ListOf(() => GivenAdviceDto, ADVICE_ITEMS) adviceItems?: GivenAdviceDto[];
  @Text(CHANGE_NOTE) changeNote?: string | null;
  @Part(() => PlanSourceDto, {
    optional: true,
    nullable: true,
    example: null,
    about: 'Take over a plan, by one of these ids, instead of giving items, phases, groups and advice.',
  })
  from?: PlanSourceDto | null;

  @Flag({
    optional: true,
    example: false,
    about: 'Of a plan taken over: leave out what cannot be prescribed today, instead of refusing.',
  })
  leaveOutUnavailable?: boolean;
}

export class BegunPrescriptionDto extends PrescriptionDto {
  @ListOf(() => NamedExerciseDto, {
    example: [],
    about: 'What stood in the plan taken over and cannot be prescribed today.',
  })
  leftOut: NamedExerciseDto[];

  @Texts({
    max: GROUPS_MAX,
    each: TEXT_BOUNDS.group,
    example: [],
    about: 'Groups of which fewer than two items were left: their rounds are gone, so look at the doses.',
  })
  dissolvedGroups: string[];
}

export class SavedTemplateDto extends TemplateNameDto {
  @Flag({ optional: true, example: false, about: 'With the notes for clinicians on its items.' })
  withNotes?: boolean;
}

export const toBegun = ({ leftOut, dissolvedGroups, ...whole }: WholePrescription & LeftBehind) => ({
  ...toPrescription(whole),
  leftOut,
  dissolvedGroups,
});
