import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Trait } from '../exercise/traits';
import type { DecisionKind, ReasonCode } from './decisions';
import type { Because, Level } from './rule-language';

/**
 * What a clinician decided where a rule spoke against what they prescribed. It is written with the version that it let pass and
 * never changed; whether it still holds is asked anew each time.
 */
@Entity({ schema: 'portal', name: 'rule_decision' })
export class RuleDecision {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('uuid') episodeId: string;
  @Column('uuid') prescriptionId: string;
  @Column('uuid') versionId: string;
  @Column('text') ruleId: string;
  @Column('int') ruleVersion: number;
  @Column('text') level: Level;
  /** null: about the plan as a whole. */
  @Column('uuid', { nullable: true }) exerciseId: string | null;
  @Column('text') kind: DecisionKind;
  @Column('text', { nullable: true }) reasonCode: ReasonCode | null;
  @Column('text', { nullable: true }) reason: string | null;
  /** The facts that matched, as they were. */
  @Column('jsonb') because: Because[];
  @Column('text', { array: true }) traits: Trait[];
  /** The former decision of which the clinician said that it still holds. */
  @Column('uuid', { nullable: true }) confirmsId: string | null;
  @Column({ type: 'timestamptz', update: false, insert: false }) decidedAt: Date;
  @Column('uuid') decidedBy: string;
}
