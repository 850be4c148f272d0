import { NewAssessmentDto, SignatureDto } from '../assessment/assessment.dto';
import { PlanAgainstDto } from '../assessment/plans-against.dto';
import { NewEpisodeDto } from '../episode/episode.dto';
import { Choice, Choices, Day, Field, Flag, Id, ListOf, Part, Text } from '../http/fields';
import { ADVICE_ITEMS, GivenAdviceDto } from '../lifestyle/advice.dto';
import { DOSE_SENTENCE_MAX } from '../dosage/bounds';
import { NewPatientDto } from '../patient/patient.dto';
import { ITEMS_MAX } from '../plan/plan';
import { PlanPartsDto } from '../plan/plan.dto';
import { DraftItemDto, IssuanceDto } from '../prescription/prescription.dto';
import { PlanSourceDto } from '../prescription/reuse.dto';
import { FLAG_CODES, type FlagCode } from '../screen/red-flags';

/** A whole first visit on the wire. Each part is the body that its own address takes, so that nothing is asked in two ways. */
const STATEMENTS = ['i_saw_this_patient_and_answer_for_this'] as const;

export class WalkInSignatureDto extends SignatureDto {
  @Choice(STATEMENTS, { about: 'Your signature. It is never taken for granted.' })
  statement: (typeof STATEMENTS)[number];
}

export class WalkInPlanDto extends PlanPartsDto {
  @ListOf(() => DraftItemDto, {
    optional: true,
    max: ITEMS_MAX,
    about: 'In the order in which the patient does them. Needed unless the plan is taken `from` elsewhere.',
  })
  items?: DraftItemDto[];

  @ListOf(() => GivenAdviceDto, ADVICE_ITEMS) adviceItems?: GivenAdviceDto[];
  @Part(() => PlanSourceDto, {
    optional: true,
    nullable: true,
    example: null,
    about:
      'A template’s plan, or one of the same patient. Nothing of it is left out: what cannot be prescribed today refuses it.',
  })
  from?: PlanSourceDto | null;
}

export class NewWalkInDto {
  @Part(() => NewPatientDto, { optional: true, nullable: true, about: 'Somebody new; or send patientId.' })
  patient?: NewPatientDto | null;
  @Id({ optional: true, nullable: true, example: null, about: 'Somebody whom you have already.' })
  patientId?: string | null;
  @Flag({
    optional: true,
    example: false,
    about:
      'Of somebody new with the name and the date of birth of a patient whom you have: you asked, and it is another.',
  })
  isSomebodyElse?: boolean;
  @Part(() => NewEpisodeDto) episode: NewEpisodeDto;
  @Part(() => NewAssessmentDto, { about: 'What the short form needs to be signed.' })
  assessment: NewAssessmentDto;
  @Part(() => WalkInSignatureDto) signature: WalkInSignatureDto;
  @Part(() => WalkInPlanDto) plan: WalkInPlanDto;
  @Part(() => IssuanceDto) issue: IssuanceDto;
  @Flag({
    optional: true,
    about:
      'The patient sits here and says that this was advised to them. Else they say so when they open their link.',
  })
  confirmedInRoom?: boolean;
  @Flag({ optional: true, about: 'Also a new link, which replaces the one that was open.' }) link?: boolean;
}

export class StepTakenDto {
  @Id() id: string;
  @Field({ type: 'string', example: '"1"', about: 'To be sent as If-Match, with the next edit of it.' })
  etag: string;
}

export class AdvisedTodayDto {
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Text({ max: DOSE_SENTENCE_MAX, example: '3 sets of 8, every day.', about: 'As the patient reads it.' })
  doseSentence: string;
}

export class IssuedStepDto extends StepTakenDto {
  @ListOf(() => AdvisedTodayDto, { max: ITEMS_MAX, about: 'In their order, those of later phases too.' })
  items: AdvisedTodayDto[];
  @Day() startsOn: string;
  @Day({ example: '2026-12-06' }) reviewOn: string;
  @Day({ example: '2027-01-03' }) adviceUntil: string;
}

export class OpenHoldDto extends StepTakenDto {
  @Choices(FLAG_CODES, { example: ['CES-2'], about: 'Empty where a person opened it.' }) flags: FlagCode[];
}

export class WalkInLinkDto {
  @Field({
    type: 'string',
    format: 'uri',
    example: 'https://portal.example/enter#Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'Shown this once. Good until it is replaced or revoked.',
  })
  address: string;
  @Field({
    type: 'string',
    example: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 41 41"></svg>',
    about: 'The same as a square for the patient’s camera (QR), SVG.',
  })
  square: string;
}

export const WALK_IN_OUTCOMES = ['advised', 'on_hold', 'found_unsuitable'] as const;
export type WalkInOutcome = (typeof WALK_IN_OUTCOMES)[number];

export class WalkInDto {
  @Choice(WALK_IN_OUTCOMES, {
    about:
      'advised: the plan is issued. on_hold, found_unsuitable: what was found stands and has closed what it closes; no ' +
      'plan was written.',
  })
  outcome: WalkInOutcome;
  @Part(() => StepTakenDto) patient: StepTakenDto;
  @Part(() => StepTakenDto) episode: StepTakenDto;
  @Part(() => StepTakenDto) assessment: StepTakenDto;
  @Part(() => IssuedStepDto, { nullable: true }) prescription: IssuedStepDto | null;
  @Flag({ about: 'That this was advised is confirmed.' }) isConfirmed: boolean;
  @Part(() => WalkInLinkDto, {
    nullable: true,
    about:
      'null: none was asked for, or this repeats an answer; then ask for a new one at POST /patients/{id}/link.',
  })
  link: WalkInLinkDto | null;
  @ListOf(() => OpenHoldDto, { example: [], about: 'What is open on the patient now, oldest first.' })
  holds: OpenHoldDto[];
  @ListOf(() => PlanAgainstDto, {
    example: [],
    about: 'Other plans of this patient that the rules forbid by what is signed now: decide about each.',
  })
  plansAgainst: PlanAgainstDto[];
}
