/**
 * What a patient reads above the exercises of a day. Same rules as routine/wording.ts. To rest is never a failure here, nothing is
 * counted in a row, and nothing that was left out is held against anybody.
 */
import { daysBetween, type Weekday, weekdayOf, dayNumber } from '../calendar/days';
import type { PatientText } from '../routine/wording';

const OWN = 'own wording of what the clinic asks for; no clinical fact';

export const TODAY_TEXTS = {
  rest_day: {
    id: 'today.rest_day',
    text: 'There is nothing to do today. Rest is part of your plan.',
    source: OWN,
  },
  done: {
    id: 'today.done',
    text: 'You have done what there was for today. Thank you for telling us.',
    source: OWN,
  },
  bad_day: {
    id: 'today.bad_day',
    text: 'On a bad day this is enough. Do what you can, or rest. Both are fine.',
    source: OWN,
  },
  bad_day_rest: {
    id: 'today.bad_day_rest',
    text: 'A bad day is a day to rest. That is fine. If it does not get better, call your clinic.',
    source: OWN,
  },
  may: {
    id: 'today.may',
    text: 'You can also rest today and do them on another day.',
    source: OWN,
  },
  left_out: {
    id: 'today.left_out',
    text: 'You told us that you left some out today. That is fine.',
    source: OWN,
  },
} as const satisfies Record<string, PatientText>;

/** Of an exercise that begins by its week or its phase; `title` as changes-in-words.ts has it. */
export const newThisWeekWords = (title: string): string => `New this week: ${title}.`;

/** "3 exercises, about 8 minutes." */
export function howMuchWords(exercises: number, minutes: number): string {
  const what = exercises === 1 ? '1 exercise' : `${exercises} exercises`;
  return `${what}, about ${minutes === 1 ? '1 minute' : `${minutes} minutes`}.`;
}

/** Of a day within the next six; later ones have no name of their own. Null for those, and where there is none. */
export function nextDayWords(today: string, nextOn: string | null): string | null {
  if (nextOn === null) return null;
  const days = daysBetween(today, nextOn);
  if (days === 1) return 'Your next day is tomorrow.';
  return days <= 6 ? `Your next day is ${capitalised(weekdayOf(dayNumber(nextOn)))}.` : null;
}

const capitalised = (day: Weekday): string => day.replace(/^./, (first) => first.toUpperCase());
