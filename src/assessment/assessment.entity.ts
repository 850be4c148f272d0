import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Clinic, Staff } from '../clinic/clinic.entity';
import { carriedFaults } from '../finding/carry-forward';
import type { Carried, Findings } from '../finding/findings';
import { unfinished } from '../finding/unfinished';
import { AppError } from '../http/errors';
import type { Presentation } from '../finding/presentation';
import type { Screen } from '../screen/screen';
import {
  type AssessmentKind,
  type Contact,
  missingForSignature,
  type ScreenReading,
  type ShortForm,
} from './short-form';

export const ASSESSMENT_STATUSES = ['draft', 'signed', 'entered_in_error'] as const;
export type AssessmentStatus = (typeof ASSESSMENT_STATUSES)[number];

/** Who puts their name to something, and what decides whether they may. */
export interface Signing {
  by: Staff;
  clinic: Clinic;
  today: string;
  now: Date;
}

/**
 * What a clinician found on one visit. A draft is anybody's of the clinic to complete, and null in it means "not said";
 * the signature freezes it, here and in the database. Corrections are addenda, or the word that it was an error.
 */
@Entity({ schema: 'portal', name: 'assessment' })
export class Assessment implements ShortForm {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('uuid') episodeId: string;
  @Column('text') kind: AssessmentKind;
  /** May lie before the episode was opened here: a clinic that charts elsewhere opens it later. */
  @Column('date', { nullable: true }) seenOn: string | null;
  @Column('text', { nullable: true }) contact: Contact | null;
  @Column('jsonb', { nullable: true }) presentations: Presentation[] | null;
  /** Numeric pain rating, 0 (none) to 10 (worst imaginable). */
  @Column('smallint', { nullable: true }) painNprs: number | null;
  /** In the clinician's own words. */
  @Column('text', { nullable: true }) notes: string | null;
  @Column('jsonb') findings: Findings;
  /** Which of the findings are an earlier visit's. */
  @Column('jsonb') carried: Carried;
  @Column('jsonb', { nullable: true }) screen: Screen | null;
  /** Whether exercise is suitable for this patient at all. */
  @Column('boolean', { nullable: true }) suitable: boolean | null;
  @Column('text', { nullable: true }) precautions: string | null;
  /** The number of this visit's record in another system. */
  @Column('text', { nullable: true }) recordNumber: string | null;
  /** What was signed for the wrong patient, from which this was begun; to be read and signed anew. */
  @Column('uuid', { nullable: true }) movedFromId: string | null;
  @Column('uuid') draftedBy: string;
  @Column('timestamptz') createdAt: Date;
  @Column({ type: 'int', update: false, insert: false }) revision: number;
  @Column('timestamptz', { nullable: true }) signedAt: Date | null;
  @Column('uuid', { nullable: true }) signedBy: string | null;
  @Column('timestamptz', { nullable: true }) enteredInErrorAt: Date | null;
  @Column('uuid', { nullable: true }) enteredInErrorBy: string | null;
  @Column('text', { nullable: true }) enteredInErrorBecause: string | null;

  get status(): AssessmentStatus {
    if (this.enteredInErrorAt !== null) return 'entered_in_error';
    return this.signedAt === null ? 'draft' : 'signed';
  }

  /**
   * Throws assessment.signed, assessment.signer_not_entitled, or assessment.incomplete, which names each thing that is
   * missing. Who drafted it does not matter: the signer answers for it. `standing`: those of the assessments that it was
   * carried from which are not in error.
   */
  sign(
    { by, clinic, today, now }: Signing,
    reading: ScreenReading,
    standing: ReadonlySet<string> = new Set(),
  ): void {
    this.assertDraft();
    if (!by.maySign(today, clinic)) throw new AppError('assessment.signer_not_entitled');
    const missing = [
      ...missingForSignature(this, reading),
      ...unfinished(this.findings).map((one) => ({ ...one, pointer: `/findings${one.pointer}` })),
      ...carriedFaults(this, standing),
    ];
    if (missing.length > 0) throw new AppError('assessment.incomplete', undefined, missing);
    this.signedAt = now;
    this.signedBy = by.id;
  }

  /**
   * From now on nothing may rest on it: the gate closes what did. Needs the same standing as a signature, because taking
   * a finding away can open the way for an issue. Throws assessment.not_signed, .in_error or .signer_not_entitled.
   */
  enterInError({ by, clinic, today, now }: Signing, because: string): void {
    this.assertSigned();
    if (this.enteredInErrorAt !== null) throw new AppError('assessment.in_error');
    if (!by.maySign(today, clinic)) throw new AppError('assessment.signer_not_entitled');
    this.enteredInErrorAt = now;
    this.enteredInErrorBy = by.id;
    this.enteredInErrorBecause = because;
  }

  assertDraft(): void {
    if (this.signedAt !== null) throw new AppError('assessment.signed');
  }

  assertSigned(): void {
    if (this.signedAt === null) throw new AppError('assessment.not_signed');
  }
}

/** The database keeps no signature without these. */
export type SignedAssessment = Assessment & { seenOn: string; screen: Screen; suitable: boolean };

/** What somebody added to a signed assessment afterwards. Written once, never changed. */
@Entity({ schema: 'portal', name: 'addendum' })
export class Addendum {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') assessmentId: string;
  @Column('timestamptz') writtenAt: Date;
  @Column('uuid') writtenBy: string;
  @Column('text') note: string;
}
