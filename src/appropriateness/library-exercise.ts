/** An exercise of the library as alternatives and suggestions look at it. */
import type { Dosage } from '../dosage/dosage';
import type { Rung } from '../exercise/ladder';
import type { Pillar, Trait } from '../exercise/traits';
import type { PlannedItem } from './rule-language';

export interface LibraryExercise extends Rung {
  name: string;
  pillar: Pillar;
  muscles: readonly string[];
  traits: readonly Trait[];
  /** The clinic's, or else the library's. null: the clinician chooses, and what it does is then taken as the library says it. */
  defaultDosage: Dosage | null;
  traitsReviewed: boolean;
  isRetired: boolean;
  video: { dead: boolean } | null;
}

const NOTHING_SAID: Dosage = { side: 'not_applicable', sessions: [] };

/** The exercise at its default dose, as the only item of a plan. */
export function asPlanned({ id, name, traits, defaultDosage, ...exercise }: LibraryExercise): PlannedItem {
  const { traitsReviewed, isRetired, video } = exercise;
  const dosage = defaultDosage ?? NOTHING_SAID;
  return { place: 1, exerciseId: id, name, traits, dosage, traitsReviewed, isRetired, video };
}

/** What may be offered at all. */
export const isOffered = ({ traitsReviewed, isRetired }: LibraryExercise): boolean =>
  traitsReviewed && !isRetired;
