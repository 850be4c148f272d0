/** What a plan says of an exercise beside its dose, in words for the patient: its phase, its variation, its group. */
import type { Group, ItemPlace, Phase } from '../dosage';
import type { DoseWords } from './dose-words';
import { counted, duration, times } from './quantity-words';
import { restSentence } from './rest-sentence';
import { weeksWords } from './schedule-sentence';

/** Read before the dose. */
export function beforeTheDose(words: DoseWords, { phase, variation, level }: ItemPlace): string[] {
  return [
    ...(phase ? phaseSentences(words, phase) : []),
    ...(variation ? [words.say('like_this', { how: withoutStop(variation) })] : []),
    ...(typeof level === 'number' ? [words.say('level', { level: words.number(level) })] : []),
  ];
}

/** Read after it. */
export function afterTheDose(words: DoseWords, { group, isOptional, isComfort }: ItemPlace): string[] {
  return [
    ...(group ? groupSentences(words, group) : []),
    ...(isOptional ? [words.say('optional')] : []),
    ...(isComfort ? [words.say('comfort')] : []),
  ];
}

/** Read before the phase begins and after it has begun, so nothing here may be true on one of these days only. */
function phaseSentences(words: DoseWords, phase: Phase): string[] {
  const { name, begins, weeks, entryCriteria = [], exitCriteria = [] } = phase;
  return [
    begins === 'week'
      ? words.say('part_of_plan', { name, weeks: weeksWords(words, weeks) })
      : words.say('part_begun_with_you', { name, week: words.number(weeks.from) }),
    ...(begins === 'criteria' && weeks.to !== undefined
      ? [words.say('it_lasts', { weeks: counted(words, weeks.to - weeks.from + 1, 'weeks') })]
      : []),
    ...(entryCriteria.length ? [words.say('to_start', { criteria: inOneList(entryCriteria) })] : []),
    ...(exitCriteria.length ? [words.say('through_when', { criteria: inOneList(exitCriteria) })] : []),
  ];
}

/** The sentence that it stands in has its own. */
const withoutStop = (text: string): string => text.replace(/\.$/, '');

const inOneList = (criteria: string[]): string => criteria.map(withoutStop).join('; ');

function groupSentences(words: DoseWords, group: Group): string[] {
  const { name, kind, rounds, restBetweenItemsSeconds, restBetweenRoundsSeconds, timeCapSeconds } = group;
  return [
    words.say(`group.${kind}`, { name, times: times(words, rounds) }),
    ...(restBetweenItemsSeconds === undefined
      ? []
      : [restSentence(words, { exact: restBetweenItemsSeconds }, 'between_exercises')]),
    ...(restBetweenRoundsSeconds ? [restSentence(words, restBetweenRoundsSeconds, 'between_rounds')] : []),
    ...(timeCapSeconds ? [words.say('group.time_cap', { duration: duration(words, timeCapSeconds) })] : []),
  ];
}
