import { ANNOUNCEMENT_MAX } from '../clinic/announcement';
import { limitsOf } from '../clinic/clinical-limits';
import { LimitDays } from '../clinic/clinic.dto';
import { type Clinic, type Logo, MAY_ISSUE, type MayIssue } from '../clinic/clinic.entity';
import { COLOUR, USUAL_ACCENT, WHITE } from '../clinic/colours';
import { COUNTRIES, type Country, numbersOf } from '../clinic/emergency-numbers';
import { type Language, LANGUAGES } from '../language/languages';
import { Choice, Choices, Day, Field, Flag, Id, Ids, Instant, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import { LOGO_BYTES_MAX, LOGO_SIDE_MAX } from './logo';

/** What a clinic sets for itself, and what of it everybody is shown. */
const ISSUERS = {
  max: 200,
  about: 'Where mayIssue is named: these, and of them only who may sign.',
};

const ACCENT = {
  max: 7,
  pattern: COLOUR,
  patternSays: 'a colour written #rrggbb in small letters',
  nullable: true,
  example: '#1f5a7a',
  about: 'Its contrast with white has to be 4.5 to 1 at least. null: the usual one.',
};

const LOGO_ADDRESS = '/api/v1/clinic/logo';

export class AnnouncementDto {
  @Text({
    max: ANNOUNCEMENT_MAX,
    example: 'We are closed on Friday.',
    about: 'Plain words in one line. It stands beside the plan, never in it.',
  })
  text: string;
  @Day({ example: '2026-12-24' }) from: string;
  @Day({ example: '2026-12-27', about: 'The last day on which it shows.' }) until: string;
}

export class LogoDto {
  @Text({ max: 100, example: LOGO_ADDRESS, about: 'Read with the same Authorization header.' })
  address: string;
  @Choice(['image/png', 'image/jpeg'], { example: 'image/png' }) mime: Logo['mime'];
  @Whole({ min: 1, max: LOGO_BYTES_MAX, example: 4_096 }) bytes: number;
  @Whole({ min: 1, max: LOGO_SIDE_MAX, example: 400 }) width: number;
  @Whole({ min: 1, max: LOGO_SIDE_MAX, example: 120 }) height: number;
}

export class ChangeSettingsDto {
  @Choice(COUNTRIES, { optional: true, about: 'It says which emergency numbers patients read.' })
  country?: Country;
  @Text({ ...ACCENT, optional: true }) accent?: string | null;
  @Part(() => AnnouncementDto, { optional: true, nullable: true }) announcement?: AnnouncementDto | null;
  @LimitDays('sameLevelDays', { optional: true }) sameLevelDays?: number;
  @LimitDays('harderDays', { optional: true }) harderDays?: number;
  @LimitDays('reviewWithinDays', { optional: true }) reviewWithinDays?: number;
  @LimitDays('adviceDaysAfterReview', { optional: true }) adviceDaysAfterReview?: number;
  @LimitDays('adviceDays', { optional: true }) adviceDays?: number;
  @LimitDays('strongReviewDays', { optional: true }) strongReviewDays?: number;
  @Choices(LANGUAGES, { optional: true, min: 1, about: 'English is always among them.' })
  languages?: Language[];
  @Choice(MAY_ISSUE, {
    optional: true,
    about: 'registered: whoever may sign. named: of these only issuerIds. Nobody else is ever let in.',
  })
  mayIssue?: MayIssue;
  @Ids({ ...ISSUERS, optional: true }) issuerIds?: string[];
  @Flag({ optional: true, example: false }) massageTherapistsMayIssue?: boolean;
}

export class SettingsDto {
  @Choice(COUNTRIES) country: Country;
  @Text(ACCENT) accent: string | null;
  @Part(() => LogoDto, { nullable: true, about: 'PUT /clinic/logo.' }) logo: LogoDto | null;
  @Part(() => AnnouncementDto, { nullable: true }) announcement: AnnouncementDto | null;
  @LimitDays('sameLevelDays') sameLevelDays: number;
  @LimitDays('harderDays') harderDays: number;
  @LimitDays('reviewWithinDays') reviewWithinDays: number;
  @LimitDays('adviceDaysAfterReview') adviceDaysAfterReview: number;
  @LimitDays('adviceDays') adviceDays: number;
  @LimitDays('strongReviewDays') strongReviewDays: number;
  @Choices(LANGUAGES) languages: Language[];
  @Choice(MAY_ISSUE) mayIssue: MayIssue;
  @Ids(ISSUERS) issuerIds: string[];
  @Flag({ example: false }) massageTherapistsMayIssue: boolean;
  @Field({ type: 'integer', example: 1, about: 'That of the clinic.' }) revision: number;
}

export class LookDto {
  @Text({ max: 200, example: 'North Clinic' }) name: string;
  @Text({ max: 7, example: USUAL_ACCENT, about: 'For headings and buttons; it can be read on white.' })
  accent: string;
  @Text({ max: 7, example: WHITE, about: 'To be written on the accent.' }) onAccent: string;
  @Part(() => LogoDto, { nullable: true }) logo: LogoDto | null;
  @Choices(LANGUAGES, { about: 'In which the clinic offers the patients’ texts.' }) languages: Language[];
  @Choice(COUNTRIES) country: Country;
  @Field({ type: 'array', items: { type: 'string' }, example: ['999'] }) emergencyNumbers: string[];
  @Text({ max: 40, nullable: true, example: '111', about: 'For what is urgent; null: the country has none.' })
  adviceNumber: string | null;
}

/** Whatever a field of the clinic holds. */
const VALUE = {
  nullable: true,
  anyOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: { type: 'string' } },
  ],
};

export class ClinicChangeDto {
  @Id() id: string;
  @Instant() at: string;
  @Id({ about: 'Who of the staff.' }) byStaffId: string;
  @Text({ max: 60, example: 'sameLevelDays' }) field: string;
  @Field({ ...VALUE, example: 60 }) before: unknown;
  @Field({ ...VALUE, example: 45 }) after: unknown;
}

export class ClinicChangeQuery extends PageQuery {
  @Text({ max: 60, optional: true, example: 'sameLevelDays', about: 'Of this field alone.' }) field?: string;
}

/** What is shown of somebody who is nobody's clinic: never where the picture lies. */
export function toLogo({ logoMime, logoBytes, logoWidth, logoHeight }: LogoColumns): LogoDto | null {
  if (logoMime === null) return null;
  return {
    address: LOGO_ADDRESS,
    mime: logoMime,
    bytes: logoBytes as number,
    width: logoWidth as number,
    height: logoHeight as number,
  };
}

type LogoColumns = Pick<Clinic, 'logoMime' | 'logoBytes' | 'logoWidth' | 'logoHeight'>;
export type LookColumns = LogoColumns & Pick<Clinic, 'name' | 'accent' | 'languages' | 'country'>;

export function toLook(clinic: LookColumns): LookDto {
  const { emergency, advice } = numbersOf(clinic.country);
  return {
    name: clinic.name,
    accent: clinic.accent ?? USUAL_ACCENT,
    onAccent: WHITE,
    logo: toLogo(clinic),
    languages: clinic.languages,
    country: clinic.country,
    emergencyNumbers: [...emergency],
    adviceNumber: advice,
  };
}

export function toSettings(clinic: Clinic, issuerIds: string[]): SettingsDto {
  const { country, accent, languages, mayIssue, massageTherapistsMayIssue, revision } = clinic;
  return {
    ...{ country, accent, logo: toLogo(clinic), announcement: announcementOf(clinic) },
    ...limitsOf(clinic),
    ...{ languages, mayIssue, issuerIds, massageTherapistsMayIssue, revision },
  };
}

export function announcementOf(clinic: Clinic): AnnouncementDto | null {
  const { announcement: text, announcementFrom: from, announcementUntil: until } = clinic;
  return text === null || from === null || until === null ? null : { text, from, until };
}
