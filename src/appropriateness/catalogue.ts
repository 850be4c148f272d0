/**
 * The whole rule table, as a clinician can read it: the rules that are evaluated, and those that are enforced elsewhere and
 * stand here only to be seen. Nothing is decided here.
 */
import type { Trait } from '../exercise/traits';
import { FACTS } from './facts/facts';
import { PLANNED } from './planned';
import type { Condition, Level, Rule } from './rule-language';
import { RULES } from './rules';

/** One line of a rule: when, about which movement, how strictly. */
export interface CatalogueLine {
  when: string;
  traits: readonly Trait[] | 'any' | 'plan';
  level: Level;
  text: string;
}

export interface CatalogueEntry extends Pick<
  Rule,
  'id' | 'version' | 'source' | 'verified' | 'approvedBy' | 'approvedOn'
> {
  lines: readonly CatalogueLine[];
  /** Where it is enforced, if not by the appraisal of a plan. */
  enforcedBy: string | null;
}

const OURS = 'our decision, to be approved by a registered clinician';

/** Their logic is not repeated here: it lives where `enforcedBy` says. */
const ENFORCED_ELSEWHERE: readonly CatalogueEntry[] = [
  {
    id: 'R-000',
    version: 1,
    lines: [
      {
        when:
          'there is no signed assessment of this episode that found exercise suitable, or the last one is older than what is ' +
          'asked needs (reducing, removing or an easier step needs none)',
        traits: 'any',
        level: 'HARD',
        text: 'Only who was seen and assessed, and found suitable, is given exercises.',
      },
    ],
    enforcedBy: 'the freshness of the assessment, when a plan is issued',
    source: `the owner's notice; the days: ${OURS}`,
  },
  {
    id: 'R-001',
    version: 1,
    lines: [
      {
        when: 'a hold is open: a HARD red flag (other than bone stress, which acts through R-BSI), not resolved',
        traits: 'any',
        level: 'HARD',
        text: 'Nothing is issued and nothing is shown until a clinician resolves the hold.',
      },
    ],
    enforcedBy: 'the hold on the patient, whenever a plan is issued or opened',
    source: `Finucane 2020, JOSPT 50:350 (abstract); GIRFT; Community red flags, September 2023; ${OURS}`,
  },
  {
    id: 'R-002',
    version: 1,
    lines: [
      {
        when: 'who issues is not active, or not registered',
        traits: 'any',
        level: 'HARD',
        text: 'Only an active, registered clinician issues a plan.',
      },
    ],
    enforcedBy: 'the standing of the clinician, whenever a plan is issued',
    source: OURS,
  },
  {
    id: 'R-003',
    version: 1,
    lines: [
      {
        when: 'no clinician has reviewed what the body does in the exercise, or it is not published, or it is retired',
        traits: 'any',
        level: 'HARD',
        text: 'Only an exercise that was reviewed and published, and is not retired, can be prescribed.',
      },
    ],
    enforcedBy:
      'the library, when a draft is written and again when it is issued; a plan that runs keeps what was retired since',
    source: OURS,
  },
].map((entry) => ({ ...entry, verified: false, approvedBy: null, approvedOn: null }) as CatalogueEntry);

/** In the table's order, those enforced elsewhere first. */
export function catalogue(rules: readonly Rule[] = RULES): CatalogueEntry[] {
  return [...ENFORCED_ELSEWHERE, ...rules.map(entryOf)];
}

function entryOf({ id, version, if: shared, effects, ...rule }: Rule): CatalogueEntry {
  const { source, verified, approvedBy, approvedOn } = rule;
  const lines = effects.map(({ if: own, traits, level, text }) => {
    const condition = own ?? shared;
    return { when: condition ? inWords(condition) : '', traits, level, text };
  });
  return { id, version, lines, source, verified, approvedBy, approvedOn, enforcedBy: null };
}

/** A condition as a sentence, in brackets where one stands within another. */
export function inWords(condition: Condition): string {
  if ('fact' in condition) return FACTS[condition.fact].says;
  if ('planned' in condition) return PLANNED[condition.planned].says;
  if ('not' in condition) return `not: ${inBrackets(condition.not)}`;
  if ('all' in condition) return condition.all.map(inBrackets).join(' and ');
  if ('any' in condition) return condition.any.map(inBrackets).join(' or ');
  return `at least ${condition.atLeast} of: ${condition.of.map(inBrackets).join(', ')}`;
}

function inBrackets(condition: Condition): string {
  const isLeaf = 'fact' in condition || 'planned' in condition || 'not' in condition;
  return isLeaf ? inWords(condition) : `(${inWords(condition)})`;
}
