import { DOSE_SENTENCE_MAX } from '../dosage/bounds';
import { Choice, Day, Field, Flag, Id, Instant, ListOf, Part, Text, Texts, Whole } from '../http/fields';
import { type Language, LANGUAGES } from '../language/languages';

/**
 * What a patient gets of themself, at once and without asking anybody: what they see or saw, what they told us, and who looked.
 * These classes document an answer; nothing here is accepted.
 */
const FORMS = ['data', 'readable'] as const;

export class OwnDataQuery {
  @Choice(FORMS, {
    optional: true,
    about: '`data`: JSON, and what is meant if nothing is said. `readable`: a page to read and to print.',
  })
  form?: (typeof FORMS)[number];
}

const count = (max: number) => ({ min: 0, max, nullable: true, example: null });
const NOTHING = { nullable: true, example: null };

class OwnDataClinicDto {
  @Text({ max: 200, example: 'North Clinic' }) name: string;
  @Text({ max: 500, example: '1 High Street, London' }) address: string;
  @Text({ max: 40, example: '020 7946 0000' }) phone: string;
  @Text({ max: 254, example: 'desk@clinic.example' }) email: string;
}

class AboutMeDto {
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Day({ example: '1961-04-12' }) dateOfBirth: string;
  @Text({ max: 254, nullable: true, example: 'ann@home.example' }) email: string | null;
  @Text({ max: 40, nullable: true, example: '07700 900000' }) phone: string | null;
  @Text({ max: 500, ...NOTHING }) address: string | null;
  @Choice(LANGUAGES, { about: 'In which they would like to read.' }) preferredLanguage: Language;
}

class OwnPlanDto {
  @Id() prescriptionId: string;
  @Text({ max: 40, example: 'live' }) kind: string;
  @Instant({ nullable: true }) since: string | null;
  @Day({ nullable: true }) reviewOn: string | null;
  @Day({ nullable: true }) adviceUntil: string | null;
}

class OwnAdviceDto {
  @Id() prescriptionId: string;
  @Field({ type: 'integer', example: 1, about: 'Which version of the plan.' }) version: number;
  @Id() id: string;
  @Field({ type: 'integer', example: 1 }) place: number;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Text({ max: 40, example: 'strengthen' }) pillar: string;
  @Text({ max: 300, example: 'It wakes up the muscles that hold your hips level.' }) why: string;
  @Texts({ max: 20, each: 500, example: ['Lie on your back with your knees bent.'] }) steps: string[];
  @Texts({ max: 20, each: 500, example: ['You push through your toes.'] }) mistakes: string[];
  @Texts({ max: 20, each: 100, example: ['mat'] }) equipment: string[];
  @Text({ max: DOSE_SENTENCE_MAX, example: 'Do 3 sets of 10. Once a day, on 3 days a week.' })
  doseSentence: string;
  @Text({ max: DOSE_SENTENCE_MAX, ...NOTHING }) badDaySentence: string | null;
  @Text({ max: 200, ...NOTHING }) videoTitle: string | null;
  @Day({ about: 'The first day on which it could show.' }) from: string;
  @Day({ example: '2027-01-03', about: 'The last day on which it could show.' }) until: string;
  @Flag({ about: 'Whether it shows in the routine now. Do only what does.' }) showsNow: boolean;
}

export class OwnDiaryDto {
  @Id() id: string;
  @Text({ max: 40, example: 'item' }) kind: string;
  @Instant() at: string;
  @Day() day: string;
  @Id(NOTHING) sessionId: string | null;
  @Id(NOTHING) prescriptionId: string | null;
  @Id(NOTHING) itemId: string | null;
  @Whole(count(1000)) dose: number | null;
  @Whole(count(100)) setsDone: number | null;
  @Whole(count(10_000)) repsDone: number | null;
  @Whole(count(86_400)) secondsDone: number | null;
  @Whole(count(200_000)) metresDone: number | null;
  @Whole(count(10)) pain: number | null;
  @Whole(count(10)) effort: number | null;
  @Text({ max: 40, ...NOTHING }) spread: string | null;
  @Text({ max: 40, ...NOTHING }) notDoneBecause: string | null;
  @Whole(count(10)) howMuch: number | null;
  @Text({ max: 10_000, ...NOTHING }) note: string | null;
  @Text({ max: 500, ...NOTHING, about: 'For the patient and their clinician; no carer reads it.' })
  privateNote: string | null;
  @Flag({ example: false }) onBadDay: boolean;
  @Id({ ...NOTHING, about: 'The entry that this one takes the place of.' }) corrects: string | null;
  @Flag({ example: false, about: 'Somebody who looks after the patient wrote it.' }) byCarer: boolean;
  @Flag({ example: false, about: 'The clinic took it down from the patient’s paper.' }) fromPaper: boolean;
  @Instant() receivedAt: string;
}

class HeardOfMineDto {
  @Id({ about: 'The entry’s; one with it may be in the diary too, where it was sent again.' }) id: string;
  @Text({ max: 40, example: 'item' }) kind: string;
  @Instant({ about: 'As the device had it.' }) at: string;
  @Whole(count(10)) pain: number | null;
  @Text({ max: 40, ...NOTHING }) spread: string | null;
  @Text({ max: 40, example: 'diary.not_advised' }) refusedBecause: string;
  @Flag({ example: false }) byCarer: boolean;
  @Instant() receivedAt: string;
}

class OwnCheckInWordDto {
  @Text({ max: 40, example: 'confirmed' }) kind: string;
  @Texts({ max: 50, each: 40, example: ['CES-2'] }) codes: string[];
  @Instant() at: string;
}

class OwnCheckInDto {
  @Id() id: string;
  @Text({ max: 40, example: 'nothing_new' }) kind: string;
  @Instant() at: string;
  @Day() day: string;
  @Field({ type: 'object', additionalProperties: { type: 'string' }, example: { 'CES-2': 'no' } })
  answers: Record<string, string>;
  @Flag({ example: false }) byCarer: boolean;
  @ListOf(() => OwnCheckInWordDto) words: OwnCheckInWordDto[];
}

class StopOfMineDto {
  @Id() itemId: string;
  @Text({ max: 40, example: 'tomorrow' }) until: string;
  @Text({ max: 40, example: 'pain_over_limit' }) because: string;
  @Instant() at: string;
  @Instant(NOTHING) liftedAt: string | null;
  @Flag({ example: false }) byCarer: boolean;
}

class OwnConfirmationDto {
  @Id() episodeId: string;
  @Instant() confirmedAt: string;
  @Text({ max: 40, example: 'patient' }) by: string;
}

class OwnVideoConsentDto {
  @Text({ max: 40, example: 'youtube' }) provider: string;
  @Instant() givenAt: string;
  @Instant(NOTHING) withdrawnAt: string | null;
}

class OwnDeviceDto {
  @Text({ max: 500, example: 'Firefox on Android' }) device: string;
  @Text({ max: 40, example: 'me', about: 'me, or carer.' }) who: string;
  @Instant() since: string;
  @Instant() lastUsedAt: string;
  @Instant(NOTHING) endedAt: string | null;
}

class OwnCarerDto {
  @Id() id: string;
  @Text({ max: 40, example: 'let_in' }) kind: string;
  @Text({ max: 200, example: 'Cara Allen' }) name: string;
  @Text({ max: 254, ...NOTHING }) email: string | null;
  @Instant() letInAt: string;
  @Instant(NOTHING) endedAt: string | null;
}

class OwnMailDto {
  @Text({ max: 40, example: 'plan_changed' }) kind: string;
  @Text({ max: 254, example: 'ann@home.example' }) to: string;
  @Instant() sentAt: string;
}

class OwnRecordRequestDto {
  @Instant() requestedAt: string;
  @Day() dueOn: string;
  @Instant(NOTHING) releasedAt: string | null;
  @Instant(NOTHING) refusedAt: string | null;
}

const ACCESSES = ['read', 'change'] as const;

class WhoLookedDto {
  @Instant() at: string;
  @Text({ max: 40, example: 'clinician' }) role: string;
  @Text({ max: 200, nullable: true, example: 'Dr Maya Rivera', about: 'null: nobody who was signed in.' })
  name: string | null;
  @Choice(ACCESSES) access: (typeof ACCESSES)[number];
  @Text({ max: 100, example: 'prescription.read', about: 'What was looked at, or what was done.' })
  what: string;
}

export class OwnDataDto {
  @Instant() madeAt: string;
  @Part(() => OwnDataClinicDto) clinic: OwnDataClinicDto;
  @Part(() => AboutMeDto) me: AboutMeDto;
  @ListOf(() => OwnPlanDto) plans: OwnPlanDto[];
  @ListOf(() => OwnAdviceDto, {
    about: 'What was advised at any time, as it was told. Do only what the routine shows.',
  })
  advice: OwnAdviceDto[];
  @ListOf(() => OwnDiaryDto) diary: OwnDiaryDto[];
  @ListOf(() => HeardOfMineDto, { about: 'What hurt in entries that the diary could not keep.' })
  notKept: HeardOfMineDto[];
  @ListOf(() => OwnCheckInDto) checkIns: OwnCheckInDto[];
  @ListOf(() => StopOfMineDto) stops: StopOfMineDto[];
  @ListOf(() => OwnConfirmationDto) confirmations: OwnConfirmationDto[];
  @ListOf(() => OwnVideoConsentDto) videoConsents: OwnVideoConsentDto[];
  @ListOf(() => OwnDeviceDto) devices: OwnDeviceDto[];
  @ListOf(() => OwnCarerDto) carers: OwnCarerDto[];
  @ListOf(() => OwnMailDto) mails: OwnMailDto[];
  @ListOf(() => OwnRecordRequestDto) recordRequests: OwnRecordRequestDto[];
  @ListOf(() => WhoLookedDto, {
    about: 'Newest first. What could harm somebody if it were told is left out.',
  })
  whoLooked: WhoLookedDto[];
}
