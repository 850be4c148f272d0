/**
 * What a day comes to, in the patient's words: how much there is, when the next day is, what is new. Same rules as wording.ts,
 * which holds the texts.
 */
import { daysBetween, dayNumber, weekdayOf } from '../calendar/days';
import { ENGLISH, type Words } from '../language/words';

export const newThisWeekWords = (title: string, words: Words = ENGLISH): string =>
  words.say('today.new_this_week', { title });

/** "3 exercises, about 8 minutes." */
export function howMuchWords(exercises: number, minutes: number, words: Words = ENGLISH): string {
  return words.say('today.how_much', {
    exercises: words.say('today.exercises', {}, exercises),
    minutes: words.say('today.minutes', {}, minutes),
  });
}

/** Of a day within the next six; later ones have no name of their own. Null for those, and where there is none. */
export function nextDayWords(today: string, nextOn: string | null, words: Words = ENGLISH): string | null {
  if (nextOn === null) return null;
  const days = daysBetween(today, nextOn);
  if (days === 1) return words.say('today.next.tomorrow');
  return days <= 6 ? words.say(`today.next.${weekdayOf(dayNumber(nextOn))}`) : null;
}
