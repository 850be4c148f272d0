/**
 * Whether a video that somebody else hosts is still there, judged from what was answered day by day. Pure. One bad answer takes
 * nothing away from a patient: companies' computers have bad days.
 */
export const VIDEO_STATES = ['alive', 'gone', 'unknown'] as const;
export type VideoState = (typeof VIDEO_STATES)[number];

/**
 * `there`. `absent`: it was said not to exist. `withheld`: somebody is there and does not give it out, which may be a mistake.
 * `trouble`: on the way or over there; it says nothing about the video.
 */
export type Seen = 'there' | 'absent' | 'withheld' | 'trouble';

export interface VideoCheck {
  state: VideoState;
  /** How often in a row it was absent. */
  missing: number;
  /** On how many days it was absent or withheld, since it was last there. */
  missingDays: number;
  lastMissingOn: string | null;
  goneSince: Date | null;
}

export const NEVER_CHECKED: VideoCheck = {
  state: 'unknown',
  missing: 0,
  missingDays: 0,
  lastMissingOn: null,
  goneSince: null,
};

/** Twice absent, or not given out on three different days [our decision]. */
const ABSENT_TIMES = 2;
const MISSING_DAYS = 3;

export function afterLooking(before: VideoCheck, seen: Seen, today: string, now: Date): VideoCheck {
  if (seen === 'there') return { ...NEVER_CHECKED, state: 'alive' };
  // what is gone stays so until it was seen again
  if (seen === 'trouble') return before.state === 'gone' ? before : { ...before, state: 'unknown' };
  const missing = seen === 'absent' ? before.missing + 1 : before.missing;
  const missingDays = before.missingDays + (before.lastMissingOn === today ? 0 : 1);
  const isGone = before.state === 'gone' || missing >= ABSENT_TIMES || missingDays >= MISSING_DAYS;
  return {
    state: isGone ? 'gone' : before.state,
    missing,
    missingDays,
    lastMissingOn: today,
    goneSince: isGone ? (before.goneSince ?? now) : null,
  };
}

/** What an HTTP status says about the video. 405 and 416 come from somebody who has it. */
export function seenBy(status: number): Seen {
  if ((status >= 200 && status < 300) || status === 405 || status === 416) return 'there';
  if (status === 404 || status === 410) return 'absent';
  if ([400, 401, 403, 451].includes(status)) return 'withheld';
  return 'trouble';
}
