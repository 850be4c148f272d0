import { DOSAGE_BOUNDS as bounds, DOSE_SENTENCE_MAX, TEXT_BOUNDS } from '../dosage/bounds';
import { DOSAGE_EXAMPLE, DosageDto } from '../dosage/dosage.dto';
import { PILLARS, type Pillar } from '../exercise/traits';
import { AdviceDto } from '../lifestyle/advice.dto';
import { SpokenDto } from '../language/spoken.dto';
import { VIDEO_SOURCES, type VideoSource } from '../exercise/video-link';
import {
  Choice,
  Day,
  Field,
  Flag,
  Id,
  Instant,
  ListOf,
  Part,
  Text,
  Texts,
  WebAddress,
  Whole,
} from '../http/fields';

/** What the patient's own view says. These classes document an answer that Postgres writes. */
export const ROUTINE_KINDS = [
  'live',
  'resting',
  'pain_pause',
  'not_confirmed',
  'not_started',
  'paused',
  'on_hold',
  'lapsed',
  'ended',
  'discharged',
  'none',
] as const;
export type RoutineKind = (typeof ROUTINE_KINDS)[number];

const MEDIA_ADDRESS = {
  max: 100,
  example: '/api/v1/media/7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11/content',
  about: 'At this server, for as long as the item is advised.',
};

class AdvisedCaptionsDto {
  @Text({ max: 35, example: 'en' }) language: string;
  @Text({ max: 200, example: 'English' }) title: string;
  @Text(MEDIA_ADDRESS) address: string;
}

class AdvisedPictureDto {
  @Id() id: string;
  @Text({ max: 300, example: 'A woman leans on a wall with one leg behind her.' }) alt: string;
  @Field({ type: 'integer', example: 1600 }) width: number;
  @Field({ type: 'integer', example: 1200 }) height: number;
  @Text(MEDIA_ADDRESS) address: string;
}
const VIDEO_STATES = ['available', 'gone'] as const;

class AdvisedVideoDto {
  @Choice(VIDEO_SOURCES) provider: VideoSource;
  @Text({ max: 200, example: 'Placeholder, not a real video' }) title: string;
  @Text({ max: 35, example: 'en' }) language: string;
  @Field({ type: 'boolean', example: true }) captions: boolean;
  @Text({
    max: 2100,
    nullable: true,
    example: null,
    about:
      'null until the patient agreed to this provider. Of the clinic’s own it is an address here, which is read with the ' +
      'same `Authorization: Bearer …` header as the rest: a page fetches the bytes with it and plays them from an object ' +
      'URL, as a `video` element sends no such header. A session by cookie comes with the pages.',
  })
  embedUrl: string | null;
  @Text({
    max: 2100,
    nullable: true,
    example: null,
    about: 'null until the patient agreed to this provider.',
  })
  watchUrl: string | null;
  @Text({ ...MEDIA_ADDRESS, nullable: true, example: null, about: 'Of the clinic’s own videos.' })
  posterUrl: string | null;
  @ListOf(() => AdvisedCaptionsDto, { example: [], about: 'Of the clinic’s own videos.' })
  captionFiles: AdvisedCaptionsDto[];
  @Choice(VIDEO_STATES, { about: '`gone`: texts.videoGone says so, and both addresses are null.' })
  state: (typeof VIDEO_STATES)[number];
}

class AdvisedItemDto {
  @Id() id: string;
  @Id() prescriptionId: string;
  @Whole({ ...bounds.place }) place: number;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Choice(PILLARS) pillar: Pillar;
  @Text({ max: 40, example: 'supine' }) position: string;
  @Texts({ max: 20, each: 100, example: ['mat'] }) equipment: string[];
  @Texts({ max: 20, each: 500, example: ['Lie on your back with your knees bent.'] }) steps: string[];
  @Texts({ max: 20, each: 500, example: ['You push through your toes.'] }) mistakes: string[];
  @Text({ max: 300, example: 'It wakes up the muscles that hold your hips level.' }) why: string;
  @Part(() => DosageDto, { example: DOSAGE_EXAMPLE }) dosage: DosageDto;
  @Text({ max: DOSE_SENTENCE_MAX, example: 'Do 3 sets of 10. Once a day, on 3 days a week.' })
  doseSentence: string;
  @Text({
    max: TEXT_BOUNDS.name,
    nullable: true,
    example: null,
    about: 'Which way of doing it: “with a bent knee”.',
  })
  variation: string | null;
  @Whole({ ...bounds.level, nullable: true, example: null }) level: number | null;
  @Text({
    max: TEXT_BOUNDS.phase,
    nullable: true,
    example: null,
    about: 'The part of the programme it belongs to.',
  })
  phase: string | null;
  @Text({
    max: TEXT_BOUNDS.group,
    nullable: true,
    example: null,
    about: 'Those of one letter are done together.',
  })
  group: string | null;
  @Flag({ example: false }) isOptional: boolean;
  @Flag({ example: false, about: 'It is here to make the patient feel better, and the dose says so.' })
  isComfort: boolean;
  @Part(() => AdvisedVideoDto, { nullable: true }) video: AdvisedVideoDto | null;
  @ListOf(() => AdvisedPictureDto, { about: 'In the order in which they are shown.' })
  pictures: AdvisedPictureDto[];
}

class StandingDto {
  @Choice(ROUTINE_KINDS) kind: RoutineKind;
  @Text({ max: 300, nullable: true, example: null, about: 'Why no exercises show; null while some do.' })
  message: string | null;
  @Instant({ nullable: true }) since: string | null;
  @Day({ nullable: true, example: '2026-12-06' }) reviewOn: string | null;
  @Day({ nullable: true, example: '2027-01-03' }) adviceUntil: string | null;
}

class PlanDto {
  @Id() prescriptionId: string;
  @Id() episodeId: string;
  @Choice(ROUTINE_KINDS) kind: RoutineKind;
  @Instant() since: string;
  @Day({ example: '2026-12-06' }) reviewOn: string;
  @Day({ example: '2027-01-03' }) adviceUntil: string;
}

/** How a patient reaches their clinic: it stands in every answer that they meet when their plan is closed. */
export class ReachClinicDto {
  @Text({ max: 200, example: 'North Clinic' }) name: string;
  @Text({ max: 40, example: '020 7946 0000' }) phone: string;
  @Text({ max: 254, example: 'desk@clinic.example' }) email: string;
  @WebAddress({ nullable: true }) bookingUrl: string | null;
}

export class TitledListDto {
  @Text({ max: 300, example: 'Stop the exercise if:' }) title: string;
  @Texts({ max: 20, each: 300, example: ['pain goes further down your leg'] }) items: string[];
}

class PatientTextsDto {
  @Text({ max: 300, example: 'Nobody watches this app all day.' }) notWatched: string;
  @Part(() => TitledListDto) emergency: TitledListDto;
  @Part(() => TitledListDto) urgent: TitledListDto;
  @Part(() => TitledListDto, { nullable: true, about: 'null while no exercises show.' })
  stopIf: TitledListDto | null;
  @Part(() => TitledListDto, { nullable: true, about: 'null while no exercises show.' })
  painGuide: TitledListDto | null;
  @Text({ max: 300, example: 'This opens a video on another website.' }) video: string;
  @Text({ max: 300, example: 'The video is not available right now.' }) videoGone: string;
}

export const ANNOUNCED = {
  max: 280,
  nullable: true,
  example: null,
  about: 'What the clinic tells everybody on these days, whether exercises show or not. Plain words.',
};

export class RoutineDto {
  @Day({ about: 'Today, as the clinic’s clock has it.' }) date: string;
  @Text({
    max: 600,
    nullable: true,
    about: 'null while no exercises show.',
    example: 'Do these exercises only if your healthcare professional has told you to.',
  })
  notice: string | null;
  @Text(ANNOUNCED) announcement: string | null;
  @Part(() => StandingDto) standing: StandingDto;
  @ListOf(() => AdvisedItemDto, { about: 'What is advised today, and nothing else.' })
  items: AdvisedItemDto[];
  @ListOf(() => AdviceDto, { example: [], about: 'What the plans say besides exercises, while they stand.' })
  advice: AdviceDto[];
  @ListOf(() => PlanDto, { about: 'Every plan that was ever issued, newest first.' }) plans: PlanDto[];
  @Part(() => ReachClinicDto) clinic: ReachClinicDto;
  @Part(() => SpokenDto, { about: 'Which part is in which language.' }) spoken: SpokenDto;
  @Part(() => PatientTextsDto) texts: PatientTextsDto;
}
