import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AppError } from '../http/errors';

/** One trouble of one patient, from its first visit to its end. Assessments and prescriptions belong to it. */
@Entity({ schema: 'portal', name: 'episode' })
export class Episode {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('text') title: string;
  @Column('date') openedOn: string;
  @Column('uuid') openedBy: string;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('uuid', { nullable: true }) closedBy: string | null;
  @Column('timestamptz', { nullable: true }) enteredInErrorAt: Date | null;
  @Column('uuid', { nullable: true }) enteredInErrorBy: string | null;
  @Column('text', { nullable: true }) enteredInErrorBecause: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  /** Throws episode.closed, or episode.prescription_open while advice of this episode is issued or paused. */
  close(closing: { by: string; now: Date; hasOpenPrescription: boolean }): void {
    this.assertOpen();
    if (closing.hasOpenPrescription) throw new AppError('episode.prescription_open');
    this.closedAt = closing.now;
    this.closedBy = closing.by;
  }

  /** It is closed with that, unless it was before. Throws episode.in_error. What stands in it, the caller has ended. */
  enterInError(saying: { by: string; now: Date; because: string }): void {
    this.assertNotInError();
    this.closedAt ??= saying.now;
    this.closedBy ??= saying.by;
    this.enteredInErrorAt = saying.now;
    this.enteredInErrorBy = saying.by;
    this.enteredInErrorBecause = saying.because;
  }

  assertNotInError(): void {
    if (this.enteredInErrorAt !== null) throw new AppError('episode.in_error');
  }

  assertOpen(): void {
    if (this.closedAt !== null) throw new AppError('episode.closed');
  }
}
