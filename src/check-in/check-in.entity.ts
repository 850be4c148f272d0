import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SignCode } from '../routine/warning-signs';
import type { KeptAnswers } from './questions';

export const CHECK_IN_KINDS = ['nothing_new', 'full'] as const;
export type CheckInKind = (typeof CHECK_IN_KINDS)[number];

/** What a patient was asked before a session, and answered. Its id is the phone's; it never changes. */
@Entity({ schema: 'portal', name: 'check_in' })
export class CheckIn {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  /** Who answered in the patient's place. */
  @Column('uuid', { nullable: true }) carerId: string | null;
  @Column('text') kind: CheckInKind;
  /** By the phone's clock, which may be wrong. */
  @Column('timestamptz') at: Date;
  /** The clinic's day of it, and never one to come. */
  @Column('date') day: string;
  @Column('jsonb') answers: KeptAnswers;
  @Column('timestamptz') receivedAt: Date;
}

export const WORD_KINDS = ['confirmed', 'taken_back'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** What was said afterwards of answers that were a yes. Both kinds stay, in whatever order they come. */
@Entity({ schema: 'portal', name: 'check_in_word' })
export class CheckInWord {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('uuid', { nullable: true }) carerId: string | null;
  @Column('uuid') checkInId: string;
  @Column('text') kind: WordKind;
  @Column('text', { array: true }) codes: SignCode[];
  @Column('timestamptz') at: Date;
  @Column('timestamptz') receivedAt: Date;
}
