/**
 * What a patient is asked at a check-in: the warning signs of the two lists that they read anyway, in the same words, and for
 * each what of the record makes it known. What is asked, the record decides; what a yes means is never weighed here.
 */
import type { RedFlagCode } from '../screen/red-flags';
import { type EmergencyCode, type SignCode, WARNING_SIGNS, type WarningSign } from '../routine/warning-signs';

/** declined: asked, and the patient would rather not say. It is no answer, and so no "no". */
export const ANSWERS = ['yes', 'no', 'declined'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Answers = Partial<Record<SignCode, Answer>>;

/** not_answered: asked and left out, which is kept only beside a yes. It is no "no" either. */
export const KEPT_ANSWERS = [...ANSWERS, 'not_answered'] as const;
export type KeptAnswer = (typeof KEPT_ANSWERS)[number];
export type KeptAnswers = Partial<Record<SignCode, KeptAnswer>>;

/**
 * What a signed screen has to say for the sign to be known. `long_standing`: with a complete known cause, as
 * screen/known-cause.ts has it. `looked_at`: one of these signs was ticked, and a clinician decided on it or resolved the hold.
 */
export type KnownBy =
  | { how: 'long_standing'; flag: RedFlagCode; answer: 'yes' | 'no'; saddle?: true; investigated?: true }
  | { how: 'looked_at'; flag: RedFlagCode; signs: readonly string[] };

export interface Question extends WarningSign {
  code: SignCode;
  /** Any of these is enough; empty: it is always asked. */
  known: readonly KnownBy[];
}

/**
 * Trouble of bladder, bowel or sexual feeling that has long been there is one item of the screen (CES-7), which does not say
 * which of the three it is; so all three go on being asked, as "new, or worse". Only altered saddle sensation is a finding of
 * its own. Chest pain, accidents and fever are events: none of them is ever an old one [our decision, to be approved].
 */
const KNOWN: Record<SignCode, readonly KnownBy[]> = {
  CARD: [],
  // "no, not new", which a screen takes beside pain in both legs only with since when and why
  'CES-6': [{ how: 'long_standing', flag: 'CES-6', answer: 'no' }],
  'CES-2': [{ how: 'long_standing', flag: 'CES-7', answer: 'yes', saddle: true, investigated: true }],
  'CES-1': [],
  'CES-4': [],
  'CES-5': [],
  FX: [],
  TEMPERATURE: [],
  WEIGHT: [{ how: 'looked_at', flag: 'CA', signs: ['weight_loss'] }],
  SHAPE: [{ how: 'looked_at', flag: 'FX', signs: ['new_deformity'] }],
  NIGHT: [
    { how: 'looked_at', flag: 'CA', signs: ['night_pain', 'unremitting_night_pain', 'pain_not_easing'] },
    { how: 'looked_at', flag: 'AXSPA', signs: ['wakes_second_half'] },
  ],
};

export const QUESTIONS: readonly Question[] = WARNING_SIGNS.map((sign) => ({
  ...sign,
  known: KNOWN[sign.code],
}));

/** A code of the emergency list that is no red flag does not compile. */
const flagOf = (code: EmergencyCode): RedFlagCode => code;

/** What was answered yes, in the order of the lists: emergencies first. */
export const yesIn = (answers: KeptAnswers): Question[] =>
  QUESTIONS.filter(({ code }) => answers[code] === 'yes');

export const codesIn = (answers: KeptAnswers): SignCode[] => yesIn(answers).map(({ code }) => code);

/** The red flags of what is an emergency among these codes, in the order of the lists. */
export function flagsOf(codes: readonly SignCode[]): RedFlagCode[] {
  return WARNING_SIGNS.flatMap(({ code, level }) =>
    level === 'emergency' && codes.includes(code) ? [flagOf(code)] : [],
  );
}

export const hasUrgent = (codes: readonly SignCode[]): boolean =>
  WARNING_SIGNS.some(({ code, level }) => level === 'urgent' && codes.includes(code));
