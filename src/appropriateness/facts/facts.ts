/**
 * The named facts that rules may ask, gathered. A rule names a fact and never reads a finding itself, so that what is known,
 * in which words and from which day, is decided in one place.
 */
import { HISTORY_FACTS } from './history-facts';
import type { Known } from '../known';
import type { NamedFact } from './named-fact';
import { PREGNANCY_FACTS } from './pregnancy-facts';
import type { Fact } from '../rule-language';
import { SURGERY_FACTS } from './surgery-facts';
import { SYMPTOM_FACTS } from './symptom-facts';

const ALL = { ...SYMPTOM_FACTS, ...HISTORY_FACTS, ...PREGNANCY_FACTS, ...SURGERY_FACTS };

export type FactId = keyof typeof ALL;
export const FACTS: Readonly<Record<FactId, NamedFact>> = ALL;

/** Reads each fact at most once. */
export function factsOf(known: Known): (id: FactId) => Fact {
  const read = new Map<FactId, Fact>();
  return (id) => {
    const fact = read.get(id) ?? FACTS[id].read(known);
    read.set(id, fact);
    return fact;
  };
}
