/**
 * A red flag that no question of the screen asks for: a warning sign that was noted with a pregnancy. Exercise of whatever kind
 * stops until maternity care has seen it, so it opens a hold at the signature as a HARD answer does. Wording is our own.
 */
import { type FlagRow, OUR_DECISION, type RedFlagItem, UNAPPROVED, YES } from './grade';

const WARNING_SIGN: FlagRow = {
  id: 'PRG.sign',
  level: 'HARD',
  when: YES,
  text: 'A warning sign in pregnancy.',
  action: 'Call maternity care now. No exercise until they have seen her; then ask about the signs again.',
  route: 'maternity',
};

export const MATERNITY_FLAG = {
  code: 'PRG',
  group: 'maternity',
  question:
    'Is there a warning sign in the pregnancy, or a reason against exercise that maternity care knows of?',
  signs: [],
  rows: [WARNING_SIGN],
  knownLowers: null,
  source: `ACOG Committee Opinion 804 (abstract) and older ACOG texts; that it holds is ${OUR_DECISION}`,
  verified: false,
  ...UNAPPROVED,
} as const satisfies RedFlagItem;
