/**
 * Whether a condition holds, in three values (Kleene's strong logic): "yes and unknown" is unknown, "no and unknown" is no,
 * "yes or unknown" is yes. What is not known is never taken for "no".
 */
import type { FactId } from './facts/facts';
import type { PlannedId } from './planned';
import type { Because, Condition, Fact, Truth } from './rule-language';

/** Where facts come from: of the patient, and of the item or plan that is being looked at. */
export interface Lookup {
  fact(id: FactId): Fact;
  planned(id: PlannedId): Fact;
}

/** `settledBy`: the facts that made it yes, or no. `hangsOn`: of an unknown, the patient's facts that would settle it. */
export interface Evaluation {
  truth: Truth;
  settledBy: Settling[];
  hangsOn: FactId[];
}
export type Settling = Because & { isLifelong: boolean };

export function evaluate(condition: Condition, lookup: Lookup): Evaluation {
  if ('fact' in condition) return ofFact(condition.fact, lookup.fact(condition.fact), [condition.fact]);
  if ('planned' in condition) return ofFact(condition.planned, lookup.planned(condition.planned), []);
  if ('not' in condition) return negated(evaluate(condition.not, lookup));
  if ('all' in condition) return atLeast(condition.all.length, condition.all, lookup);
  if ('any' in condition) return atLeast(1, condition.any, lookup);
  return atLeast(condition.atLeast, condition.of, lookup);
}

function ofFact(id: FactId | PlannedId, fact: Fact, asked: FactId[]): Evaluation {
  if (fact.truth === 'unknown') return { truth: 'unknown', settledBy: [], hangsOn: asked };
  const { truth, words, foundOn, isLifelong = false } = fact;
  return { truth, settledBy: [{ fact: id, words, foundOn, isLifelong }], hangsOn: [] };
}

const OPPOSITE = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;

function negated(evaluation: Evaluation): Evaluation {
  return { ...evaluation, truth: OPPOSITE[evaluation.truth] };
}

/** "All" is at least as many as there are, "any" at least one; so "all" of nothing holds, and "any" of nothing does not. */
function atLeast(least: number, conditions: readonly Condition[], lookup: Lookup): Evaluation {
  const parts = conditions.map((condition) => evaluate(condition, lookup));
  const inTruth = (truth: Truth) => parts.filter((part) => part.truth === truth);
  const [held, open] = [inTruth('yes'), inTruth('unknown')];
  if (held.length >= least) return settled('yes', held);
  if (held.length + open.length < least) return settled('no', inTruth('no'));
  return { truth: 'unknown', settledBy: [], hangsOn: distinct(open.flatMap((part) => part.hangsOn)) };
}

function settled(truth: Truth, parts: readonly Evaluation[]): Evaluation {
  const byFact = new Map(parts.flatMap((part) => part.settledBy).map((one) => [one.fact, one]));
  return { truth, settledBy: [...byFact.values()], hangsOn: [] };
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
