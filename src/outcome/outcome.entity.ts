import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AppError } from '../http/errors';
import type { InstrumentCode, OutcomeAnswers } from './instrument';

/** One outcome measure, taken outside an assessment. Never changed; an error is said to be one. */
@Entity({ schema: 'portal', name: 'outcome_score' })
export class OutcomeScore {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('uuid') episodeId: string;
  @Column('text') instrument: InstrumentCode;
  @Column('text') instrumentVersion: string;
  @Column('date') takenOn: string;
  @Column('jsonb') answers: OutcomeAnswers;
  @Column('numeric', { transformer: { to: (score: number) => score, from: Number } }) score: number;
  @Column({ type: 'timestamptz', update: false, insert: false }) recordedAt: Date;
  @Column('uuid') recordedBy: string;
  @Column('timestamptz', { nullable: true }) enteredInErrorAt: Date | null;
  @Column('uuid', { nullable: true }) enteredInErrorBy: string | null;
  @Column('text', { nullable: true }) enteredInErrorBecause: string | null;

  /** Throws outcome.in_error. */
  enterInError(by: string, now: Date, because: string): void {
    if (this.enteredInErrorAt !== null) throw new AppError('outcome.in_error');
    this.enteredInErrorAt = now;
    this.enteredInErrorBy = by;
    this.enteredInErrorBecause = because;
  }
}

/** That the clinic may use an instrument, and on what that rests. Ended licences stay in the record. */
@Entity({ schema: 'portal', name: 'instrument_licence' })
export class InstrumentLicence {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('text') instrument: InstrumentCode;
  @Column('text') instrumentVersion: string;
  @Column('text') reference: string;
  @Column({ type: 'timestamptz', update: false, insert: false }) recordedAt: Date;
  @Column('uuid') recordedBy: string;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('uuid', { nullable: true }) endedBy: string | null;
}
