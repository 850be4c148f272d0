/** An exercise that can be prescribed today, as alternatives and suggestions look at it. */
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
}

const NOTHING_SAID: Dosage = { side: 'not_applicable', sessions: [] };

/** The exercise at its default dose, as the only item of a plan; its video is chosen when it is prescribed. */
export function asPlanned({ id, name, traits, defaultDosage }: LibraryExercise): PlannedItem {
  return { place: 1, exerciseId: id, name, traits, dosage: defaultDosage ?? NOTHING_SAID, video: null };
}
