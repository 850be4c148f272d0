import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Dosage } from '../dosage/dosage';
import { AppError } from '../http/errors';
import type { Pillar, Position, Trait } from './traits';
import type { VideoProvider } from './video-link';

export const EXERCISE_STATUSES = ['draft', 'published', 'retired'] as const;
export type ExerciseStatus = (typeof EXERCISE_STATUSES)[number];

export const EXERCISE_SOURCES = ['shared', 'own'] as const;
export type ExerciseSource = (typeof EXERCISE_SOURCES)[number];

/**
 * One exercise of the library. What is prescribed is a snapshot of it, so changing or retiring one here changes no plan.
 * Shared ones belong to no clinic and are changed by nobody but the starter library's loader.
 */
@Entity({ schema: 'portal', name: 'exercise' })
export class Exercise {
  @PrimaryColumn('uuid') id: string;
  /** null: shared by all clinics. */
  @Column('uuid', { nullable: true }) clinicId: string | null;
  /** Unique in the clinic, or among the shared; made once and never changed. */
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') summary: string;
  @Column('text') pillar: Pillar;
  @Column('text', { array: true }) muscles: string[];
  @Column('text', { array: true }) equipment: string[];
  @Column('text') position: Position;
  @Column('text', { array: true }) steps: string[];
  @Column('text', { array: true }) mistakes: string[];
  /** Empty means: looked at, and none applies. */
  @Column('text', { array: true }) traits: Trait[];
  @Column('uuid', { nullable: true }) easierId: string | null;
  @Column('uuid', { nullable: true }) harderId: string | null;
  @Column('jsonb', { nullable: true }) defaultDosage: Dosage | null;
  @Column('uuid', { nullable: true }) copiedFromId: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('uuid', { nullable: true }) publishedBy: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
  @Column('uuid', { nullable: true }) retiredBy: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  get source(): ExerciseSource {
    return this.clinicId === null ? 'shared' : 'own';
  }

  get status(): ExerciseStatus {
    if (this.retiredAt !== null) return 'retired';
    return this.publishedAt === null ? 'draft' : 'published';
  }

  /** Lets it be prescribed, for the first time or again. Throws exercise.published_already, exercise.incomplete. */
  publish(by: string, now: Date): void {
    if (this.status === 'published') throw new AppError('exercise.published_already');
    Object.assign(this, { publishedAt: now, publishedBy: by, retiredAt: null, retiredBy: null });
    this.assertCompleteIfPublished();
  }

  /** Takes it, or a draft nobody needs, out of what can be prescribed. Throws exercise.retired_already. */
  retire(by: string, now: Date): void {
    if (this.status === 'retired') throw new AppError('exercise.retired_already');
    Object.assign(this, { retiredAt: now, retiredBy: by });
  }

  /** Nobody should do an exercise whose steps and pitfalls are not written down. Throws exercise.incomplete. */
  assertCompleteIfPublished(): void {
    if (this.publishedAt === null) return;
    const missing = (['steps', 'mistakes'] as const).filter((field) => this[field].length === 0);
    if (missing.length === 0) return;
    throw new AppError(
      'exercise.incomplete',
      undefined,
      missing.map((field) => ({ pointer: `/${field}`, code: 'missing', detail: 'Write at least one.' })),
    );
  }
}

/**
 * A clinic's link from an exercise, its own or a shared one, to a video. What is kept is the provider and its id. No
 * other clinic sees it.
 */
@Entity({ schema: 'portal', name: 'exercise_video' })
export class ExerciseVideo {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') exerciseId: string;
  @Column('text') provider: VideoProvider;
  @Column('text') ref: string;
  @Column('text') title: string;
  /** BCP 47, such as `en-GB`. */
  @Column('text') language: string;
  @Column('boolean') captions: boolean;
  /** Who last watched it to its end and found it right, and on which day of the clinic's; both or neither. */
  @Column('uuid', { nullable: true }) checkedBy: string | null;
  @Column('date', { nullable: true }) checkedOn: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;
}

/** An exercise with the links that the asking clinic attached to it, by title. */
export type ExerciseWithVideos = Exercise & { videos: ExerciseVideo[] };
