/**
 * The signs that a patient is told to look out for, each with its code: the one place where their words stand. The emergency
 * and urgent lists show them, and a check-in asks about them. The code of an emergency sign is that of its red flag
 * (screen/red-flags.ts, held to it by check-in/questions.ts). Wordings await approval by a registered clinician.
 */
export const SIGN_LEVELS = ['emergency', 'urgent'] as const;
export type SignLevel = (typeof SIGN_LEVELS)[number];

export interface WarningSign {
  /** Stable: it is stored with answers. */
  code: string;
  /** emergency: A&E or the emergency number, now. urgent: the number for advice or the GP, without delay. */
  level: SignLevel;
  /** As the end of a sentence: "if …". Numbers stand as clinic/emergency-numbers.ts fills them in. */
  text: string;
}

/** Chest pain is an emergency whatever the back does; the other signs are, as NHS advice has it, with back pain. */
export const WARNING_SIGNS = [
  {
    code: 'CARD',
    level: 'emergency',
    text: 'you have chest pain, with or without back pain (call {emergency})',
  },
  {
    code: 'CES-6',
    level: 'emergency',
    text: 'your back hurts and you have pain, tingling, weakness or numbness in both legs',
  },
  {
    code: 'CES-2',
    level: 'emergency',
    text: 'your back hurts and it is numb or tingly around your bottom or your private parts',
  },
  {
    code: 'CES-1',
    level: 'emergency',
    text: 'your back hurts and it is hard to start to pee, or you cannot feel it',
  },
  {
    code: 'CES-4',
    level: 'emergency',
    text: 'your back hurts and you wet or poo yourself, or cannot feel when you need to go',
  },
  {
    code: 'CES-5',
    level: 'emergency',
    text: 'your back hurts and your sexual feeling or your erections have newly changed',
  },
  { code: 'FX', level: 'emergency', text: 'your back pain began after a bad accident' },
  { code: 'TEMPERATURE', level: 'urgent', text: 'you have a high temperature' },
  { code: 'WEIGHT', level: 'urgent', text: 'you have lost weight and did not try to' },
  { code: 'SHAPE', level: 'urgent', text: 'you have a lump on your back, or your back has changed shape' },
  { code: 'NIGHT', level: 'urgent', text: 'the pain does not ease when you rest, or it is worse at night' },
] as const satisfies readonly WarningSign[];

type Sign = (typeof WARNING_SIGNS)[number];
export type SignCode = Sign['code'];
export type EmergencyCode = Extract<Sign, { level: 'emergency' }>['code'];
export type UrgentCode = Extract<Sign, { level: 'urgent' }>['code'];

export const SIGN_CODES: readonly SignCode[] = WARNING_SIGNS.map(({ code }) => code);

export const textsOf = (level: SignLevel): string[] =>
  WARNING_SIGNS.filter((sign) => sign.level === level).map(({ text }) => text);

/** The ids of those texts, in the same order. */
export const signIdsOf = (level: SignLevel): string[] =>
  WARNING_SIGNS.filter((sign) => sign.level === level).map(({ code }) => signId(code));

export const signId = (code: SignCode): string => `sign.${code}`;
