import { ArrayUnique } from 'class-validator';
import { Choice, Choices, Day, Field, Flag, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import {
  type Addendum,
  type Assessment,
  ASSESSMENT_STATUSES,
  type AssessmentStatus,
} from './assessment.entity';
import { type Found, sayAnew } from '../finding/carry-forward';
import { derivedFrom } from '../finding/derived';
import { CarriedField, DerivedDto } from '../finding/derived.dto';
import type { Carried } from '../finding/findings';
import { FINDINGS_EXAMPLE } from '../finding/findings-example';
import { FindingsDto, saidIn } from '../finding/findings.dto';
import {
  CERTAINTIES,
  type Certainty,
  type Presentation,
  PRESENTATION_KINDS,
  PRESENTATION_SIDES,
  type PresentationKind,
  type PresentationSide,
} from '../finding/presentation';
import { FLAG_CODES, type FlagCode, RED_FLAG_CODES, type RedFlagCode } from '../screen/red-flags';
import { FlagGradeDto, toFlagGrade } from '../screen/red-flag.dto';
import { holdCodes, unsettled } from '../screen/screen';
import { SCREEN_EXAMPLE, ScreenDto, screenOf, toScreen } from '../screen/screen.dto';
import type { VisitReading } from './visit-reading.service';
import { ASSESSMENT_KINDS, type AssessmentKind, type Contact, CONTACTS } from './short-form';

export class PresentationDto {
  @Choice(PRESENTATION_KINDS) kind: PresentationKind;
  @Choice(PRESENTATION_SIDES, {
    optional: true,
    about: 'Leg pain needs left, right or both to be signed; both also needs an answered screen.',
  })
  side?: PresentationSide;
  @Choice(CERTAINTIES, { optional: true }) certainty?: Certainty;
  @Text({ max: 500, optional: true, example: 'After hill repeats.' }) note?: string;
}

/** null clears a field: it is then not said, which is never the same as "no". */
export class AssessmentFieldsDto {
  @Day({ optional: true, nullable: true, about: 'Never in the future.' }) seenOn?: string | null;
  @Choice(CONTACTS, { optional: true, nullable: true }) contact?: Contact | null;

  @ArrayUnique((one: PresentationDto | null) => one?.kind, { message: 'each kind is named once' })
  @ListOf(() => PresentationDto, {
    optional: true,
    nullable: true,
    max: PRESENTATION_KINDS.length,
    about: 'A multiple choice; an empty list says that there are none.',
  })
  presentations?: PresentationDto[] | null;

  @Whole({
    min: 0,
    max: 10,
    optional: true,
    nullable: true,
    example: 4,
    about: 'Pain now: 0 none, 10 worst.',
  })
  painNprs?: number | null;

  @Text({ max: 10_000, optional: true, nullable: true, example: 'Flexion limited, no leg symptoms.' })
  notes?: string | null;

  @Part(() => FindingsDto, {
    optional: true,
    nullable: true,
    example: FINDINGS_EXAMPLE,
    about: 'A part that is sent replaces that part, null takes it out, parts that are not sent stay.',
  })
  findings?: FindingsDto | null;

  @Part(() => ScreenDto, { optional: true, nullable: true, example: SCREEN_EXAMPLE })
  screen?: ScreenDto | null;
  @Flag({ optional: true, nullable: true, about: 'Is exercise suitable?' }) suitable?: boolean | null;
  @Text({ max: 2000, optional: true, nullable: true, example: 'No loaded flexion before noon.' })
  precautions?: string | null;

  @Text({
    max: 100,
    optional: true,
    nullable: true,
    example: 'A-1042',
    about: 'This visit, in another system.',
  })
  recordNumber?: string | null;
}

export class NewAssessmentDto extends AssessmentFieldsDto {
  @Choice(ASSESSMENT_KINDS, { optional: true, about: 'full if not said; it cannot be changed later.' })
  kind?: AssessmentKind;

  @Flag({
    optional: true,
    about:
      'Takes over what earlier signed visits found and this call does not say: parts of this episode, history and ' +
      'outlook of any. Each is marked in carried. Never taken over: pain, the screen, the plan, scores.',
  })
  carryForward?: boolean;
}

export class SignatureDto {
  @Flag({
    optional: true,
    example: false,
    about:
      'Your own word on a hold: true opens one in addition to what the screen asks for. Where clinical advice is turned ' +
      'off, no hold opens by itself, and this has to be said for a screen with a yes or an open cauda equina question.',
  })
  openHold?: boolean;
  @Text({
    max: 1000,
    optional: true,
    example: 'Asked again: the numbness was in the foot.',
    about: 'Why it is opened; or, kept as an addendum, why it is not.',
  })
  because?: string;
}

export class NewAddendumDto {
  @Text({ max: 4000, example: 'The side was the right, not the left.' }) note: string;
}

export class EntryInErrorDto {
  @Text({ max: 1000, example: 'Written for another patient.' }) because: string;
}

export class AddendumDto {
  @Id() id: string;
  @Instant() writtenAt: string;
  @Id() writtenBy: string;
  @Text({ max: 4000, example: 'The side was the right, not the left.' }) note: string;
}

export class AssessmentDto {
  @Id() id: string;
  @Id() patientId: string;
  @Id() episodeId: string;
  @Choice(ASSESSMENT_KINDS) kind: AssessmentKind;
  @Choice(ASSESSMENT_STATUSES, { example: 'signed' }) status: AssessmentStatus;
  @Day({ nullable: true }) seenOn: string | null;
  @Choice(CONTACTS, { nullable: true }) contact: Contact | null;
  @ListOf(() => PresentationDto, { nullable: true, about: 'null: not said.' })
  presentations: PresentationDto[] | null;
  @Whole({ min: 0, max: 10, nullable: true, example: 4 }) painNprs: number | null;
  @Text({ max: 10_000, nullable: true, example: 'Flexion limited, no leg symptoms.' }) notes: string | null;
  @Part(() => FindingsDto, { example: FINDINGS_EXAMPLE, about: 'An absent part was not said.' })
  findings: FindingsDto;
  @CarriedField() carried: Carried;
  @Part(() => DerivedDto, { about: 'Computed, never stored.' }) derived: DerivedDto;
  @Part(() => ScreenDto, { nullable: true, example: SCREEN_EXAMPLE }) screen: ScreenDto | null;
  @Choices(RED_FLAG_CODES, {
    example: ['CES-5'],
    about: 'Declined or unable to answer: asked, but not a no.',
  })
  unsettled: RedFlagCode[];
  @ListOf(() => FlagGradeDto, {
    about:
      'What each yes and each open question weighs, beside everything else that is recorded, strictest of an item first. ' +
      'Empty where clinical advice is turned off.',
  })
  flags: FlagGradeDto[];
  @Choices(FLAG_CODES, {
    example: [],
    about: 'For what the signature opens a hold on the patient: items of the screen, and PRG.',
  })
  holdFlags: FlagCode[];
  @Flag({ nullable: true }) suitable: boolean | null;
  @Text({ max: 2000, nullable: true, example: 'No loaded flexion before noon.' }) precautions: string | null;
  @Text({ max: 100, nullable: true, example: 'A-1042' }) recordNumber: string | null;
  @Id({
    nullable: true,
    example: null,
    about:
      'Begun from what was signed for another patient by mistake, there an error now: read it all before you sign.',
  })
  movedFromId: string | null;
  @Id() draftedBy: string;
  @Instant() createdAt: string;
  @Instant({ nullable: true }) signedAt: string | null;
  @Id({ nullable: true }) signedBy: string | null;
  @Instant({ nullable: true, example: null }) enteredInErrorAt: string | null;
  @Id({ nullable: true, example: null }) enteredInErrorBy: string | null;
  @Text({ max: 1000, nullable: true, example: null }) enteredInErrorBecause: string | null;
  @ListOf(() => AddendumDto, { about: 'As they were written.' }) addenda: AddendumDto[];
  @Field({ type: 'integer', example: 2 }) revision: number;
}

/**
 * What the fields say, for the entity: only those that were sent, and what then stands of what was found before. Throws
 * request.invalid on a screen of two kinds.
 */
export function findingsOf(
  { screen, presentations, findings, ...others }: AssessmentFieldsDto,
  before: Found,
): Partial<Assessment> {
  return {
    ...others,
    ...sayAnew(before, { presentations, findings: findings && saidIn(findings) }),
    ...(screen === undefined ? {} : { screen: screen && screenOf(screen) }),
  };
}

export function toAssessment(
  assessment: Assessment,
  addenda: Addendum[],
  { flags, earlierChart }: Pick<VisitReading, 'flags' | 'earlierChart'>,
): AssessmentDto {
  const { screen } = assessment;
  return {
    id: assessment.id,
    patientId: assessment.patientId,
    episodeId: assessment.episodeId,
    kind: assessment.kind,
    status: assessment.status,
    seenOn: assessment.seenOn,
    contact: assessment.contact,
    presentations: assessment.presentations?.map(toPresentation) ?? null,
    painNprs: assessment.painNprs,
    notes: assessment.notes,
    findings: assessment.findings,
    carried: assessment.carried,
    derived: derivedFrom(assessment, earlierChart),
    screen: screen && toScreen(screen),
    unsettled: screen ? unsettled(screen) : [],
    flags: flags.map(toFlagGrade),
    holdFlags: holdCodes(flags),
    suitable: assessment.suitable,
    precautions: assessment.precautions,
    recordNumber: assessment.recordNumber,
    movedFromId: assessment.movedFromId,
    draftedBy: assessment.draftedBy,
    createdAt: assessment.createdAt.toISOString(),
    signedAt: assessment.signedAt?.toISOString() ?? null,
    signedBy: assessment.signedBy,
    enteredInErrorAt: assessment.enteredInErrorAt?.toISOString() ?? null,
    enteredInErrorBy: assessment.enteredInErrorBy,
    enteredInErrorBecause: assessment.enteredInErrorBecause,
    addenda: addenda.filter((addendum) => addendum.assessmentId === assessment.id).map(toAddendum),
    revision: assessment.revision,
  };
}

export function toAddendum({ id, writtenAt, writtenBy, note }: Addendum): AddendumDto {
  return { id, writtenAt: writtenAt.toISOString(), writtenBy, note };
}

const toPresentation = ({ kind, side, certainty, note }: Presentation): PresentationDto => ({
  kind,
  side,
  certainty,
  note,
});
