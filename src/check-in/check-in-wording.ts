/**
 * The fixed sentences around a check-in, in the style of routine/wording.ts and held to the same test: reading age 9 to 11, no
 * promise that somebody watches, never the word "safe". What the signs are called stands in routine/warning-signs.ts.
 */
import { OWN_PAUSE, type PatientText } from '../routine/wording';

const OWN = 'own wording of what the clinic asks for; no clinical fact';
const NHS_BACK_PAIN = 'NHS advice on back pain, as reproduced by Sheffield Aches and Pains (NHS)';

export const CHECK_IN_TEXTS = {
  /** Above the questions. */
  newOrWorse: {
    id: 'check_in.new_or_worse',
    text: 'Is any of this new, or worse than when your clinic last saw you?',
    source: OWN,
  },
  /** On the one button below the passive list. */
  nothingNew: { id: 'check_in.nothing_new', text: 'Nothing new, start', source: OWN },
  incomplete: {
    id: 'check_in.incomplete',
    text: 'Some questions have no answer yet. You may decline to answer one. If one of them is so, do not wait: call {emergency}[ or {advice}] first.',
    source: OWN,
  },
  goOn: {
    id: 'check_in.go_on',
    text: 'Thank you. You can go on with your plan. Stop if one of these signs comes.',
    source: OWN,
  },
  /** Comes first wherever a sign of that list was answered yes. */
  emergency: {
    id: 'check_in.emergency',
    text: 'Go to A&E or call {emergency} now, because you told us:',
    source: NHS_BACK_PAIN,
  },
  urgent: {
    id: 'check_in.urgent',
    text: 'Call [{advice} or ]your GP without delay. Do no more exercises today. You told us:',
    source: NHS_BACK_PAIN,
  },
  confirm: {
    id: 'check_in.confirm',
    text: 'Then please tell us: is this right? If you touched yes by mistake, you can take it back.',
    source: OWN,
  },
  closedAll: {
    id: 'check_in.closed_all',
    text: 'Your plan is on pause now. Only your clinic can start it again: please call them when you have had help.',
    source: OWN,
  },
  closedToday: {
    id: 'check_in.closed_today',
    text: 'Your exercises are off for today. Please call your clinic too, and tell them.',
    source: OWN,
  },
  /** Where the software closes nothing by itself. */
  callUs: {
    id: 'check_in.call_us',
    text: 'Please do no more exercises for now, and call your clinic. You can put your plan on pause here.',
    source: OWN,
  },
  slip: {
    id: 'check_in.slip',
    text: 'Thank you. We wrote down that you touched it by mistake. You can go on with your plan.',
    source: OWN,
  },
  slipTooLate: {
    id: 'check_in.slip_too_late',
    text: 'Thank you. We wrote this down. What was put on pause stays on pause for now: please call your clinic, and they will look at it with you.',
    source: OWN,
  },
  ownPause: OWN_PAUSE,
} as const satisfies Record<string, PatientText>;
