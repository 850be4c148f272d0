import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Clinic, Staff } from '../clinic/clinic.entity';
import { AppError } from '../http/errors';
import type { FlagCode } from '../screen/red-flags';

/**
 * `pain_pause`: numbness or weakness that is new; what the clinician marked as comfort stays. `own_pause`: the patient's wish.
 * Both are the patient's doing, and lifted by a clinician like any other.
 */
export const HOLD_KINDS = ['hold', 'pain_pause', 'own_pause'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/**
 * A stop on everything a patient was advised, whatever the episode: while it is open the gate shows nothing and nothing
 * is issued. There is no override. It ends with a clinician's recorded resolution and is never opened again.
 */
@Entity({ schema: 'portal', name: 'hold' })
export class Hold {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  /** The assessment whose signature opened it; null when a clinician opened it by hand. */
  @Column('uuid', { nullable: true }) assessmentId: string | null;
  @Column('text', { array: true }) flags: FlagCode[];
  /** Ids of the catalogue's rows that opened it. */
  @Column('text', { array: true }) grades: string[];
  @Column('timestamptz') openedAt: Date;
  /** Null where the patient did, or somebody who looks after them. */
  @Column('uuid', { nullable: true }) openedBy: string | null;
  @Column('boolean') openedByPatient: boolean;
  /** Who opened it in the patient's place. */
  @Column('uuid', { nullable: true }) carerId: string | null;
  /** The check-in at which its flags were confirmed. */
  @Column('uuid', { nullable: true }) checkInId: string | null;
  @Column('text') kind: HoldKind;
  @Column('text') because: string;
  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
  @Column('uuid', { nullable: true }) resolvedBy: string | null;
  @Column('text', { nullable: true }) resolution: string | null;
  /** Of a hold that flags opened: why nobody had to be told. */
  @Column('text', { nullable: true }) nobodyToldBecause: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  /**
   * Anybody who treats may open a hold; only who may sign may lift it, and what flags opened only once somebody was told, or
   * with the reason why nobody had to be. Throws .resolver_not_entitled, .resolved or .nobody_told.
   */
  resolve(decision: Resolving): void {
    if (!decision.by.maySign(decision.today, decision.clinic))
      throw new AppError('hold.resolver_not_entitled');
    if (this.resolvedAt !== null) throw new AppError('hold.resolved');
    if (this.flags.length > 0 && !decision.wasTold && !decision.nobodyToldBecause) {
      throw new AppError('hold.nobody_told');
    }
    this.nobodyToldBecause = decision.nobodyToldBecause;
    this.resolvedAt = decision.now;
    this.resolvedBy = decision.by.id;
    this.resolution = decision.resolution;
  }
}

interface Resolving {
  by: Staff;
  clinic: Clinic;
  today: string;
  now: Date;
  resolution: string;
  /** Whether anybody was. */
  wasTold: boolean;
  nobodyToldBecause: string | null;
}

export const REFERRAL_MEANS = ['phone', 'letter', 'in_person', 'ambulance', 'e_mail'] as const;
export type ReferralMeans = (typeof REFERRAL_MEANS)[number];

/** Who was told of a hold, when and how. Written once, never changed. */
@Entity({ schema: 'portal', name: 'referral' })
export class Referral {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') holdId: string;
  @Column('text') told: string;
  @Column('text') how: ReferralMeans;
  @Column('timestamptz') toldAt: Date;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz') writtenAt: Date;
  @Column('uuid') byStaffId: string;
}
