/**
 * Why something stands on the worklist, in a sentence for clinicians. Made from the facts that an alert keeps, whoever raised
 * it: what is missing there is left out of the sentence, and what is unknown is not guessed. Never shown to patients.
 */
import { type AlertFacts, type AlertKind, ruleOf } from './alert-rules';

/** Falls back to the trigger of the rule where the facts say nothing that is understood. */
export function whyInWords(kind: AlertKind, facts: AlertFacts): string {
  return WORDS[kind](facts) ?? ruleOf(kind).trigger;
}

type InWords = (facts: AlertFacts) => string | null;

const WORDS: Record<AlertKind, InWords> = {
  A1: (facts) => {
    const [confirmed, takenBack] = [textsOf(facts.confirmedCodes), textsOf(facts.takenBackCodes)];
    const slips = takenBack.filter((code) => !confirmed.includes(code));
    const left = textsOf(facts.codes).filter((code) => !confirmed.includes(code) && !slips.includes(code));
    const both = takenBack.filter((code) => confirmed.includes(code));
    const lines = [
      ...(confirmed.length > 0 ? [`Answered yes, and confirmed it: ${confirmed.join(', ')}.`] : []),
      ...(both.length > 0 ? [`Then said that it was a slip: ${both.join(', ')}.`] : []),
      ...(left.length > 0 ? [`Answered yes, and did not take it back: ${left.join(', ')}.`] : []),
      ...(slips.length > 0 ? [`Answered yes, and said that it was a slip: ${slips.join(', ')}.`] : []),
    ];
    return lines.length > 0 ? lines.join(' ') : null;
  },
  A2: (facts) => {
    const [pain, days] = [numbersOf(facts.pain), textsOf(facts.days)];
    if (pain.length === 0) return null;
    if (facts.because === 'not_kept') return `Pain ${pain[0]}${onDays(days)}. ${notKept(facts)}`;
    if (facts.because === 'over_limit') {
      return `Pain newly above ${shown(facts.over)}: ${pain[0]}${onDays(days)}; ${baselineOf(facts)}.`;
    }
    return `Pain ${pain.join(', then ')} on two reports running${onDays(days)}; ${baselineOf(facts)}.`;
  },
  A3: (facts) => {
    const said = facts.because === 'not_kept' ? ` ${notKept(facts)}` : '';
    if (facts.spread === 'further_down') return `Pain or other feelings went further down.${said}`;
    if (facts.spread === 'numb_or_weak') return `New numbness or weakness.${said}`;
    return null;
  },
  A4: (facts) => {
    if (facts.ownPause === true) return 'The patient paused the plan themself. How can we help?';
    if (facts.because === 'not_done') {
      return `Three due sessions in a row were not done${onDays(textsOf(facts.days))}. How can we help?`;
    }
    if (facts.because !== 'no_report') return null;
    const last = facts.lastReportOn === null ? 'nothing so far' : `last on ${shown(facts.lastReportOn)}`;
    return `Nothing was reported for 7 days or more (${last}). How can we help?`;
  },
  A5: ({ times, days }) =>
    typeof times === 'number'
      ? `Unsure how to do one exercise, in ${times} sessions${onDays(textsOf(days))}: look at its video and steps.`
      : null,
  A6: (facts) => {
    const pain = numbersOf(facts.pain);
    if (pain.length === 0) return null;
    return (
      `Pain ${pain.join(', then ')} on two next mornings running${onDays(textsOf(facts.days))}; ` +
      `${baselineOf(facts)}. An easier step may help: please decide.`
    );
  },
  A7: (facts) => {
    if (facts.because === 'review_passed') return `The review was due on ${shown(facts.reviewOn)}.`;
    if (facts.because === 'assessment_too_old') {
      return (
        `The last full assessment was on ${shown(facts.assessedOn)}: too old to go on at the same level ` +
        `(limit ${shown(facts.limitDays)} days).`
      );
    }
    return facts.because === 'video_gone' ? 'A video of the plan is gone: the steps show meanwhile.' : null;
  },
  A8: ({ changes }) => {
    if (!Array.isArray(changes) || changes.length === 0) return null;
    const each = changes.map(
      ({ instrument, difference, fromDay, toDay }: Record<string, unknown>) =>
        `${shown(instrument)} ${signed(difference)} (${shown(fromDay)} to ${shown(toDay)})`,
    );
    return `No important change for the better by the review: ${each.join('; ')}. Assess again, and think again.`;
  },
};

function baselineOf({ baseline, baselineFrom }: AlertFacts): string {
  if (typeof baseline !== 'number') return 'there was no baseline yet';
  const from = baselineFrom === 'first_reports' ? 'median of the first three reports' : 'from the assessment';
  return `baseline ${baseline}, ${from}`;
}

/** Why the diary has no such entry: the codes of its refusals. */
function notKept({ refusal }: AlertFacts): string {
  const told = {
    'diary.not_advised': 'Told of an exercise that was not advised then',
    'diary.too_old': 'Told of a time more than 60 days ago',
    'diary.in_the_future': 'Told of a time that had not come yet',
  }[shown(refusal)];
  return `${told ?? 'Told in an entry that was not complete'}: it is not in the diary, so please ask.`;
}

const onDays = (days: readonly string[]): string => (days.length > 0 ? ` (${days.join(', ')})` : '');
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const numbersOf = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : 'an unknown value';
const signed = (value: unknown): string =>
  typeof value === 'number' ? `${value > 0 ? '+' : ''}${value}` : shown(value);
