import { Choice, Day, Email, Field, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import { type Language, LANGUAGES } from '../language/languages';
import { BOUNCE_REASONS, type BounceReason } from '../mail/mail.dto';
import { reasonOf } from '../mail/mail.service';
import {
  DUPLICATE_RULE_IDS,
  DUPLICATE_RULES,
  type DuplicateRule,
  type Match,
  type Registered,
} from './duplicate';
import {
  type Deceased,
  type Discharge,
  PATIENT_STATUSES,
  type PatientIdentifier,
  type PatientRecord,
  type PatientStatus,
  PLAN_STATES,
  type PlanState,
} from './patient.entity';

const SYSTEM = { max: 100, example: 'https://emr.example/patients', about: 'Whose number it is.' };
const VALUE = { max: 100, example: '4711' };
const BORN = { example: '1961-04-12', about: 'From 1900 to today.' };
const USUAL_SITE = { about: 'Where the clinic usually sees them; see GET /clinic/sites.' };
const PREFERRED = {
  example: 'pl',
  about:
    'In which they would like to read. They read it as far as a clinician approved its texts (GET /languages), and English else.',
} as const;
const RESPONSIBLE = { about: 'An active clinician of this clinic, whom it asks first.' };

export class NewIdentifierDto {
  @Text(SYSTEM) system: string;
  @Text(VALUE) value: string;
}

export class IdentifierDto extends NewIdentifierDto {
  @Id() id: string;
}

export class NewPatientDto {
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Day(BORN) dateOfBirth: string;
  @Email({ optional: true, nullable: true }) email?: string | null;
  @Text({ max: 40, optional: true, nullable: true, example: '07700 900000' }) phone?: string | null;
  @Text({ max: 500, optional: true, nullable: true, example: '2 High Street, London' }) address?:
    string | null;
  @Id({ ...RESPONSIBLE, optional: true, nullable: true }) responsibleId?: string | null;
  @Id({ ...USUAL_SITE, optional: true, nullable: true, example: null }) usualSiteId?: string | null;
  @Choice(LANGUAGES, { ...PREFERRED, optional: true }) preferredLanguage?: Language;
  @ListOf(() => NewIdentifierDto, { max: 20, optional: true }) identifiers?: NewIdentifierDto[];
}

export class ChangePatientDto {
  @Text({ max: 200, optional: true, example: 'Ann Allen' }) name?: string;
  @Day({ ...BORN, optional: true }) dateOfBirth?: string;
  @Email({ optional: true, nullable: true }) email?: string | null;
  @Text({ max: 40, optional: true, nullable: true, example: '07700 900000' }) phone?: string | null;
  @Text({ max: 500, optional: true, nullable: true, example: '2 High Street, London' }) address?:
    string | null;
  @Id({ ...RESPONSIBLE, optional: true, nullable: true }) responsibleId?: string | null;
  @Id({ ...USUAL_SITE, optional: true, nullable: true, example: null }) usualSiteId?: string | null;
  @Choice(LANGUAGES, { ...PREFERRED, optional: true }) preferredLanguage?: Language;
}

export class LinkTroubleDto {
  @Whole({
    min: 5,
    max: 100_000,
    example: 6,
    about: 'Wrong dates of birth within a day; tries are slowed down.',
  })
  wrongDates: number;
  @Instant({ about: 'The first of them.' }) since: string;
}

export class EmailBouncedDto {
  @Instant({ about: 'When the last mail to this address came back.' }) at: string;
  @Choice(BOUNCE_REASONS) why: BounceReason;
}

export class DeceasedDto {
  @Day({ nullable: true, example: '2026-11-20', about: 'null: not known.' }) diedOn: string | null;
  @Field({ type: 'string', example: 'Died on 20 November 2026.', about: 'For a person.' }) says: string;
  @Instant({ about: 'Since when nothing is sent to them.' }) recordedAt: string;
}

export class PatientDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Day(BORN) dateOfBirth: string;
  @Email({ nullable: true }) email: string | null;
  @Part(() => EmailBouncedDto, {
    nullable: true,
    example: null,
    about:
      'The last mail to this address came back: ring instead, and ask for another. null: none did since one arrived.',
  })
  emailBounced: EmailBouncedDto | null;
  @Text({ max: 40, nullable: true, example: '07700 900000' }) phone: string | null;
  @Text({ max: 500, nullable: true, example: '2 High Street, London' }) address: string | null;
  @Id({ ...RESPONSIBLE, nullable: true }) responsibleId: string | null;
  @Id({ ...USUAL_SITE, nullable: true, example: null }) usualSiteId: string | null;
  @Choice(LANGUAGES, PREFERRED) preferredLanguage: Language;
  @ListOf(() => IdentifierDto) identifiers: IdentifierDto[];
  @Choice(PATIENT_STATUSES) status: PatientStatus;
  @Instant({ nullable: true, example: null }) dischargedAt: string | null;
  @Part(() => DeceasedDto, { nullable: true, example: null, about: 'null: nobody said that they died.' })
  deceased: DeceasedDto | null;
  @Instant({ nullable: true, example: null, about: 'Since when they are out of the everyday lists.' })
  archivedAt: string | null;
  @Part(() => LinkTroubleDto, {
    nullable: true,
    about:
      'Somebody tries the patient’s open link with wrong dates of birth. Ask the patient whether it is them; if not, ' +
      'send a new link, which ends it.',
  })
  linkTrouble: LinkTroubleDto | null;
  @Id({
    nullable: true,
    example: null,
    about:
      'Not null: this record was merged into that one, which lives on. Nothing of this one can be changed.',
  })
  mergedIntoId: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export class PatientQuery extends PageQuery {
  @Text({
    max: 100,
    optional: true,
    example: 'alen',
    about: 'Up to six words of the name; accents do not matter and small typing errors are forgiven.',
  })
  q?: string;

  @Text({ ...SYSTEM, optional: true, about: 'Together with externalValue.' }) externalSystem?: string;
  @Text({ ...VALUE, optional: true, about: 'Together with externalSystem.' }) externalValue?: string;
  @Id({ optional: true, about: 'The clinician responsible.' }) responsibleId?: string;
  @Id({ optional: true, about: 'The site at which they are usually seen.' }) siteId?: string;
  @Choice(PATIENT_STATUSES, { optional: true, about: 'All of them if not said.' }) status?: PatientStatus;
  @Choice(['true', 'false'], {
    optional: true,
    example: 'false',
    about: 'Those who are archived. If not said, those who are not; by an external number, both.',
  })
  archived?: 'true' | 'false';
}

export class PossibleDuplicateQuery {
  @Text({ max: 200, optional: true, example: 'Ann Allen', about: 'Together with dateOfBirth.' })
  name?: string;
  @Day({ ...BORN, optional: true, about: 'Together with name.' }) dateOfBirth?: string;
  @Text({ ...SYSTEM, optional: true, about: 'Together with externalValue.' }) externalSystem?: string;
  @Text({ ...VALUE, optional: true, about: 'Together with externalSystem.' }) externalValue?: string;
}

export class PossibleDuplicateDto {
  @Id() patientId: string;
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Day(BORN) dateOfBirth: string;
  @Choice(DUPLICATE_RULE_IDS, { example: 'same_name_and_birth' }) rule: DuplicateRule['id'];
  @Field({ type: 'string', example: DUPLICATE_RULES[2]?.because, about: 'For a person.' }) because: string;
}

export class NewDischargeDto {
  @Text({ max: 1000, example: 'Goals reached.', about: 'For clinicians; neither desk nor patient sees it.' })
  because: string;
}

export class DischargeDto {
  @Id() id: string;
  @Instant() dischargedAt: string;
  @Id({ about: 'The clinician who did.' }) dischargedBy: string;
  @Text({ max: 1000, example: 'Goals reached.' }) because: string;
  @Instant({ nullable: true, example: null, about: 'null: discharged still.' }) readmittedAt: string | null;
  @Id({ nullable: true, example: null }) readmittedBy: string | null;
}

export class PlanStateDto {
  @Id() patientId: string;
  @Choice(PLAN_STATES, { about: 'What the patient’s advice comes to today, with no reason and no content.' })
  state: PlanState;
}

function toIdentifier({ id, system, value }: IdentifierFields): IdentifierDto {
  return { id, system, value };
}

type IdentifierFields = Pick<PatientIdentifier, 'id' | 'system' | 'value'>;

function statusOf({ deceased, dischargedAt }: PatientRecord): PatientStatus {
  if (deceased) return 'deceased';
  return dischargedAt === null ? 'current' : 'discharged';
}

function toDeceased({ diedOn, recordedAt }: Deceased): DeceasedDto {
  return {
    diedOn,
    says: diedOn === null ? 'Has died. The day is not known.' : `Died on ${dayInWords(diedOn)}.`,
    recordedAt: new Date(recordedAt).toISOString(),
  };
}

const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

export function toPatient(patient: PatientRecord): PatientDto {
  return {
    id: patient.id,
    name: patient.name,
    dateOfBirth: patient.dateOfBirth,
    email: patient.email,
    emailBounced: patient.bounce && {
      at: new Date(patient.bounce.at).toISOString(),
      why: reasonOf(patient.bounce.code),
    },
    phone: patient.phone,
    address: patient.address,
    responsibleId: patient.responsibleId,
    usualSiteId: patient.usualSiteId,
    preferredLanguage: patient.preferredLanguage,
    identifiers: patient.identifiers.map(toIdentifier),
    status: statusOf(patient),
    dischargedAt: patient.dischargedAt?.toISOString() ?? null,
    deceased: patient.deceased && toDeceased(patient.deceased),
    archivedAt: patient.archivedAt?.toISOString() ?? null,
    linkTrouble:
      patient.wrongDates === null || patient.wrongDatesSince === null
        ? null
        : { wrongDates: patient.wrongDates, since: patient.wrongDatesSince.toISOString() },
    mergedIntoId: patient.mergedIntoId,
    revision: patient.revision,
  };
}

export function toDischarge(discharge: Discharge): DischargeDto {
  return {
    id: discharge.id,
    dischargedAt: discharge.dischargedAt.toISOString(),
    dischargedBy: discharge.dischargedBy,
    because: discharge.because,
    readmittedAt: discharge.readmittedAt?.toISOString() ?? null,
    readmittedBy: discharge.readmittedBy,
  };
}

export const toPossibleDuplicate = ({ who, rule }: Match<Registered>): PossibleDuplicateDto => ({
  patientId: who.patientId,
  name: who.name,
  dateOfBirth: who.dateOfBirth,
  rule: rule.id,
  because: rule.because,
});
