import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Dosage } from '../dosage/dosage';
import { AppError } from '../http/errors';
import type { DefaultDose, FavouriteExercise } from './preference.entity';
import type { Pillar, Position, Trait } from './traits';
import type { VideoSource } from './video-link';

export const EXERCISE_STATUSES = ['draft', 'published', 'retired'] as const;
export type ExerciseStatus = (typeof EXERCISE_STATUSES)[number];

export const EXERCISE_SOURCES = ['shared', 'own'] as const;
export type ExerciseSource = (typeof EXERCISE_SOURCES)[number];

/** From where exercises are imported. */
export const ORIGINS = ['free-exercise-db', 'own-csv'] as const;
export type Origin = (typeof ORIGINS)[number];

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
  /** null, as the position: a draft that came from elsewhere and does not say. */
  @Column('text', { nullable: true }) pillar: Pillar | null;
  @Column('text', { array: true }) muscles: string[];
  @Column('text', { array: true }) equipment: string[];
  @Column('text', { nullable: true }) position: Position | null;
  @Column('text', { array: true }) steps: string[];
  @Column('text', { array: true }) mistakes: string[];
  /** Empty and reviewed means: looked at, and none applies. */
  @Column('text', { array: true }) traits: Trait[];
  @Column('uuid', { nullable: true }) easierId: string | null;
  @Column('uuid', { nullable: true }) harderId: string | null;
  @Column('jsonb', { nullable: true }) defaultDosage: Dosage | null;
  @Column('uuid', { nullable: true }) copiedFromId: string | null;
  /** The clinic's day on which a clinician went through the traits, and who: nobody of the clinic for the shared ones. */
  @Column('date', { nullable: true }) traitsReviewedOn: string | null;
  @Column('uuid', { nullable: true }) traitsReviewedBy: string | null;
  /** Of an import: the data set, its id there, and the licence under which it came. */
  @Column('text', { nullable: true }) origin: Origin | null;
  @Column('text', { nullable: true }) originId: string | null;
  @Column('text', { nullable: true }) originLicence: string | null;
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

  get importedFrom(): { name: Origin; id: string; licence: string } | null {
    if (this.origin === null) return null;
    return { name: this.origin, id: this.originId as string, licence: this.originLicence as string };
  }

  /** Says what the body does, having gone through the whole list of traits. */
  reviewTraits(traits: Trait[], by: string, today: string): void {
    Object.assign(this, { traits, traitsReviewedBy: by, traitsReviewedOn: today });
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

  /**
   * Nobody should do an exercise whose steps and pitfalls are not written down, and no rule can speak about one whose
   * traits nobody went through. Throws exercise.incomplete, naming each thing that is missing.
   */
  assertCompleteIfPublished(): void {
    if (this.publishedAt === null) return;
    const missing: [field: keyof Exercise, isMissing: boolean, detail: string][] = [
      ['pillar', this.pillar === null, 'Say what kind of exercise it is.'],
      ['position', this.position === null, 'Say where the body starts.'],
      ['steps', this.steps.length === 0, 'Write at least one.'],
      ['mistakes', this.mistakes.length === 0, 'Write at least one.'],
      [
        'traits',
        this.traitsReviewedOn === null,
        'Go through the traits and send the list, if only an empty one.',
      ],
    ];
    const faults = missing
      .filter(([, isMissing]) => isMissing)
      .map(([field, , detail]) => ({ pointer: `/${field}`, code: 'missing', detail }));
    if (faults.length > 0) throw new AppError('exercise.incomplete', undefined, faults);
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
  @Column('text') provider: VideoSource;
  @Column('text') ref: string;
  /** The clinic's own, which `ref` names too; null for one on the web. */
  @Column('uuid', { nullable: true }) mediaId: string | null;
  @Column('text') title: string;
  /** BCP 47, such as `en-GB`. */
  @Column('text') language: string;
  @Column('boolean') captions: boolean;
  /** Who last watched it to its end and found it right, and on which day of the clinic's; both or neither. */
  @Column('uuid', { nullable: true }) checkedBy: string | null;
  @Column('date', { nullable: true }) checkedOn: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;
}

/** An exercise as the asking clinician finds it. */
export type ExerciseAtClinic = Exercise & {
  /** That the clinic attached to it, by title. */
  videos: ExerciseVideo[];
  /** The clinic's own. */
  clinicDose: DefaultDose | null;
  /** Of the one who asks. */
  favourite: FavouriteExercise | null;
};
