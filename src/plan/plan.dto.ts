import { DOSAGE_BOUNDS as bounds, TEXT_BOUNDS } from '../dosage/bounds';
import { DOSAGE_EXAMPLE, DosageDto } from '../dosage/dosage.dto';
import { GroupDto, PhaseDto } from './plan-parts.dto';
import { ON_BAD_DAYS, type OnBadDay } from './bad-day';
import { Choice, Flag, Id, ListOf, Part, Text, Whole } from '../http/fields';
import { GROUPS_MAX, PHASES_MAX } from './plan';

/** The fields of a plan on the wire, as they are given and as they are answered. Whether they fit is asked by `wholePlan`. */
export const WHY = {
  max: 300,
  example: 'It wakes up the muscles that hold your hips level when you run.',
  about: 'For the patient: why this one.',
};
export const VARIATION = {
  max: TEXT_BOUNDS.name,
  nullable: true,
  example: null,
  about: 'Which way of doing it: “with a bent knee”.',
};
export const LEVEL = {
  ...bounds.level,
  nullable: true,
  example: null,
  about: 'Of the variation, where it has levels.',
};
export const PHASE = {
  max: TEXT_BOUNDS.phase,
  nullable: true,
  example: null,
  about: 'The name of a phase of the plan.',
};
export const GROUP = {
  max: TEXT_BOUNDS.group,
  nullable: true,
  example: null,
  about: 'The name of a group of the plan.',
};
export const OPTIONAL = { example: false, about: 'Never counted as due.' };
export const COMFORT = {
  example: false,
  about: 'The patient is told that it is here to make them feel better.',
};
export const NOTE = { max: 2000, nullable: true, example: null, about: 'For clinicians only.' };

/** One exercise of a plan as somebody gives it. */
export class PlanItemDto {
  @Id() exerciseId: string;
  @Part(() => DosageDto, {
    optional: true,
    example: DOSAGE_EXAMPLE,
    about: 'Left out: your clinic’s dose for this exercise, or else the library’s; one of them has to exist.',
  })
  dosage?: DosageDto;

  @Text(WHY) why: string;
  @Text({ ...VARIATION, optional: true }) variation?: string | null;
  @Whole({ ...LEVEL, optional: true }) level?: number | null;
  @Text({ ...PHASE, optional: true }) phase?: string | null;
  @Text({ ...GROUP, optional: true }) group?: string | null;
  @Flag({ ...OPTIONAL, optional: true }) isOptional?: boolean;
  @Flag({ ...COMFORT, optional: true }) isComfort?: boolean;
  @Choice(ON_BAD_DAYS, {
    optional: true,
    example: 'left_out',
    about: 'What the patient may do of it on a bad day.',
  })
  onBadDay?: OnBadDay;
  @Part(() => DosageDto, {
    optional: true,
    nullable: true,
    example: null,
    about:
      'With less: a dose that asks for no more than the usual one in anything. Pain and stop rules stay as they are.',
  })
  badDayDosage?: DosageDto | null;
  @Text({ ...NOTE, optional: true }) note?: string | null;
}

/** The parts into which items are put. */
export class PlanPartsDto {
  @ListOf(() => PhaseDto, { optional: true, max: PHASES_MAX, example: [], about: 'They may overlap.' })
  phases?: PhaseDto[];

  @ListOf(() => GroupDto, {
    optional: true,
    max: GROUPS_MAX,
    example: [],
    about: 'Done together, in rounds.',
  })
  groups?: GroupDto[];
}
