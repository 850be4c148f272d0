/**
 * Every fixed text that a patient reads around their exercises, as data. Portal, print and API show these and no other
 * words for the same thing. Reading age 9 to 11; to be tested with five readers and approved by a registered clinician.
 * Never write here: safe, cure, slipped out, crumbling, wear and tear. Write: sore, stiff, irritated nerve. A number to call is
 * {emergency} or {advice}, whichever country it is: clinic/emergency-numbers.ts fills it in wherever a text goes out.
 */

import { filled } from '../language/message';
import { PAIN_LINES, STOP_SIGNS } from './stop-and-pain';
import { signIdsOf, textsOf } from './warning-signs';

export interface PatientText {
  /** Stable, so that a record can say which text was shown. */
  id: string;
  text: string;
  /** Where the clinical facts come from. */
  source: string;
}

export interface PatientList {
  id: string;
  /** The line above the list. */
  title: string;
  items: readonly string[];
  /** Of the items, where each is a text of its own; the title's is this list's with ".title". */
  itemIds?: readonly string[];
  source: string;
}

const OWN = 'own wording of what the clinic asks for; no clinical fact';
const GENERAL = 'general knowledge, not verified';
const NHS_BACK_PAIN = 'NHS advice on back pain, as reproduced by Sheffield Aches and Pains (NHS)';

/** The first line of every plan and every print. */
export const NOTICE: PatientText = {
  id: 'notice',
  text:
    'Your clinic saw you and checked you, and then chose these exercises for you. Do them only if your ' +
    'healthcare professional has told you to. Please do not share them. What helps you may hurt someone else.',
  source: OWN,
};

/** Stands with the urgent lists wherever they stand, and on every check-in before and after the answers. */
export const NOT_WATCHED: PatientText = {
  id: 'not_watched',
  text: 'Nobody watches this app all day. Do not wait for a reply here.',
  source: OWN,
};

export const EMERGENCY: PatientList = {
  id: 'emergency',
  title: 'Go to A&E or call {emergency} now if:',
  items: textsOf('emergency'),
  itemIds: signIdsOf('emergency'),
  source: `${NHS_BACK_PAIN}; that chest pain counts without back pain: ${GENERAL}`,
};

export const URGENT: PatientList = {
  id: 'urgent',
  title: 'Call [{advice} or ]your GP without delay if:',
  items: textsOf('urgent'),
  itemIds: signIdsOf('urgent'),
  source: NHS_BACK_PAIN,
};

/** The one line of STOP_IF that a clinician may change for an exercise. */
export const WORSE_MORNINGS: PatientText = {
  ...STOP_SIGNS.worse_mornings,
  source: GENERAL,
};

export const STOP_IF: PatientList = {
  id: 'stop_if',
  title: 'Stop the exercise if:',
  items: Object.values(STOP_SIGNS).map(({ text }) => text),
  itemIds: Object.values(STOP_SIGNS).map(({ id }) => id),
  source: GENERAL,
};

const painLine = (line: 'fine' | 'settles' | 'stop', pain: string): string =>
  filled(PAIN_LINES[line].text, 'en', { pain });

/** The default; an exercise with a pain rule of its own must show that rule instead. */
export const PAIN_GUIDE: PatientList = {
  id: 'pain_guide',
  title: 'Give your pain a number from 0 to 10. 0 is no pain. 10 is the worst you can think of.',
  items: [
    painLine('fine', filled(PAIN_LINES.from_to.text, 'en', { from: '0', to: '2' })),
    painLine('settles', filled(PAIN_LINES.from_to.text, 'en', { from: '3', to: '5' })),
    painLine('stop', filled(PAIN_LINES.or_more.text, 'en', { from: '6' })),
  ],
  source:
    'pain monitoring after Thomeé, as given with the NEMEX-TJR programme (Ageberg 2010): 0-2, up to 5, above 5',
};

/** Beside every link to a video that somebody else hosts. */
export const VIDEO_LINE: PatientText = {
  id: 'video_line',
  text: 'This opens a video on another website. That website may know that you watched it.',
  source: OWN,
};

/** In the place of a video that is gone. */
export const VIDEO_GONE: PatientText = {
  id: 'video_gone',
  text: 'The video is not available right now. Please follow the steps.',
  source: OWN,
};

/** The answer to a patient's own pause, and why nothing shows while nothing else holds their plan. */
export const OWN_PAUSE: PatientText = {
  id: 'own_pause',
  text: 'Your plan is on pause, as you wished. Only your clinic can start it again: please call them.',
  source: OWN,
};

/** Why no exercises show. Each is one kind sentence without clinical content; the urgent lists stand below it. */
export const WHY_NOTHING_SHOWS = {
  not_confirmed: {
    id: 'nothing.not_confirmed',
    text: 'Your plan is ready: please tell us first that your clinic told you to do it.',
    source: OWN,
  },
  paused: {
    id: 'nothing.paused',
    text: 'Your plan is on pause: please do not do it now, and call your clinic if you do not know why.',
    source: OWN,
  },
  on_hold: {
    id: 'nothing.on_hold',
    text: 'Please stop for now and call your clinic, as they want to talk with you first.',
    source: OWN,
  },
  pain_pause: {
    id: 'nothing.pain_pause',
    text: 'Your plan is on pause because of what you told us: please call your clinic, and do only what still shows here.',
    source: OWN,
  },
  lapsed: {
    id: 'nothing.lapsed',
    text: 'The time for this plan has run out, so please talk to your clinic before you do more.',
    source: OWN,
  },
  not_started: {
    id: 'nothing.not_started',
    text: 'Your plan has not begun yet, and you will find it here on its first day.',
    source: OWN,
  },
  resting: {
    id: 'nothing.resting',
    text: 'Your plan has nothing for you to do right now, and what comes next will show here.',
    source: OWN,
  },
  ended: {
    id: 'nothing.ended',
    text: 'This plan has come to its end, so please talk to your clinic if you would like to do more.',
    source: OWN,
  },
  discharged: {
    id: 'nothing.discharged',
    text: 'Your care at this clinic is done, but please call them if you need help again.',
    source: OWN,
  },
  none: {
    id: 'nothing.none',
    text: 'There is no plan here for you yet: your clinic may make one when they have seen you and checked you.',
    source: OWN,
  },
} as const satisfies Record<string, PatientText>;

export type WhyNothingShows = keyof typeof WHY_NOTHING_SHOWS;

/** Of several plans, how the one stands that is said for all. */
export const STANDING_ORDER = [
  'on_hold',
  'discharged',
  'pain_pause',
  'live',
  'resting',
  'not_confirmed',
  'not_started',
  'paused',
  'lapsed',
  'ended',
  'none',
] as const;
