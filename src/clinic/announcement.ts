/**
 * What a clinic tells all its patients for some days: "We are closed on Friday." Plain text in one line, shown as it is and escaped
 * like whatever anybody wrote; it stands beside the plan and never in it, so it can advise nothing. Pure.
 */
import type { FieldFault } from '../http/errors';

export const ANNOUNCEMENT_MAX = 280;
/** About three months: what is always so belongs on the clinic's own pages. */
export const ANNOUNCEMENT_DAYS_MAX = 92;

export interface Announcement {
  text: string;
  /** ISO days of the clinic; both are shown on. */
  from: string;
  until: string;
}

/** What a patient's text here never says (routine/wording.ts), and what would be a promise that somebody watches. */
const NEVER = [
  /\bsafe(ly|ty)?\b/i,
  /\bcur(e|es|ed|ing)\b/i,
  /slipped out|crumbling|wear and tear/i,
  /\bwe(’|'| a)?(re)? (watch|monitor)/i,
  /\b(watched|monitored)\b/i,
];

/** Everything that is wrong with it; empty: it can be shown. `daysLong` counts both ends. */
export function faultsOfAnnouncement({ text, from, until }: Announcement, daysLong: number): FieldFault[] {
  const faults: [isFault: boolean, field: string, code: string, detail: string][] = [
    [/[<>]/.test(text), 'text', 'plain_text', 'Write plain words, without < or >.'],
    [/\p{Cc}|\p{Cf}/u.test(text), 'text', 'plain_text', 'Write it in one line, without invisible signs.'],
    [
      NEVER.some((words) => words.test(text)),
      'text',
      'wording',
      'Do not promise that anything is safe or cured, nor that somebody watches: nobody may rely on it here.',
    ],
    [until < from, 'until', 'order', 'The last day cannot be before the first.'],
    [
      daysLong > ANNOUNCEMENT_DAYS_MAX,
      'until',
      'too_long',
      `It stands for at most ${ANNOUNCEMENT_DAYS_MAX} days.`,
    ],
  ];
  return faults
    .filter(([isFault]) => isFault)
    .map(([, field, code, detail]) => ({ pointer: `/announcement/${field}`, code, detail }));
}
