/**
 * Every red flag, in the order of the screen. The questions are for the clinician to ask or examine, in our own words.
 *
 * Most single signs are weak alone (Finucane 2020, abstract read); the clinician judges, this list makes sure that nothing was
 * left unasked and says what its source asks for. It never diagnoses, and no wording in it reaches a patient.
 */
import { BODY_FLAGS } from './body-flags';
import type { RedFlagItem } from './grade';
import { MATERNITY_FLAG } from './maternity-flag';
import { NERVE_FLAGS } from './nerve-flags';
import { SPINE_FLAGS } from './spine-flags';

const ITEMS = [...NERVE_FLAGS, ...SPINE_FLAGS, ...BODY_FLAGS] as const;

export type RedFlagCode = (typeof ITEMS)[number]['code'];
export type RedFlag = RedFlagItem & { code: RedFlagCode };

export const RED_FLAG_ITEMS: readonly RedFlag[] = ITEMS;
export const RED_FLAG_CODES: readonly RedFlagCode[] = RED_FLAG_ITEMS.map((item) => item.code);

/** What may open a hold: the items of the screen, and what is read from the findings alone. */
export type FlagCode = RedFlagCode | (typeof MATERNITY_FLAG)['code'];
export const FLAG_CODES: readonly FlagCode[] = [...RED_FLAG_CODES, MATERNITY_FLAG.code];
export const FLAGS: readonly (RedFlagItem & { code: FlagCode })[] = [...RED_FLAG_ITEMS, MATERNITY_FLAG];

/** Of all items; which belong to which, each item says. */
export const SIGN_CODES: readonly string[] = [
  ...new Set(RED_FLAG_ITEMS.flatMap((item) => item.signs.map((sign) => sign.code))),
];
