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
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  /** Throws episode.closed, or episode.prescription_open while advice of this episode is issued or paused. */
  close(closing: { by: string; now: Date; hasOpenPrescription: boolean }): void {
    this.assertOpen();
    if (closing.hasOpenPrescription) throw new AppError('episode.prescription_open');
    this.closedAt = closing.now;
    this.closedBy = closing.by;
  }

  assertOpen(): void {
    if (this.closedAt !== null) throw new AppError('episode.closed');
  }
}
