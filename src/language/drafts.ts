/**
 * The translations that come with this software. Every one of them is a machine's draft that nobody who speaks the language has
 * reviewed: no patient reads a word of it before a clinician at their clinic approved it. Pure.
 */
import { DOSE_DRAFTS_CY } from './dose-drafts.cy';
import { DOSE_DRAFTS_PA } from './dose-drafts.pa';
import { DOSE_DRAFTS_PL } from './dose-drafts.pl';
import { DRAFTS_CY } from './drafts.cy';
import { DRAFTS_PA } from './drafts.pa';
import { DRAFTS_PL } from './drafts.pl';
import type { Translated } from './languages';
import type { Message } from './message';

/** What every one of them is, until somebody approves it. */
export const STATE = 'machine draft';

export interface Draft {
  /** The sum of the English that it translates (text-hash.ts): after another word there, it is a draft of something else. */
  of: string;
  says: Message;
}

/** By the id of the English text, which is its source. */
export const DRAFTS: Record<Translated, ReadonlyMap<string, Draft>> = {
  cy: new Map(Object.entries({ ...DRAFTS_CY, ...DOSE_DRAFTS_CY })),
  pl: new Map(Object.entries({ ...DRAFTS_PL, ...DOSE_DRAFTS_PL })),
  pa: new Map(Object.entries({ ...DRAFTS_PA, ...DOSE_DRAFTS_PA })),
};
