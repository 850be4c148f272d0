import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Pillar, Trait } from '../exercise/traits';
import type { VideoSource } from '../exercise/video-link';
import type { Dosage } from '../dosage/dosage';
import type { Group, Phase } from '../dosage/dosage';
import type { OnBadDay } from '../plan/bad-day';
import type { ShownCaptions, ShownPicture } from '../media/shown-media';
import { nextStanding, type Standing, type Transition } from './lifecycle';

export const DELIVERIES = ['portal', 'paper'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/**
 * What was advised in one episode: the stable thing that URLs name. What the patient is told stands in its versions;
 * where it stands is the sum of its transitions. `standing`, `liveVersionId`, the four dates and `daysClosed` repeat what
 * those rows say and are written by the database's trigger alone.
 */
@Entity({ schema: 'portal', name: 'prescription' })
export class Prescription {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') patientId: string;
  @Column('uuid') episodeId: string;
  @Column({ type: 'text', update: false, insert: false }) standing: Standing;
  @Column({ type: 'uuid', nullable: true, update: false, insert: false }) liveVersionId: string | null;
  @Column('uuid', { nullable: true }) draftVersionId: string | null;
  @Column({ type: 'date', nullable: true, update: false, insert: false }) startsOn: string | null;
  /** Only nudges. */
  @Column({ type: 'date', nullable: true, update: false, insert: false }) reviewOn: string | null;
  /** The last day on which the patient sees anything. */
  @Column({ type: 'date', nullable: true, update: false, insert: false }) adviceUntil: string | null;
  /** The day on which the first week of its week tables begins; a new version goes on counting unless told otherwise. */
  @Column({ type: 'date', nullable: true, update: false, insert: false }) weekOneOn: string | null;
  /** By how many days its weeks were moved on so far, because pauses and holds had closed it. */
  @Column({ type: 'int', update: false, insert: false }) daysClosed: number;
  /** How the patient follows it; delivery.controller.ts alone sets it. */
  @Column({ type: 'text', update: false, insert: false }) delivery: Delivery;
  /** Its episode was an error, such as written for another patient; the episode says who said so and why. */
  @Column({ type: 'timestamptz', nullable: true, update: false, insert: false })
  enteredInErrorAt: Date | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  /** Throws prescription.wrong_standing, saying what is possible instead. */
  assertMay(transition: Transition): void {
    nextStanding(this.standing, transition);
  }
}

/** One wording of the plan. Editable while it is the draft; once issued, the database refuses every change to it. */
@Entity({ schema: 'portal', name: 'prescription_version' })
export class PrescriptionVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') prescriptionId: string;
  @Column('uuid') patientId: string;
  @Column('uuid') episodeId: string;
  @Column('int') number: number;
  /** The full assessment it rests on; set when it is issued. */
  @Column('uuid', { nullable: true }) assessmentId: string | null;
  /** The "nothing new" screen that renewed that assessment, if one did. */
  @Column('uuid', { nullable: true }) screenId: string | null;
  @Column('jsonb') phases: Phase[];
  @Column('jsonb') groups: Group[];
  @Column('text', { nullable: true }) changeNote: string | null;
  /** What it changed of the version before, in the patient's words; written when it is issued. */
  @Column('jsonb', { default: () => "'[]'" }) changes: string[];
  @Column('uuid') draftedBy: string;
  @Column({ type: 'timestamptz', update: false, insert: false }) draftedAt: Date;
}

/** One exercise as the patient is told it: a snapshot, so that later edits to the library do not reach it. */
@Entity({ schema: 'portal', name: 'prescription_item' })
export class PrescriptionItem {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') versionId: string;
  @Column('int') place: number;
  @Column('uuid') exerciseId: string;
  @Column('text') name: string;
  @Column('text') pillar: Pillar;
  @Column('text') position: string;
  @Column('text', { array: true }) equipment: string[];
  @Column('text', { array: true }) steps: string[];
  @Column('text', { array: true }) mistakes: string[];
  @Column('text', { array: true }) traits: Trait[];
  @Column('text', { nullable: true }) videoProvider: VideoSource | null;
  @Column('text', { nullable: true }) videoRef: string | null;
  @Column('text', { nullable: true }) videoEmbedUrl: string | null;
  @Column('text', { nullable: true }) videoWatchUrl: string | null;
  @Column('text', { nullable: true }) videoTitle: string | null;
  @Column('text', { nullable: true }) videoLanguage: string | null;
  @Column('boolean', { nullable: true }) videoCaptions: boolean | null;
  /** Of the clinic's own video: itself, its poster, and its captions. */
  @Column('uuid', { nullable: true }) clipId: string | null;
  @Column('uuid', { nullable: true }) posterId: string | null;
  @Column('jsonb', { default: [] }) captions: ShownCaptions[];
  /** In the order in which they are shown. */
  @Column('jsonb', { default: [] }) pictures: ShownPicture[];
  /** The pictures were named for this item, instead of those of the exercise. */
  @Column('boolean', { default: false }) ownPictures: boolean;
  @Column('jsonb') dosage: Dosage;
  @Column('text') doseSentence: string;
  /** One sentence for the patient: why this one. */
  @Column('text') why: string;
  /** "with a bent knee": where the same exercise is done in several ways. */
  @Column('text', { nullable: true }) variation: string | null;
  @Column('int', { nullable: true }) level: number | null;
  /** Names of its version's phase and group. */
  @Column('text', { nullable: true }) phase: string | null;
  @Column('text', { nullable: true }) groupName: string | null;
  @Column('boolean') isOptional: boolean;
  /** Said to the patient: it is here for comfort. */
  @Column('boolean') isComfort: boolean;
  @Column('text') onBadDay: OnBadDay;
  /** With `less`. */
  @Column('jsonb', { nullable: true }) badDayDosage: Dosage | null;
  @Column('text', { nullable: true }) badDaySentence: string | null;
  /** For clinicians; no patient's view holds it. */
  @Column('text', { nullable: true }) note: string | null;
  /** The weeks in which it is done at all; of its phase when it awaits one. */
  @Column('int') fromWeek: number;
  @Column('int', { nullable: true }) toWeek: number | null;
  /** The phase that a clinician has to begin before this shows. */
  @Column('text', { nullable: true }) awaitsPhase: string | null;
}

/** That a clinician found the criteria of a phase met, and on which day its first week begins. Once for a prescription. */
@Entity({ schema: 'portal', name: 'phase_begun' })
export class PhaseBegun {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') prescriptionId: string;
  @Column('text') phase: string;
  @Column('date') begunOn: string;
  /** Those of the prescription at that time: what is added to them later moves the weeks of the phase on. */
  @Column('int') daysClosed: number;
  @Column({ type: 'timestamptz', update: false, insert: false }) at: Date;
  @Column('uuid') byStaffId: string;
}

export const TRANSITION_KINDS = [
  'issued',
  'superseded',
  'paused',
  'resumed',
  'extended',
  'weeks_moved',
  'completed',
  'withdrawn',
] as const;
export type TransitionKind = (typeof TRANSITION_KINDS)[number];

/** What happened to a prescription, by whom and why. Rows are appended and never changed. */
@Entity({ schema: 'portal', name: 'prescription_transition' })
export class PrescriptionTransition {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', update: false, insert: false }) seq: string;
  @Column('uuid') clinicId: string;
  @Column('uuid') prescriptionId: string;
  @Column('uuid') versionId: string;
  @Column('text') kind: TransitionKind;
  @Column({ type: 'timestamptz', update: false, insert: false }) at: Date;
  @Column('uuid') byStaffId: string;
  @Column('text', { nullable: true }) because: string | null;
  @Column('date', { nullable: true }) startsOn: string | null;
  @Column('date', { nullable: true }) reviewOn: string | null;
  @Column('date', { nullable: true }) adviceUntil: string | null;
  @Column('date', { nullable: true }) weekOneOn: string | null;
  /** The days that it adds to those of the prescription; 0 unless the plan opens again with it. */
  @Column('int', { default: 0 }) daysClosed: number;
  /** Of an issue or an extension: how many sessions the plan then expects from its first day to its last. */
  @Column('int', { nullable: true }) sessionsExpected: number | null;
}
