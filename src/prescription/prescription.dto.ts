import { Choice, Day, Field, Flag, Id, Ids, Instant, ListOf, Part, Text, Texts, Whole } from '../http/fields';
import {
  GivenDecisionDto,
  GroupCoverageDto,
  MatchDto,
  UnknownFactDto,
} from '../appropriateness/appropriateness.dto';
import { PLAN_VERDICTS, type PlanVerdict } from '../appropriateness/appraisal';
import { PILLARS, type Pillar, TRAITS, type Trait } from '../exercise/traits';
import { VIDEO_SOURCES, type VideoSource } from '../exercise/video-link';
import { DOSE_SENTENCE_MAX, TEXT_BOUNDS } from '../dosage/bounds';
import { DOSAGE_EXAMPLE, DosageDto } from '../dosage/dosage.dto';
import { PICTURES_MAX, SIDE_MAX_PIXELS } from '../media/media-bounds';
import { minutesPerDay } from '../dosage/dose-totals';
import { expectedInAll } from '../schedule/expected';
import { ADVICE_ITEMS, AdviceDto, GivenAdviceDto, toAdvice } from '../lifestyle/advice.dto';
import type { AdviceItem } from '../lifestyle/advice-item.entity';
import { GroupDto, PhaseDto } from '../plan/plan-parts.dto';
import { ON_BAD_DAYS, type OnBadDay } from '../plan/bad-day';
import { CHANGES_MAX, ITEMS_MAX, partNamed } from '../plan/plan';
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
} from '../plan/plan.dto';
import { type Standing, STANDINGS } from './lifecycle';
import { livePlan, phaseWeekOne } from './live-plan';
import { PLAN_LEVELS, type PlanLevel } from './plan-level';
import {
  DELIVERIES,
  type Delivery,
  type PhaseBegun,
  type Prescription,
  type PrescriptionItem,
  type PrescriptionTransition,
  type PrescriptionVersion,
  TRANSITION_KINDS,
  type TransitionKind,
} from './prescription.entity';
import type { WholePrescription } from './prescription.repository';

export const CHANGE_NOTE = {
  max: 500,
  optional: true,
  nullable: true,
  example: 'Knee feels better: one step up.',
  about: 'What changed, and why.',
};

export class DraftItemDto extends PlanItemDto {
  @Id({ optional: true, nullable: true, example: null, about: 'One of the videos of this exercise.' })
  videoId?: string | null;
  @Id({
    optional: true,
    nullable: true,
    example: null,
    about: 'Instead of a video of the exercise: one of the clinic’s own, such as one made for this patient.',
  })
  clipId?: string | null;
  @Ids({
    optional: true,
    max: PICTURES_MAX,
    about: 'Pictures of the clinic’s own, in their order. Left out: those of the exercise.',
  })
  pictureIds?: string[];
}

export class DraftDto extends PlanPartsDto {
  @ListOf(() => DraftItemDto, { max: ITEMS_MAX, about: 'In the order in which the patient does them.' })
  items: DraftItemDto[];

  @ListOf(() => GivenAdviceDto, ADVICE_ITEMS) adviceItems?: GivenAdviceDto[];
  @Text(CHANGE_NOTE) changeNote?: string | null;
}

export class IssuanceDto {
  @Day({
    optional: true,
    about:
      'The day on which week 1 of its week tables begins. If not said: as it was, for a plan that goes on; else the first day.',
  })
  weekOneOn?: string;
  @Day({ optional: true, about: 'Today if not said.' }) startsOn?: string;
  @Day({ optional: true, example: '2026-12-06', about: 'Needed unless it stays as it was. Only nudges.' })
  reviewOn?: string;
  @Day({ optional: true, example: '2027-01-03', about: 'Last day on which the patient sees the plan.' })
  adviceUntil?: string;
  @ListOf(() => GivenDecisionDto, {
    optional: true,
    max: 100,
    example: [],
    about: 'Where a rule speaks against the plan: see the appraisal of the draft.',
  })
  decisions?: GivenDecisionDto[];
}

export class ExtensionDto {
  @Day({ example: '2026-12-20' }) reviewOn: string;
  @Day({ optional: true, example: '2027-01-17' }) adviceUntil?: string;
  @Text({
    max: 500,
    example: 'Phoned: doing well, away until the 18th.',
    about: 'The contact this rests on.',
  })
  because: string;
}

export class PhaseBeginningDto {
  @Text({
    max: TEXT_BOUNDS.phase,
    example: 'Build',
    about: 'A phase of the live version that begins by criteria.',
  })
  phase: string;
}

export class PhaseBegunDto {
  @Text({ max: TEXT_BOUNDS.phase, example: 'Build' }) phase: string;
  @Day() begunOn: string;
  @Day({ about: 'The day on which its week 1 begins: later by the days on which the plan was closed since.' })
  weekOneOn: string;
  @Id() byStaffId: string;
}

export class ReasonDto {
  @Text({ max: 500, example: 'Flare-up after a long drive.' }) because: string;
}

export class OptionalReasonDto {
  @Text({ max: 500, optional: true, nullable: true, example: 'All goals reached.' }) because?: string | null;
}

export class PrescribedCaptionsDto {
  @Id() id: string;
  @Text({ max: 200, example: 'English' }) title: string;
  @Text({ max: 35, example: 'en' }) language: string;
}

export class PrescribedVideoDto {
  @Choice(VIDEO_SOURCES) provider: VideoSource;
  @Text({ max: 2000, example: 'https://videos.example.org/placeholder.mp4' }) watchUrl: string;
  @Text({ max: 200, example: 'Placeholder, not a real video' }) title: string;
  @Text({ max: 35, example: 'en' }) language: string;
  @Field({ type: 'boolean', example: true }) captions: boolean;
  @Id({ nullable: true, example: null, about: 'Of the clinic’s own.' }) clipId: string | null;
  @Id({ nullable: true, example: null }) posterId: string | null;
  @ListOf(() => PrescribedCaptionsDto, { about: 'Of the clinic’s own.', example: [] })
  captionFiles: PrescribedCaptionsDto[];
}

export class PrescribedPictureDto {
  @Id() id: string;
  @Text({ max: 300, example: 'A woman leans on a wall with one leg behind her.' }) alt: string;
  @Whole({ min: 1, max: SIDE_MAX_PIXELS }) width: number;
  @Whole({ min: 1, max: SIDE_MAX_PIXELS }) height: number;
}

export class PrescribedItemDto {
  @Id() id: string;
  @Whole({ min: 1, max: ITEMS_MAX }) place: number;
  @Id() exerciseId: string;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Choice(PILLARS) pillar: Pillar;
  @Text({ max: 40, example: 'supine' }) position: string;
  @Texts({ max: 20, each: 100, example: ['mat'] }) equipment: string[];
  @Texts({ max: 20, each: 500, example: ['Lie on your back with your knees bent.'] }) steps: string[];
  @Texts({ max: 20, each: 500, example: ['You push through your toes.'] }) mistakes: string[];
  @Field({ type: 'array', items: { type: 'string', enum: [...TRAITS] }, example: ['supine'] })
  traits: Trait[];
  @Part(() => PrescribedVideoDto, { nullable: true }) video: PrescribedVideoDto | null;
  @ListOf(() => PrescribedPictureDto, { about: 'Read at /media/{id}/content.' })
  pictures: PrescribedPictureDto[];
  @Part(() => DosageDto, { example: DOSAGE_EXAMPLE }) dosage: DosageDto;
  @Text({ max: DOSE_SENTENCE_MAX, example: 'Do 3 sets of 10. Once a day, on 3 days a week.' })
  doseSentence: string;
  @Text({ max: 300, example: 'It wakes up the muscles that hold your hips level.' }) why: string;
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

export class VersionDto {
  @Id() id: string;
  @Whole({ min: 1, max: 10_000 }) number: number;
  @Id({ nullable: true, about: 'The full assessment it rests on, from its issue on.' }) assessmentId:
    string | null;
  @Id({ nullable: true, example: null, about: 'The "nothing new" screen that renewed it.' }) screenId:
    string | null;
  @Text({ max: 500, nullable: true, example: null }) changeNote: string | null;
  @Texts({
    max: CHANGES_MAX,
    each: 600,
    example: ['New: Glute bridge.'],
    about: 'What it changed of the version before, in the words that the patient reads; from its issue on.',
  })
  changes: string[];
  @Id() draftedBy: string;
  @Instant() draftedAt: string;
  @ListOf(() => PrescribedItemDto) items: PrescribedItemDto[];
  @ListOf(() => AdviceDto, { example: [], about: 'What it says besides exercises.' })
  adviceItems: AdviceDto[];
  @ListOf(() => PhaseDto) phases: PhaseDto[];
  @ListOf(() => GroupDto) groups: GroupDto[];
  @Field({ type: 'integer', example: 8, about: 'On a day when all is due; an estimate.' })
  minutesPerDay: number;
}

const SESSIONS_EXPECTED = { min: 0, max: 1_000_000, nullable: true, example: 35 };
const DAYS_CLOSED = { min: 0, max: 100_000, example: 0 };

export class TransitionDto {
  @Choice(TRANSITION_KINDS) kind: TransitionKind;
  @Instant() at: string;
  @Id() byStaffId: string;
  @Text({ max: 500, nullable: true, example: null }) because: string | null;
  @Whole({ min: 1, max: 10_000 }) versionNumber: number;
  @Day({ nullable: true }) startsOn: string | null;
  @Day({ nullable: true, example: '2026-12-06' }) reviewOn: string | null;
  @Day({ nullable: true, example: '2027-01-03' }) adviceUntil: string | null;
  @Day({ nullable: true }) weekOneOn: string | null;
  @Whole({ ...DAYS_CLOSED, about: 'Of a plan that opens again: by how many days its weeks move on.' })
  daysClosed: number;
  @Whole({
    ...SESSIONS_EXPECTED,
    about:
      'At an issue or an extension: what the plan then expected, and so it stays. What it expects now stands above.',
  })
  sessionsExpected: number | null;
}

export class AppraisalDto {
  @Whole({ min: 1, max: 10_000, about: 'Of the draft, or of what is live where nothing is drafted.' })
  versionNumber: number;
  @Choice(PLAN_LEVELS, { about: 'What it asks of the patient, against what is live.' }) level: PlanLevel;
  @Choice(PLAN_VERDICTS, { example: 'needs_acknowledgement' }) verdict: PlanVerdict;
  @Field({ type: 'integer', example: 14, about: 'With an override the review lies at most this far away.' })
  strongReviewDays: number;
  @ListOf(() => MatchDto, { about: 'Every rule that matched, the strictest first.' }) matches: MatchDto[];
  @ListOf(() => UnknownFactDto, { about: 'What some rule would have to know: unknown is never no.' })
  unknown: UnknownFactDto[];
  @ListOf(() => GroupCoverageDto) coverage: GroupCoverageDto[];
}

export class PrescriptionDto {
  @Id() id: string;
  @Id() patientId: string;
  @Id() episodeId: string;
  @Choice(STANDINGS) standing: Standing;
  @Day({ nullable: true }) startsOn: string | null;
  @Day({ nullable: true, example: '2026-12-06' }) reviewOn: string | null;
  @Day({ nullable: true, example: '2027-01-03' }) adviceUntil: string | null;
  @Day({
    nullable: true,
    about: 'The day on which week 1 begins, moved on by every pause and hold that ended.',
  })
  weekOneOn: string | null;
  @Whole({
    ...SESSIONS_EXPECTED,
    about:
      'Sessions that the live version expects from its first day to its last: without the days on which it was closed, and ' +
      'while it is closed only those before.',
  })
  sessionsExpected: number | null;
  @Part(() => VersionDto, {
    nullable: true,
    about: 'What the patient was last told to do, while it is open.',
  })
  live: VersionDto | null;
  @Part(() => VersionDto, { nullable: true, about: 'What is being written.' }) draft: VersionDto | null;
  @ListOf(() => TransitionDto, { about: 'Oldest first.' }) transitions: TransitionDto[];
  @ListOf(() => PhaseBegunDto) phasesBegun: PhaseBegunDto[];
  @Choice(DELIVERIES, { about: 'How the patient follows it.' }) delivery: Delivery;
  @Instant({
    nullable: true,
    example: null,
    about: 'Not null: its episode was an error, and says who said so and why. Show it struck through.',
  })
  enteredInErrorAt: string | null;
  @Field({ type: 'integer', example: 4 }) revision: number;
}

export function toPrescription(whole: WholePrescription): PrescriptionDto {
  const { prescription, versions, transitions } = whole;
  const plan = livePlan(whole);
  const shown = (id: string | null): VersionDto | null => {
    const version = versions.find((one) => one.id === id);
    return version ? toVersion(version, whole.items, whole.advice) : null;
  };
  return {
    id: prescription.id,
    patientId: prescription.patientId,
    episodeId: prescription.episodeId,
    standing: prescription.standing,
    startsOn: prescription.startsOn,
    reviewOn: prescription.reviewOn,
    adviceUntil: prescription.adviceUntil,
    weekOneOn: prescription.weekOneOn,
    sessionsExpected: plan && expectedInAll(plan).sessions,
    live: shown(prescription.liveVersionId),
    draft: shown(prescription.draftVersionId),
    transitions: transitions.map((one) => toTransition(one, versions)),
    phasesBegun: whole.phasesBegun.map((begun) => toPhaseBegun(begun, prescription)),
    delivery: prescription.delivery,
    enteredInErrorAt: prescription.enteredInErrorAt?.toISOString() ?? null,
    revision: prescription.revision,
  };
}

/** `items` and `advice` may be those of other versions too. */
export function toVersion(
  version: PrescriptionVersion,
  items: PrescriptionItem[],
  advice: AdviceItem[],
): VersionDto {
  const own = items.filter((item) => item.versionId === version.id);
  return {
    id: version.id,
    number: version.number,
    assessmentId: version.assessmentId,
    screenId: version.screenId,
    changeNote: version.changeNote,
    changes: version.changes,
    draftedBy: version.draftedBy,
    draftedAt: version.draftedAt.toISOString(),
    items: own.map(toItem),
    adviceItems: advice.filter(({ versionId }) => versionId === version.id).map(toAdvice),
    phases: version.phases,
    groups: version.groups,
    minutesPerDay: minutesPerDay(
      own.map(({ dosage, groupName }) => ({ dosage, group: partNamed(version.groups, groupName) })),
    ),
  };
}

function toItem(item: PrescriptionItem): PrescribedItemDto {
  return {
    id: item.id,
    place: item.place,
    exerciseId: item.exerciseId,
    name: item.name,
    pillar: item.pillar,
    position: item.position,
    equipment: item.equipment,
    steps: item.steps,
    mistakes: item.mistakes,
    traits: item.traits,
    video: toVideo(item),
    pictures: item.pictures,
    dosage: item.dosage,
    doseSentence: item.doseSentence,
    why: item.why,
    variation: item.variation,
    level: item.level,
    phase: item.phase,
    group: item.groupName,
    isOptional: item.isOptional,
    isComfort: item.isComfort,
    onBadDay: item.onBadDay,
    badDayDosage: item.badDayDosage,
    badDaySentence: item.badDaySentence,
    note: item.note,
  };
}

function toPhaseBegun(begun: PhaseBegun, { daysClosed }: Prescription): PhaseBegunDto {
  const { phase, begunOn, byStaffId } = begun;
  return { phase, begunOn, weekOneOn: phaseWeekOne(begun, daysClosed), byStaffId };
}

function toVideo(item: PrescriptionItem): PrescribedVideoDto | null {
  if (item.videoProvider === null) return null;
  return {
    provider: item.videoProvider,
    watchUrl: item.videoWatchUrl as string,
    title: item.videoTitle as string,
    language: item.videoLanguage as string,
    captions: item.videoCaptions as boolean,
    clipId: item.clipId,
    posterId: item.posterId,
    captionFiles: item.captions,
  };
}

function toTransition(one: PrescriptionTransition, versions: PrescriptionVersion[]): TransitionDto {
  return {
    kind: one.kind,
    at: one.at.toISOString(),
    byStaffId: one.byStaffId,
    because: one.because,
    versionNumber: versions.find((version) => version.id === one.versionId)?.number as number,
    startsOn: one.startsOn,
    reviewOn: one.reviewOn,
    adviceUntil: one.adviceUntil,
    weekOneOn: one.weekOneOn,
    daysClosed: one.daysClosed,
    sessionsExpected: one.sessionsExpected,
  };
}
