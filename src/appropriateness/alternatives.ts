/**
 * What could be done instead of an exercise that a rule speaks against: exercises that do not do what the rule objects to. They
 * are ordered by criteria that everybody can see, never by a score, and nobody is told that one of them is safe.
 */
import { alongTheLadder } from '../exercise/ladder';
import { appraise } from './appraisal';
import { coreGroupsOf } from './coverage';
import type { Known } from './known';
import { asPlanned, type LibraryExercise } from './library-exercise';
import type { Match, PlannedItem, Rule } from './rule-language';
import { RULES } from './rules';
import { traitsInUse } from './traits-in-use';

/** Why something is offered, in words to show. */
export interface Criterion {
  criterion: 'easier_step' | 'harder_step' | 'same_kind';
  words: string;
}

export interface Alternative {
  exerciseId: string;
  name: string;
  criteria: Criterion[];
}

/** For one item that the rule speaks about. */
export interface Instead {
  place: number;
  exerciseId: string;
  alternatives: Alternative[];
}

/** More than a clinician reads at a glance. */
const OFFERED_AT_MOST = 6;

/**
 * For each item that a HARD or STRONG match is about, at most six others: down its ladder and up it, the nearest first, then
 * of the same pillar and for the same muscles. None that is in the plan already, and none of which another HARD or STRONG
 * rule says what this one does. A match that speaks whatever the exercise does has no alternatives.
 */
export function alternativesTo(
  match: Match,
  plan: readonly PlannedItem[],
  library: readonly LibraryExercise[],
  known: Known,
  rules: readonly Rule[] = RULES,
): Instead[] {
  if (match.traits.length === 0 || (match.level !== 'HARD' && match.level !== 'STRONG')) return [];
  const planned = plan.map(({ exerciseId }) => exerciseId);
  const isFree = new Map<string, boolean>();
  const offered = (exercise: LibraryExercise): boolean => {
    if (planned.includes(exercise.id)) return false;
    const free = isFree.get(exercise.id) ?? !isSpokenAgainst(exercise, match, known, rules);
    isFree.set(exercise.id, free);
    return free;
  };
  return plan
    .filter(({ place }) => match.places.includes(place))
    .map(({ place, exerciseId }) => ({
      place,
      exerciseId,
      alternatives: candidatesFor(exerciseId, library)
        .filter(({ exercise }) => offered(exercise))
        .slice(0, OFFERED_AT_MOST)
        .map(({ exercise, criterion }) => ({
          exerciseId: exercise.id,
          name: exercise.name,
          criteria: [criterion],
        })),
    }));
}

interface Candidate {
  exercise: LibraryExercise;
  criterion: Criterion;
}

function candidatesFor(exerciseId: string, library: readonly LibraryExercise[]): Candidate[] {
  const ladder = (['easier', 'harder'] as const).flatMap((direction) =>
    alongTheLadder(exerciseId, direction, library).map(({ exercise, steps }): Candidate => {
      const words = `${steps === 1 ? 'one step' : `${steps} steps`} ${direction}`;
      return { exercise, criterion: { criterion: `${direction}_step`, words } };
    }),
  );
  const onLadder = new Set(ladder.map(({ exercise }) => exercise.id));
  const self = library.find(({ id }) => id === exerciseId);
  if (!self) return ladder;
  const sameKind = library
    .filter(({ id, pillar }) => id !== exerciseId && !onLadder.has(id) && pillar === self.pillar)
    .map((exercise) => ({ exercise, shared: sharedWork(self, exercise) }))
    .filter(({ shared }) => shared.length > 0)
    .sort((a, b) => b.shared.length - a.shared.length || a.exercise.name.localeCompare(b.exercise.name, 'en'))
    .map(({ exercise, shared }): Candidate => {
      const words = `also ${self.pillar.replace('_', ' ')}: ${shared.join(', ')}`;
      return { exercise, criterion: { criterion: 'same_kind', words } };
    });
  return [...ladder, ...sameKind];
}

/** Muscles by the same word, or else core groups. */
function sharedWork(a: LibraryExercise, b: LibraryExercise): string[] {
  const muscles = a.muscles.filter((muscle) => b.muscles.includes(muscle));
  return muscles.length > 0 ? muscles : coreGroupsOf(a).filter((group) => coreGroupsOf(b).includes(group));
}

/** By this rule's objection, or by any other HARD or STRONG one that looks at what the exercise does. */
function isSpokenAgainst(
  exercise: LibraryExercise,
  match: Match,
  known: Known,
  rules: readonly Rule[],
): boolean {
  const item = asPlanned(exercise);
  if (traitsInUse(item).some((trait) => match.traits.includes(trait))) return true;
  return appraise(known, [item], null, rules).matches.some(
    ({ level, traits }) => traits.length > 0 && (level === 'HARD' || level === 'STRONG'),
  );
}
