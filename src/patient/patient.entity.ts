import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../language/languages';

/** A person being treated. Whether they are discharged is said by the rows of Discharge, never by a column here. */
@Entity({ schema: 'portal', name: 'patient' })
export class Patient {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('text') name: string;
  @Column('date') dateOfBirth: string;
  /** Where to write to. Not a login: a couple may share one. */
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text', { nullable: true }) address: string | null;
  /** The clinician whom the clinic asks first; every clinician of the clinic may treat the patient. */
  @Column('uuid', { name: 'responsible_staff_id', nullable: true }) responsibleId: string | null;
  /** Where the clinic usually sees them, of a clinic with several sites. */
  @Column('uuid', { nullable: true }) usualSiteId: string | null;
  /** In which they would like to read; what they read is what the clinic approved (src/language). */
  @Column('text') preferredLanguage: Language;
  /** The record that lives on in this one's place; the database alone says it, and refuses every change of this one. */
  @Column({ type: 'uuid', nullable: true, update: false, insert: false }) mergedIntoId: string | null;
  /** Since when they are out of the everyday lists; null: they are not. */
  @Column('timestamptz', { nullable: true }) archivedAt: Date | null;
  @Column('uuid', { nullable: true }) archivedBy: string | null;
  @Column('text', { nullable: true }) archivedBecause: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;
}

/** The patient's number in another system; one number of one system is one patient of the clinic. */
@Entity({ schema: 'portal', name: 'patient_identifier' })
export class PatientIdentifier {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('text') system: string;
  @Column('text') value: string;
}

/** A patient is discharged while one of these has no re-admission. The desk may not read `because`. */
@Entity({ schema: 'portal', name: 'discharge' })
export class Discharge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('timestamptz') dischargedAt: Date;
  @Column('uuid') dischargedBy: string;
  @Column('text') because: string;
  @Column('timestamptz', { nullable: true }) readmittedAt: Date | null;
  @Column('uuid', { nullable: true }) readmittedBy: string | null;
}

/** That they died, as it stands now; what was taken back as a mistake is none of this. */
export interface Deceased {
  /** null: not known. */
  diedOn: string | null;
  recordedAt: string;
}

/** What the desk and clinicians both may read of a patient. */
export interface PatientRecord extends Omit<Patient, 'clinicId' | 'archivedBy' | 'archivedBecause'> {
  identifiers: Pick<PatientIdentifier, 'id' | 'system' | 'value'>[];
  /** That the last mail to their address came back; null: it did not, or there was none. */
  bounce: { at: string; code: string } | null;
  deceased: Deceased | null;
  /** null: not discharged. */
  dischargedAt: Date | null;
  /** On the open link within a day, and since when; null while there are too few to speak of. */
  wrongDates: number | null;
  wrongDatesSince: Date | null;
}

/** Who died is discharged too, and is called by the first of these that is so. */
export const PATIENT_STATUSES = ['current', 'discharged', 'deceased'] as const;
export type PatientStatus = (typeof PATIENT_STATUSES)[number];

/** What the gate makes of a patient's plans, without reason or content: all that the desk may know. */
export const PLAN_STATES = ['live', 'on_hold', 'ended', 'none'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
