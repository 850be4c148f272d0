/**
 * What a clinician may want to look at for this patient: exercises for what was found weak or tired, and gentle movement for
 * what they present with, without those that a rule speaks against. Ordered by criteria that everybody can see, never by a
 * score; nothing is chosen for anybody, and no dose is proposed. All of it is a design decision, to be approved by a
 * registered clinician.
 */
import { alongTheLadder } from '../exercise/ladder';
import type { Trait } from '../exercise/traits';
import type { Capacity } from '../finding/findings';
import { appraise } from './appraisal';
import { coreGroupsOf, strengthens } from './coverage';
import type { Known } from './known';
import { asPlanned, type LibraryExercise } from './library-exercise';
import type { Match, Rule } from './rule-language';
import { RULES } from './rules';
import { traitsInUse } from './traits-in-use';

/** In the order in which suggestions are sorted by them. */
export interface SuggestionCriterion {
  criterion: 'finding' | 'rules' | 'ladder';
  words: string;
}

export interface Suggestion {
  exerciseId: string;
  name: string;
  criteria: SuggestionCriterion[];
}

/** Would answer a finding, but a HARD or STRONG rule speaks against it. */
export interface LeftOut {
  exerciseId: string;
  name: string;
  because: Pick<Match, 'ruleId' | 'level' | 'text' | 'because'>[];
}

export interface Suggestions {
  suggestions: Suggestion[];
  leftOut: LeftOut[];
}

/** First what is weak, then what tires early, then what answers the presentation; without a caution before with one. */
export function suggest(
  known: Known,
  library: readonly LibraryExercise[],
  rules: readonly Rule[] = RULES,
): Suggestions {
  const wanted = library.flatMap((exercise) => {
    const reasons = reasonsFor(exercise, known);
    if (reasons.length === 0) return [];
    const { matches } = appraise(known, [asPlanned(exercise)], null, rules);
    return [{ exercise, reasons, matches: matches.filter(({ level }) => level !== 'INFO') }];
  });
  return {
    suggestions: wanted
      .filter(({ matches }) => !matches.some(isAgainst))
      .map((one) => ({ ...one, easier: nextEasier(one.exercise, library) }))
      .sort(byCriteria)
      .map(inWords),
    leftOut: wanted
      .filter(({ matches }) => matches.some(isAgainst))
      .map(({ exercise: { id, name }, matches }) => ({
        exerciseId: id,
        name,
        because: matches
          .filter(isAgainst)
          .map(({ ruleId, level, text, because }) => ({ ruleId, level, text, because })),
      })),
  };
}

const isAgainst = ({ level }: Match): boolean => level === 'HARD' || level === 'STRONG';

/** `rank`: what is more pressing comes first. */
interface Reason {
  rank: number;
  words: string;
}

function reasonsFor(exercise: LibraryExercise, known: Known): Reason[] {
  return [...capacityReasons(exercise, known), ...presentationReasons(exercise, known)].sort(
    (a, b) => a.rank - b.rank,
  );
}

const RANK_OF_CAPACITY: Partial<Record<Capacity['found'], number>> = { weak: 0, fatigues_early: 1 };
const RANK_OF_PRESENTATION = 2;

function capacityReasons(exercise: LibraryExercise, { parts }: Known): Reason[] {
  const { capacity } = parts;
  if (!capacity || !strengthens(exercise)) return [];
  const groups = coreGroupsOf(exercise);
  return capacity.value.flatMap(({ group, side, found }) => {
    const rank = RANK_OF_CAPACITY[found];
    if (rank === undefined || !groups.includes(group)) return [];
    const where = side === 'both' ? 'both sides' : side;
    return [{ rank, words: `${group}: ${found.replace('_', ' ')}, ${where} (${capacity.foundOn})` }];
  });
}

/** What gentle movement of a sore back must not do: reach the end of the range, load, or pull on a nerve. */
const NOT_GENTLE: readonly Trait[] = [
  'lumbar_flexion_end',
  'lumbar_extension_end',
  'lumbar_rotation_end',
  'lumbar_flexion_loaded',
  'lumbar_extension_loaded',
  'lumbar_rotation_loaded',
  'hip_extension_end',
  'neural_tension',
];

function presentationReasons(exercise: LibraryExercise, { presentations, direction }: Known): Reason[] {
  if (presentations === null || exercise.pillar !== 'mobilise') return [];
  const traits = traitsInUse(asPlanned(exercise));
  const isGentle = !traits.some((trait) => NOT_GENTLE.includes(trait));
  const ofThisEpisode = presentations.value.filter(({ elsewhere }) => !elsewhere);
  return ofThisEpisode.flatMap(({ kind }) => {
    const words =
      kind === 'leg_pain_radicular'
        ? matchingDirection(traits, direction)
        : kind !== 'other' && isGentle && `${kind.replace('_', ' ')}: moves within the pain-free range`;
    return words ? [{ rank: RANK_OF_PRESENTATION, words: `${words} (${presentations.foundOn})` }] : [];
  });
}

/** Only a direction that was tested and brings the pain back towards the middle. */
function matchingDirection(traits: readonly Trait[], direction: Known['direction']): string | false {
  const matched = (['flexion', 'extension'] as const).find(
    (one) => direction[one]?.value === 'centralises' && traits.includes(`lumbar_${one}_end`),
  );
  return matched !== undefined && `leg pain: repeated ${matched} centralises`;
}

const nextEasier = ({ id }: LibraryExercise, library: readonly LibraryExercise[]): string | null =>
  alongTheLadder(id, 'easier', library)[0]?.exercise.name ?? null;

interface Wanted {
  exercise: LibraryExercise;
  /** The most pressing first. */
  reasons: Reason[];
  matches: Match[];
  easier: string | null;
}

function byCriteria(a: Wanted, b: Wanted): number {
  const keys = ({ reasons, matches, easier }: Wanted) => [
    reasons[0]?.rank ?? RANK_OF_PRESENTATION,
    matches.length > 0 ? 1 : 0,
    easier === null ? 0 : 1,
  ];
  const [left, right] = [keys(a), keys(b)];
  const differing = left.findIndex((key, index) => key !== right[index]);
  if (differing === -1) return a.exercise.name.localeCompare(b.exercise.name, 'en');
  return (left[differing] as number) - (right[differing] as number);
}

function inWords({ exercise: { id, name }, reasons, matches, easier }: Wanted): Suggestion {
  const cautions = matches.map(({ level, ruleId }) => `${level} ${ruleId}`).join(', ');
  return {
    exerciseId: id,
    name,
    criteria: [
      ...reasons.map(({ words }) => ({ criterion: 'finding' as const, words })),
      { criterion: 'rules', words: cautions || 'no rule matched' },
      { criterion: 'ladder', words: easier === null ? 'the first of its ladder' : `after: ${easier}` },
    ],
  };
}
