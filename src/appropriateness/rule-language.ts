/**
 * The language in which the appropriateness rules are written, and what comes out when they are asked. Rules are data; a
 * condition is a tree over named facts, so that it can be read, printed and evaluated in three values: an unanswered fact is
 * `unknown`, never "no".
 */
import type { Dosage, Group, Phase } from '../dosage/dosage';
import type { Trait } from '../exercise/traits';
import type { FactId } from './facts/facts';
import type { PlannedId } from './planned';

/**
 * HARD: cannot be issued. STRONG: can, with a reason, and a review within the clinic's limit. CAUTION: an acknowledgement.
 * INFO: text only.
 */
export const LEVELS = ['HARD', 'STRONG', 'CAUTION', 'INFO'] as const;
export type Level = (typeof LEVELS)[number];

export type Truth = 'yes' | 'no' | 'unknown';

/**
 * What is known of one question. `words` say it as found ("SLR 30° left"), never as counted from today: a decision lapses when
 * they change. `foundOn` is the day it was found. `isLifelong`: it will not pass, and nobody says that it changed.
 */
export interface Fact {
  truth: Truth;
  words: string;
  foundOn: string | null;
  isLifelong?: boolean;
}

/** `fact`: of the patient. `planned`: of the item as prescribed, or of the plan. */
export type Condition =
  | { fact: FactId }
  | { planned: PlannedId }
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { atLeast: number; of: readonly Condition[] }
  | { not: Condition };

/**
 * What a rule says of items that have one of these traits, as prescribed; `any`: of every item, whatever it does; `plan`: of the
 * plan as a whole.
 */
export interface RuleEffect {
  /** Its own condition, in place of the rule's. */
  if?: Condition;
  traits: readonly Trait[] | 'any' | 'plan';
  level: Level;
  /** For the clinician. It never says "safe". */
  text: string;
  /** CAUTION and INFO are always said once for the plan, naming its items; a HARD or STRONG only with this. */
  oncePerPlan?: true;
}

/** Where the source of one part of a rule says something else than another, the whole rule is not verified. */
export interface Rule {
  /** Stable: it is stored with each decision. */
  id: string;
  /** Raised whenever the meaning changes. */
  version: number;
  /** Of every effect that names no condition of its own. */
  if?: Condition;
  effects: readonly RuleEffect[];
  source: string;
  /** Whether the facts were read in the source named; else general knowledge or our own decision. */
  verified: boolean;
  /** Of a registered clinician; null: awaits it. */
  approvedBy: string | null;
  approvedOn: string | null;
}

/** One item of a plan, as the rules look at it. */
export interface PlannedItem {
  place: number;
  exerciseId: string;
  name: string;
  /** Of the exercise, reviewed, so that an empty list is complete; what the dose brings or lifts is said by traits-in-use.ts. */
  traits: readonly Trait[];
  dosage: Dosage;
  /** When it is done; absent or null: throughout the plan. */
  phase?: Phase | null;
  /** With what it is done; absent or null: by itself. */
  group?: Group | null;
  /** `isChecked`: somebody of the clinic watched it and found it right. `null`: none is shown. */
  video: { isChecked: boolean } | null;
}

/** One rule that speaks, about one item or about the whole plan (`place` and `exerciseId` null). */
export interface Match {
  ruleId: string;
  ruleVersion: number;
  level: Level;
  place: number | null;
  exerciseId: string | null;
  /** The items it speaks about: the one at `place`; of a match about the plan those that gave rise to it, if any did. */
  places: number[];
  /** What it objects to; empty when it speaks whatever the exercise does. */
  traits: Trait[];
  text: string;
  because: Because[];
  source: string;
  verified: boolean;
  /** A STRONG that rests on lifelong facts alone: one answer may be carried through the episode. */
  carries: boolean;
}

/** One of the facts that made a condition hold. */
export interface Because {
  fact: FactId | PlannedId;
  words: string;
  foundOn: string | null;
}

/** Something that a rule would have to know. Listed once per plan. */
export interface UnknownFact {
  fact: FactId;
  question: string;
  /** The rules that could not be decided for want of it. */
  ruleIds: string[];
}

/** Every rule that matched, the strictest first; never only the first. No match is said as "no rule matched". */
export interface Opinion {
  matches: Match[];
  unknown: UnknownFact[];
}
