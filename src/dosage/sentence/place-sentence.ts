/** What a plan says of an exercise beside its dose, in words for the patient: its phase, its variation, its group. */
import type { Amount, Group, ItemPlace, Phase } from '../dosage';
import { counted, duration, durationOf, times } from './quantity-words';
import { weeksWords } from './schedule-sentence';

/** Read before the dose. */
export function beforeTheDose({ phase, variation, level }: ItemPlace): string[] {
  return [
    ...(phase ? phaseSentences(phase) : []),
    ...(variation ? [`Do it like this: ${withoutStop(variation)}.`] : []),
    ...(typeof level === 'number'
      ? [`This is level ${level} of this exercise. A higher level is harder.`]
      : []),
  ];
}

/** Read after it. */
export function afterTheDose({ group, isOptional, isComfort }: ItemPlace): string[] {
  return [
    ...(group ? groupSentences(group) : []),
    ...(isOptional ? ['You may leave this one out.'] : []),
    ...(isComfort ? ['This one is here to make you feel better.'] : []),
  ];
}

/** Read before the phase begins and after it has begun, so nothing here may be true on one of these days only. */
function phaseSentences({ name, begins, weeks, entryCriteria = [], exitCriteria = [] }: Phase): string[] {
  return [
    begins === 'week'
      ? `Part of your plan: “${name}”, ${weeksWords(weeks)}.`
      : `Part of your plan: “${name}”, which your clinician starts with you, about week ${weeks.from}.`,
    ...(begins === 'criteria' && weeks.to !== undefined
      ? [`It lasts ${counted(weeks.to - weeks.from + 1, 'week')}.`]
      : []),
    ...(entryCriteria.length ? [`What it takes to start: ${inOneList(entryCriteria)}.`] : []),
    ...(exitCriteria.length ? [`You are through it when: ${inOneList(exitCriteria)}.`] : []),
  ];
}

/** The sentence that it stands in has its own. */
const withoutStop = (text: string): string => text.replace(/\.$/, '');

const inOneList = (criteria: string[]): string => criteria.map(withoutStop).join('; ');

function groupSentences(group: Group): string[] {
  const { name, kind, rounds, restBetweenItemsSeconds, restBetweenRoundsSeconds, timeCapSeconds } = group;
  const all =
    kind === 'superset' ? `pair ${name}: do its exercises` : `circuit ${name}: do all of its exercises`;
  return [
    `It is part of ${all} one after the other, ${times(rounds)} round.`,
    ...(restBetweenItemsSeconds === undefined ? [] : [rest({ exact: restBetweenItemsSeconds }, 'exercises')]),
    ...(restBetweenRoundsSeconds ? [rest(restBetweenRoundsSeconds, 'rounds')] : []),
    ...(timeCapSeconds ? [`Go on for ${duration(timeCapSeconds)}, however many rounds that is.`] : []),
  ];
}

function rest(seconds: Amount, between: string): string {
  return seconds.exact === 0
    ? `Do not rest between ${between}.`
    : `Rest for ${durationOf(seconds)} between ${between}.`;
}
