import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Dosage, Group, Phase } from '../dosage/dosage';
import { AppError } from '../http/errors';
import type { OnBadDay } from '../plan/bad-day';

/**
 * A clinic's protocol: a plan that is nobody's yet. It holds nothing of a patient, no video and no copy of the library, so a
 * draft begun from it reads as the library does on that day, and every rule is asked anew.
 */
@Entity({ schema: 'portal', name: 'template' })
export class Template {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  /** Unique in the clinic, capitals aside, among those that are not retired. */
  @Column('text') name: string;
  /** For clinicians: whom it is for. */
  @Column('text', { nullable: true }) about: string | null;
  @Column('jsonb') phases: Phase[];
  @Column('jsonb') groups: Group[];
  @Column('uuid') createdBy: string;
  @Column({ type: 'timestamptz', update: false, insert: false }) createdAt: Date;
  @Column({ type: 'timestamptz', update: false, insert: false }) updatedAt: Date;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
  @Column('uuid', { nullable: true }) retiredBy: string | null;
  /** The import that brought it; null: somebody wrote it. */
  @Column({ type: 'uuid', nullable: true, update: false }) importId: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  /** Throws template.retired. */
  assertInUse(): void {
    if (this.retiredAt !== null) throw new AppError('template.retired');
  }
}

@Entity({ schema: 'portal', name: 'template_item' })
export class TemplateItem {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') templateId: string;
  @Column('int') place: number;
  @Column('uuid') exerciseId: string;
  @Column('jsonb') dosage: Dosage;
  @Column('text') why: string;
  @Column('text', { nullable: true }) variation: string | null;
  @Column('int', { nullable: true }) level: number | null;
  /** Names of its template's phase and group. */
  @Column('text', { nullable: true }) phase: string | null;
  @Column('text', { nullable: true }) groupName: string | null;
  @Column('boolean') isOptional: boolean;
  @Column('boolean') isComfort: boolean;
  @Column('text') onBadDay: OnBadDay;
  /** With `less`. */
  @Column('jsonb', { nullable: true }) badDayDosage: Dosage | null;
  /** For clinicians. */
  @Column('text', { nullable: true }) note: string | null;
}
