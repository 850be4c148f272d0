/**
 * What a clinician still has to decide before a plan that the rules speak against may be issued, given what they decided
 * before. Pure. There is no deciding on everything at once, and no deciding for good: a decision belongs to a patient, a rule
 * and an exercise, and it lapses when what it rested on changes.
 */
import { daysBetween, HALF_A_YEAR } from '../calendar/days';
import type { Trait } from '../exercise/traits';
import type { Because, Level, Match, Opinion, PlannedItem } from './rule-language';
import { traitsInUse } from './traits-in-use';

/**
 * `override`: a STRONG, with its reason. `acknowledgement`: a CAUTION, read. `known_unchanged`: one shared answer that is
 * carried through the episode, to a CAUTION about the plan or to a STRONG that rests on lifelong facts.
 */
export const DECISION_KINDS = ['override', 'acknowledgement', 'known_unchanged'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const REASON_CODES = [
  'supervised_trial',
  'graded_exposure',
  'adapted_in_dose',
  'benefit_outweighs',
  'patient_preference_informed',
  'specialist_agreed',
  'no_alternative',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** How long "known, unchanged" is carried. */
const CARRIED_DAYS = HALF_A_YEAR;

/** What is sent along with an issue: an answer, or the word that a former one still holds. */
export interface GivenDecision {
  ruleId: string;
  /** null: about the plan. */
  exerciseId: string | null;
  kind?: DecisionKind;
  reasonCode?: ReasonCode;
  reason?: string;
  stillHolds?: true;
}

/** A decision as it was stored with a version. */
export interface FormerDecision {
  id: string;
  ruleId: string;
  ruleVersion: number;
  exerciseId: string | null;
  kind: DecisionKind;
  reasonCode: ReasonCode | null;
  reason: string | null;
  /** The facts as they were. */
  because: readonly Because[];
  /** What the exercise did, or those that the match was about. */
  traits: readonly Trait[];
  /** UTC timestamp. */
  decidedAt: string;
  episodeId: string;
}

/** What is to be stored with the new version. */
export interface DecisionTaken extends Omit<FormerDecision, 'id' | 'decidedAt' | 'episodeId'> {
  level: Level;
  /** The former decision that still holds. */
  confirmsId: string | null;
}

/** About which plan is decided, and beside what. */
export interface Deciding {
  plan: readonly PlannedItem[];
  episodeId: string;
  today: string;
  /** Of the patient, in any order. */
  former: readonly FormerDecision[];
  /** Nothing in the plan asks more than the live one did. */
  isReduction: boolean;
  /** Exercises of the plan that is live. */
  liveExerciseIds: readonly string[];
}

/**
 * The rows to store, one for each answer; for `stillHolds` the former decision as it is now taken again. Expects answers in
 * which `outstanding` found no fault.
 */
export function decisionsTaken(
  { matches }: Pick<Opinion, 'matches'>,
  given: readonly GivenDecision[],
  deciding: Deciding,
): DecisionTaken[] {
  return onePerRuleAndExercise(matches).flatMap((match) => {
    const answer = given.find((one) => isAbout(one, match));
    if (!answer) return [];
    const former = answer.stillHolds ? formerOf(match, deciding) : null;
    const { kind, reasonCode, reason } = former ?? answer;
    return [
      {
        ruleId: match.ruleId,
        ruleVersion: match.ruleVersion,
        level: match.level,
        exerciseId: match.exerciseId,
        kind: kind as DecisionKind,
        reasonCode: reasonCode ?? null,
        reason: reason?.trim() ?? null,
        because: match.because,
        traits: traitsAbout(match, deciding.plan),
        confirmsId: former?.id ?? null,
      },
    ];
  });
}

/** The matches that want an answer with this issue, or have a former one that is carried. INFO never does. */
export function matchesToDecide(matches: readonly Match[], deciding: Deciding): Match[] {
  const live = (match: Match): boolean => {
    const concerned = deciding.plan.filter(({ place }) => match.places.includes(place));
    const items = match.places.length > 0 ? concerned : deciding.plan;
    return items.every(({ exerciseId }) => deciding.liveExerciseIds.includes(exerciseId));
  };
  return onePerRuleAndExercise(matches)
    .filter(({ level }) => level === 'STRONG' || level === 'CAUTION')
    .filter((match) => !(deciding.isReduction && live(match)));
}

/** Whether a former answer is carried: nothing has to be said again. */
export function isCarried(match: Match, { former, today, episodeId, plan }: Deciding): boolean {
  if (!mayBeCarried(match)) return false;
  return former.some(
    (decision) =>
      decision.kind === 'known_unchanged' &&
      decision.episodeId === episodeId &&
      isAbout(decision, match) &&
      daysBetween(decision.decidedAt.slice(0, 10), today) <= CARRIED_DAYS &&
      lapse(decision, match, plan) === null,
  );
}

const mayBeCarried = ({ level, exerciseId, carries }: Match): boolean =>
  level === 'CAUTION' ? exerciseId === null : carries;

/**
 * Why a former decision does not speak for this match any more; null: it does. What was found again with the same words has
 * not changed, whatever its date.
 */
export function lapse(decision: FormerDecision, match: Match, plan: readonly PlannedItem[]): string | null {
  if (decision.ruleVersion !== match.ruleVersion) return 'the rule has changed';
  const facts = (because: readonly Because[]) => because.map(({ fact, words }) => `${fact}: ${words}`).sort();
  if (facts(decision.because).join('\n') !== facts(match.because).join('\n'))
    return 'what it rested on has changed';
  const now = traitsAbout(match, plan);
  if (match.level === 'CAUTION' && match.exerciseId === null) {
    // a rule about some traits is concerned with those; one about any exercise, with all that the plan does
    const concerned = match.traits.length > 0 ? match.traits : now;
    const isNew = concerned.some((trait) => !decision.traits.includes(trait));
    return isNew ? 'the plan does something that it did not do then' : null;
  }
  const isSame =
    now.length === decision.traits.length && now.every((trait) => decision.traits.includes(trait));
  return isSame ? null : 'what the exercise does has changed';
}

/** What the items concerned do, by the library or by their dose. */
function traitsAbout({ exerciseId, places }: Match, plan: readonly PlannedItem[]): Trait[] {
  const items = plan.filter((item) =>
    exerciseId === null ? places.includes(item.place) : item.exerciseId === exerciseId,
  );
  return [...new Set(items.flatMap((item) => [...item.traits, ...traitsInUse(item)]))].sort();
}

export function isAbout(
  one: { ruleId: string; exerciseId: string | null },
  match: Pick<Match, 'ruleId' | 'exerciseId'>,
): boolean {
  return one.ruleId === match.ruleId && one.exerciseId === match.exerciseId;
}

/** An exercise may stand in a plan twice: one answer speaks for both, and the stricter of the two is what is answered. */
function onePerRuleAndExercise(matches: readonly Match[]): Match[] {
  return matches.filter((match, index) => !matches.slice(0, index).some((other) => isAbout(other, match)));
}

/** The newest former decision that still speaks for this match. */
export function formerOf(match: Match, { former, plan, episodeId }: Deciding): FormerDecision | null {
  const standing = former
    .filter((one) => isAbout(one, match) && lapse(one, match, plan) === null)
    .filter((one) => mayAnswer(one.kind, match))
    .filter(({ kind, episodeId: of }) => kind !== 'known_unchanged' || of === episodeId);
  return standing.reduce<FormerDecision | null>(
    (newest, one) => (newest && newest.decidedAt >= one.decidedAt ? newest : one),
    null,
  );
}

export function mayAnswer(kind: DecisionKind, match: Match): boolean {
  if (kind === 'known_unchanged') return mayBeCarried(match);
  return kind === (match.level === 'STRONG' ? 'override' : 'acknowledgement');
}
