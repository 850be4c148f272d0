/**
 * What the rules say of a plan, given what is known of the patient: every rule that matches, and every fact that a rule would
 * have had to know. One pure function; it advises the clinician, and what it says is never shown to a patient.
 */
import type { Trait } from '../exercise/traits';
import { TRAITS } from '../exercise/traits';
import { evaluate, type Evaluation, type Settling } from './condition';
import { type FactId, FACTS, factsOf } from './facts/facts';
import type { Known } from './known';
import { plannedFact, type Subject } from './planned';
import {
  type Level,
  LEVELS,
  type Match,
  type Opinion,
  type PlannedItem,
  type Rule,
  type RuleEffect,
} from './rule-language';
import { RULES } from './rules';
import { traitsInUse } from './traits-in-use';

/**
 * `before`: the plan that was live, null where there was none. The answer depends on nothing but these, and says the same of
 * the same. Matches come strictest first, then about the whole plan before its items in order, then in the table's order.
 */
export function appraise(
  known: Known,
  plan: readonly PlannedItem[],
  before: readonly PlannedItem[] | null,
  rules: readonly Rule[] = RULES,
): Opinion {
  const subjects = subjectsOf(plan, before);
  const facts = factsOf(known);
  const unknown = new Map<string, { fact: FactId; ruleIds: string[] }>();
  const matches: Match[] = [];
  for (const rule of rules) {
    const spoken: Spoken[] = [];
    for (const effect of rule.effects) {
      for (const subject of subjects) {
        const objectsTo = concerns(effect, subject);
        if (!objectsTo) continue;
        const evaluation = evaluate(conditionOf(rule, effect), {
          fact: facts,
          planned: (id) => plannedFact(id, subject),
        });
        if (evaluation.truth === 'yes') spoken.push({ effect, subject, objectsTo, evaluation });
        if (evaluation.truth === 'unknown') note(unknown, known, rule, evaluation);
      }
    }
    matches.push(...matchesOf(rule, spoken));
  }
  return {
    matches: matches.sort(byLevelThenPlace),
    unknown: [...unknown].map(([question, { fact, ruleIds }]) => ({ fact, question, ruleIds })),
  };
}

/** `rules_off`: this installation records only, and nobody asked. */
export const PLAN_VERDICTS = [
  'forbidden',
  'needs_reason',
  'needs_acknowledgement',
  'no_rule_matched',
  'rules_off',
] as const;
export type PlanVerdict = (typeof PLAN_VERDICTS)[number];

/** By the strictest match. INFO asks for nothing, so it changes nothing here. */
export function verdictOf({ matches }: Pick<Opinion, 'matches'>): PlanVerdict {
  const has = (level: Level) => matches.some((match) => match.level === level);
  if (has('HARD')) return 'forbidden';
  if (has('STRONG')) return 'needs_reason';
  return has('CAUTION') ? 'needs_acknowledgement' : 'no_rule_matched';
}

/** The plan as a whole, then each of its items, with what the body does in it. */
type Asked = Subject & { traits: readonly Trait[] };
interface Spoken {
  effect: RuleEffect;
  subject: Asked;
  objectsTo: Trait[];
  evaluation: Evaluation;
}

function subjectsOf(plan: readonly PlannedItem[], before: readonly PlannedItem[] | null): Asked[] {
  const items = plan.map((item) => ({ item, plan, before, traits: traitsInUse(item) }));
  return [{ item: null, plan, before, traits: [] }, ...items];
}

/** The traits that an effect is about in this subject; null: it is not about it. */
function concerns({ traits }: RuleEffect, { item, traits: has }: Asked): Trait[] | null {
  if (traits === 'plan' || item === null) return traits === 'plan' && item === null ? [] : null;
  if (traits === 'any') return [];
  const found = has.filter((trait) => traits.includes(trait));
  return found.length > 0 ? found : null;
}

const NEVER = { any: [] };
const conditionOf = (rule: Rule, effect: RuleEffect) => effect.if ?? rule.if ?? NEVER;

/** Facts that hang on one question are one unknown. */
function note(
  unknown: Map<string, { fact: FactId; ruleIds: string[] }>,
  known: Known,
  rule: Rule,
  { hangsOn }: Evaluation,
): void {
  for (const fact of hangsOn) {
    const { question, isListed } = FACTS[fact];
    if (!isListed?.(known)) continue;
    const listed = unknown.get(question) ?? { fact, ruleIds: [] };
    if (!listed.ruleIds.includes(rule.id)) listed.ruleIds.push(rule.id);
    unknown.set(question, listed);
  }
}

/**
 * One match for each item about which the rule speaks, in the words of what is strictest there; and one for the plan out of
 * all that is said only once.
 */
function matchesOf(rule: Rule, spoken: readonly Spoken[]): Match[] {
  const perSubject = new Map<Asked, Spoken[]>();
  for (const one of spoken) perSubject.set(one.subject, [...(perSubject.get(one.subject) ?? []), one]);
  const strictest = [...perSubject.values()].map(onlyStrictest);
  const single = strictest.filter((ones) => !ones.every(isSaidOnce));
  const once = strictest.filter((ones) => ones.every(isSaidOnce)).flat();
  return [
    ...single.map((ones) => matchOf(rule, ones, ones[0]?.subject.item ?? null)),
    ...together(rule, once),
  ];
}

function together(rule: Rule, spoken: readonly Spoken[]): Match[] {
  return spoken.length > 0 ? [matchOf(rule, onlyStrictest(spoken), null)] : [];
}

const isSaidOnce = ({ effect }: Spoken): boolean =>
  effect.oncePerPlan === true || effect.level === 'CAUTION' || effect.level === 'INFO';

function onlyStrictest(spoken: readonly Spoken[]): Spoken[] {
  const level = LEVELS.find((one) => spoken.some(({ effect }) => effect.level === one));
  return spoken.filter(({ effect }) => effect.level === level);
}

function matchOf(rule: Rule, spoken: readonly Spoken[], item: PlannedItem | null): Match {
  const level = (spoken[0] as Spoken).effect.level;
  const because = settling(spoken);
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    level,
    place: item?.place ?? null,
    exerciseId: item?.exerciseId ?? null,
    places: distinct(spoken.flatMap(({ subject }) => (subject.item ? [subject.item.place] : []))).sort(
      (a, b) => a - b,
    ),
    traits: TRAITS.filter((trait) => spoken.some(({ objectsTo }) => objectsTo.includes(trait))),
    text: distinct(spoken.map(({ effect }) => effect.text)).join(' '),
    because: because.map(({ fact, words, foundOn }) => ({ fact, words, foundOn })),
    source: rule.source,
    verified: rule.verified,
    carries: level === 'STRONG' && isOfThePatientForLife(because),
  };
}

/** What made it hold, each fact of the patient once; of the items each in its own words. */
function settling(spoken: readonly Spoken[]): Settling[] {
  const byWords = new Map<string, Settling>();
  for (const { evaluation } of spoken)
    for (const one of evaluation.settledBy) byWords.set(`${one.fact} ${one.words}`, one);
  return [...byWords.values()];
}

/** What the plan does may stand beside it: that is the clinician's own doing, and a change of it is seen. */
function isOfThePatientForLife(because: readonly Settling[]): boolean {
  const ofPatient = because.filter(({ fact }) => fact in FACTS);
  return ofPatient.length > 0 && ofPatient.every(({ isLifelong }) => isLifelong);
}

function byLevelThenPlace(a: Match, b: Match): number {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (a.place ?? 0) - (b.place ?? 0);
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
