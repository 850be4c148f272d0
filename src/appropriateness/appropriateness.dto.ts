import { DOSAGE_BOUNDS } from '../dosage/bounds';
import { TRAITS, type Trait } from '../exercise/traits';
import { CORE_GROUPS, type CoreGroup } from '../finding/findings';
import { Choice, Choices, Field, Flag, Id, Instant, ListOf, Said, Text, Texts, Whole } from '../http/fields';
import type { Instead } from './alternatives';
import type { CatalogueEntry } from './catalogue';
import type { GroupCoverage } from './coverage';
import {
  DECISION_KINDS,
  type DecisionKind,
  type GivenDecision,
  REASON_CODES,
  type ReasonCode,
} from './decisions';
import { type Level, LEVELS, type Match } from './rule-language';
import type { RuleDecision } from './rule-decision.entity';

const RULE = { max: 20, example: 'R-SPA' };
/**
 * Characters that the longest plan and the longest history bring about: every kind of load in 20 exercises, by name; all that is
 * alike in the muscles of two exercises.
 */
export const WORDS_BOUNDS = { because: 25_000, criterion: 1500 } as const;
export const RULE_TEXT = { max: 1000, example: 'Start in the pain-free middle range and reduce the dose.' };
const SOURCE = { max: 500, example: 'general knowledge, not verified' };
const VERIFIED = { example: false, about: 'Whether it was read in the source named.' };

/** An answer to one rule about one exercise, or about the plan; there is no answer to everything at once. */
export class GivenDecisionDto implements GivenDecision {
  @Text(RULE) ruleId: string;
  @Id({ nullable: true, example: null, about: 'null: about the plan.' }) exerciseId: string | null;
  @Choice(DECISION_KINDS, {
    optional: true,
    example: 'acknowledgement',
    about: 'STRONG: override; CAUTION: acknowledgement; known_unchanged where the match may be carried.',
  })
  kind?: DecisionKind;
  @Choice(REASON_CODES, { optional: true, about: 'Of an override.' }) reasonCode?: ReasonCode;
  @Text({
    max: 1000,
    optional: true,
    example: 'Supervised in the clinic twice without pain.',
    about: 'Of an override.',
  })
  reason?: string;
  @Said({ about: 'The former decision still holds; instead of all else.' }) stillHolds?: true;
}

export class BecauseDto {
  @Text({ max: 60, example: 'acute_spasm' }) fact: string;
  @Text({ max: WORDS_BOUNDS.because, example: 'pain 8 of 10' }) words: string;
  @Text({ max: 10, nullable: true, example: '2026-11-22', about: 'The day on which it was found.' })
  foundOn: string | null;
}

export class CriterionDto {
  @Text({ max: 40, example: 'easier_step' }) criterion: string;
  @Text({ max: WORDS_BOUNDS.criterion, example: 'one step easier' }) words: string;
}

export class AlternativeDto {
  @Id() exerciseId: string;
  @Text({ max: 120, example: 'Glute bridge' }) name: string;
  @ListOf(() => CriterionDto) criteria: CriterionDto[];
}

export class InsteadDto {
  @Whole({ ...DOSAGE_BOUNDS.place }) place: number;
  @Id() exerciseId: string;
  @ListOf(() => AlternativeDto, { about: 'In the order of their criteria, never of a score.' })
  alternatives: AlternativeDto[];
}

const ANSWERS = ['none', 'needed', 'carried', 'may_be_confirmed'] as const;
export type Answer = (typeof ANSWERS)[number];

export class MatchDto {
  @Text(RULE) ruleId: string;
  @Field({ type: 'integer', example: 1 }) ruleVersion: number;
  @Choice(LEVELS, { example: 'CAUTION' }) level: Level;
  @Whole({ ...DOSAGE_BOUNDS.place, nullable: true, about: 'null: about the plan as a whole.' })
  place: number | null;
  @Id({ nullable: true }) exerciseId: string | null;
  @Field({ type: 'array', items: { type: 'integer' }, example: [1], about: 'The items it speaks about.' })
  places: number[];
  @Choices(TRAITS, { example: ['lumbar_flexion_loaded'], about: 'What it objects to.' }) traits: Trait[];
  @Text(RULE_TEXT) text: string;
  @ListOf(() => BecauseDto) because: BecauseDto[];
  @Text(SOURCE) source: string;
  @Flag(VERIFIED) verified: boolean;
  @Flag({ example: false, about: 'One answer, “known, unchanged”, may be carried through the episode.' })
  carries: boolean;
  @Choice(ANSWERS, {
    example: 'needed',
    about:
      'What the issue asks: may_be_confirmed: a former decision still speaks for it, and wants one word.',
  })
  answer: Answer;
  @ListOf(() => InsteadDto, { about: 'What could be prescribed instead.' }) instead: InsteadDto[];
}

export class UnknownFactDto {
  @Text({ max: 60, example: 'osteoporosis' }) fact: string;
  @Text({ max: 500, example: 'Does the patient have osteoporosis?' }) question: string;
  @Texts({ max: 50, each: 20, example: ['R-OST1', 'R-OST2'] }) ruleIds: string[];
}

export class NamedExerciseDto {
  @Id() exerciseId: string;
  @Text({ max: 120, example: 'Glute bridge' }) name: string;
}

export class GroupCoverageDto implements GroupCoverage {
  @Choice(CORE_GROUPS) group: CoreGroup;
  @ListOf(() => NamedExerciseDto) strengthenedBy: NamedExerciseDto[];
  @ListOf(() => NamedExerciseDto, { about: 'Mobilised or stretched.' }) movedBy: NamedExerciseDto[];
}

export class LeftOutReasonDto {
  @Text(RULE) ruleId: string;
  @Choice(LEVELS) level: Level;
  @Text(RULE_TEXT) text: string;
  @ListOf(() => BecauseDto) because: BecauseDto[];
}

export class LeftOutDto {
  @Id() exerciseId: string;
  @Text({ max: 120, example: 'Glute bridge' }) name: string;
  @ListOf(() => LeftOutReasonDto) because: LeftOutReasonDto[];
}

export class SuggestionsDto {
  @ListOf(() => AlternativeDto, { about: 'First what is weak, then what tires early, then what eases.' })
  suggestions: AlternativeDto[];
  @ListOf(() => LeftOutDto, { about: 'Would answer a finding, but a rule speaks against it.' })
  leftOut: LeftOutDto[];
}

export class RuleLineDto {
  @Choice(LEVELS) level: Level;
  @Text({ max: 4000, min: 0, example: 'osteoporosis', about: 'Empty: always.' }) when: string;
  @Texts({
    max: 40,
    each: 60,
    example: ['lumbar_flexion_loaded'],
    about: 'any: every item; plan: the plan as a whole.',
  })
  traits: string[];
  @Text(RULE_TEXT) text: string;
}

export class RuleDto {
  @Text(RULE) id: string;
  @Field({ type: 'integer', example: 1 }) version: number;
  @ListOf(() => RuleLineDto) lines: RuleLineDto[];
  @Text({
    max: 300,
    nullable: true,
    example: null,
    about: 'Where it is enforced, if not by the appraisal of a plan.',
  })
  enforcedBy: string | null;
  @Text(SOURCE) source: string;
  @Flag(VERIFIED) verified: boolean;
  @Text({ max: 200, nullable: true, example: null, about: 'null: awaits a registered clinician.' })
  approvedBy: string | null;
  @Text({ max: 10, nullable: true, example: null }) approvedOn: string | null;
}

export class RuleDecisionDto {
  @Id() id: string;
  @Whole({ min: 1, max: 10_000, about: 'Of the version that it let pass.' }) versionNumber: number;
  @Text(RULE) ruleId: string;
  @Field({ type: 'integer', example: 1 }) ruleVersion: number;
  @Choice(LEVELS, { example: 'CAUTION' }) level: Level;
  @Id({ nullable: true }) exerciseId: string | null;
  @Choice(DECISION_KINDS, { example: 'acknowledgement' }) kind: DecisionKind;
  @Choice(REASON_CODES, { nullable: true }) reasonCode: ReasonCode | null;
  @Text({ max: 1000, nullable: true, example: null }) reason: string | null;
  @ListOf(() => BecauseDto) because: BecauseDto[];
  @Choices(TRAITS, { example: [] }) traits: Trait[];
  @Id({ nullable: true, example: null, about: 'The former decision that was said to still hold.' })
  confirmsId: string | null;
  @Instant() decidedAt: string;
  @Id() decidedBy: string;
}

export function toMatch(match: Match, answer: Answer, instead: Instead[]): MatchDto {
  return { ...match, because: match.because.map(toBecause), answer, instead };
}

export function toRuleDecision(decision: RuleDecision, versionNumber: number): RuleDecisionDto {
  return {
    id: decision.id,
    versionNumber,
    ruleId: decision.ruleId,
    ruleVersion: decision.ruleVersion,
    level: decision.level,
    exerciseId: decision.exerciseId,
    kind: decision.kind,
    reasonCode: decision.reasonCode,
    reason: decision.reason,
    because: decision.because.map(toBecause),
    traits: decision.traits,
    confirmsId: decision.confirmsId,
    decidedAt: decision.decidedAt.toISOString(),
    decidedBy: decision.decidedBy,
  };
}

const toBecause = ({ fact, words, foundOn }: Match['because'][number]): BecauseDto => ({
  fact,
  words,
  foundOn,
});

export function toRule({ lines, ...rule }: CatalogueEntry): RuleDto {
  return {
    id: rule.id,
    version: rule.version,
    lines: lines.map(({ when, traits, level, text }) => ({
      when,
      traits: typeof traits === 'string' ? [traits] : [...traits],
      level,
      text,
    })),
    enforcedBy: rule.enforcedBy,
    source: rule.source,
    verified: rule.verified,
    approvedBy: rule.approvedBy,
    approvedOn: rule.approvedOn,
  };
}
