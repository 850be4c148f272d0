import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AdviceKind, GivenAdvice } from './advice';

/** One piece of a version that is no exercise. Frozen with it at the issue, by the database. */
@Entity({ schema: 'portal', name: 'advice_item' })
export class AdviceItem implements GivenAdvice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') versionId: string;
  /** From 1, in the order in which the patient reads them. */
  @Column('int') place: number;
  @Column('text') kind: AdviceKind;
  @Column('text') text: string;
  @Column('text', { nullable: true }) address: string | null;
  @Column('boolean') notForCarers: boolean;
}
