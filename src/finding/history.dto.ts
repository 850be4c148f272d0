import { Choice, Choices, Day, ListOf, Part, Said, Text, Whole } from '../http/fields';
import { Answer } from './finding-fields';
import {
  ASKED,
  type Asked,
  type BloodPressure,
  type Condition,
  type Pregnancy,
  PREGNANCY_SIGNS,
  type PregnancySign,
  type Surgery,
  SURGERY_KINDS,
  SURGERY_REGIONS,
} from './findings';

/** What the rules may ask of the past and of other illness. A key left out was not asked; days are never in the future. */
export class BloodPressureDto implements BloodPressure {
  @Whole({ min: 50, max: 300, unit: 'mmHg', example: 128, about: 'The upper number.' }) systolic: number;
  @Whole({ min: 20, max: 200, unit: 'mmHg', example: 82, about: 'The lower number.' }) diastolic: number;
  @Day({ example: '2026-11-20' }) on: string;
  @Answer('After five minutes’ rest?') rested?: Asked;
}

export class SurgeryDto implements Surgery {
  @Choice(SURGERY_REGIONS) region: Surgery['region'];
  @Choice(SURGERY_KINDS, { optional: true }) kind?: Surgery['kind'];
  @Day({ example: '2019-06-03' }) on: string;
  @Day({
    optional: true,
    example: '2019-09-10',
    about: 'Word that exercise may be taken up; a dated report by the patient counts.',
  })
  clearedOn?: string;
  @Answer('Is a restriction of the surgeon’s still in force?') restricted?: Asked;
  @Answer('Hip replacement: are movement precautions in force?') precautions?: Asked;
}

export class PregnancyDto implements Pregnancy {
  @Choice(ASKED, { example: 'yes' }) pregnant: Asked;
  @Whole({ min: 1, max: 42, optional: true, example: 18, about: 'On the day of the visit.' }) weeks?: number;
  @Choices(PREGNANCY_SIGNS, { optional: true, example: [], about: 'Empty: asked, and none.' })
  signs?: PregnancySign[];
}

export class ConditionDto implements Condition {
  @Choice(ASKED, { example: 'no' }) answer: Asked;
  @Day({ optional: true, example: '2021-02-01' }) since?: string;
  @Answer('Managed, and by the patient’s word unchanged?') managed?: Asked;
  @Text({ max: 500, optional: true, example: 'Tablets, checked each year.' }) note?: string;
}

export class HerniaDto extends ConditionDto {
  @Choice(['abdominal_wall', 'groin', 'hiatus'], { optional: true, about: 'A disc is not meant.' })
  place?: 'abdominal_wall' | 'groin' | 'hiatus';
  @Answer() repaired?: Asked;
}

/** Something that happened on a day, or the word that it never did: `on` or `none`, one of them. */
export class OnceDto {
  @Day({ optional: true, example: '2025-08-14' }) on?: string;
  @Said({ about: 'It never happened.' }) none?: true;
}

export class CardiacEventDto extends OnceDto {
  @Day({ optional: true, example: '2025-11-02', about: 'For exercise.' }) clearedOn?: string;
}

export class BirthDto extends OnceDto {
  @Choice(['vaginal', 'assisted', 'caesarean'], { optional: true }) kind?:
    'vaginal' | 'assisted' | 'caesarean';
  @Day({ optional: true, example: '2025-10-01', about: 'The check some weeks after.' }) checkedOn?: string;
}

export class FallsDto {
  @Whole({ min: 0, max: 400, example: 0 }) inTwelveMonths: number;
  @Answer() injured?: Asked;
}

export class BoneStressDto {
  @Choice(['none', 'suspected', 'confirmed']) state: 'none' | 'suspected' | 'confirmed';
  @Day({ optional: true, example: '2026-05-01' }) clearedOn?: string;
}

const Ailment = (about?: string) => Part(() => ConditionDto, { optional: true, about });

export class MedicalHistoryDto {
  @ListOf(() => BloodPressureDto, { optional: true, max: 50 }) bloodPressure?: BloodPressureDto[];
  @Ailment() hypertension?: ConditionDto;
  @Ailment() heartDisease?: ConditionDto;
  @Part(() => CardiacEventDto, { optional: true, about: 'A heart attack or the like.' })
  cardiacEvent?: CardiacEventDto;
  @Ailment() osteoporosis?: ConditionDto;
  @Ailment('A broken vertebra, or two or more bones broken by little.') fragilityFractures?: ConditionDto;
  @Part(() => PregnancyDto, { optional: true }) pregnancy?: PregnancyDto;
  @Part(() => BirthDto, { optional: true }) birth?: BirthDto;
  @Ailment() prolapseOrLeak?: ConditionDto;
  @ListOf(() => SurgeryDto, { optional: true, max: 50, about: 'Empty: asked, and none.' })
  surgery?: SurgeryDto[];
  @Ailment() cancer?: ConditionDto;
  @Ailment() steroids?: ConditionDto;
  @Ailment() anticoagulant?: ConditionDto;
  @Ailment() diabetes?: ConditionDto;
  @Ailment() immunosuppression?: ConditionDto;
  @Ailment() inflammatoryArthritis?: ConditionDto;
  @Part(() => HerniaDto, { optional: true }) hernia?: HerniaDto;
  @Ailment() glaucoma?: ConditionDto;
  @Part(() => OnceDto, { optional: true }) retinalSurgery?: OnceDto;
  @Ailment() epilepsy?: ConditionDto;
  @Part(() => FallsDto, { optional: true }) falls?: FallsDto;
  @Ailment() vestibularLoss?: ConditionDto;
  @Ailment() positionalVertigo?: ConditionDto;
  @Ailment() neuropathy?: ConditionDto;
  @Ailment() latexAllergy?: ConditionDto;
  @Ailment() hypermobility?: ConditionDto;
  @Part(() => BoneStressDto, { optional: true, about: 'Bone stress injury.' }) boneStress?: BoneStressDto;
  @Ailment() stenosis?: ConditionDto;
  @Ailment('Symptomatic spondylolisthesis, or an injury of the pars.') parsInjury?: ConditionDto;
  @Ailment() arthritisFlare?: ConditionDto;
  @Ailment() achillesPain?: ConditionDto;
  @Ailment() hamstringTendonPain?: ConditionDto;
  @Part(() => OnceDto, { optional: true, about: 'A tear.' }) hamstringTear?: OnceDto;
  @Ailment() wristOrShoulder?: ConditionDto;
  @Ailment() kneePainKneeling?: ConditionDto;
  @Ailment('Of the knee, in a deep bend.') kneePainDeepBend?: ConditionDto;
}
