/**
 * What a patient reads above the exercises of a day. Same rules as routine/wording.ts. To rest is never a failure here, nothing is
 * counted in a row, and nothing that was left out is held against anybody.
 */
import type { Message } from '../language/message';
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

/** Those with a place in them; today/day-words.ts fills it. */
export const DAY_TEXTS = {
  /** Of an exercise that begins by its week or its phase; `title` as changes-in-words.ts has it. */
  'today.new_this_week': 'New this week: {title}.',
  'today.exercises': { one: '{n} exercise', other: '{n} exercises' },
  'today.minutes': { one: '{n} minute', other: '{n} minutes' },
  'today.how_much': '{exercises}, about {minutes}.',
  'today.next.tomorrow': 'Your next day is tomorrow.',
  'today.next.monday': 'Your next day is Monday.',
  'today.next.tuesday': 'Your next day is Tuesday.',
  'today.next.wednesday': 'Your next day is Wednesday.',
  'today.next.thursday': 'Your next day is Thursday.',
  'today.next.friday': 'Your next day is Friday.',
  'today.next.saturday': 'Your next day is Saturday.',
  'today.next.sunday': 'Your next day is Sunday.',
} as const satisfies Record<string, Message>;
