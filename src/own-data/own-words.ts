/**
 * The codes of somebody's own data as words that they can read: what they answered, with the question; what stopped an exercise,
 * and by its name; when it was, by their clinic's clock. A code without words of its own is shown as it is, never left out. Pure.
 */
import { LANGUAGE_NAMES } from '../language/languages';
import { inNumbers, type Numbers } from '../clinic/emergency-numbers';
import { WARNING_SIGNS } from '../routine/warning-signs';

/** By the name of the field, then by code. */
const WORDS: Record<string, Record<string, string>> = {
  kind: {
    item: 'An exercise',
    started: 'You began',
    paused: 'You took a break',
    resumed: 'You went on',
    finished: 'You finished',
    next_morning: 'How it was the next morning',
    weekly: 'How your week was',
    full: 'You answered the questions',
    nothing_new: 'You said that nothing was new',
    confirmed: 'You said that it was right',
    taken_back: 'You said that it was a mistake',
    let_in: 'You let them in',
    guardian: 'Written down by the clinic as guardian',
    on_hold: 'Closed until your clinic opens it again',
    not_confirmed: 'Waiting until somebody says that it was advised',
    not_started: 'Not begun yet',
    lapsed: 'Its last day is over',
    pain_pause: 'On pause because of pain',
    resting: 'Nothing to do at the moment',
  },
  spread: {
    none: 'It did not spread',
    further_down: 'It spread further down the leg or the arm',
    numb_or_weak: 'There was numbness or weakness',
  },
  notDoneBecause: {
    pain: 'It hurt',
    time: 'No time',
    forgot: 'Forgotten',
    unsure_how: 'Not sure how to do it',
    ill: 'Not well',
    other: 'Another reason',
  },
  until: { tomorrow: 'The next day', reviewed: 'Your clinic has looked at it' },
  because: {
    pain_over_limit: 'It hurt more than it should',
    spreads_down: 'The pain spread',
    own_choice: 'You chose to leave it out',
    urgent_answer: 'You told us of a warning sign',
  },
  answer: { yes: 'yes', no: 'no', declined: 'I would rather not say', not_answered: 'You did not say' },
  refusedBecause: {
    'diary.not_advised': 'This exercise was not part of your plan then',
    'diary.in_the_future': 'Its time had not come yet',
    'diary.too_old': 'It was more than 60 days before',
    'diary.does_not_fit': 'Something in it did not fit',
    'diary.not_a_carers_note': 'A note for your clinic alone is yours to write',
  },
  access: { read: 'Looked', change: 'Changed something' },
  preferredLanguage: Object.fromEntries(
    Object.entries(LANGUAGE_NAMES).map(([code, { english }]) => [code, english]),
  ),
};

/** In the words of the list that they were asked from. */
const QUESTIONS = new Map<string, string>(WARNING_SIGNS.map(({ code, text }) => [code, sentence(text)]));

export const questionOf = (code: string, numbers: Numbers): string =>
  inNumbers(QUESTIONS.get(code) ?? code, numbers);

/** Of a field's value: a code in words where it has some, else with its underscores and dots as spaces. */
export function inWords(field: string, code: string): string {
  const said = WORDS[field]?.[code];
  if (said !== undefined) return said;
  return /^[a-z]+([_.A-Z][a-zA-Z]+)*$/.test(code) ? sentence(spaced(code)) : code;
}

/** "doseSentence" and "plan_changed" as words. */
export const spaced = (name: string): string =>
  name
    .replace(/[_.]/g, ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .toLowerCase();

export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `2026-11-22T09:30:00.000Z` as "22 November 2026, 09:30" by that clock. */
export function momentInWords(instant: string, timeZone: string): string {
  const at = new Date(instant);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(at);
  return `${day}, ${time}`;
}

/** `2026-11-22` as "22 November 2026". */
export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
