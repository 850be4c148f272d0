/**
 * A plan: which exercises, how much of each and why, in phases and groups. What a clinic keeps as a template and what is
 * drafted for a patient are written in this one form.
 */
import { DOSAGE_BOUNDS } from '../dosage/bounds';
import type { Dosage, Group, Phase } from '../dosage/dosage';
import type { BadDay } from './bad-day';

export const ITEMS_MAX = DOSAGE_BOUNDS.place.max;
/** Kinds of sets in all items together, a run of intervals being one: what holding two plans together takes grows with its square. */
export const SET_KINDS_MAX = 300;
export const PHASES_MAX = 10;
export const GROUPS_MAX = 6;
/** Lines of what a version changed: six about each exercise, those taken out, and the order. */
export const CHANGES_MAX = 7 * ITEMS_MAX + 1;

/** What the clinician says of one exercise. */
export interface GivenItem extends BadDay {
  exerciseId: string;
  /** Of a draft only: a template leaves the video open. */
  videoId?: string | null;
  /** Of a draft only: a video of the clinic's own in its stead, such as one made for this patient. */
  clipId?: string | null;
  /** Of a draft only, in their order. Left out: those of the exercise. */
  pictureIds?: readonly string[];
  /** Left out: what a prescription of this exercise starts from at the clinic. */
  dosage?: Dosage;
  why: string;
  /** "with a bent knee": where one exercise is done in several ways. */
  variation?: string | null;
  level?: number | null;
  /** Names of a phase and a group of the plan. */
  phase?: string | null;
  group?: string | null;
  isOptional?: boolean;
  isComfort?: boolean;
  /** For clinicians. */
  note?: string | null;
}

/** What the clinician says in all. */
export interface GivenPlan {
  items: readonly GivenItem[];
  phases: readonly Phase[];
  groups: readonly Group[];
}

/** The same with every dose said. */
export type Choice = GivenItem & { dosage: Dosage };
export interface PlanChoice extends GivenPlan {
  items: readonly Choice[];
}

/** The phase or group of that name; null for none. */
export function partNamed<P extends { name: string }>(
  parts: readonly P[],
  name: string | null | undefined,
): P | null {
  return parts.find((part) => part.name === name) ?? null;
}
