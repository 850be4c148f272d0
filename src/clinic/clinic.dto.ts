import { Choice, Choices, Day, Email, Field, Flag, Id, Ids, Text, WebAddress, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import {
  type Clinic,
  PROFESSIONS,
  type Profession,
  type Site,
  STAFF_ROLES,
  type StaffRole,
} from './clinic.entity';
import { CLINICAL_LIMITS, type LimitName, limitsOf } from './clinical-limits';
import type { StaffRecord } from './staff.repository';

/** A clinic may be stricter than what is clinically set, never looser. In answers it is the stricter of the two. */
export function LimitDays(name: LimitName, o: { optional?: boolean } = {}) {
  const { id, least, most, usual, about } = CLINICAL_LIMITS[name];
  return Whole({
    ...o,
    ...{ min: least, max: most, example: usual, unit: 'days' },
    about: `${about} A clinic may only be stricter (${id}).`,
  });
}

export class ChangeClinicDto {
  @Text({ max: 200, optional: true, example: 'North Clinic' }) name?: string;
  @Text({ max: 500, optional: true, example: '1 High Street, London' }) address?: string;
  @Text({ max: 40, optional: true, example: '020 7946 0000' }) phone?: string;
  @Email({ optional: true }) email?: string;
  @WebAddress({ optional: true, nullable: true }) bookingUrl?: string | null;
  @Text({ max: 60, optional: true, example: 'Europe/London', about: 'The IANA name of a place, or UTC.' })
  timeZone?: string;
  @Text({ max: 600, optional: true, nullable: true, example: null, about: 'null: the standard notice.' })
  notice?: string | null;
  @LimitDays('sameLevelDays', { optional: true }) sameLevelDays?: number;
  @LimitDays('harderDays', { optional: true }) harderDays?: number;
  @LimitDays('adviceDaysAfterReview', { optional: true }) adviceDaysAfterReview?: number;
  @LimitDays('strongReviewDays', { optional: true }) strongReviewDays?: number;
  @Flag({ optional: true, example: false }) massageTherapistsMayIssue?: boolean;
}

export class ClinicDto {
  @Id() id: string;
  @Text({ max: 200, example: 'North Clinic' }) name: string;
  @Text({ max: 500, example: '1 High Street, London' }) address: string;
  @Text({ max: 40, example: '020 7946 0000' }) phone: string;
  @Email() email: string;
  @WebAddress({ nullable: true }) bookingUrl: string | null;
  @Text({ max: 60, example: 'Europe/London' }) timeZone: string;
  @Text({ max: 600, nullable: true, example: null }) notice: string | null;
  @LimitDays('sameLevelDays') sameLevelDays: number;
  @LimitDays('harderDays') harderDays: number;
  @LimitDays('adviceDaysAfterReview') adviceDaysAfterReview: number;
  @LimitDays('strongReviewDays') strongReviewDays: number;
  @Flag({ example: false }) massageTherapistsMayIssue: boolean;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export class SiteFieldsDto {
  @Text({ max: 200, example: 'High Street' }) name: string;
  @Text({ max: 500, example: '1 High Street, London' }) address: string;
  @Text({ max: 40, optional: true, nullable: true, example: '020 7946 0001' }) phone?: string | null;
}

export class SiteDto {
  @Id() id: string;
  @Text({ max: 200, example: 'High Street' }) name: string;
  @Text({ max: 500, example: '1 High Street, London' }) address: string;
  @Text({ max: 40, nullable: true, example: '020 7946 0001' }) phone: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

const SITES = { max: 50, about: 'The sites at which they work; see GET /clinic/sites.' };

export class NewStaffDto {
  @Text({ max: 200, example: 'Dr Maya Rivera' }) name: string;
  @Email({ example: 'rivera@north.example' }) email: string;
  @Choices(STAFF_ROLES, { min: 1, example: ['clinician'] }) roles: StaffRole[];
  @Choice(PROFESSIONS, { optional: true, nullable: true }) profession?: Profession | null;
  @Text({ max: 100, optional: true, nullable: true, example: 'General Chiropractic Council' })
  registrationBody?: string | null;
  @Text({ max: 40, optional: true, nullable: true, example: '00001' }) registrationNumber?: string | null;
  @Day({ optional: true, about: 'Today if not said.' }) activeFrom?: string;
  @Day({ optional: true, nullable: true, example: null, about: 'Last working day.' }) activeTo?:
    string | null;
  @Ids({ ...SITES, optional: true }) siteIds?: string[];
}

export class ChangeStaffDto {
  @Text({ max: 200, optional: true, example: 'Dr Maya Rivera' }) name?: string;
  @Choices(STAFF_ROLES, { min: 1, optional: true, example: ['clinician'] }) roles?: StaffRole[];
  @Choice(PROFESSIONS, { optional: true, nullable: true }) profession?: Profession | null;
  @Text({ max: 100, optional: true, nullable: true, example: 'General Chiropractic Council' })
  registrationBody?: string | null;
  @Text({ max: 40, optional: true, nullable: true, example: '00001' }) registrationNumber?: string | null;
  @Day({ optional: true }) activeFrom?: string;
  @Day({ optional: true, nullable: true, example: '2026-12-31', about: 'Last working day.' })
  activeTo?: string | null;
  @Ids({ ...SITES, optional: true }) siteIds?: string[];
}

export class StaffQuery extends PageQuery {
  @Id({ optional: true, about: 'Those who work at this site.' }) siteId?: string;
}

export class StaffDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Dr Maya Rivera' }) name: string;
  @Email({ example: 'rivera@north.example' }) email: string;
  @Choices(STAFF_ROLES, { example: ['clinician'] }) roles: StaffRole[];
  @Choice(PROFESSIONS, { nullable: true }) profession: Profession | null;
  @Text({ max: 100, nullable: true, example: 'General Chiropractic Council' }) registrationBody:
    string | null;
  @Text({ max: 40, nullable: true, example: '00001' }) registrationNumber: string | null;
  @Day() activeFrom: string;
  @Day({ nullable: true, example: null }) activeTo: string | null;
  @Flag({ about: 'Has accepted the invitation and can sign in.' }) hasAccount: boolean;
  @Ids(SITES) siteIds: string[];
  @Whole({ min: 0, max: 1_000_000, example: 43, about: 'Patients under care for whom they are responsible.' })
  patients: number;
  @Flag({
    example: false,
    about:
      'They leave or have left, and patients are theirs still. After their last day these are on every clinician’s list. ' +
      'See POST /hand-overs.',
  })
  needsHandOver: boolean;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export function toClinic(clinic: Clinic): ClinicDto {
  const limits = limitsOf(clinic);
  return {
    id: clinic.id,
    name: clinic.name,
    address: clinic.address,
    phone: clinic.phone,
    email: clinic.email,
    bookingUrl: clinic.bookingUrl,
    timeZone: clinic.timeZone,
    notice: clinic.notice,
    sameLevelDays: limits.sameLevelDays,
    harderDays: limits.harderDays,
    adviceDaysAfterReview: limits.adviceDaysAfterReview,
    strongReviewDays: limits.strongReviewDays,
    massageTherapistsMayIssue: clinic.massageTherapistsMayIssue,
    revision: clinic.revision,
  };
}

export function toSite(site: Site): SiteDto {
  return { id: site.id, name: site.name, address: site.address, phone: site.phone, revision: site.revision };
}

export function toStaff({ staff, siteIds, patients }: StaffRecord): StaffDto {
  return {
    id: staff.id,
    name: staff.name,
    email: staff.email,
    roles: staff.roles,
    profession: staff.profession,
    registrationBody: staff.registrationBody,
    registrationNumber: staff.registrationNumber,
    activeFrom: staff.activeFrom,
    activeTo: staff.activeTo,
    hasAccount: staff.accountId !== null,
    siteIds,
    patients,
    needsHandOver: staff.activeTo !== null && patients > 0,
    revision: staff.revision,
  };
}
