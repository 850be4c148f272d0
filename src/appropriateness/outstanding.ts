/**
 * What keeps a plan from being issued while a rule speaks against it, said as faults of the request: where it is and what to do.
 * A STRONG wants a reason and an early review, a CAUTION an acknowledgement; against a HARD there is nothing to decide.
 */
import { daysBetween } from '../calendar/days';
import type { FieldFault } from '../http/errors';
import {
  DECISION_KINDS,
  type Deciding,
  formerOf,
  type GivenDecision,
  isAbout,
  isCarried,
  lapse,
  matchesToDecide,
  mayAnswer,
  REASON_CODES,
} from './decisions';
import type { Because, Match, Opinion } from './rule-language';

/** The days of the issue that is asked for, on which no decision itself depends. */
export interface ReviewAsked {
  startsOn: string;
  reviewOn: string;
  /** The clinic's, 7 to 28. */
  strongReviewDays: number;
}

const REASON_LENGTH_MIN = 15;
/** What a review may wait at the most, in days, where a STRONG rests on lifelong facts: the longest that a clinic may set. */
const LONGEST_REVIEW_DAYS = 28;

/**
 * Everything that keeps this plan from being issued, as pointers into the request: a HARD match, a match without an answer,
 * an answer that does not do, a review too far away. A reduction asks nothing anew of what was live before; HARD forbids
 * whatever is reduced.
 */
export function outstanding(
  { matches }: Pick<Opinion, 'matches'>,
  given: readonly GivenDecision[],
  deciding: Deciding,
  review: ReviewAsked,
): FieldFault[] {
  const asked = matchesToDecide(matches, deciding);
  return [
    ...forbidden(matches, ''),
    ...given.flatMap((answer, index) => faultsOf(answer, index, given, asked, matches, deciding)),
    ...asked.flatMap((match) => (isAnswered(match, given, deciding) ? [] : [unanswered(match)])),
    ...lateReview(asked, review),
  ];
}

/**
 * Everything that keeps what is live from being prolonged as it is, below the pointer `/live`. Nothing is decided with an
 * extension, so each STRONG needs a former decision that still speaks, and the new review comes as early as at an issue.
 */
export function outstandingToProlong(
  { matches }: Pick<Opinion, 'matches'>,
  deciding: Deciding,
  review: ReviewAsked,
): FieldFault[] {
  const strong = matchesToDecide(matches, { ...deciding, isReduction: false }).filter(
    ({ level }) => level === 'STRONG',
  );
  const undecided = strong.filter((match) => !isCarried(match, deciding) && !formerOf(match, deciding));
  return [...forbidden(matches, '/live'), ...undecided.map(decideAnew), ...lateReview(strong, review)];
}

const isAnswered = (match: Match, given: readonly GivenDecision[], deciding: Deciding): boolean =>
  given.some((answer) => isAbout(answer, match)) || isCarried(match, deciding);

function faultsOf(
  answer: GivenDecision,
  index: number,
  given: readonly GivenDecision[],
  asked: readonly Match[],
  matches: readonly Match[],
  deciding: Deciding,
): FieldFault[] {
  const fault = (field: string, code: string, detail: string): FieldFault => ({
    pointer: `/decisions/${index}${field}`,
    code: `decision.${code}`,
    detail,
  });
  if (given.slice(0, index).some((other) => isAbout(answer, { ...other }))) {
    return [fault('', 'twice', 'This rule is answered twice for the same exercise.')];
  }
  const hard = matches.find((match) => match.level === 'HARD' && isAbout(answer, match));
  if (hard) return [fault('', 'forbidden', `${hard.ruleId} is HARD: nothing can be decided against it.`)];
  const match = asked.find((one) => isAbout(answer, one));
  if (!match) return [fault('', 'not_asked', 'No rule asks for this decision.')];
  if (answer.stillHolds) return confirmationFaults(match, deciding, fault);
  if (answer.kind === undefined || !mayAnswer(answer.kind, match)) {
    const kinds = DECISION_KINDS.filter((kind) => mayAnswer(kind, match));
    return [
      fault('/kind', 'wrong_kind', `${match.ruleId} is ${match.level}: answer with ${kinds.join(' or ')}.`),
    ];
  }
  return match.level === 'STRONG' ? reasonFaults(answer, fault) : [];
}

type MakeFault = (field: string, code: string, detail: string) => FieldFault;

function confirmationFaults(match: Match, deciding: Deciding, fault: MakeFault): FieldFault[] {
  if (formerOf(match, deciding)) return [];
  const before = deciding.former.find((one) => isAbout(one, match));
  if (!before)
    return [fault('/stillHolds', 'nothing_to_confirm', 'There is no former decision. Please decide.')];
  const why =
    lapse(before, match, deciding.plan) ?? 'it was made for something milder, or for another episode';
  return [fault('/stillHolds', 'lapsed', `The former decision has lapsed: ${why}. Please decide anew.`)];
}

function reasonFaults({ reasonCode, reason = '' }: GivenDecision, fault: MakeFault): FieldFault[] {
  const faults: FieldFault[] = [];
  if (reasonCode === undefined || !REASON_CODES.includes(reasonCode)) {
    faults.push(fault('/reasonCode', 'reason_missing', `Please choose one of: ${REASON_CODES.join(', ')}.`));
  }
  const said = reason.trim();
  if ([...said].length < REASON_LENGTH_MIN || new Set(said.replace(/\s/gu, '')).size < 2) {
    const detail = `Please say in at least ${REASON_LENGTH_MIN} characters why this is right for this patient.`;
    faults.push(fault('/reason', 'reason_too_short', detail));
  }
  return faults;
}

/** What is HARD, below the pointer to the plan: it is about an item or all of them, never about an answer. */
export function forbidden(matches: readonly Match[], plan: string): FieldFault[] {
  return matches
    .filter(({ level }) => level === 'HARD')
    .map(({ ruleId, place, text, because }) => ({
      pointer: place === null ? `${plan}/items` : `${plan}/items/${place - 1}`,
      code: 'decision.forbidden',
      detail: `${ruleId}: ${text}${inBrackets(because)}`,
    }));
}

const unanswered = ({ ruleId, level, place, text, because }: Match): FieldFault => ({
  pointer: '/decisions',
  code: level === 'STRONG' ? 'decision.override_missing' : 'decision.acknowledgement_missing',
  detail: `${ruleId}${place === null ? '' : `, item ${place}`}: ${text}${inBrackets(because)}`,
});

const decideAnew = ({ ruleId, place, text, because }: Match): FieldFault => ({
  pointer: place === null ? '/live/items' : `/live/items/${place - 1}`,
  code: 'decision.override_missing',
  detail:
    `${ruleId}: ${text}${inBrackets(because)} Nobody decided on this as it is now. ` +
    'Please change the plan, or issue it anew with your decision.',
});

const inBrackets = (because: readonly Because[]): string =>
  because.length > 0 ? ` (because: ${because.map(({ words }) => words).join('; ')})` : '';

/** A review that was missed only nudges, but it watches over nothing that a rule speaks against. */
const MISSED: FieldFault = {
  pointer: '/reviewOn',
  code: 'decision.review_missed',
  detail: 'With a decision against a STRONG rule, say when you will look again: the last review has passed.',
};

function lateReview(
  asked: readonly Match[],
  { startsOn, reviewOn, strongReviewDays }: ReviewAsked,
): FieldFault[] {
  const strong = asked.filter(({ level }) => level === 'STRONG');
  const limits = strong.map(({ carries }) => (carries ? LONGEST_REVIEW_DAYS : strongReviewDays));
  const limit = Math.min(...limits);
  const days = daysBetween(startsOn, reviewOn);
  if (strong.length === 0) return [];
  if (days < 0) return [MISSED];
  if (days <= limit) return [];
  const detail = `With a decision against a STRONG rule the review is at most ${limit} days from ${startsOn}.`;
  return [{ pointer: '/reviewOn', code: 'decision.review_too_late', detail }];
}
