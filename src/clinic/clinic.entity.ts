import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../identity/actor';
import type { Country } from './emergency-numbers';
import type { Language } from '../language/languages';

/** Who issues plans: whoever may sign, or of these only those whom the clinic named. It never lets anybody else. */
export const MAY_ISSUE = ['registered', 'named'] as const;
export type MayIssue = (typeof MAY_ISSUE)[number];

/** What is known of the clinic's picture; its bytes lie in the store. */
export interface Logo {
  key: string;
  mime: 'image/png' | 'image/jpeg';
  bytes: number;
  /** Of the bytes kept, in hexadecimal. */
  sha256: string;
  width: number;
  height: number;
}

/** A practice: the wall around everything. Its numbers are limits that the clinical rules ask for. */
@Entity({ schema: 'portal', name: 'clinic' })
export class Clinic {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') address: string;
  @Column('text') phone: string;
  @Column('text') email: string;
  @Column('text', { nullable: true }) bookingUrl: string | null;
  /** IANA name: every day that a person sees is a day of this zone. */
  @Column('text') timeZone: string;
  /** What the clinic says above every plan; null: the standard notice. */
  @Column('text', { nullable: true }) notice: string | null;
  /** How old an assessment may be to go on at the same level, in days. */
  @Column('int') sameLevelDays: number;
  /** How old a full screen may be to ask for more, in days. */
  @Column('int') harderDays: number;
  /** Days between the review and the end of the advice, if the clinician says nothing else. */
  @Column('int') adviceDaysAfterReview: number;
  /** How far away the review may lie when a STRONG rule was overridden, in days, 7 to 28. */
  @Column('int') strongReviewDays: number;
  /** How far after its first day a plan's review may lie, in days. */
  @Column('int', { default: 365 }) reviewWithinDays: number;
  /** How long advice may stand, in days. */
  @Column('int', { default: 365 }) adviceDays: number;
  @Column('boolean') massageTherapistsMayIssue: boolean;
  @Column('text', { default: 'registered' }) mayIssue: MayIssue;
  /** It says which emergency numbers patients read. */
  @Column('text', { default: 'GB' }) country: Country;
  /** As #rrggbb; null: the usual one. */
  @Column('text', { nullable: true }) accent: string | null;
  @Column('text', { nullable: true }) logoKey: string | null;
  @Column('text', { nullable: true }) logoMime: Logo['mime'] | null;
  @Column('int', { nullable: true }) logoBytes: number | null;
  @Column('text', { nullable: true }) logoSha256: string | null;
  @Column('int', { nullable: true }) logoWidth: number | null;
  @Column('int', { nullable: true }) logoHeight: number | null;
  /** What patients are told from one day to another; all three or none. */
  @Column('text', { nullable: true }) announcement: string | null;
  @Column('date', { nullable: true }) announcementFrom: string | null;
  @Column('date', { nullable: true }) announcementUntil: string | null;
  @Column('text', { array: true, default: ['en'] }) languages: Language[];
  @Column({ type: 'int', update: false, insert: false }) revision: number;
}

/** A place where the clinic sees people. */
@Entity({ schema: 'portal', name: 'site' })
export class Site {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('text') name: string;
  @Column('text') address: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;
}

export const PROFESSIONS = [
  'chiropractor',
  'physiotherapist',
  'osteopath',
  'sports_massage_therapist',
] as const;
export type Profession = (typeof PROFESSIONS)[number];

export const STAFF_ROLES = ['admin', 'clinician', 'desk'] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

/** One person's membership of one clinic's staff. The same person may be staff of several clinics. */
@Entity({ schema: 'portal', name: 'staff' })
export class Staff {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  /** null until the invitation was accepted; only the database's own functions set it. */
  @Column({ type: 'uuid', nullable: true, update: false, insert: false }) accountId: string | null;
  @Column('text') name: string;
  @Column('text') email: string;
  @Column('text', { nullable: true }) profession: Profession | null;
  @Column('text', { nullable: true }) registrationBody: string | null;
  @Column('text', { nullable: true }) registrationNumber: string | null;
  @Column('date') activeFrom: string;
  @Column('date', { nullable: true }) activeTo: string | null;
  @Column('text', { array: true }) roles: StaffRole[];
  /** Whether the clinic named them; it counts only where it names who issues. */
  @Column({ type: 'boolean', update: false, insert: false }) isIssuer: boolean;
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  /** `today` is the clinic's day; the last working day counts. */
  isActive(today: string): boolean {
    return this.activeFrom <= today && (this.activeTo === null || today <= this.activeTo);
  }

  /**
   * May this person answer for a screen, or for advice given to a patient? They must be active on the day, be
   * registered, and not be a massage therapist unless the clinic allows it.
   */
  maySign(today: string, clinic: Pick<Clinic, 'massageTherapistsMayIssue'>): boolean {
    const isEntitled = this.profession !== 'sports_massage_therapist' || clinic.massageTherapistsMayIssue;
    return (
      this.roles.includes('clinician') &&
      this.isActive(today) &&
      this.registrationNumber !== null &&
      isEntitled
    );
  }

  /**
   * May this person issue, prolong or take up a plan? Whoever may sign; where the clinic named who does, only one of these.
   * Nobody is let in by being named.
   */
  mayIssue(today: string, clinic: Pick<Clinic, 'massageTherapistsMayIssue' | 'mayIssue'>): boolean {
    return this.maySign(today, clinic) && (clinic.mayIssue !== 'named' || this.isIssuer);
  }
}
