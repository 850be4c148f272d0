/**
 * Which exercise somebody means who wrote its name, its code or its id into a table. Nothing is guessed: where several are called
 * so, none is meant. Pure.
 */
import { shortened } from '../../table-import/table';

export interface NamedExercise {
  id: string;
  code: string;
  name: string;
}

const plain = (words: string): string => words.trim().replace(/\s+/g, ' ').toLowerCase();

export class ExerciseNames {
  private readonly byKey = new Map<string, NamedExercise[]>();

  constructor(exercises: readonly NamedExercise[]) {
    for (const exercise of exercises) {
      const { id, code, name } = exercise;
      for (const key of new Set([id, code, name].map(plain))) {
        this.byKey.set(key, [...(this.byKey.get(key) ?? []), exercise]);
      }
    }
  }

  /** A sentence for a person where it is none, or several. */
  find(said: string): NamedExercise | string {
    const [found, another] = this.byKey.get(plain(said)) ?? [];
    if (!found) return `No exercise that can be prescribed is called "${shortened(said)}".`;
    if (another) return `Several exercises are called "${shortened(said)}": write the id of one.`;
    return found;
  }
}
