/**
 * The fixed words of the paper that are not said elsewhere; those about pain and danger stand in routine/wording.ts. The same
 * rules hold: reading age 9 to 11, nothing that frightens or promises. What stands outside says nothing about health.
 */
import type { PatientText } from '../routine/wording';

const OWN = 'own wording of what the clinic asks for; no clinical fact';
const text = (id: string, words: string): PatientText => ({
  id: `handout.${id}`,
  text: words,
  source: OWN,
});

export const PRIVATE = text('private', 'Private');
export const FOR = text('for', 'For');
export const FOR_ONE_PERSON = text(
  'for_one_person',
  'This paper is for one person only. Please do not read on.',
);
export const FOLD = text('fold', 'Fold the sheets in half with this page on the outside.');
export const IF_FOUND = text('if_found', 'Have you found this? Please call');

export const YOUR_PLAN = text('your_plan', 'Your plan');
export const ADVICE_UNTIL = text('advice_until', 'The last day of this plan is');
export const THEN_ASK = text('then_ask', 'Please do not go on after that day. Talk to us first.');
export const ASK_US = text('ask_us', 'Do you have a question, or does something feel wrong?');
export const CALL = text('call', 'Call');
export const WRITE = text('write', 'Write to');
export const TO_BOOK = text('to_book', 'To book a visit, go to');
export const MAY_HAVE_CHANGED = text(
  'may_have_changed',
  'Your plan may change after this was printed. What your clinic tells you counts more than this paper.',
);
export const ENTRANCE = text(
  'entrance',
  'To see your plan on a phone, point its camera at the square. Then use the link that your clinic gave you.',
);
export const KEY = text(
  'key',
  'To see your plan on a phone, point its camera at the square. You need your date of birth too. The square is a key ' +
    'to your plan, so keep this page to yourself.',
);
export const LETTER_TITLE = text('letter_title', 'Your own page');
export const LETTER_CAMERA = text(
  'letter_camera',
  'Point the camera of your phone at the square. It opens your own page at our clinic.',
);
export const LETTER_DATE = text('letter_date', 'You need your date of birth too.');
export const LETTER_SQUARE = text(
  'letter_square',
  'A square that a phone can read: the key to your own page.',
);
export const LETTER_KEEP = text(
  'letter_keep',
  'The square is a key. Keep this page to yourself. If you lose it, call us.',
);
export const LETTER_OLD = text('letter_old', 'If we gave you a link before, that one no longer works.');
export const LETTER_NO_CAMERA = text('letter_no_camera', 'Is there no camera?');
export const LETTER_CODE = text('letter_code', 'Call us. We can tell you a code. You type it in at');

export const FOR_THIS_PAGE = text('for_this_page', 'For both of these');
export const FOR_THIS_ONE = text('for_this_one', 'For this exercise');
export const TAKE_CARE = text('take_care', 'Not like this:');

export const BESIDES = text('besides', 'Also part of your plan');
export const ONE_LEFT_OUT = text(
  'one_left_out',
  'One exercise is left out until your clinic has looked at it.',
);
export const SOME_LEFT_OUT = text(
  'some_left_out',
  'Some exercises are left out. Your clinic has to look at them first.',
);

export const PAGE_OF = text('page_of', 'Page {page} of {pages}');
/** Nothing of the plan: the name shows in windows, printers and lists of files. */
export const NEUTRAL_TITLE = text('neutral_title', 'Your paper');
export const MADE_ON = text('made_on', 'Made on');

export const SIDE = text('side', 'Side:');
export const WHY = text('why', 'Why:');
export const FROM_DAY = text('from_day', 'Begin this one on');
export const UNTIL_DAY = text('until_day', 'Do this one until');

export const LOG_TITLE = text('log_title', 'What you did');
export const LOG_HOW = text(
  'log_how',
  'Tick the box when you have done it. Write your pain from 0 to 10 on the line below. 0 is no pain. 10 is the worst ' +
    'you can think of. Bring this page to your next visit.',
);
export const LOG_WEEK = text('log_week', 'Week that begins on');
export const LOG_NOT_DONE = text(
  'log_not_done',
  'If you did not do it, leave the box empty. That is fine too.',
);

export const SQUARE_ALT = text('square_alt', 'A square that a phone can read: {where}');
export const SQUARE_KEY = text('square_key', 'the key to your plan');
