/** Exercises of a small library, for the specs of what may be offered from one. */
import type { LibraryExercise } from '../../src/appropriateness/library-exercise';

/** A strengthening exercise, named by its id. */
export const offered = (id: string, more: Partial<LibraryExercise> = {}): LibraryExercise => ({
  id,
  name: id,
  pillar: 'strengthen',
  muscles: [],
  traits: [],
  easierId: null,
  harderId: null,
  defaultDosage: null,
  ...more,
});
