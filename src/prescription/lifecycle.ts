/**
 * Where a prescription stands and what may happen to it next. A transition is only ever appended; this table says which
 * one may follow. Whether it should happen (a fresh assessment, an open hold, a registered clinician) is asked elsewhere.
 */
import { AppError } from '../http/errors';

export const STANDINGS = ['draft', 'issued', 'paused', 'completed', 'withdrawn'] as const;
export type Standing = (typeof STANDINGS)[number];

export const TRANSITIONS = [
  'issuance',
  'pause',
  'resumption',
  'extension',
  'completion',
  'withdrawal',
] as const;
export type Transition = (typeof TRANSITIONS)[number];

/**
 * From each standing, every transition that is possible and the standing it leads to. An issuance of what is already
 * issued or paused puts a new version in the place of the live one, which is then superseded: that is a fact about the
 * version, the prescription stands as issued. An extension moves the day on which the advice ends and nothing else.
 */
const NEXT_STANDING: Record<Standing, Partial<Record<Transition, Standing>>> = {
  draft: { issuance: 'issued' },
  issued: {
    issuance: 'issued',
    pause: 'paused',
    extension: 'issued',
    completion: 'completed',
    withdrawal: 'withdrawn',
  },
  paused: {
    issuance: 'issued',
    resumption: 'issued',
    extension: 'paused',
    completion: 'completed',
    withdrawal: 'withdrawn',
  },
  completed: {},
  withdrawn: {},
};

/** The transitions that are possible from here, for error texts. */
export function possibleFrom(standing: Standing): Transition[] {
  return TRANSITIONS.filter((transition) => NEXT_STANDING[standing][transition]);
}

/** Where the transition leads. Throws `prescription.wrong_standing`, saying what is possible instead. */
export function nextStanding(from: Standing, transition: Transition): Standing {
  const next = NEXT_STANDING[from][transition];
  if (next) return next;
  const possible = possibleFrom(from);
  const instead =
    possible.length > 0 ? `Possible now: ${possible.join(', ')}.` : 'Please write a new one instead.';
  const asked = `${transition === 'issuance' || transition === 'extension' ? 'an' : 'a'} ${transition}`;
  const stands = from === 'draft' ? 'a draft' : from;
  throw new AppError(
    'prescription.wrong_standing',
    `This prescription is ${stands}, so ${asked} is not possible. ${instead}`,
  );
}
